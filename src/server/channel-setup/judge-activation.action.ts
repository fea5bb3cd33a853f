import type { MissingThing } from "../../contract/setup.ts";
import type { SetupChannel } from "../../contract/setup-papers.ts";
import { channelFacts } from "../channel-papers/channel-facts.action.ts";
import { activationFacts, contractStands, mayCarry } from "../channel-papers/channel-papers.ts";
import { impactStanding } from "../impact/impact-standing.action.ts";
import { readPublicImprint } from "../imprint/read-public-imprint.action.ts";
import { linkInForce } from "../imprint/speaking-link.ts";
import { isNoticeOutdated } from "../notices/is-notice-outdated.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";
import type { Verdict } from "../policy/verdict.ts";
import { missingThings, withVerdict } from "./missing-things.ts";

export interface Activation {
  readonly facts: Facts;
  readonly verdict: Verdict;
  readonly missing: readonly MissingThing[];
  /** There is a contract by which the provider may be asked for anything (AV-1). */
  readonly contract: boolean;
  /** Messages may leave by what is on paper; what else is missing stops only the opening. */
  readonly carries: boolean;
}

/** Asks the policy whether a channel may open now, and says in sentences what stands in the way. */
export async function judgeActivation(
  deps: Pick<Deps, "clock" | "publicUrl">,
  tx: Tx,
  tenantId: string,
  kind: SetupChannel,
  connected: boolean,
): Promise<Activation> {
  const papers = await channelFacts(deps, tx, tenantId, kind);
  const noticeOutdated = await isNoticeOutdated(deps, tx, kind);
  const known = await readPublicImprint(tx);
  const imprintLink = linkInForce(known?.imprint.externalLink ?? "", deps.publicUrl(tenantId));
  const impact = await impactStanding(tx);
  const facts = activationFacts(kind, papers, { noticeOutdated, imprintLink, impact });
  const verdict = evaluate("activate_channel", facts);
  const missing = withVerdict(missingThings({ kind, papers, noticeOutdated, impact, connected }), verdict);
  return { facts, verdict, missing, contract: contractStands(kind, papers), carries: mayCarry(kind, papers) };
}
