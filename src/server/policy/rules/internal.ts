// (9) Internal communication: not over WhatsApp, not in free time, not to minors at night.
import { defaults } from "../defaults.ts";
import type { Facts } from "../facts.ts";
import { clockOf, isNationalHoliday, weekdayOf } from "../local-time.ts";
import { allow, deny, type Outcome, pass, type Rule, require } from "../rule.ts";
import {
  isEmployeeAsCustomer,
  isEmployeesOwnOrder,
  isKnownCustomer,
  isSend,
  onExternalMessenger,
  onWhatsApp,
} from "../situation.ts";
import { baseOneHolds } from "./base.ts";
import { isUnbegun } from "./first-contact.ts";

const isDutyClass = (f: Facts): boolean => f.messageClass === "internal" || f.messageClass === "shift_notice";

/** IN-1: no staff communication on outside messengers. Art. 5, 24, 32, 88 GDPR; § 26 BDSG. */
export const in1: Rule = {
  id: "IN-1",
  check(action, f) {
    const groups = action === "create_group" || action === "add_to_group";
    if (isSend(action) && isStaffAsStaff(f) && f.channel === "own_webchat") return deny(staffReason(f));
    const held = isSend(action) && leavesTheHouse(f) ? houseMatterHeld(f) : undefined;
    if (held !== undefined) return held;
    if (!(isSend(action) && onExternalMessenger(f)) && !(groups && onWhatsApp(f))) return undefined;
    if (groups) return f.employeeRelation === "staff" ? deny(staffReason(f)) : undefined;
    // Whoever has not written yet begins (FC-1), a colleague with an order of their own like everybody.
    return isDutyClass(f) || !(isKnownCustomer(f) || isUnbegun(f)) ? deny(staffReason(f)) : undefined;
  },
};

const isStaffAsStaff = (f: Facts): boolean => f.recipientIsEmployee === true && f.employeeRelation === "staff";
const leavesTheHouse = (f: Facts): boolean =>
  onExternalMessenger(f) || f.channel === "own_webchat" || f.channel === "email";

const houseReasons = {
  roster: "Das sieht nach einem Dienstplan aus; der gehört in den Plan, nicht auf den Kanal zum Kunden.",
  sick_note: "Das sieht nach einer Krankmeldung aus; die geht nur an die eine Stelle im Betrieb, die sie braucht.",
  bank_data: "Hier steht eine Bankverbindung; die sagt man nicht per Nachricht, weil Betrüger genau das tun.",
  access_code:
    "Hier steht ein Code oder wo ein Schlüssel liegt; das gehört in keine Nachricht, die andere mitlesen können.",
} as const;

/** What gives away the house's own stops, until the sender has looked and says that it is none. */
function houseMatterHeld(f: Facts): Outcome | undefined {
  const matter = f.extra.houseMatter;
  if (matter === undefined || isStaffAsStaff(f) || isDutyClass(f)) return undefined;
  if (f.extra.houseMatterDenied !== true) return deny(houseReasons[matter]);
  return isKnownCustomer(f) ? pass("Wer schreibt, hat nachgesehen: Es ist für den Kunden bestimmt.") : undefined;
}

function staffReason(f: Facts): string {
  if (f.messageClass === "shift_notice")
    return "Dienstpläne gehören nicht in WhatsApp oder SMS, nimm dafür den internen Messenger.";
  if (f.recipientIsEmployee === undefined || (f.recipientIsEmployee === false && f.employeeRelation === undefined))
    return "Es steht nicht fest, ob der Empfänger zum Betrieb gehört; klär das zuerst.";
  if (f.employeeRelation === "customer" && f.extra.threadAbout === undefined)
    return "Es steht nicht fest, worum es in diesem Gespräch geht; halte fest, dass der Kollege hier über seinen eigenen Auftrag schreibt, oder nimm den internen Messenger.";
  if (isEmployeesOwnOrder(f) && !isDutyClass(f))
    return "Der Kollege ist hier Kunde, aber das Gespräch hat nicht er begonnen; bitte ihn, selbst zu schreiben, oder ruf an.";
  return "Nachrichten an Kollegen gehören nicht in fremde Messenger, nimm den internen Messenger.";
}

