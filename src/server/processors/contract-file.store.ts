import type { Tx } from "../platform/db.ts";

export interface ContractFileRow {
  readonly fileId: string;
  readonly processorId: string;
  readonly mimeType: string;
  readonly size: number;
  readonly sha256: Uint8Array;
  readonly uploadedAt: Date;
}

const columns = [
  "file_id as fileId",
  "processor_id as processorId",
  "mime_type as mimeType",
  "size",
  "sha256",
  "uploaded_at as uploadedAt",
] as const;

/** Every file, without its bytes, newest first. */
export async function loadContractFiles(tx: Tx): Promise<ContractFileRow[]> {
  return await tx
    .selectFrom("contract_file")
    .select(columns)
    .orderBy("uploaded_at", "desc")
    .orderBy("file_id", "desc")
    .execute();
}

export async function loadContractFile(
  tx: Tx,
  processorId: string,
  fileId: string,
): Promise<(ContractFileRow & { sealedContent: Uint8Array }) | undefined> {
  return await tx
    .selectFrom("contract_file")
    .select([...columns, "sealed_content as sealedContent"])
    .where("processor_id", "=", processorId)
    .where("file_id", "=", fileId)
    .executeTakeFirst();
}

/** Whether these very bytes are filed there. */
export async function isFiled(tx: Tx, processorId: string, sha256: Buffer): Promise<boolean> {
  const row = await tx
    .selectFrom("contract_file")
    .select("file_id")
    .where("processor_id", "=", processorId)
    .where("sha256", "=", sha256)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertContractFile(
  tx: Tx,
  tenantId: string,
  row: ContractFileRow & { sealedContent: Uint8Array },
): Promise<void> {
  await tx
    .insertInto("contract_file")
    .values({
      tenant_id: tenantId,
      file_id: row.fileId,
      processor_id: row.processorId,
      mime_type: row.mimeType,
      size: row.size,
      sha256: row.sha256,
      sealed_content: row.sealedContent,
      uploaded_at: row.uploadedAt,
    })
    .execute();
}
