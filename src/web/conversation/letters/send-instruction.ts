import type { Told } from "../../../contract/messages.ts";
import { api } from "../../api.ts";
import { sayWhy } from "../../i18n/rule-words.ts";
import type { Thread } from "../../state/thread.svelte.ts";
import { pressOnce } from "./press-once.ts";

/** @returns why it may not leave; undefined: it is on its way */
export async function sendInstruction({ id, draft }: Pick<Thread, "id" | "draft">): Promise<string | undefined> {
  const { leaves, why } = await pressOnce(draft, (clientId) =>
    api.post<Told>(`/api/conversations/${id}/withdrawal-instruction`, { clientId }),
  );
  if (!leaves) return sayWhy(why ?? "");
  draft.permitAsk.again(draft.asInput());
  return undefined;
}
