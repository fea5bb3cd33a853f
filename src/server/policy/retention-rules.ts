// ER-1, ER-2: which class a message has, until when it stays, and what may go on a day.
import { retentionClassNames } from "../../contract/retention-class-names.ts";
import type { Words } from "../../contract/words.ts";
import { addDays, addMonths, endOfYear, localDay } from "../time/calendar-day.ts";
import { defaults } from "./defaults.ts";

/** Where a period begins: with the document, the last message of the conversation, the end of the order, or detection. */
export type PeriodStart = "document" | "last_message" | "order_end" | "detection";

export interface ClassRule {
  readonly label: Words;
  readonly period: Words;
  readonly basis: string;
  readonly start: PeriodStart;
  /** Last day to keep, from the day the period begins. */
  readonly until: (start: string) => string;
  /** A duty to keep: an erasure restricts instead of deleting (Art. 17(3)(b) DSGVO). */
  readonly duty: boolean;
}

const { retentionYears } = defaults;

/** Classes a message can have. The other rows of the table (logs, proofs, backups) hang on tables, not on messages. */
export const classRules = {
  "LK-1": {
    label: retentionClassNames["LK-1"],
    period: { de: "6 Monate nach der letzten Nachricht", en: "6 months after the last message" },
    basis: "Art. 5 Abs. 1 e DSGVO",
    start: "last_message",
    until: (day) => addMonths(day, 6),
    duty: false,
  },
  "LK-1b": {
    label: retentionClassNames["LK-1b"],
    period: { de: "12 Monate nach der letzten Nachricht", en: "12 months after the last message" },
    basis: "Art. 6 Abs. 1 f DSGVO",
    start: "last_message",
    until: (day) => addMonths(day, 12),
    duty: false,
  },
  "LK-2": {
    label: retentionClassNames["LK-2"],
    period: { de: "6 Jahre, bis zum Ende des Jahres", en: "6 years, to the end of the year" },
    basis: "§ 257 HGB, § 147 AO",
    start: "document",
    until: (day) => endOfYear(day, retentionYears["LK-2"]),
    duty: true,
  },
  "LK-3": {
    label: retentionClassNames["LK-3"],
    period: { de: "8 Jahre, bis zum Ende des Jahres", en: "8 years, to the end of the year" },
    basis: "§ 147 AO, § 14b UStG",
    start: "document",
    until: (day) => endOfYear(day, retentionYears["LK-3"]),
    duty: true,
  },
  "LK-4": {
    label: retentionClassNames["LK-4"],
    period: { de: "10 Jahre, bis zum Ende des Jahres", en: "10 years, to the end of the year" },
    basis: "§ 147 AO",
    start: "document",
    until: (day) => endOfYear(day, retentionYears["LK-4"]),
    duty: true,
  },
  "LK-5": {
    label: retentionClassNames["LK-5"],
    period: {
      de: "5 Jahre und 6 Monate nach dem Ende des Auftrags",
      en: "5 years and 6 months after the end of the job",
    },
    basis: "§ 634a BGB",
    start: "order_end",
    until: (day) => addMonths(day, 66),
    duty: false,
  },
  "LK-5v": {
    label: retentionClassNames["LK-5v"],
    period: { de: "4 Jahre nach dem Ende des Auftrags", en: "4 years after the end of the job" },
    basis: "§ 13 Abs. 4 VOB/B",
    start: "order_end",
    until: (day) => addMonths(day, 48),
    duty: false,
  },
  "LK-5b": {
    label: retentionClassNames["LK-5b"],
    period: { de: "2 Jahre nach dem Ende des Auftrags", en: "2 years after the end of the job" },
    basis: "§ 634a Abs. 1 Nr. 1 BGB",
    start: "order_end",
    until: (day) => addMonths(day, 24),
    duty: false,
  },
  "LK-11": {
    label: retentionClassNames["LK-11"],
    period: { de: "höchstens 72 Stunden", en: "72 hours at most" },
    basis: "Art. 9 DSGVO",
    start: "detection",
    until: (day) => addDays(day, 1),
    duty: false,
  },
  "LK-12": {
    label: retentionClassNames["LK-12"],
    period: { de: "90 Tage", en: "90 days" },
    basis: "eigene Festlegung",
    start: "document",
    until: (day) => addDays(day, 90),
    duty: false,
  },
  "LK-14": {
    label: retentionClassNames["LK-14"],
    period: { de: "6 Monate nach der letzten Nachricht", en: "6 months after the last message" },
    basis: "§ 15 Abs. 4 AGG",
    start: "last_message",
    until: (day) => addMonths(day, 6),
    duty: false,
  },
} as const satisfies Record<string, ClassRule>;

