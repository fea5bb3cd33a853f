import type { ImprintFields } from "../../contract/setup.ts";

export type TextField = {
  [K in keyof ImprintFields]: ImprintFields[K] extends string ? K : never;
}[keyof ImprintFields];

/** How the form asks for a field. `excuse`: may be marked "nicht zutreffend" with a reason. */
export interface FormField {
  readonly label: string;
  readonly hint?: string;
  readonly rows?: number;
  readonly optional?: boolean;
  readonly excuse?: boolean;
}

export const imprintForm: Readonly<Record<TextField, FormField>> = {
  ownerName: { label: "Inhaberin oder Inhaber", hint: "Vor- und Nachname" },
  representatives: { label: "Vertreten durch", hint: "Vor- und Nachnamen, mit Komma getrennt" },
  generalPartner: { label: "Persönlich haftende Gesellschaft", hint: "Zum Beispiel: Muster Verwaltungs GmbH" },
  generalPartnerRegister: {
    label: "Deren Registergericht und Nummer",
    hint: "Zum Beispiel: Amtsgericht Chemnitz, HRB 12345",
  },
  registerCourt: { label: "Registergericht", hint: "Zum Beispiel: Amtsgericht Chemnitz" },
  registerNumber: { label: "Registernummer" },
  capital: { label: "Stammkapital", optional: true, hint: "Muss nicht genannt werden." },
  capitalOutstanding: {
    label: "Ausstehende Einlagen",
    optional: true,
    hint: "Pflicht, wenn das Stammkapital genannt ist. Sonst „keine“.",
  },
  vatId: { label: "USt-IdNr.", hint: "DE und 9 Ziffern. Nie die Steuernummer.", excuse: true },
  businessId: { label: "Wirtschafts-IdNr.", optional: true, hint: "Falls schon zugeteilt: DE123456789-00001" },
  chamber: { label: "Handwerkskammer", hint: "Zum Beispiel: Handwerkskammer Chemnitz" },
  craftRegister: { label: "Eintragung in die Handwerksrolle", hint: "Nummer und Kammer", excuse: true },
  supervisoryAuthority: {
    label: "Aufsichtsbehörde",
    hint: "Kammer oder Ordnungsamt. Welche genau gemeint ist, wird verschieden beantwortet; frag im Zweifel deine Kammer.",
    excuse: true,
  },
  jobTitle: {
    label: "Gesetzliche Berufsbezeichnung",
    hint: "Zum Beispiel: Installateur- und Heizungsbauermeister",
    excuse: true,
  },
  jobTitleState: { label: "Verliehen in", hint: "Zum Beispiel: Bundesrepublik Deutschland", excuse: true },
  professionalRules: {
    label: "Berufsrechtliche Regeln",
    hint: "Zum Beispiel: Handwerksordnung, www.gesetze-im-internet.de/hwo",
    excuse: true,
  },
  insurance: { label: "Betriebshaftpflicht", hint: "Versicherer, Anschrift, räumliches Gebiet", rows: 2, excuse: true },
  disputeBoardName: { label: "Schlichtungsstelle", hint: "Name, Anschrift, Internetadresse", optional: true },
  furtherText: { label: "Weitere Angaben", rows: 3, optional: true },
  externalLink: {
    label: "Impressum auf eurer eigenen Seite",
    optional: true,
    hint: "Leer lassen: Dann zeigen wir euer Impressum selbst. Sonst die volle Adresse, in der „impressum“ steht.",
  },
};

export function isTextField(field: string): field is TextField {
  return field in imprintForm;
}
