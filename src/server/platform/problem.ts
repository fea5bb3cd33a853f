/**
 * Refusals a caller can act on, as RFC 9457 problem details. The catalogue is closed: a new refusal is a new row,
 * with the sentence a member or customer reads. Texts name what happened to the work first, then what to do.
 */
const catalogue = {
  "not-signed-in": [401, "Du bist nicht angemeldet. Melde dich bitte an."],
  "prove-device": [401, "Dieses Gerät muss sich neu ausweisen. Bitte noch einmal versuchen."],
  "sign-in-refused": [401, "Diesen Passkey kennen wir auf diesem Gerät nicht. Lass das Gerät bitte eintragen."],
  "step-up": [403, "Dafür bitte noch einmal mit deinem Passkey bestätigen."],
  "not-allowed": [403, "Das darf deine Rolle nicht. Frag bitte die Inhaberin oder den Inhaber."],
  "device-not-approved": [403, "Dieses Gerät ist noch nicht freigegeben."],
  "foreign-request": [403, "Diese Anfrage kam nicht von unserer Seite und wurde nicht ausgeführt."],
  "not-found": [404, "Das gibt es nicht, oder es gehört nicht hierher."],
  gone: [410, "Dieser Link gilt nicht mehr. Bitte einen neuen anfordern."],
  "wrong-host": [421, "Unter dieser Adresse läuft Werkbote nicht."],
  "bad-signature": [401, "Die Unterschrift der Nachricht stimmt nicht."],
  "channel-disabled": [401, "Dieser Kanal ist nicht eingerichtet."],
  "bad-input": [400, "Eine Angabe fehlt oder passt nicht."],
  "too-large": [413, "Das ist zu groß."],
  "unknown-media": [415, "Diese Dateiart nehmen wir nicht an."],
  "too-many": [429, "Das waren zu viele Versuche. Bitte kurz warten."],
  conflict: [409, "Inzwischen hat sich etwas geändert. Bitte noch einmal ansehen."],
  "taken-already": [409, "Jemand war schneller und hat das Gespräch übernommen."],
  "feed-gone": [410, "Zu lange her. Die Ansicht wird neu geladen."],
  "not-lawful": [422, "So darf das nicht raus."],
  "setup-incomplete": [422, "Dafür fehlt noch etwas in der Einrichtung."],
  "code-expired": [410, "Dieser Code gilt nicht mehr. Bitte einen neuen holen."],
  "code-wrong": [401, "Der Code stimmt nicht."],
  unavailable: [503, "Die Datenbank antwortet gerade nicht. Bitte gleich noch einmal versuchen."],
  bug: [500, "Da ist bei uns etwas schiefgegangen. Die Eingabe ist nicht verloren; bitte noch einmal versuchen."],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof catalogue;

/** Facts a program may want beside the sentence; never personal data. */
export interface ProblemDetails {
  /** A more exact German sentence for this case. */
  readonly detail?: string;
  /** Field names with what is wrong with them. */
  readonly fields?: Readonly<Record<string, string>>;
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
      ...(detail === undefined ? {} : { detail }),
      ...(fields === undefined ? {} : { fields }),
      ...(more === undefined ? {} : { more }),
    };
  }
}

export interface ProblemJson {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly more?: Readonly<Record<string, unknown>>;
}
