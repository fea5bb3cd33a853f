// Random facts for property tests: mostly harmless values, so that enough cases are allowed to mean something.
import fc from "fast-check";
import type { Facts } from "../../src/server/policy/facts.ts";

/** One of a list that holds each value as often as it weighs: a single draw, where two would take most of the time. */
function weighted<T>(...groups: readonly (readonly [weight: number, values: readonly T[]])[]): fc.Arbitrary<T> {
  // So many copies of each that its group weighs what it should, however many share it.
  const all = groups.reduce((product, [, values]) => product * values.length, 1);
  return fc.constantFrom(
    ...groups.flatMap(([weight, values]) =>
      values.flatMap((value) => Array.from({ length: (weight * all) / values.length }, () => value)),
    ),
  );
}

/** The first values are drawn most; the rest, and "unknown", now and then. */
const mostly = <T>(usual: readonly T[], rare: readonly T[] = []): fc.Arbitrary<T | undefined> =>
  weighted<T | undefined>([40, usual], ...(rare.length > 0 ? [[4, rare] as const] : []), [1, [undefined]]);

const bit = (usual: boolean) => mostly([usual], [!usual]);
const maybe = <T>(...values: readonly T[]): fc.Arbitrary<T | undefined> =>
  weighted<T | undefined>([5, values], [1, [undefined]]);

const extra = fc.record({
  numberSource: mostly(["data_subject"] as const, ["third_party"] as const),
  jobOrdered: maybe(true, false),
  openOrder: maybe(true, false),
  answersQuestion: maybe(true, false),
  customerGreetedFirst: maybe(true, false),
  kind: fc.constantFrom(
    undefined,
    undefined,
    undefined,
    "offer",
    "christmas_greeting",
    "maintenance_reminder",
    "review_request",
    "privacy_notice",
  ),
  maintenanceContract: maybe(true, false),
  identicalAdTextLast24h: maybe(...Array.from({ length: 13 }, (_, number) => number)),
  metaPreference: fc.constantFrom(undefined, undefined, undefined, undefined, "stop" as const, "resume" as const),
  concernAnswered: bit(true),
  askedWithin12Months: bit(false),
  addressFromSale: bit(true),
  ownSimilarService: bit(true),
  objected: bit(false),
  hintAtCollection: bit(true),
  hintInMessage: bit(true),
  amountEUR: maybe(50, 999, 1000, 20000),
  endToEnd: maybe(true, false),
  danger: fc.constantFrom(undefined, undefined, "gas_smell"),
  overrideReason: fc.constantFrom(undefined, undefined, "Gasgeruch im Keller"),
  threadAbout: mostly(["own_order"] as const, ["work"] as const),
  localTime: mostly(["2026-11-24T10:00", "2026-11-24T19:00"], ["2026-11-24T21:30", "2026-11-28T11:00"]),
  withinSchedule: bit(true),
  shiftRule: bit(true),
  restHours: mostly([12, 14], [9]),
  dutyDay: mostly(["wednesday"] as const, ["saturday"] as const),
  sccOnFile: maybe(true, false),
});

export const anyFacts: fc.Arbitrary<Facts> = fc.record({
  channel: mostly(
    ["whatsapp_cloud", "whatsapp_cloud", "own_webchat", "email", "own_internal"] as const,
    ["whatsapp_app", "whatsapp_private", "sms", "phone", "none"] as const,
  ),
  initiatedBy: mostly(["customer"] as const, ["business", "none"] as const),
  inboundCount: mostly([1, 3], [0]),
  optInDocumented: maybe(true, false),
  noticeStatus: mostly(
    ["sent", "delivered", "outdated_editorial"] as const,
    ["none", "queued", "failed", "outdated_material"] as const,
  ),
  consentAds: mostly(
    ["none", "granted", "granted"] as const,
    ["asked", "ambiguous", "refused", "withdrawn", "expired"] as const,
  ),
  consentIdleMonths: mostly([null, 3, 24], [25, 60]),
  messageClass: mostly(
    ["transactional", "service_info", "advertising", "consent_request", "auto_reply"] as const,
    ["internal", "shift_notice", "invoice", "safety", "none"] as const,
  ),
  promoContent: bit(false),
  hasTransactionalCore: bit(true),
  deviceType: mostly(
    ["business_managed", "business_registered", "server"] as const,
    ["private", "lost", "unknown"] as const,
  ),
  recipientIsEmployee: bit(false),
  employeeRelation: mostly(["none"] as const, ["staff", "customer"] as const),
  recipientAge: mostly(["adult"] as const, ["minor", "unknown"] as const),
  recipientType: mostly(["consumer", "business"] as const),
  windowAgeHours: mostly([0.5, 23.9], [24, 200, null]),
  templateCategory: mostly([null, "utility", "marketing"] as const, ["authentication"] as const),
  avvStatus: mostly(
    ["complete", "gaps_accepted"] as const,
    ["gaps_open", "missing", "review_overdue", "not_required"] as const,
  ),
  transferMechanism: mostly(["none_needed", "dpf", "scc"] as const, ["missing"] as const),
  dpfValid: bit(true),
  impressumStatus: mostly(
    ["complete"] as const,
    ["incomplete", "link_not_speaking", "unreachable", "missing"] as const,
  ),
  recipients: mostly([1], [0, 2, 51]),
  optOutHint: bit(true),
  extra,
});
