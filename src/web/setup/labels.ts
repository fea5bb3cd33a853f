import type { FederalState, LegalForm, SetupStep } from "../../contract/setup.ts";
import type { AgreementStatus, SetupChannel } from "../../contract/setup-papers.ts";

// What the screens call the things of the set-up, and under which address each step lies.

export const legalFormLabels: Readonly<Record<LegalForm, string>> = {
  einzelunternehmen: "Einzelunternehmen",
  ek: "e. K. (eingetragen im Handelsregister)",
  gbr: "GbR",
  egbr: "eGbR (eingetragen im Gesellschaftsregister)",
  ohg: "OHG",
  kg: "KG",
  gmbh_co_kg: "GmbH & Co. KG",
  ug: "UG (haftungsbeschränkt)",
  gmbh: "GmbH",
};

export const federalStateLabels: Readonly<Record<FederalState, string>> = {
  BW: "Baden-Württemberg",
  BY: "Bayern",
  BE: "Berlin",
  BB: "Brandenburg",
  HB: "Bremen",
  HH: "Hamburg",
  HE: "Hessen",
  MV: "Mecklenburg-Vorpommern",
  NI: "Niedersachsen",
  NW: "Nordrhein-Westfalen",
  RP: "Rheinland-Pfalz",
  SL: "Saarland",
  SN: "Sachsen",
  ST: "Sachsen-Anhalt",
  SH: "Schleswig-Holstein",
  TH: "Thüringen",
};

export const stepLabels: Readonly<Record<SetupStep, string>> = {
  business: "Betrieb",
  imprint: "Impressum",
  notice: "Datenschutzhinweis",
  processors: "Verträge (AVV)",
  metadata: "Wer erfährt was?",
  channels: "Kanäle",
};

export const stepPaths: Readonly<Record<SetupStep, string>> = {
  business: "/einrichten/betrieb",
  imprint: "/einrichten/impressum",
  processors: "/einrichten/vertraege",
  metadata: "/einrichten/wer-erfaehrt-was",
  notice: "/einrichten/datenschutz",
  channels: "/einrichten/kanaele",
};

export const channelLabels: Readonly<Record<SetupChannel, string>> = {
  whatsapp: "WhatsApp",
  webchat: "Chat auf eurer Seite",
};

export const agreementTones: Readonly<Record<AgreementStatus, "fine" | "attention" | "stop">> = {
  complete: "fine",
  gaps_accepted: "fine",
  not_required: "fine",
  gaps_open: "attention",
  review_overdue: "attention",
  missing: "stop",
};

/** "24. November 2026" */
export function longDay(at: string): string {
  return new Intl.DateTimeFormat("de-DE", { dateStyle: "long" }).format(new Date(at));
}
