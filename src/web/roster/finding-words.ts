import type { Finding } from "../../contract/roster.ts";
import type { Words } from "../../contract/words.ts";

/** Whom a finding is about, where the screen knows it: a colleague by name, or the reader. */
export type Whom = { readonly name: string } | "you";

/** What the checks say of "the person": their facts hold no names. By rule: of a colleague, of the reader. */
const ofPerson: Readonly<Record<string, { readonly named: (name: string) => Words; readonly you: Words }>> = {
  Austritt: {
    named: (name) => ({ de: `${name} arbeitet dann nicht mehr hier.`, en: `${name} no longer works here then.` }),
    you: { de: "Du arbeitest dann nicht mehr hier.", en: "You no longer work here then." },
  },
  Verfügbarkeit: {
    named: (name) => ({
      de: `${name} ist in dieser Zeit nicht verfügbar.`,
      en: `${name} is not available at that time.`,
    }),
    you: { de: "Du bist in dieser Zeit nicht verfügbar.", en: "You are not available at that time." },
  },
  "Doppelt geplant": {
    named: (name) => ({
      de: `${name} ist in dieser Zeit schon eingeteilt.`,
      en: `${name} is already planned at that time.`,
    }),
    you: { de: "Du bist in dieser Zeit schon eingeteilt.", en: "You are already planned at that time." },
  },
};

/** The sentence of a finding, with the name of the one it is about. */
export function wordsFor({ rule, text }: Pick<Finding, "rule" | "text">, whom: Whom | undefined): Words {
  const said = ofPerson[rule];
  if (said === undefined || whom === undefined) return text;
  return whom === "you" ? said.you : said.named(whom.name);
}