export type MessageRetentionClass = keyof typeof classRules;
export const messageClasses = Object.keys(classRules) as readonly MessageRetentionClass[];

export const ruleOf = (name: string): ClassRule | undefined =>
  Object.hasOwn(classRules, name) ? classRules[name as MessageRetentionClass] : undefined;

/** Kept although the person asks for erasure. */
export const isDuty = (name: string): boolean => ruleOf(name)?.duty === true;

/** What is known of a message when its class is decided. */
export interface Course {
  readonly direction: "in" | "out" | "note";
  readonly openOrder: boolean;
  /** An offer lies in the conversation and no order has come of it. */
  readonly offered: boolean;
  readonly automatic: boolean;
  /** What the sender declared; null for what came in. */
  readonly messageClass: string | null;
  /** Words of the message and of its file name. */
  readonly text: string;
  readonly document: boolean;
}

const offer = /\b(angebot|kostenvoranschlag)\b/i;
/** Begins a word: "Berechnung" is none. */
const bill = /(?<![a-zäöüß])((abschlags?|schluss|teil|anzahlungs|end)-?)?(rechnung|quittung)/i;
const confirmation = /^\s*(unsere |ihre )?auftragsbestätigung\b/i;
const voucher = /(rechnung|quittung|stundenzettel|aufma(ß|ss)|lieferschein|regiebericht)/i;

/**
 * ER-1: the class a message is given by the course of the job. During an order everything said in it is a commercial
 * letter, and a document that calls itself an invoice is a voucher; adverts, the question for leave to advertise, automatic
 * answers and notes are neither.
 */
export function classFor(course: Course): MessageRetentionClass {
  const aboutAds = course.messageClass === "advertising" || course.messageClass === "consent_request";
  const spoken = course.direction !== "note" && !course.automatic && !aboutAds;
  if (!spoken) return course.offered && course.direction === "note" ? "LK-1b" : "LK-1";
  // What we bill is a voucher, and what we confirm a letter, whether or not somebody noted that an order runs.
  if (course.direction === "out" && (course.messageClass === "invoice" || (course.document && bill.test(course.text))))
    return "LK-3";
  if (course.openOrder) return course.document && voucher.test(course.text) ? "LK-3" : "LK-2";
  if (course.direction === "out" && confirmation.test(course.text)) return "LK-2";
  if (course.direction === "out" && offer.test(course.text)) return "LK-1b";
  return course.offered ? "LK-1b" : "LK-1";
}

/** Days that a period can begin with; undefined: that has not happened yet. */
export interface Dates {
  readonly document: string;
  readonly lastMessage: string;
  readonly orderEnd: string | undefined;
  readonly openOrder: boolean;
  readonly classed: string | undefined;
}

/** ER-2: the last day on which this must or may be kept; undefined: the period has not begun. */
export function keptUntil(name: string, dates: Dates): string | undefined {
  const rule = ruleOf(name);
  if (!rule) return undefined;
  switch (rule.start) {
    case "document":
      return rule.until(dates.document);
    case "last_message":
      return rule.until(dates.lastMessage);
    case "detection":
      return rule.until(dates.classed ?? dates.document);
    case "order_end": {
      if (dates.openOrder) return undefined;
      const end = dates.orderEnd;
      return rule.until(end !== undefined && end > dates.document ? end : dates.document);
    }
  }
}

/** The latest day a period may have begun for its content to go on `today`: the day after the last day to keep. */
export function lastStartToGo(name: MessageRetentionClass, today: string): string {
  const goes = (daysAgo: number) => classRules[name].until(addDays(today, -daysAgo)) < today;
  // A later start never ends earlier, so the last fitting day is found by halving.
  let [near, far] = [0, 366 * 12];
  while (near + 1 < far) {
    const middle = Math.floor((near + far) / 2);
    if (goes(middle)) far = middle;
    else near = middle;
  }
  return addDays(today, -far);
}

/** Until when a class of documents stays at most, counted from the newest of them. */
export function classUntil(retentionClass: string, newest: Date, zone: string): string | null {
  const document = localDay(newest, zone);
  const dates = { document, lastMessage: document, orderEnd: undefined, openOrder: false, classed: undefined };
  return keptUntil(retentionClass, dates) ?? null;
}
