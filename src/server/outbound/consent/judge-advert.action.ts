import type { StoredMessage } from "../../conversations/message-content.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { defaults } from "../../policy/defaults.ts";
import { evaluate } from "../../policy/evaluate.ts";
import { limitsOf } from "../../policy/limits.ts";
import type { Verdict } from "../../policy/verdict.ts";
import { withSameAdverts } from "../facts/count-same-adverts.action.ts";
import { loadFactRows } from "../facts/facts.store.ts";
import { type Linted, lintMessage } from "../facts/message-facts.ts";
import { sendFacts } from "../facts/send-facts.ts";
import { factsOfChannels } from "../send-message.action.ts";

export interface Advert {
  readonly content: StoredMessage["content"];
  readonly text: string;
  readonly templateCategory: "utility" | "marketing" | "authentication" | null;
}

export const advertDeclared = ({ templateCategory }: Pick<Advert, "templateCategory">) =>
  ({ messageClass: "advertising", templateCategory }) as const;

interface Judged {
  readonly linted: Linted;
  /** Whatever the pace: may this person get it at all? */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Conversations that would be one too many today (MS-1); they may be next tomorrow. */
  readonly tooMany: ReadonlySet<string>;
  /** How many may get the same text in a day. */
  readonly perDay: number;
}

/** The same advert judged for each of these conversations on its own, as if the server sent it now. Nothing is kept. */
export async function judgeAdvert(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  conversationIds: readonly string[],
  advert: Advert,
): Promise<Judged> {
  const now = deps.clock.now();
  const plain = lintMessage(advert.text, advertDeclared(advert), "");
  const linted = await withSameAdverts(tx, plain, advert.text, undefined, now);
  const rows = await loadFactRows(tx, conversationIds);
  const channels = await factsOfChannels(deps, tx, tenantId, rows);
  const verdicts = new Map<string, Verdict>();
  const tooMany = new Set<string>();
  let perDay: number = defaults.identicalAdTexts24h;
  for (const [conversationId, row] of rows) {
    const papers = channels.get(row.channelKind);
    if (row.key === null || !papers) continue;
    const facts = sendFacts(row, papers, plain.facts, "server", now);
    const verdict = evaluate("send", facts);
    verdicts.set(conversationId, verdict);
    perDay = limitsOf(facts).identicalAdTexts24h;
    const paced = evaluate("send", sendFacts(row, papers, linted.facts, "server", now));
    if (verdict.verdict === "allow" && paced.verdict !== "allow") tooMany.add(conversationId);
  }
  return { linted, verdicts, tooMany, perDay };
}
