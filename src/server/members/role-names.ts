import type { Role } from "../../contract/access.ts";

/** A role in a word, where somebody is called by it. */
export const roleNames: Readonly<Record<Role, string>> = {
  owner: "Inhaber",
  office: "Büro",
  crew_lead: "Vorarbeiter",
  crew: "Monteur",
  apprentice: "Azubi",
  accountant: "Buchhaltung",
  privacy_officer: "Datenschutz",
  guest: "Gast",
};
