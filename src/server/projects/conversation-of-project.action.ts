import { newestConversation } from "../conversations/newest-conversation.action.ts";
import { conversationOfPress } from "../conversations/unseen-replies.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import { Problem } from "../platform/problem.ts";
import { accessProject, seesCustomer } from "./access-project.action.ts";
import { linksOf } from "./links-of.action.ts";

/**
 * Where a word from the site goes: the conversation of the project in which something happened last; pressed again, where it
 * went the first time.
 */
export async function conversationOfProject(tx: Tx, caller: Caller, projectId: string, clientId: string) {
  await accessProject(tx, caller, projectId);
  if (!seesCustomer(caller)) throw new Problem("not-allowed");
  const ids = (await linksOf(tx, caller, projectId)).map((one) => one.conversationId);
  const before = await conversationOfPress(tx, clientId);
  const pressed = before !== undefined && ids.includes(before);
  const conversation = await newestConversation(tx, caller, pressed ? [before] : ids);
  if (!conversation)
    throw new Problem("conflict", {
      detail: {
        de: "An diesem Auftrag hängt kein Gespräch. Das Büro kann eines anhängen.",
        en: "No conversation belongs to this project. The office can attach one.",
      },
    });
  return { ...conversation, pressed };
}
