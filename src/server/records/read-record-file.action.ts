import type { RecordKind } from "../../contract/records.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { loadFile } from "./record.store.ts";

/** The bytes of a version, as they were made: their hash is the one that was noted. */
export async function readRecordFile(
  deps: Pick<Deps, "db">,
  tenantId: string,
  kind: RecordKind,
  version: number,
  form: "html" | "pdf",
): Promise<Buffer> {
  const bytes = await deps.db.withTenant(tenantId, (tx) =>
    loadFile(tx, kind, version, form === "pdf" ? "pdf" : "page"),
  );
  if (bytes === undefined) throw new Problem("not-found");
  return bytes;
}
