// What the policy engine says. The words here are the product's vocabulary for "may this leave?".

/** Version of the shipped rules. Stored with every decision; raise it when a rule changes what it decides. */
const RULESET_VERSION = "2026-12-03.1";

/** Names the rules in force: as shipped, and after the plus which change of the business's own numbers (limits.ts). */
export function rulesetVersionOf(change: number | undefined): string {
  return change ? `${RULESET_VERSION}+${change}` : RULESET_VERSION;
}

/** Every rule of the catalogue, in the order of its topics; BASE-1 and BASE-2 are the two base permissions. */
export const ruleIds = [
  ...(["FC-1", "FC-2", "FC-3"] as const),
  ...(["PN-1", "PN-2", "PN-3", "PN-4", "PN-5", "PN-6", "PN-7", "PN-8"] as const),
  ...(["IM-1", "IM-2", "IM-3", "IM-4"] as const),
  ...(["AV-1", "AV-2", "AV-3", "AV-4", "AV-5", "AV-6"] as const),
  ...(["AB-1", "AB-2", "AB-3"] as const),
  ...(["AD-1", "AD-2", "AD-3", "AD-4", "AD-5", "AD-6", "AD-7", "AD-8", "AD-9"] as const),
  ...(["MS-1", "MS-2", "MS-3"] as const),
  ...(["DV-1", "DV-2", "DV-3", "DV-4"] as const),
  ...(["IN-1", "IN-2", "IN-3", "IN-4", "IN-5", "IN-6"] as const),
  ...(["MD-1", "MD-2", "MD-3"] as const),
  ...(["PH-1", "PH-2", "PH-3", "PH-4"] as const),
  ...(["DS-1", "DS-2", "DS-3", "DS-4"] as const),
  ...(["ER-1", "ER-2", "ER-3", "ER-4"] as const),
  ...(["AC-1", "AC-2", "AC-3", "AC-4"] as const),
  ...(["SC-1", "SC-2", "SC-3"] as const),
  ...(["WC-1", "WC-2", "WC-3"] as const),
  ...(["BF-1"] as const),
  ...(["EM-1", "EM-2", "EM-3", "EM-4", "EM-5"] as const),
  ...(["WA-1", "WA-2", "WA-3", "WA-4", "WA-5", "WA-6", "WA-7", "WA-8", "WA-9", "WA-10", "WA-11", "WA-12"] as const),
  ...(["AI-1"] as const),
  ...(["CT-1", "CT-2"] as const),
  ...(["BASE-1", "BASE-2"] as const),
];
export type RuleId = (typeof ruleIds)[number];

/** What can stand between a message and its leaving. The order is the order in which tokens are written. */
export const requireTokens = [
  "deliver_notice",
  "template_utility",
  "template_marketing",
  "remove_promo",
  "opt_out_hint",
  "unambiguous_answer",
  "renew_consent",
  "queue_until_work_start",
  "repeated_contact_or_order",
  "avv_risk_decision",
  "avv_review",
  "speaking_impressum_link",
  "complete_impressum",
  "metadata_profile",
  "strip_exif",
  "explicit_consent_art9",
  "split_erase_and_restrict",
  "secure_portal_delivery",
  "secure_invoice_delivery",
  "authority_notification_decision",
  "individual_sending",
  "recipient_confirmation",
  "four_eyes",
  "verify_address",
  "owner_approval",
  "ai_disclosure",
  "human_contact",
  "withdrawal_instruction",
  "dpia_check",
  "works_council_agreement",
] as const;
export type RequireToken = (typeof requireTokens)[number];

const automaticTokens: ReadonlySet<RequireToken> = new Set<RequireToken>([
  "deliver_notice",
  "opt_out_hint",
  "queue_until_work_start",
  "strip_exif",
  "individual_sending",
  "ai_disclosure",
  "human_contact",
]);

/** True when the system fulfils the requirement itself; nobody has to press anything. */
export function isAutomatic(token: RequireToken): boolean {
  return automaticTokens.has(token);
}

/**
 * The answer of `evaluate`. `rules` are those that decided, in catalogue order; `whyDe` holds one German
 * sentence per deciding rule; `evidence` lists the facts they looked at as `name=value`, never any content.
 */
export type Verdict = {
  readonly verdict: "allow" | "deny" | "require";
  readonly requires: readonly RequireToken[];
  readonly rules: readonly RuleId[];
  readonly whyDe: string;
  readonly evidence: readonly string[];
};

/** Writes a verdict in its one-line grammar: `allow`, `deny` or `require:<token>[,<token>]`. */
export function formatVerdict(verdict: Pick<Verdict, "verdict" | "requires">): string {
  return verdict.verdict === "require" ? `require:${verdict.requires.join(",")}` : verdict.verdict;
}
