import { createHash } from "node:crypto";
import { sniffType } from "../attachments/sniff.adapter.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { insertContractFile, isFiled } from "./contract-file.store.ts";
import { lockProcessor } from "./processor.store.ts";

const accepted =
  /^(application\/pdf|image\/(png|jpeg)|application\/vnd\.openxmlformats-officedocument\.wordprocessingml\.document)$/;

/**
 * Keeps the contract itself, sealed, with its SHA-256 (AV-1). The hash is of the bytes as they came: whoever holds the
 * other copy can compare. Filed again, say because no answer came, it is there once.
 */
export async function fileContract(
  deps: Pick<Deps, "clock" | "ids" | "seal">,
  tx: Tx,
  caller: Caller,
  processorId: string,
  bytes: Buffer,
): Promise<void> {
  const { tenantId } = caller;
  if ((await lockProcessor(tx, processorId)) === undefined) throw new Problem("not-found");
  const mimeType = await sniffType(bytes);
  if (!accepted.test(mimeType))
    throw new Problem("unknown-media", {
      detail: {
        de: "Bitte den Vertrag als PDF, Foto oder Word-Datei ablegen.",
        en: "Please file the contract as a PDF, photo or Word file.",
      },
    });
  const sha256 = createHash("sha256").update(bytes).digest();
  if (await isFiled(tx, processorId, sha256)) return;
  const fileId = deps.ids.uuid();
  const place = { table: "contract_file", row: fileId, column: "sealed_content" };
  await insertContractFile(tx, tenantId, {
    fileId,
    processorId,
    mimeType,
    size: bytes.length,
    sha256,
    sealedContent: deps.seal.forTenant(tenantId, place, bytes),
    uploadedAt: deps.clock.now(),
  });
  await appendAudit(deps, tx, {
    tenantId,
    actor: actorOf(caller),
    verb: "file-contract",
    subjectKind: "processor",
    subjectId: processorId,
    details: { file: fileId, sha256: sha256.toString("hex") },
  });
  await appendEvents(deps, tx, tenantId, [{ kind: "setup-changed" }]);
}
