import type { Words } from "../../contract/words.ts";

/**
 * Refusals a caller can act on, as RFC 9457 problem details. The catalogue is closed: a new refusal is a new row,
 * with the sentence a member or customer reads. Texts name what happened to the work first, then what to do.
 */
const catalogue = {
  "not-signed-in": [401, "Du bist nicht angemeldet. Melde dich bitte an.", "You are not signed in. Please sign in."],
  "prove-device": [
    401,
    "Dieses Gerät muss sich neu ausweisen. Bitte noch einmal versuchen.",
    "This device must prove itself anew. Please try again.",
  ],
  "sign-in-refused": [
    401,
    "Diesen Passkey kennen wir auf diesem Gerät nicht. Lass das Gerät bitte eintragen.",
    "We do not know this passkey on this device. Please have the device enrolled.",
  ],
  "step-up": [
    403,
    "Dafür bitte noch einmal mit deinem Passkey bestätigen.",
    "Please confirm this once more with your passkey.",
  ],
  "not-allowed": [
    403,
    "Das darf deine Rolle nicht. Frag bitte die Inhaberin oder den Inhaber.",
    "Your role may not do that. Please ask the owner.",
  ],
  "not-set-up": [
    409,
    "Hier ist noch niemand eingetragen. Öffne den Link, den Werkbote beim Start anzeigt.",
    "Nobody is enrolled here yet. Open the link that Werkbote shows when it starts.",
  ],
  "device-not-approved": [403, "Dieses Gerät ist noch nicht freigegeben.", "This device is not approved yet."],
  "foreign-request": [
    403,
    "Diese Anfrage kam nicht von unserer Seite und wurde nicht ausgeführt.",
    "This request did not come from our page and was not carried out.",
  ],
  "not-found": [
    404,
    "Das gibt es nicht, oder es gehört nicht hierher.",
    "This does not exist, or does not belong here.",
  ],
  gone: [
    410,
    "Dieser Link gilt nicht mehr. Bitte einen neuen anfordern.",
    "This link is no longer valid. Please ask for a new one.",
  ],
  "wrong-host": [421, "Unter dieser Adresse läuft Werkbote nicht.", "Werkbote does not run under this address."],
  "bad-signature": [401, "Die Unterschrift der Nachricht stimmt nicht.", "The signature of the message is wrong."],
  "channel-disabled": [401, "Dieser Kanal ist nicht eingerichtet.", "This channel is not set up."],
  "bad-input": [400, "Eine Angabe fehlt oder passt nicht.", "Something is missing or does not fit."],
  "too-large": [413, "Das ist zu groß.", "This is too large."],
  "unknown-media": [415, "Diese Dateiart nehmen wir nicht an.", "We do not take this kind of file."],
  "too-many": [
    429,
    "Das waren zu viele Versuche. Bitte kurz warten.",
    "Those were too many tries. Please wait a moment.",
  ],
  conflict: [
    409,
    "Inzwischen hat sich etwas geändert. Bitte noch einmal ansehen.",
    "Something has changed in the meantime. Please look again.",
  ],
  "taken-already": [
    409,
    "Jemand war schneller und hat das Gespräch übernommen.",
    "Somebody was faster and has taken the conversation.",
  ],
  "feed-gone": [410, "Zu lange her. Die Ansicht wird neu geladen.", "Too long ago. The view is loaded anew."],
  "not-lawful": [422, "So darf das nicht raus.", "This may not go out like this."],
  "setup-incomplete": [
    422,
    "Dafür fehlt noch etwas in der Einrichtung.",
    "Something is still missing in the set-up for this.",
  ],
  "code-expired": [
    410,
    "Dieser Code stimmt nicht oder gilt nicht mehr. Bitte vergleichen oder einen neuen holen.",
    "This code is wrong or no longer valid. Please compare it or get a new one.",
  ],
  "code-wrong": [401, "Der Code stimmt nicht.", "The code is wrong."],
  unavailable: [
    503,
    "Die Datenbank antwortet gerade nicht. Bitte gleich noch einmal versuchen.",
    "The database does not answer right now. Please try again in a moment.",
  ],
  busy: [
    503,
    "Gerade kommt zu viel auf einmal. Bitte gleich noch einmal versuchen.",
    "Too much arrives at once right now. Please try again in a moment.",
  ],
  "no-room": [
    507,
    "Auf dem Server ist kein Platz mehr für Dateien. Text geht weiterhin. Bitte der Inhaberin oder dem Inhaber sagen.",
    "The server has no room left for files. Text still works. Please tell the owner.",
  ],
  "no-place": [
    507,
    "Auf dem Server lassen sich Dateien gerade nicht ablegen. Text geht weiterhin. Wer den Server betreut, muss den Ordner der Dateien beschreibbar machen.",
    "The server cannot store files right now. Text still works. Whoever looks after the server must make the folder of the files writable.",
  ],
  "disk-full": [
    507,
    "Auf dem Server ist kein Platz mehr, darum wurde nichts gespeichert. Was schon da war, bleibt. Wer den Server betreut, muss Platz schaffen.",
    "The server's disk is full, so nothing was saved. What was there already stays. Whoever looks after the server must make room.",
  ],
  bug: [
    500,
    "Da ist bei uns etwas schiefgegangen. Die Eingabe ist nicht verloren; bitte noch einmal versuchen.",
    "Something went wrong on our side. What you entered is not lost; please try again.",
  ],
} as const satisfies Record<string, readonly [status: number, de: string, en: string]>;

