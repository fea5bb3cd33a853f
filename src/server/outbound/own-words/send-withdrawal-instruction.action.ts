import { accessConversation } from "../../conversations/access-conversation.action.ts";
import { classMessage } from "../../conversations/class-message.action.ts";
import { readPublicBusiness } from "../../imprint/read-public-business.action.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import { withdrawalInstruction, withdrawalInstructionKind } from "../facts/withdrawal-instruction.ts";
import { sendOwnWords } from "./send-own-words.action.ts";

/**
 * "Widerrufsbelehrung senden" (CT-1): the words of the law with the address of the business, judged and sent like every
 * message. Before it a consumer's order is not confirmed (§§ 312c, 312d, 355 BGB; ECJ C-97/22).
 * @returns why it may not leave; undefined when it does
 */
export async function sendWithdrawalInstruction(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  conversationId: string,
  clientId: string,
): Promise<string | undefined> {
  await accessConversation(tx, caller, conversationId);
  const text = withdrawalInstruction((await readPublicBusiness(tx)).business);
  if (text === undefined)
    throw new Problem("setup-incomplete", {
      detail: {
        de: "In der Einrichtung fehlen Anschrift, Telefon oder E-Mail. Ohne sie ist die Belehrung nicht vollständig.",
        en: "The set-up lacks address, phone or e-mail. Without them the instruction is not complete.",
      },
    });
  const sent = await sendOwnWords(deps, tx, caller, {
    conversationId,
    clientId,
    text,
    kind: withdrawalInstructionKind,
  });
  if (sent === undefined) return undefined;
  if (sent.verdict.verdict !== "allow" && !sent.waitsForNotice) return sent.verdict.whyDe;
  // Part of the order's letters: without proof of it the withdrawal stays open a year longer (§ 356(3) BGB).
  const at = deps.clock.now();
  await classMessage(tx, sent.message.messageId, { retentionClass: "LK-2", by: caller.memberId, at });
  return undefined;
}
