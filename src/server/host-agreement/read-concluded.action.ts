import { z } from "zod";
import type { Tx } from "../platform/db.ts";
import { Problem } from "../platform/problem.ts";
import { loadAgreement } from "./host-agreement.store.ts";

/** The blocks this module wrote itself; the table is append-only. */
const Blocks = z.array(
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("heading"), level: z.literal(2), text: z.string() }),
    z.object({ kind: z.literal("paragraph"), text: z.string() }),
    z.object({ kind: z.literal("list"), items: z.array(z.string()) }),
    z.object({ kind: z.literal("facts"), rows: z.array(z.object({ label: z.string(), value: z.string() })) }),
  ]),
);

/** A concluded contract as it was agreed. Throws `not-found`. */
export async function readConcluded(tx: Tx, id: string) {
  const row = await loadAgreement(tx, id);
  if (row === undefined) throw new Problem("not-found");
  const blocks = Blocks.parse(row.document);
  const parties = blocks.find((block) => block.kind === "facts");
  const operator = parties?.rows.find(({ label }) => label === "Auftragsverarbeiter")?.value ?? "";
  return { blocks, operator, version: row.version, agreedAt: row.agreedAt };
}
