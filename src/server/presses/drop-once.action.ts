import { uuidOf } from "../../contract/uuid.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { insertPress, loadPress } from "./press.store.ts";

/** The number of a deed that somebody can do once only and sends no number of their own with. */
export function pressOf({ seal }: Pick<Deps, "seal">, tenantId: string, deed: readonly string[]) {
  const contentHash = seal.blindIndex(tenantId, "press", JSON.stringify(deed));
  return { clientId: uuidOf(contentHash.toString("hex")), contentHash };
}

/**
 * Takes something away and takes note of that: whoever asks for it again finds it gone, as they wanted. The note is a
 * press like others.
 * @param what names its kind; where only its author may take it away, the author too
 * @param drop says whether it was there
 * @returns whether it was taken away now
 * @throws Problem `not-found` for what was never here
 */
export async function dropOnce(
  { seal, clock }: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  tenantId: string,
  what: string,
  id: string,
  drop: () => Promise<boolean>,
): Promise<boolean> {
  const press = pressOf({ seal }, tenantId, ["drop", what, id]);
  if (await drop()) {
    await insertPress(tx, tenantId, { ...press, madeId: id, at: clock.now() });
    return true;
  }
  if (!(await loadPress(tx, press.clientId))) throw new Problem("not-found");
  return false;
}