/** IN-2: a colleague with an order of their own is a customer there. Normal customer rules apply. */
export const in2: Rule = {
  id: "IN-2",
  check(action, f) {
    if (!isSend(action) || !isEmployeeAsCustomer(f) || !baseOneHolds(f)) return undefined;
    return allow(
      "Der Kollege schreibt hier als Kunde über seinen eigenen Auftrag, deshalb gelten die normalen Regeln.",
    );
  },
};

/** IN-3: where there is a works council, it agrees first. § 87(1) Nr. 1, 2, 3, 6, 7 BetrVG. */
export const in3: Rule = {
  id: "IN-3",
  check(action, f) {
    if (action !== "enable_internal") return undefined;
    if (f.extra.worksCouncil === false || f.extra.worksAgreement === true) return pass();
    return require("works_council_agreement", "Bevor der interne Messenger startet, braucht es die Vereinbarung mit dem Betriebsrat.");
  },
};

/** IN-4: quiet hours. §§ 3, 5(1), 9 ArbZG; the strictness is our own. */
export const in4: Rule = {
  id: "IN-4",
  check(action, f) {
    if (!isSend(action) || f.messageClass !== "internal" || f.channel !== "own_internal") return undefined;
    if (f.recipientIsEmployee === false) return undefined; // no colleague's time to wait for: BASE-2 says so
    if (f.extra.withinSchedule === true) return pass();
    return f.extra.withinSchedule === false
      ? require("queue_until_work_start", "Der Kollege hat Feierabend, die Nachricht wird gespeichert und erst zu seinem Arbeitsbeginn zugestellt.")
      : require("queue_until_work_start", "Wann der Kollege arbeitet, steht nicht fest; die Nachricht wartet bis zu seinem Arbeitsbeginn.");
  },
};

/** IN-5: the one shift notice that may reach free time. BAG, 23.08.2023, 5 AZR 349/22; § 5(1) ArbZG. */
export const in5: Rule = {
  id: "IN-5",
  check(action, f) {
    if (!isSend(action) || f.messageClass !== "shift_notice" || f.channel !== "own_internal") return undefined;
    if (f.extra.withinSchedule === true || f.recipientIsEmployee === false) return undefined;
    const isStaff = f.recipientIsEmployee === true && f.employeeRelation === "staff";
    const rested = (f.extra.restHours ?? 0) >= defaults.adultRestHours;
    if (isStaff && f.recipientAge === "adult" && f.extra.shiftRule === true && rested && isBeforeCutoff(f)) {
      return allow(
        "Die Einsatzzeit für den nächsten Tag darf nach der schriftlichen Regel auch nach Feierabend mitgeteilt werden.",
      );
    }
    return require("queue_until_work_start", isStaff ? whyNotInFreeTime(f, rested) : notInFreeTime);
  },
};

const notInFreeTime =
  "Diese Einsatzzeit darf den Kollegen nicht in der Freizeit erreichen; sie wird zum Arbeitsbeginn zugestellt.";
const ageNotKnown = "Das Alter des Kollegen ist nicht hinterlegt; so lange gelten die Zeiten für Jugendliche.";

