import type { RequestTold, TellPerson } from "../../contract/subject-requests.ts";
import { holdState } from "../conversations/advance-message.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { pressOnce } from "../presses/press-once.action.ts";
import type { Told } from "./tell-contact.action.ts";

/** A step of a case that writes to the person: pressed again because no answer came, they read it once. */
export async function tellOnce(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  step: string,
  wish: TellPerson,
  act: () => Promise<Told>,
): Promise<RequestTold> {
  let told: Told | undefined;
  const messageId = await pressOnce(deps, tx, caller, step, wish, async () => {
    told = await act();
    return told.messageId;
  });
  if (told) return { told: told.leaves, why: told.leaves ? null : (told.verdict?.whyDe ?? null) };
  return { told: messageId !== undefined && (await holdState(tx, messageId)) !== "blocked", why: null };
}
