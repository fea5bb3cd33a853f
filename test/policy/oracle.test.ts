// A second opinion on `send`, written from the law text alone and sharing no code with the engine. It only knows
// what is forbidden; whatever it forbids, the engine must not allow.
import fc from "fast-check";
import { expect, it } from "vitest";
import { evaluate } from "../../src/server/policy/evaluate.ts";
import type { Facts } from "../../src/server/policy/facts.ts";
import { anyFacts } from "./any-facts.ts";

const oneOf = (value: unknown, ...list: unknown[]): boolean => list.includes(value);

function forbidden(f: Facts): string | undefined {
  const x = f.extra;
  const wa = oneOf(f.channel, "whatsapp_cloud", "whatsapp_app", "whatsapp_private");
  const owed = x.kind === "privacy_notice" && f.promoContent === false;
  if (oneOf(f.channel, undefined, "none", "whatsapp_private")) return "no lawful way out";
  if (!oneOf(f.deviceType, "business_managed", "business_registered", "server")) return "Art. 32: device";
  if (oneOf(f.avvStatus, undefined, "missing", "gaps_open")) return "Art. 28: contract";
  if (f.avvStatus === "not_required" && wa) return "Art. 28: WhatsApp is a processor";
  if (f.avvStatus === "review_overdue" && f.messageClass !== "safety" && !owed) return "Art. 28: review";
  if (oneOf(f.transferMechanism, undefined, "missing")) return "Art. 44: no basis";
  if (f.transferMechanism === "dpf" && f.dpfValid !== true && x.sccOnFile !== true) return "Art. 44: kill switch";
  return f.channel === "own_internal" ? forbiddenInside(f) : (forbiddenThread(f, wa, owed) ?? forbiddenText(f, wa));
}

function forbiddenInside(f: Facts): string | undefined {
  const x = f.extra;
  if (f.employeeRelation !== "staff" || f.recipientIsEmployee !== true) return "not a colleague";
  if (!oneOf(f.messageClass, "internal", "shift_notice", "safety")) return "not a team matter";
  const hour = Number(x.localTime?.slice(11, 13) ?? 23);
  const saturday = x.localTime?.startsWith("2026-11-28") === true;
  if (f.messageClass !== "safety" && f.recipientAge === "minor") {
    if (hour >= 20 || hour < 6 || saturday) return "JArbSchG: night or weekend";
    if (f.messageClass === "shift_notice" && (x.dutyDay === "saturday" || (x.restHours ?? 12) < 12))
      return "JArbSchG: duty";
  }
  if (x.withinSchedule === true) return undefined;
  const emergency = !!x.danger && !!x.overrideReason;
  if (f.messageClass !== "shift_notice") return emergency ? undefined : "ArbZG: rest";
  const announced = x.shiftRule === true && hour < 20 && (x.restHours ?? 0) >= 11 && f.recipientAge === "adult";
  return announced ? undefined : "BAG 5 AZR 349/22: not announced by rule";
}

function forbiddenThread(f: Facts, wa: boolean, owed: boolean): string | undefined {
  const x = f.extra;
  if (
    !oneOf(
      f.messageClass,
      "transactional",
      "service_info",
      "advertising",
      "consent_request",
      "auto_reply",
      "invoice",
      "safety",
    )
  ) {
    return "nothing for a customer";
  }
  const colleague = f.recipientIsEmployee !== false || oneOf(f.employeeRelation, "staff", undefined);
  const asCustomer = f.employeeRelation === "customer" && f.initiatedBy === "customer" && x.threadAbout === "own_order";
  if ((wa || f.channel === "sms") && colleague && !asCustomer) return "staff on an outside messenger";
  const informed = oneOf(f.noticeStatus, "sent", "delivered", "outdated_editorial");
  const danger = f.messageClass === "safety" && !!x.danger && !!x.overrideReason && f.initiatedBy === "customer";
  if (!informed && !owed && !danger) return "Art. 13: notice";
  if (!informed && !owed && x.numberSource === "third_party") return "Art. 14: notice";
  const never = f.inboundCount === undefined || f.inboundCount === 0;
  const plain = f.messageClass === "transactional" || f.messageClass === "service_info";
  const optIn = f.optInDocumented === true && f.initiatedBy === "business" && x.numberSource !== "third_party";
  if (wa && never && !(optIn && oneOf(f.noticeStatus, "sent", "delivered") && plain && f.templateCategory))
    return "first contact";
  if (wa && f.initiatedBy !== "customer" && f.optInDocumented !== true && f.consentAds !== "granted")
    return "no opt-in";
  if (f.channel === "own_webchat" && f.initiatedBy !== "customer") return "only the customer opens the chat";
  const reason = x.openOrder === true || x.jobOrdered === true || x.answersQuestion === true || !never;
  // an advert needs no order: consent or § 7(3) UWG decide about it below
  const advert =
    f.messageClass === "advertising" ||
    oneOf(x.kind, "christmas_greeting", "maintenance_reminder", "review_request") ||
    (f.promoContent === true && f.hasTransactionalCore !== true);
  if (
    oneOf(f.channel, "email", "sms") &&
    f.initiatedBy !== "customer" &&
    !reason &&
    !advert &&
    f.consentAds !== "granted"
  ) {
    return "no order, no inquiry";
  }
  const open = typeof f.windowAgeHours === "number" && f.windowAgeHours < 24;
  return wa && !open && !f.templateCategory ? "window closed" : undefined;
}

