import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { insertPress, loadPress, setMade } from "./press.store.ts";

/**
 * Does what was asked for, once: asked again with the same number and the same content, by the same person, nothing
 * happens and the id of the first time comes back. What was refused the first time is as if it had never been asked for.
 * @param what names the deed, so that one number never stands for two
 * @returns the id of what was made
 */
export async function pressOnce(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  caller: Pick<Caller, "tenantId" | "memberId">,
  what: string,
  wish: { readonly clientId?: string | undefined },
  act: () => Promise<string>,
): Promise<string> {
  const { clientId, ...content } = wish;
  if (clientId === undefined) return await act();
  const text = JSON.stringify([what, caller.memberId, content]);
  const contentHash = deps.seal.blindIndex(caller.tenantId, "press", text);
  if (await insertPress(tx, caller.tenantId, { clientId, contentHash, at: deps.clock.now() })) {
    const madeId = await act();
    await setMade(tx, clientId, madeId);
    return madeId;
  }
  const first = await loadPress(tx, clientId);
  if (!first?.madeId || !contentHash.equals(first.contentHash))
    throw new Problem("conflict", {
      detail: {
        de: "Das kam schon an, aber mit anderen Angaben. Lade die Seite neu und sieh nach, was dort steht.",
        en: "This arrived already, but with other details. Reload the page and look what it says.",
      },
    });
  return first.madeId;
}
