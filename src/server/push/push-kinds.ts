import { day, hour, minute } from "../platform/instant.ts";

/** What a push can be about. It says no more than its title: no name, no text, no place. */
export type PushKind =
  | "message"
  | "mention"
  | "assigned"
  | "project"
  | "roster"
  | "swap"
  | "office"
  | "alarm"
  | "danger"
  | "test";

interface KindOfPush {
  readonly de: readonly [title: string, body: string];
  readonly en: readonly [title: string, body: string];
  /** How long it is worth telling; the push service drops it afterwards. */
  readonly lifeMs: number;
  /** RFC 8030: a phone that saves power still wakes for "high". Only a call on duty and a danger wake it. */
  readonly urgency: "normal" | "high";
}

export const pushKinds: Readonly<Record<PushKind, KindOfPush>> = {
  message: {
    de: ["Neue Nachricht", "In Werkbote öffnen"],
    en: ["New message", "Open in Werkbote"],
    lifeMs: day,
    urgency: "normal",
  },
  mention: {
    de: ["Du bist gefragt", "Jemand hat dich in einer Notiz genannt"],
    en: ["You are asked", "Somebody named you in a note"],
    lifeMs: day,
    urgency: "normal",
  },
  assigned: {
    de: ["Ein Gespräch für dich", "In Werkbote öffnen"],
    en: ["A conversation for you", "Open in Werkbote"],
    lifeMs: day,
    urgency: "normal",
  },
  project: {
    de: ["Neues in einem Projekt", "In Werkbote öffnen"],
    en: ["News in a project", "Open in Werkbote"],
    lifeMs: day,
    urgency: "normal",
  },
  roster: {
    de: ["Dein Plan", "Es gibt etwas Neues in deinem Plan"],
    en: ["Your roster", "There is something new in your roster"],
    lifeMs: 3 * day,
    urgency: "normal",
  },
  swap: {
    de: ["Dienst tauschen", "Jemand wartet auf deine Antwort"],
    en: ["Swapping a shift", "Somebody waits for your answer"],
    lifeMs: day,
    urgency: "normal",
  },
  // Says less than any other: what waits may be somebody's health.
  office: {
    de: ["Werkbote", "Im Betrieb wartet etwas auf dich"],
    en: ["Werkbote", "Something at work waits for you"],
    lifeMs: day,
    urgency: "normal",
  },
  alarm: {
    de: ["Notdienst", "Bitte jetzt öffnen und annehmen"],
    en: ["On call", "Please open and accept now"],
    lifeMs: 20 * minute,
    urgency: "high",
  },
  danger: {
    de: ["Dringend", "Bitte jetzt in Werkbote öffnen"],
    en: ["Urgent", "Please open Werkbote now"],
    lifeMs: hour,
    urgency: "high",
  },
  test: {
    de: ["Test", "Mitteilungen kommen auf diesem Gerät an"],
    en: ["Test", "Notifications arrive on this device"],
    lifeMs: hour,
    urgency: "normal",
  },
};

/** The kind behind a word of a job; undefined for words of another version. */
export function pushKindOf(word: unknown): PushKind | undefined {
  return (Object.keys(pushKinds) as PushKind[]).find((kind) => kind === word);
}
