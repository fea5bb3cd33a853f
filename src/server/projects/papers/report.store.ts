import type { ProjectReport } from "../../../../db/types.ts";
import type { Tx } from "../../platform/db.ts";

export async function insertReport(
  tx: Tx,
  tenantId: string,
  report: {
    fileId: string;
    projectId: string;
    clientId: string;
    audience: ProjectReport["audience"];
    hash: Buffer;
    madeBy: string;
    madeAt: Date;
  },
): Promise<void> {
  await tx
    .insertInto("project_report")
    .values({
      tenant_id: tenantId,
      file_id: report.fileId,
      project_id: report.projectId,
      client_id: report.clientId,
      audience: report.audience,
      hash: report.hash,
      made_by: report.madeBy,
      made_at: report.madeAt,
    })
    // Pressed again while the first press was still drawing it.
    .onConflict((oc) => oc.doNothing())
    .execute();
}

export async function reportsOf(tx: Tx, projectId: string) {
  return await tx
    .selectFrom("project_report")
    .select([
      "file_id as fileId",
      "client_id as clientId",
      "audience",
      "hash",
      "made_by as madeBy",
      "made_at as madeAt",
      "sent_at as sentAt",
    ])
    .where("project_id", "=", projectId)
    .orderBy("made_at", "desc")
    .orderBy("file_id")
    .execute();
}

export async function markReportsSent(tx: Tx, projectId: string, fileIds: readonly string[], at: Date): Promise<void> {
  if (fileIds.length === 0) return;
  await tx
    .updateTable("project_report")
    .set({ sent_at: at })
    .where("project_id", "=", projectId)
    .where("file_id", "in", [...fileIds])
    .execute();
}
