import { z } from "zod";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { instant } from "../platform/instant.ts";
import { loadLinksAt } from "./audit.store.ts";
import { checkpointText, type EntryText, type Finding, type Restore } from "./chain.ts";
import { readCheckpointFile } from "./checkpoint-file.adapter.ts";

const Details = z.object({
  backupMadeAt: z.string(),
  head: z.number().int(),
  keptIn: z.string().regex(/^[\w-]+$/),
  kept: z.number().int(),
});

/**
 * What can still be checked of the time before a restore: the checkpoints set aside then. Up to where the archive ended
 * they must fit; later ones speak of what was lost, and only their seal is left to prove them.
 * @param entry a "restore" of the chain, found unchanged
 * @returns undefined for a restore of before this was noted
 */
export async function verifyRestore(
  deps: Pick<Deps, "seal" | "config">,
  tx: Tx,
  tenantId: string,
  entry: EntryText,
  begin: number,
): Promise<{ restore: Restore; findings: Finding[] } | undefined> {
  const details = Details.safeParse(JSON.parse(entry.details));
  if (!details.success) return undefined;
  const { backupMadeAt, head, keptIn, kept } = details.data;
  const at = instant(Number(BigInt(entry.at) / 1_000n)).toISOString();
  const findings: Finding[] = [];
  const found = (seq: number | null, sentence: string) =>
    findings.push({ kind: "checkpoint", seq, auditId: null, sentence });
  const { checkpoints, damaged } = readCheckpointFile(deps.config.dataDir, tenantId, keptIn);
  const where = `vor der Wiederherstellung vom ${at.slice(0, 10)}`;
  if (damaged > 0) found(null, `Von den Tagesabschlüssen ${where} sind ${damaged} beschädigt.`);
  if (checkpoints.length + damaged !== kept)
    found(null, `Von den Tagesabschlüssen ${where} sind nicht mehr alle da (${checkpoints.length} von ${kept}).`);
  const links = await loadLinksAt(
    tx,
    checkpoints.map((one) => one.seq).filter((seq) => seq <= head),
  );
  let [fitting, lost] = [0, 0];
  for (const one of checkpoints) {
    const own = deps.seal.proof(tenantId, "audit-checkpoint", checkpointText(one)).toString("hex") === one.seal;
    if (!own) found(one.seq, `Der Tagesabschluss vom ${one.day} ${where} wurde verändert.`);
    else if (one.seq > head) lost += 1;
    else if (one.seq > begin && links.get(one.seq) !== one.link)
      found(one.seq, `Der Tagesabschluss vom ${one.day} ${where} passt nicht zu Eintrag ${one.seq}.`);
    else fitting += 1;
  }
  return { restore: { at, backupMadeAt, head, fitting, lost }, findings };
}
