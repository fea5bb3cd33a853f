import type { Role } from "../contract/access.ts";

const names: Readonly<Record<Role, string>> = {
  owner: "Inhaber",
  office: "Büro",
  crew_lead: "Vorarbeiter",
  crew: "Monteur",
  apprentice: "Azubi",
  accountant: "Buchhaltung",
  privacy_officer: "Datenschutz",
  guest: "Gast",
};

/** What the demo says in the terminal: one link for each role, with the name the role has on the screens. */
export function signInLines(links: Readonly<Record<string, string>>): string[] {
  return Object.entries(names).flatMap(([role, name]) => {
    const link = links[role];
    return link === undefined ? [] : [`  anmelden als ${name.padEnd(12)} ${link}`];
  });
}
