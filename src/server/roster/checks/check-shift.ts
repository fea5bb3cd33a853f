// May this person work this shift? Asked before anything is saved, and again whenever a shift changes hands. Pure.
import type { Finding, ShiftKind } from "../../../contract/roster.ts";
import { defaults } from "../../policy/defaults.ts";
import { dayOf, localTime } from "../../time/zone.ts";
import { ageOn } from "../../working-time/age.ts";
import { holidayName } from "../../working-time/holidays.ts";
import { overlaps } from "../../working-time/spans.ts";
import { weekdayNumber } from "../../working-time/weekday.ts";
import { checkMinor } from "./check-minor.ts";
import type { Colleague, Place, ShiftPlan } from "./shift-plan.ts";
import { hoursText, netHours, restAround, workingDays } from "./working-day.ts";

const finding =
  (severity: Finding["severity"]) =>
  (rule: string, de: string, en: string): Finding => ({ rule, severity, text: { de, en } });
const refused = finding("refused");
const confirm = finding("confirm");
const note = finding("note");

/** § 3 ArbZG, in hours. */
const [longDay, longestDay] = [8, 10] as const;

/** The strictest first; a shift nobody has anything against gives an empty list. */
export function checkShift(plan: ShiftPlan, colleague: Colleague, firm: Place): Finding[] {
  const day = dayOf(localTime(plan.start, firm.zone));
  const age = ageOn(colleague.age, day);
  const asMinor = age === "minor" || (age === "unknown" && colleague.apprentice);
  const findings = [
    ...checkPresence(plan, colleague, firm),
    ...(asMinor ? checkMinor(plan, colleague, firm, age === "unknown") : checkAdult(plan, colleague, firm)),
    ...checkDay(plan, firm, asMinor),
  ];
  const order = ["refused", "confirm", "note"];
  return findings.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

function checkPresence(plan: ShiftPlan, colleague: Colleague, firm: Place): Finding[] {
  const found: Finding[] = [];
  const lastDay = dayOf(localTime(plan.end, firm.zone));
  if (colleague.endsOn !== null && lastDay > colleague.endsOn)
    found.push(
      refused("Austritt", "Die Person arbeitet dann nicht mehr hier.", "The person no longer works here then."),
    );
  if (colleague.absences.some((absence) => overlaps(absence, plan)))
    found.push(
      confirm(
        "Verfügbarkeit",
        "Die Person ist in dieser Zeit nicht verfügbar.",
        "The person is not available at that time.",
      ),
    );
  if (colleague.shifts.some((other) => overlaps(other, plan) && clashes(other.kind, plan.kind)))
    found.push(
      confirm(
        "Doppelt geplant",
        "Die Person ist in dieser Zeit schon eingeteilt.",
        "The person is already planned at that time.",
      ),
    );
  const { qualification } = plan;
  if (qualification !== null && !colleague.qualifications.includes(qualification))
    found.push(
      confirm(
        "Qualifikation",
        `Für diesen Einsatz braucht es „${qualification}“, das ist hier nicht eingetragen.`,
        `This shift needs “${qualification}”, which is not entered here.`,
      ),
    );
  return found;
}

/** On call beside work is how it is done; two duties of the same sort at once are a mistake. */
const clashes = (a: ShiftKind, b: ShiftKind): boolean => (a === "on_call") === (b === "on_call");

function checkAdult(plan: ShiftPlan, colleague: Colleague, firm: Place): Finding[] {
  if (plan.kind === "on_call") return [];
  const days = workingDays([plan, ...colleague.shifts], firm.zone);
  const found: Finding[] = [];
  const rest = restAround(plan, days);
  if (rest < defaults.adultRestHours) {
    const { de, en } = hoursText(rest);
    found.push(
      refused(
        "§ 5 ArbZG",
        `Zwischen zwei Arbeitstagen liegen nur ${de}, vorgeschrieben sind 11 Stunden.`,
        `Between two working days there are only ${en}, 11 hours are required.`,
      ),
    );
  }
  const own = days.find((one) => one.spans.some((span) => span.start <= plan.start && plan.end <= span.end));
  const hours = own ? netHours(own, "adult") : 0;
  const { de, en } = hoursText(hours);
  if (hours > longestDay)
    found.push(
      refused(
        "§ 3 ArbZG",
        `An dem Tag wären es ${de} Arbeit, mehr als 10 sind verboten.`,
        `That day would have ${en} of work, more than 10 are forbidden.`,
      ),
    );
  else if (hours > longDay)
    found.push(
      confirm(
        "§ 3 ArbZG",
        `An dem Tag sind es ${de} Arbeit; über 8 braucht es einen Ausgleich in 6 Monaten.`,
        `That day has ${en} of work; above 8 they must be balanced within 6 months.`,
      ),
    );
  return found;
}

function checkDay(plan: ShiftPlan, firm: Place, asMinor: boolean): Finding[] {
  const day = dayOf(localTime(plan.start, firm.zone));
  const holiday = holidayName(day, firm.state);
  const isSunday = weekdayNumber(day) === 7;
  if (!isSunday && holiday === undefined) return [];
  const what = holiday ?? { de: "Sonntag", en: "Sunday" };
  if (plan.kind === "on_call" || asMinor)
    return [
      note(
        "Feiertag",
        `Der Einsatz beginnt an einem freien Tag: ${what.de}.`,
        `The shift begins on a day off: ${what.en}.`,
      ),
    ];
  return [
    confirm(
      "§ 9 ArbZG",
      `Der Einsatz beginnt an einem freien Tag (${what.de}); Arbeit geht dann nur im Notfall (§ 10 ArbZG).`,
      `The shift begins on a day off (${what.en}); work is then for emergencies only (§ 10 ArbZG).`,
    ),
  ];
}
