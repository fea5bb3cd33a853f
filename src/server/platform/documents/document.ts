import { clockMark } from "../../../contract/clock-mark.ts";

/**
 * A document people read, file and hand on: built once as values, written as a page (document-html.ts) or as a PDF
 * (document-pdf.ts). The same value gives the same bytes, so that a hash of them means something.
 */
export interface DocumentText {
  readonly title: string;
  readonly subtitle?: string;
  readonly language: "de" | "en";
  readonly issuedAt: Date;
  /** Who issues it: the business, as it stands in its imprint. */
  readonly issuer: string;
  readonly blocks: readonly Block[];
  /** Something to stick on: nothing at the edges, neither date nor page number. */
  readonly bare?: boolean;
}

export type Block =
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly text: string }
  /** `apart`: set off in a frame, as Art. 21(4) wants the right to object. */
  | { readonly kind: "paragraph"; readonly text: string; readonly apart?: boolean }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "table"; readonly head: readonly string[]; readonly rows: Rows; readonly caption?: string }
  | { readonly kind: "facts"; readonly rows: readonly Fact[] }
  /** JPEG or PNG. */
  | { readonly kind: "picture"; readonly bytes: Uint8Array; readonly alt: string; readonly caption?: string }
  /** Two pictures side by side, such as before and after; one alone takes half the width. */
  | { readonly kind: "pictures"; readonly items: readonly PictureItem[] }
  | { readonly kind: "pageBreak" };

interface PictureItem {
  readonly bytes: Uint8Array;
  readonly alt: string;
  readonly caption: string;
}

type Rows = readonly (readonly string[])[];

export interface Fact {
  readonly label: string;
  readonly value: string;
  /** A count of the day the document is made on: another number alone makes no other document. */
  readonly ofTheDay?: true;
}

const dayFormats = {
  de: new Intl.DateTimeFormat("de-DE", { dateStyle: "long", timeZone: "Europe/Berlin" }),
  en: new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "Europe/Berlin" }),
};
const timeFormats = {
  de: new Intl.DateTimeFormat("de-DE", { timeStyle: "short", timeZone: "Europe/Berlin" }),
  en: new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone: "Europe/Berlin" }),
};

/** "24. November 2026, 14:05 Uhr"; "25. Oktober 2026, 02:30 Uhr MESZ" in the hour that comes twice */
export function documentTime(at: Date, language: DocumentText["language"]): string {
  const time = timeFormats[language].format(at);
  return `${dayFormats[language].format(at)}, ${time}${language === "de" ? " Uhr" : ""}${clockMark(at.getTime(), language, "Europe/Berlin")}`;
}