function forbiddenText(f: Facts, wa: boolean): string | undefined {
  const x = f.extra;
  const messenger = wa || oneOf(f.channel, "sms", "own_webchat");
  if (f.messageClass === "auto_reply" && f.promoContent !== false) return "VI ZR 134/15";
  if (f.recipients === undefined || f.recipients === 0) return "for nobody known";
  if (f.recipients > 1 && (f.channel === "email" || x.openOrder !== true || f.recipients > 50)) return "not one by one";
  const greeting = x.kind === "christmas_greeting" && x.customerGreetedFirst !== true;
  const reminder = x.kind === "maintenance_reminder" && x.maintenanceContract !== true;
  const ask = f.messageClass === "consent_request";
  const advert =
    f.messageClass === "advertising" ||
    f.promoContent !== false ||
    (!ask && (greeting || reminder || x.kind === "review_request"));
  if (ask) return forbiddenQuestion(f);
  if (f.messageClass === "invoice" && f.recipientType !== "business" && (wa || f.channel === "email")) {
    if (x.endToEnd !== true && (x.amountEUR ?? 1e9) >= 1000) return "12 U 9/24";
  }
  if (!advert) return undefined;
  if (f.recipientAge === "minor") return "minors";
  if (x.objected === true || x.metaPreference === "stop" || oneOf(f.consentAds, "withdrawn", "refused", undefined))
    return "Art. 21";
  const fresh = typeof f.consentIdleMonths === "number" && f.consentIdleMonths <= 24;
  const sale =
    x.addressFromSale && x.ownSimilarService && x.objected === false && x.hintAtCollection && x.hintInMessage;
  const exception = f.channel === "email" && sale === true && x.kind !== "christmas_greeting";
  if (!(f.consentAds === "granted" && fresh) && !exception) return "§ 7(2) Nr. 2 UWG";
  if (f.optOutHint !== true) return "§ 7(2) Nr. 3 UWG";
  if (messenger && (f.recipients > 1 || (x.identicalAdTextLast24h ?? 0) >= 10)) return "mass mailing";
  return wa && f.templateCategory !== "marketing" ? "not a marketing template" : undefined;
}

function forbiddenQuestion(f: Facts): string | undefined {
  const x = f.extra;
  if (f.initiatedBy !== "customer" || f.recipients !== 1 || f.recipientAge === "minor") return "whom one may ask";
  if (typeof f.windowAgeHours !== "number" || f.windowAgeHours >= 24) return "when one may ask";
  if (x.concernAnswered !== true || x.askedWithin12Months !== false) return "how often one may ask";
  const idle = f.consentAds === "granted" && typeof f.consentIdleMonths === "number" && f.consentIdleMonths > 24;
  if (!(oneOf(f.consentAds, "none", "expired") || idle) || x.objected === true || f.promoContent !== false)
    return "who said no";
  return undefined;
}

it("never allows what a second reading of the law forbids", () => {
  let allowed = 0;
  let harmless = 0;
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const objection = forbidden(facts);
      const { verdict } = evaluate("send", facts);
      if (verdict === "allow") allowed += 1;
      if (objection === undefined) harmless += 1;
      if (verdict === "allow") expect(objection).toBeUndefined();
    }),
    { numRuns: 20_000 },
  );
  // a comparison that never sees an allow proves nothing; and the engine must not simply say no
  expect(allowed).toBeGreaterThan(1500);
  expect(allowed / harmless).toBeGreaterThan(0.5);
});
