// Facts only some actions need. Absent means unknown. The second block is our own addition to the catalogue.
import { z } from "zod";
import { channels } from "./channel-names.ts";
import { germanDayOf } from "./local-time.ts";

/** A day of the calendar: 31 February is none. */
const isDay = (text: string): boolean => z.iso.date().safeParse(text.slice(0, 10)).success;
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T.*)?$/)
  .refine((text) => isDay(text) && germanDayOf(text) !== undefined)
  .transform((text) => germanDayOf(text) ?? text);
/** The recipient's own clock, with or without its distance to Greenwich; with a Z it would be Greenwich's, not theirs. */
const localTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?([+-](0\d|1[0-4]):[0-5]\d)?$/)
  .refine(isDay);
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const amount = z.number().nonnegative();
const dutyDay = z.enum([
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
  "holiday",
  "weekday",
]);

export const extraShape = {
  // -- send: origin, order, proof
  numberSource: z.enum(["data_subject", "third_party"]),
  jobOrdered: z.boolean(),
  openOrder: z.boolean(),
  optInProof: z.enum(["order_form_scan", "web_form", "paper_other", "phone_note"]),
  noticeDelivery: z.enum(["chat", "paper", "web"]),
  noticeUncertain: z.boolean(),
  answersQuestion: z.boolean(),
  customerGreetedFirst: z.boolean(),
  kind: z.string(),
  maintenanceContract: z.boolean(),
  identicalAdTextLast24h: amount,
  metaPreference: z.enum(["stop", "resume"]),
  consentOtherChannels: z.array(z.enum(channels)),
  concernAnswered: z.boolean(),
  askedWithin12Months: z.boolean(),
  // -- send: § 7(3) UWG and objection
  addressFromSale: z.boolean(),
  ownSimilarService: z.boolean(),
  objected: z.boolean(),
  hintAtCollection: z.boolean(),
  hintInMessage: z.boolean(),
  // -- send: money, machines, danger, staff
  amountEUR: amount,
  endToEnd: z.boolean(),
  addressVerified: z.boolean(),
  aiGenerated: z.boolean(),
  danger: z.string(),
  overrideReason: z.string(),
  threadAbout: z.enum(["own_order", "work"]),
  localTime,
  withinSchedule: z.boolean(),
  shiftRule: z.boolean(),
  cutoff: clockTime,
  restHours: amount,
  dutyDay,
  exception1617: z.boolean(),
  // -- everything else
  sccOnFile: z.boolean(),
  missing: z.array(z.string()),
  url: z.string(),
  finalUrlComplete: z.boolean(),
  actorRole: z.string(),
  workProfile: z.boolean(),
  event: z.string(),
  conversations: amount,
  hasOrder: z.boolean(),
  target: z.enum(["customer_file", "device_address_book"]),
  answerRaw: z.string(),
  answerMethod: z.enum(["button", "text", "reaction"]),
  hasGps: z.boolean(),
  sentAs: z.enum(["photo", "document"]),
  artNineType: z.string(),
  explicitConsent: z.boolean(),
  sentByCustomer: z.boolean(),
  requestArticle: z.string(),
  exportSizeItems: amount,
  retainedClasses: z.array(z.string()),
  otherClasses: z.array(z.string()),
  retentionClass: z.string(),
  documentDate: day,
  retainUntil: day,
  taxHold: z.boolean(),
  now: day,
  hoursSinceAwareness: amount,
  decisionRecorded: z.boolean(),
  cacheEncrypted: z.boolean(),
  key: z.string(),
  trigger: z.string(),
  firstParty: z.boolean(),

  // ---- ours: known only to our own callers; each fires when it is known to be bad
  /** The text names an IBAN that is not the business's own (EM-4). */
  foreignIban: z.boolean(),
  /** The automatic reply names a phone number, a mail address or the word for a person (WA-10). */
  humanContact: z.boolean(),
  /** The first automatic reply on WhatsApp names a way without Meta (MD-3). */
  alternativeChannel: z.boolean(),
  /** The text says at its start that a machine wrote it (AI-1). */
  aiDisclosed: z.boolean(),
  /** What the text says is no longer so: an automatic answer whose time is over. */
  outdated: z.boolean(),
  /** The contact wrote ALLES STOPP: nothing more on this channel (AD-7). */
  allStop: z.boolean(),
  /** The contact asked that their data be not used for now, and the request is open (DS-4). */
  useRestricted: z.boolean(),
  /** Days since the imprint check last passed (IM-1). */
  impressumFailingDays: amount,
  /** A hold other than the tax hold, e.g. a lawsuit (ER-2). */
  legalHold: z.boolean(),
  /** The owner approved this device (DV-1). */
  ownerApproved: z.boolean(),
  /** The text gives away what stays in the house; the sender looked and says that it does not (IN-1). */
  houseMatter: z.enum(["roster", "sick_note", "bank_data", "access_code"]),
  houseMatterDenied: z.boolean(),
  /** A subcontractor's person with an account of their own, let into one project's room (MS-3). */
  invitedGuest: z.boolean(),
  /** There is a works council; it has agreed (IN-3). */
  worksCouncil: z.boolean(),
  worksAgreement: z.boolean(),
  /** Hits in the impact-assessment questionnaire; its result is recorded (AC-2). */
  dpiaHits: amount,
  dpiaRecorded: z.boolean(),
  /** People can be recognised in the picture; why it is needed all the same (PH-3). */
  personsVisible: z.boolean(),
  personsReason: z.string(),
  /** Somebody reported the item as too personal (SC-2). */
  sensitiveReported: z.boolean(),
  /** The offer or confirmation carries what the legal form demands of a business letter (IM-3). */
  letterDetails: z.boolean(),
  /** Separate written consent to publish this picture (PH-4). */
  publishConsent: z.boolean(),
  /** Withdrawal instruction given; urgent repair the customer expressly asked for (CT-1). */
  withdrawalInstructionGiven: z.boolean(),
  urgentRepair: z.boolean(),
  /** The visitor pressed "remember on this device" or the push button (WC-2). */
  visitorAskedFor: z.boolean(),
  /** A second person confirmed the change of bank data (EM-4). */
  secondPersonConfirmed: z.boolean(),
};

