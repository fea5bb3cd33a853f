// Supervisory authorities for private bodies (Art. 77 GDPR, § 40 BDSG), by the state of the seat.
import type { FederalState } from "../../contract/setup.ts";

export const complaintAuthorities: Readonly<Record<FederalState, { readonly name: string; readonly url: string }>> = {
  BW: {
    name: "Landesbeauftragter für den Datenschutz und die Informationsfreiheit Baden-Württemberg",
    url: "https://www.baden-wuerttemberg.datenschutz.de",
  },
  BY: { name: "Bayerisches Landesamt für Datenschutzaufsicht", url: "https://www.lda.bayern.de" },
  BE: {
    name: "Berliner Beauftragte für Datenschutz und Informationsfreiheit",
    url: "https://www.datenschutz-berlin.de",
  },
  BB: {
    name: "Landesbeauftragte für den Datenschutz und für das Recht auf Akteneinsicht Brandenburg",
    url: "https://www.lda.brandenburg.de",
  },
  HB: {
    name: "Landesbeauftragte für Datenschutz und Informationsfreiheit Bremen",
    url: "https://www.datenschutz.bremen.de",
  },
  HH: {
    name: "Hamburgischer Beauftragter für Datenschutz und Informationsfreiheit",
    url: "https://datenschutz-hamburg.de",
  },
  HE: {
    name: "Hessischer Beauftragter für Datenschutz und Informationsfreiheit",
    url: "https://datenschutz.hessen.de",
  },
  MV: {
    name: "Landesbeauftragter für Datenschutz und Informationsfreiheit Mecklenburg-Vorpommern",
    url: "https://www.datenschutz-mv.de",
  },
  NI: { name: "Landesbeauftragter für den Datenschutz Niedersachsen", url: "https://www.lfd.niedersachsen.de" },
  NW: {
    name: "Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen",
    url: "https://www.ldi.nrw.de",
  },
  RP: {
    name: "Landesbeauftragter für den Datenschutz und die Informationsfreiheit Rheinland-Pfalz",
    url: "https://www.datenschutz.rlp.de",
  },
  SL: { name: "Unabhängiges Datenschutzzentrum Saarland", url: "https://www.datenschutz.saarland.de" },
  SN: { name: "Sächsische Datenschutz- und Transparenzbeauftragte", url: "https://www.datenschutz.sachsen.de" },
  ST: { name: "Landesbeauftragte für den Datenschutz Sachsen-Anhalt", url: "https://datenschutz.sachsen-anhalt.de" },
  SH: {
    name: "Unabhängiges Landeszentrum für Datenschutz Schleswig-Holstein",
    url: "https://www.datenschutzzentrum.de",
  },
  TH: {
    name: "Thüringer Landesbeauftragter für den Datenschutz und die Informationsfreiheit",
    url: "https://www.tlfdi.de",
  },
};
