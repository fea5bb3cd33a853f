import { noLabel, readButton, yesLabel } from "../consent/consent-texts.ts";
import { receiveItems } from "../inbound/receive-items.action.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import type { CustomerPage } from "./customer-page.ts";
import type { CustomerSession } from "./session.store.ts";
import { lockSend } from "./talk.store.ts";

/**
 * A button under a question of ours was pressed. It arrives as every message does and is judged there; the same
 * button pressed twice is one message.
 * @param pressed "yes" or "no" and the id of the question's message, as the form carries them
 */
export async function answerQuestion(
  deps: Deps,
  page: CustomerPage,
  session: CustomerSession,
  pressed: string,
): Promise<void> {
  const value = `consent:${pressed}`;
  const button = readButton(value);
  if (button === undefined) throw new Problem("bad-input");
  const { answer, questionId } = button;
  const { tenantId, accountId } = page;
  const externalId = `a-${questionId}-${answer}-${session.identityId}`;
  await deps.db.withTenant(tenantId, async (tx) => {
    await lockSend(tx, externalId);
    await receiveItems(deps, tx, { tenantId, accountId, kind: "webchat" }, [
      {
        kind: "message",
        label: "webchat.button",
        externalId,
        sentAt: deps.clock.now().getTime(),
        from: { addresses: [{ kind: "session", value: session.visitor }] },
        content: {
          type: "choice",
          source: "button",
          title: answer === "yes" ? yesLabel : noLabel,
          payload: value,
        },
      },
    ]);
  });
}
