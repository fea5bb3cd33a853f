import type { Deps } from "../platform/deps.ts";
import { insertCheckpoint, loadCheckpoints, loadHead } from "./audit.store.ts";
import { type Checkpoint, checkpointText } from "./chain.ts";
import { appendCheckpointFile } from "./checkpoint-file.adapter.ts";

/** Notes where the chain stands, in the database and in the file beside it. A day without a deed needs no note. */
export async function writeCheckpoint(
  deps: Pick<Deps, "db" | "seal" | "clock" | "config">,
  tenantId: string,
): Promise<void> {
  const written = await deps.db.withTenant(tenantId, async (tx): Promise<Checkpoint | undefined> => {
    const head = await loadHead(tx);
    const last = (await loadCheckpoints(tx)).at(-1);
    if (head === undefined || head.seq === last?.seq) return undefined;
    const stand = { day: deps.clock.now().toISOString().slice(0, 10), seq: head.seq, link: head.link };
    const seal = deps.seal.proof(tenantId, "audit-checkpoint", checkpointText(stand)).toString("hex");
    return (await insertCheckpoint(tx, tenantId, { ...stand, seal })) ? { ...stand, seal } : undefined;
  });
  if (written) appendCheckpointFile(deps.config.dataDir, tenantId, written);
}
