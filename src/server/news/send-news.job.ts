import { serverActor } from "../decisions/decision.ts";
import { appendEvents } from "../events/append-events.action.ts";
import { advertDeclared, judgeAdvert } from "../outbound/consent/judge-advert.action.ts";
import { sendMessages } from "../outbound/send-message.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { lockRunning, nextRecipient, setNewsState, settleRecipient } from "./news.store.ts";
import { openNews } from "./read-news.action.ts";

/**
 * Every minute one message of each piece of news, never more than the rules let the same text go in a day (MS-1). Each
 * person is judged again: who said STOPP since then gets nothing.
 */
export async function sendNews(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    for (const newsId of await lockRunning(tx)) await sendOne(deps, tx, tenantId, newsId);
  });
}

async function sendOne(deps: Deps, tx: Tx, tenantId: string, newsId: string): Promise<void> {
  const next = await nextRecipient(tx, newsId);
  if (!next) return await setNewsState(tx, newsId, "done");
  const { identityId, conversationId } = next;
  const { advert } = await openNews(deps, tx, tenantId, newsId);
  const { linted, verdicts, tooMany } = await judgeAdvert(deps, tx, tenantId, [conversationId], advert);
  if (tooMany.has(conversationId)) return;
  const at = deps.clock.now();
  const verdict = verdicts.get(conversationId);
  if (verdict?.verdict !== "allow") {
    const why = verdict?.whyDe ?? "Der Kontakt ist gelöscht.";
    return await settleRecipient(tx, newsId, identityId, { state: "kept_back", why, at });
  }
  const { sent, events } = await sendMessages(deps, tx, tenantId, [
    {
      conversationId,
      stored: { content: advert.content, declared: advertDeclared(advert) },
      linted,
      actor: serverActor,
    },
  ]);
  const messageId = sent[0]?.message.messageId;
  await settleRecipient(tx, newsId, identityId, {
    state: "sent",
    at,
    ...(messageId === undefined ? {} : { messageId }),
  });
  await appendEvents(deps, tx, tenantId, events);
}