/** The first condition of IN-5 that is not known to hold; a minor's times are IN-6's to tell. */
function whyNotInFreeTime(f: Facts, rested: boolean): string {
  if (f.extra.shiftRule !== true)
    return "Ohne schriftliche Regel im Betrieb erreicht eine Einsatzzeit niemanden in der Freizeit; sie wird zum Arbeitsbeginn zugestellt.";
  if (f.recipientAge === undefined || f.recipientAge === "unknown") return ageNotKnown;
  if (clockOf(f.extra.localTime) === undefined)
    return "Wie spät es beim Kollegen ist, steht nicht fest; die Einsatzzeit wird zum Arbeitsbeginn zugestellt.";
  if (!isBeforeCutoff(f))
    return "Für eine Einsatzzeit in der Freizeit ist es heute zu spät; sie wird zum Arbeitsbeginn zugestellt.";
  return rested
    ? notInFreeTime
    : "Zwischen Feierabend und Einsatz stehen keine elf Stunden Ruhe fest; die Einsatzzeit wird zum Arbeitsbeginn zugestellt.";
}

/**
 * Before the hour the written rule names, and not on the day of the duty itself. That a house of ours names none later
 * than the one shipped is seen to where its rule is read (section 0, no. 9).
 */
function isBeforeCutoff(f: Facts): boolean {
  const clock = clockOf(f.extra.localTime);
  if (clock === undefined || clock >= (f.extra.cutoff ?? defaults.shiftNoticeCutoff)) return false;
  return weekdayOf(f.extra.localTime) !== f.extra.dutyDay;
}

/** IN-6: minors are left alone at night, after work, at weekends and on holidays. §§ 8, 13-18 JArbSchG. */
export const in6: Rule = {
  id: "IN-6",
  check(action, f) {
    if (!isSend(action) || !isDutyClass(f) || f.channel !== "own_internal" || f.recipientAge === "adult")
      return undefined;
    const quiet = isMinorsQuietTime(f);
    if (!quiet && (f.messageClass !== "shift_notice" || isMinorsDutyAllowed(f))) return undefined;
    if (f.recipientAge !== "minor") return ageUnknown(f);
    if (clockOf(f.extra.localTime) === undefined)
      return deny(
        "Wie spät es beim Auszubildenden ist, steht nicht fest; weil er noch nicht 18 ist, wartet die Nachricht bis zur nächsten erlaubten Zeit.",
      );
    if (quiet)
      return deny(
        "Der Auszubildende ist noch nicht 18 und hat jetzt Ruhezeit; die Nachricht wartet bis zur nächsten erlaubten Zeit.",
      );
    return f.extra.dutyDay === undefined
      ? deny(
          "An welchem Tag der Einsatz ist, steht nicht fest; trag ihn nach, denn für Auszubildende unter 18 ist nicht jeder Tag erlaubt.",
        )
      : deny(
          "Für einen Auszubildenden unter 18 ist dieser Einsatz nicht erlaubt (Wochenende, Feiertag oder zu kurze Ruhezeit); teil jemand anderen ein.",
        );
  },
};

/** Nobody's age is guessed: the message waits. Out of hours IN-4 and IN-5 hold it back already. */
const ageUnknown = (f: Facts): Outcome | undefined =>
  f.extra.withinSchedule === true ? require("queue_until_work_start", ageNotKnown) : undefined;

function isMinorsQuietTime(f: Facts): boolean {
  const clock = clockOf(f.extra.localTime);
  if (clock === undefined || clock >= defaults.minorQuietFrom || clock < defaults.minorQuietUntil) return true;
  const weekday = weekdayOf(f.extra.localTime);
  const atWeekend = weekday === "saturday" || weekday === "sunday";
  if ((atWeekend || isNationalHoliday(f.extra.localTime)) && f.extra.exception1617 !== true) return true;
  if (f.extra.restHours !== undefined && f.extra.restHours < defaults.minorRestHours) return true;
  return f.extra.withinSchedule !== true && (f.extra.restHours ?? 0) < defaults.minorRestHours;
}

/** Asked outside the quiet time alone: a rest that is too short has spoken there. */
function isMinorsDutyAllowed(f: Facts): boolean {
  const day = f.extra.dutyDay;
  if (f.extra.exception1617 === true) return true;
  return day !== undefined && day !== "saturday" && day !== "sunday" && day !== "holiday";
}
