import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { deletePress, insertPress, loadPress, setMade } from "./press.store.ts";

/**
 * Does what was asked for, once: asked again with the same number and the same content, by the same person, nothing
 * happens and the id of the first time comes back. What was refused the first time, or made nothing, is as if it had
 * never been asked for.
 * @param what names the deed, so that one number never stands for two
 * @returns the id of what was made
 */
export async function pressOnce<Made extends string | undefined>(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  caller: Pick<Caller, "tenantId" | "memberId">,
  what: string,
  wish: { readonly clientId?: string | undefined },
  act: () => Promise<Made>,
): Promise<Made | string> {
  const { clientId, ...content } = wish;
  if (clientId === undefined) return await act();
  const text = JSON.stringify([what, caller.memberId, content]);
  const contentHash = deps.seal.blindIndex(caller.tenantId, "press", text);
  if (await insertPress(tx, caller.tenantId, { clientId, contentHash, at: deps.clock.now() })) {
    const madeId = await act();
    if (madeId === undefined) await deletePress(tx, clientId);
    else await setMade(tx, clientId, madeId);
    return madeId;
  }
  const first = await loadPress(tx, clientId);
  if (!first?.madeId || !contentHash.equals(first.contentHash))
    throw new Problem("conflict", {
      detail: {
        de: "Das kam schon an, aber mit anderen Angaben. Lade die Seite neu und sieh nach, was dort steht.",
        en: "This arrived already, but with other details. Reload the page and look at what it says.",
      },
      more: { pressedBefore: true },
    });
  return first.madeId;
}
