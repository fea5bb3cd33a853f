import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { appendAudit } from "./append-audit.action.ts";
import { loadHead } from "./audit.store.ts";
import { server } from "./audit.ts";
import { readCheckpointFile, setAside } from "./checkpoint-file.adapter.ts";

export interface RestoreToNote {
  readonly backupMadeAt: string;
  readonly restoredAt: Date;
  readonly uncertain: number;
}

/** Where the checkpoints of before a restore lie: audit/vor-2026-11-24T22-10-00Z. */
const folderOf = (at: Date): string => `vor-${at.toISOString().slice(0, 19).replaceAll(":", "-")}Z`;

/** Where the chain of the archive ends; read it before anything of the restore is written. */
export async function headOfArchive(tx: Tx): Promise<number> {
  return (await loadHead(tx))?.seq ?? 0;
}

/** Writes into the chain that it goes on from an archive, and which checkpoints of before are kept as proof. */
export async function noteRestore(
  deps: Pick<Deps, "clock" | "ids" | "config">,
  tx: Tx,
  tenantId: string,
  head: number,
  { backupMadeAt, restoredAt, uncertain }: RestoreToNote,
): Promise<void> {
  const { checkpoints, damaged } = readCheckpointFile(deps.config.dataDir, tenantId);
  const kept = checkpoints.length + damaged;
  const details = { backupMadeAt, uncertain, head, keptIn: folderOf(restoredAt), kept };
  await appendAudit(deps, tx, { tenantId, actor: server, verb: "restore", subjectKind: "backup", details });
}

/** Moves the checkpoints of before out of the way of the new ones. Nothing of them is changed. */
export function setCheckpointsAside({ config }: Pick<Deps, "config">, restoredAt: Date): void {
  setAside(config.dataDir, folderOf(restoredAt));
}
