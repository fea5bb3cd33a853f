import { heedHolds } from "../platform/db/holds-turn.ts";
import type { Tx } from "../platform/db.ts";
import { Problem } from "../platform/problem.ts";
import { isHeld } from "./project.store.ts";

/**
 * What a legal hold keeps from the night nobody takes out by hand either. Before any other lock, because it waits for
 * whoever sets one just now.
 */
export async function assertNotHeld(tx: Tx, tenantId: string, projectId: string): Promise<void> {
  await heedHolds(tx, tenantId);
  if (await isHeld(tx, projectId))
    throw new Problem("conflict", {
      detail: {
        de: "Hier wird gerade nichts gelöscht: Eine Sperre hält es auf. Aufheben kann sie, wer den Betrieb leitet.",
        en: "Nothing is deleted here just now: a hold stops it. Whoever runs the business can release it.",
      },
    });
}