/** How those are written that have a form of their own, for whoever wrote one otherwise. */
export const forms: ReadonlyMap<string, string> = new Map([
  ["localTime", "die Ortszeit wie 2026-11-24T21:30, ohne Z"],
  ["cutoff", "eine Uhrzeit wie 20:00"],
  ...["documentDate", "retainUntil", "now"].map((name) => [name, "ein Tag wie 2026-11-24"] as const),
]);

/** Facts that forbid where silence permits: one that was given and cannot be read is not passed over. */
export const forbidding: ReadonlySet<string> = new Set([
  ...[
    "deviceType",
    "recipientAge",
    "extra.kind",
    "extra.numberSource",
    "extra.identicalAdTextLast24h",
    "extra.metaPreference",
  ],
  ...[
    "extra.objected",
    "extra.allStop",
    "extra.useRestricted",
    "extra.aiGenerated",
    "extra.outdated",
    "extra.foreignIban",
    "extra.houseMatter",
  ],
  ...["extra.humanContact", "extra.alternativeChannel", "extra.letterDetails", "extra.addressVerified"],
  ...[
    "extra.missing",
    "extra.url",
    "extra.finalUrlComplete",
    "extra.cutoff",
    "extra.dutyDay",
    "extra.restHours",
    "extra.artNineType",
  ],
  ...["extra.personsVisible", "extra.sensitiveReported", "extra.dpiaHits"],
  ...["extra.documentDate", "extra.retainUntil", "extra.taxHold", "extra.legalHold"],
]);
