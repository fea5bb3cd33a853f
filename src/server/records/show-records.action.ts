import { z } from "zod";
import { RecordKind, type RecordsAnswer } from "../../contract/records.ts";
import { impactStanding } from "../impact/impact-standing.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import { defaults } from "../policy/defaults.ts";
import { can } from "../rights/can.ts";
import { loadRecords } from "./record.store.ts";
import { papers } from "./record-kinds.ts";

const Changes = z.object({ added: z.array(z.string()), removed: z.array(z.string()) });

/** Every record with its versions, the newest first. */
export async function showRecords(tx: Tx, caller: Caller): Promise<RecordsAnswer> {
  const impact = await impactStanding(tx);
  const rows = await loadRecords(tx);
  return {
    records: RecordKind.options.map((kind) => ({
      kind,
      title: papers[kind].title,
      versions: rows
        .filter((row) => row.kind === kind)
        .map((row) => ({
          version: row.version,
          madeAt: row.made_at.toISOString(),
          pageHash: Buffer.from(row.page_hash).toString("hex"),
          pdfHash: Buffer.from(row.pdf_hash).toString("hex"),
          ...Changes.parse(row.changes),
        })),
    })),
    impact: {
      needed: impact.hits >= defaults.dpiaHits,
      covered: impact.covered,
      madeOn: impact.assessment?.madeOn ?? null,
      mayRecord: can(caller, "manage-setup"),
    },
  };
}
