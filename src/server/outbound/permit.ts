import type { Permit, Remedy, RuleView } from "../../contract/policy.ts";
import type { Caller } from "../platform/caller.ts";
import { isConsentOpen } from "../policy/advertising-facts.ts";
import type { Facts } from "../policy/facts.ts";
import { type RemedyPage, remedyFor } from "../policy/remedies.ts";
import { ruleTitle } from "../policy/rule-titles.ts";
import { isNoticeUncertain } from "../policy/situation.ts";
import type { RequireToken, RuleId, Verdict } from "../policy/verdict.ts";
import { type Ability, can } from "../rights/can.ts";

/** A rule by name and article, for people. */
export function showRule(id: RuleId): RuleView {
  const { titleDe, article } = ruleTitle(id);
  return { id, title: titleDe, article };
}

const contactsTurn =
  "Der Datenschutzhinweis kommt erst durch, wenn der Kunde wieder schreibt, denn seine letzte Nachricht ist mindestens 24 Stunden alt.";

/**
 * Of what is advertising and nothing else, the words that make it so can still be taken out (AD-1, AD-2). A template leaves
 * as it was approved: nothing can be taken out of it or put below it, another one must be chosen (IM-4).
 */
function remediesOf(
  { verdict, requires, rules }: Verdict,
  signals: readonly string[],
  { templateCategory }: Facts,
): readonly RequireToken[] {
  const fixed = (templateCategory ?? null) !== null;
  const onlyAdvert = verdict === "deny" && rules.every((rule) => rule.startsWith("AD-"));
  if (onlyAdvert && fixed) return ["template_utility"];
  if (onlyAdvert && signals.length > 0) return ["remove_promo"];
  return [...new Set(requires.map((token) => (fixed ? (forTemplates[token] ?? token) : token)))];
}

const forTemplates: Readonly<Partial<Record<RequireToken, RequireToken>>> = {
  opt_out_hint: "template_marketing",
  remove_promo: "template_utility",
};

const inPerson = { label: "Anders senden", path: null } as const;
const places = {
  roster: { label: "Zum Plan", path: "/plan" },
  sick_note: { label: "Krank melden", path: "/krankmeldung" },
  bank_data: inPerson,
  access_code: inPerson,
} as const;

/** Where what IN-1 held back belongs: one tap. */
function elsewhereOf({ verdict, rules }: Verdict, { extra, employeeRelation }: Facts): Permit["elsewhere"] {
  if (verdict !== "deny" || !rules.includes("IN-1")) return null;
  if (employeeRelation === "staff") return { label: "Im Team schreiben", path: "/team", mayInsist: false };
  return extra.houseMatter === undefined ? null : { ...places[extra.houseMatter], mayInsist: true };
}

/** What a draft was judged to be, and what stands around it. */
interface Judged {
  readonly verdict: Verdict;
  readonly facts: Facts;
  readonly signals: readonly string[];
  /** Lines that go below the text by themselves. */
  readonly adds: string | null;
  readonly windowEndsAt: Date | null;
  /** Given when nothing the member could press would help. */
  readonly wayOut: Permit["wayOut"];
}

/** What the permit line shows: one sentence, and what would make it lawful. */
export function toPermit({ verdict, facts, signals, adds, windowEndsAt, wayOut }: Judged): Permit {
  const { extra } = facts;
  return {
    verdict: verdict.verdict,
    why: wayOut === null ? verdict.whyDe : contactsTurn,
    remedies: (wayOut === null ? remediesOf(verdict, signals, facts) : []).map((token) => {
      const { labelDe, automatic, path } = remedyFor(token);
      return { token, label: labelDe, automatic, path };
    }),
    noticeUncertain: verdict.rules.includes("PN-1") && isNoticeUncertain(facts),
    rules: verdict.rules.map(showRule),
    asksConsent:
      verdict.verdict === "deny" && verdict.rules.includes("AD-2") && isConsentOpen(facts) && !extra.useRestricted,
    signals: [...signals],
    adds,
    windowEndsAt: windowEndsAt?.toISOString() ?? null,
    elsewhere: elsewhereOf(verdict, facts),
    wayOut,
  };
}

/** Who may do on its page what fulfils a requirement: the register and the set-up others may read. */
const readers: Readonly<Record<RemedyPage, Ability>> = {
  "/kontakte": "read-conversations",
  "/recht/vertraege": "manage-setup",
  "/recht/aufbewahrung": "read-proofs",
  "/recht/verzeichnisse": "read-proofs",
  "/recht/anfragen": "read-subject-requests",
  "/recht/vorfaelle": "handle-incidents",
  "/einrichten/impressum": "manage-setup",
  "/einrichten/wer-erfaehrt-was": "manage-setup",
  "/einstellungen/betrieb-intern": "manage-setup",
  "/einstellungen/geraete": "manage-members",
};

/** What is missing is told to everybody; to the page where it is put right only they are sent who may do it there. */
export function forReader(permit: Permit, caller: Pick<Caller, "role">): Permit {
  const isOpen = ({ path }: Remedy) => path === null || can(caller, readers[path as RemedyPage]);
  // What happens by itself does not help as long as something else is missing.
  const waits = !permit.remedies.every(isOpen);
  const remedies = permit.remedies.filter((one) => isOpen(one) && !(waits && one.automatic));
  const shown = { ...permit, remedies };
  if (isRestricted(permit)) return can(caller, "read-subject-requests") ? { ...shown, elsewhere: theCase } : shown;
  return can(caller, "read-proofs") ? towardsContracts(shown) : shown;
}

/** What would end it stands with the request for one's data (DS-4). */
const theCase = { label: "Zur Anfrage", path: "/recht/anfragen", mayInsist: false } as const;
const isRestricted = ({ verdict, rules }: Pick<Permit, "verdict" | "rules">): boolean =>
  verdict === "deny" && rules.some(({ id }) => id === "DS-4");

const contracts = { label: "Zu den Verträgen", path: "/recht/vertraege", mayInsist: false } as const;

/** A contract is missing, whatever the message says: whoever may see the register is one tap away from it. */
function towardsContracts(permit: Permit): Permit {
  const { verdict, rules, remedies, elsewhere } = permit;
  const isContract = verdict !== "allow" && remedies.length === 0 && rules.every(({ id }) => id.startsWith("AV-"));
  return isContract && elsewhere === null ? { ...permit, elsewhere: contracts } : permit;
}
