import { roleNames } from "../server/members/role-names.ts";

/** What the demo says in the terminal: one link for each role, with the name the role has on the screens. */
export function signInLines(links: Readonly<Record<string, string>>): string[] {
  return Object.entries(roleNames).flatMap(([role, name]) => {
    const link = links[role];
    return link === undefined ? [] : [`  anmelden als ${name.padEnd(12)} ${link}`];
  });
}
