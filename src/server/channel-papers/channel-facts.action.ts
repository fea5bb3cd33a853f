import { z } from "zod";
import type { ChannelKind } from "../../contract/ids.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { processorJson } from "../processors/processor-json.ts";
import { readLimits } from "../ruleset/read-limits.action.ts";
import { loadPapers } from "./channel-facts.store.ts";
import { type ChannelPapers, channelPapers } from "./channel-papers.ts";

/** What the business has in order for a channel now: one read, judged at this moment. */
export async function channelFacts(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  kind: ChannelKind,
): Promise<ChannelPapers> {
  const row = await loadPapers(tx, tenantId, kind);
  const processors = z.array(processorJson).parse(row.processors);
  const papers = channelPapers({ ...row, kind, processors }, deps.clock.now());
  return { ...papers, limits: await readLimits(tx), zone: row.zone ?? undefined };
}