export type ProblemCode = keyof typeof catalogue;

/**
 * A sentence that is German on purpose: a customer reads it, or it comes from a rule or a form's schema, whose English the
 * screen keeps. A plain string is no sentence for the team: whoever reads it may have the app in English.
 */
export interface GermanOnly {
  readonly de: string;
  readonly from: "customer" | "rule" | "schema";
}

/** A sentence for customers; the customer page speaks German. */
export const forCustomer = (de: string): GermanOnly => ({ de, from: "customer" });
/** A sentence of the rules, as the decision keeps it; the screen knows it in English. */
export const ofRule = (whyDe: string): GermanOnly => ({ de: whyDe, from: "rule" });

type Said = Words | GermanOnly;

/** Facts a program may want beside the sentence; never personal data. */
export interface ProblemDetails {
  /** A more exact sentence for this case. */
  readonly detail?: Said;
  /** Field names with what is wrong with them. */
  readonly fields?: Readonly<Record<string, Said>>;
  readonly retryAfterSeconds?: number;
  readonly more?: Readonly<Record<string, unknown>>;
}

export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(code);
    this.name = "Problem";
    this.code = code;
    this.status = catalogue[code][0];
    this.details = details;
  }

  /** The body of the answer (RFC 9457, `application/problem+json`). */
  toJson(): ProblemJson {
    const { detail, fields, more } = this.details;
    return {
      type: `/problems/${this.code}`,
      title: catalogue[this.code][1],
      status: this.status,
      code: this.code,
      ...(detail === undefined ? { en: catalogue[this.code][2] } : { detail: detail.de, ...englishOf(detail) }),
      ...(fields === undefined ? {} : inBoth(fields)),
      ...(more === undefined ? {} : { more }),
    };
  }
}

const englishOf = (said: Said): { en?: string } => ("en" in said ? { en: said.en } : {});

function inBoth(fields: Readonly<Record<string, Said>>): Pick<ProblemJson, "fields" | "fieldsEn"> {
  const entries = Object.entries(fields);
  return {
    fields: Object.fromEntries(entries.map(([name, said]) => [name, said.de])),
    fieldsEn: Object.fromEntries(entries.flatMap(([name, said]) => ("en" in said ? [[name, said.en]] : []))),
  };
}

export interface ProblemJson {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail?: string;
  /** The sentence in English, for screens in English; absent where only a German detail is exact enough. */
  readonly en?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly fieldsEn?: Readonly<Record<string, string>>;
  readonly more?: Readonly<Record<string, unknown>>;
}
