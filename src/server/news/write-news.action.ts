import type { NewNews, NewsDraft, NewsPreview } from "../../contract/news.ts";
import { isVisible } from "../../contract/visible.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { liveAccount } from "../channels/live-account.action.ts";
import { templateOf } from "../channels/template.action.ts";
import { hasOpenPlaceholder } from "../channels/template.ts";
import { listConsents } from "../consent/list-consents.action.ts";
import { type Advert, judgeAdvert } from "../outbound/consent/judge-advert.action.ts";
import { stopHintOf } from "../outbound/facts/letter-of.action.ts";
import { namesStop } from "../outbound/facts/message-facts.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { pressOnce } from "../presses/press-once.action.ts";
import { insertNews } from "./news.store.ts";

export const newsPlace = (newsId: string) => ({ table: "news", row: newsId, column: "content" });

type Recipient = NewsPreview["gets"][number] & { readonly conversationId: string };

/**
 * Who would get this, who not and why: only people with a recorded word about advertising on this channel come into
 * question, and each is judged on their own. There is no list and no import of numbers (MS-1).
 */
export async function previewNews(deps: Deps, tx: Tx, caller: Caller, draft: NewsDraft): Promise<NewsPreview> {
  const { advert, gets, keepsBack, perDay } = await prepare(deps, tx, caller, draft);
  return { text: advert.text, gets, keepsBack, days: Math.ceil(gets.length / Math.max(1, perDay)) };
}

/**
 * Written once, however often it is asked for; from here on it leaves one by one, each judged again as it leaves.
 * @returns its id
 */
export async function startNews(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  { id: clientId, ...draft }: NewNews,
): Promise<string> {
  return await pressOnce(deps, tx, caller, "start-news", { ...draft, clientId }, () =>
    begin(deps, tx, caller, clientId, draft),
  );
}

async function begin(deps: Deps, tx: Tx, caller: Caller, newsId: string, draft: NewsDraft): Promise<string> {
  const { advert, accountId, gets, keepsBack } = await prepare(deps, tx, caller, draft);
  if (gets.length === 0)
    throw new Problem("not-lawful", {
      detail: {
        de: "Niemand hat auf diesem Kanal zugestimmt. Es geht nichts hinaus.",
        en: "Nobody has consented on this channel. Nothing goes out.",
      },
    });
  const at = deps.clock.now();
  const inserted = await insertNews(
    tx,
    caller.tenantId,
    {
      newsId,
      accountId,
      channelKind: draft.channel,
      sealedContent: deps.seal.forTenant(caller.tenantId, newsPlace(newsId), JSON.stringify(advert)),
      createdBy: caller.memberId,
      at,
    },
    [...gets.map((one) => ({ ...one, why: null })), ...keepsBack],
  );
  if (!inserted) throw new Problem("conflict");
  await appendAudit(deps, tx, {
    tenantId: caller.tenantId,
    actor: actorOf(caller),
    verb: "start-news",
    subjectKind: "news",
    subjectId: newsId,
    details: { channel: draft.channel, recipients: gets.length },
  });
  return newsId;
}

async function prepare(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  draft: NewsDraft,
): Promise<{ advert: Advert; accountId: string; gets: Recipient[]; keepsBack: Recipient[]; perDay: number }> {
  const accountId = await liveAccount(tx, draft.channel);
  if (accountId === undefined) throw new Problem("setup-incomplete");
  const advert = await advertOf(tx, accountId, draft);
  const asked = (await listConsents(deps, tx, caller)).items.filter(
    (one) => one.channel === draft.channel && one.state !== "none",
  );
  const places = asked.flatMap((one) =>
    one.conversationId === null ? [] : [{ ...one, conversationId: String(one.conversationId) }],
  );
  const { verdicts, perDay } = await judgeAdvert(
    deps,
    tx,
    caller.tenantId,
    places.map(({ conversationId }) => conversationId),
    advert,
  );
  const judged = places.flatMap(({ identityId, contactId, name, conversationId }) => {
    const verdict = verdicts.get(conversationId);
    return verdict
      ? [{ identityId, contactId, name, conversationId, why: verdict.whyDe, ok: verdict.verdict === "allow" }]
      : [];
  });
  return { advert, accountId, gets: judged.filter(({ ok }) => ok), keepsBack: judged.filter(({ ok }) => !ok), perDay };
}

async function advertOf(tx: Tx, accountId: string, draft: NewsDraft): Promise<Advert> {
  const template = await templateOf(tx, accountId, draft.template);
  const written = (template?.text ?? draft.text).trim();
  // IM-4 fulfils itself where words can be added: who sends it, and how it ends.
  const ends = template !== undefined || namesStop(written);
  const text = ends ? written : `${written}\n\n${await stopHintOf(tx)}`;
  if (!isVisible(written))
    throw new Problem("bad-input", {
      fields: { text: { de: "Schreib zuerst die Neuigkeit.", en: "Write the news first." } },
    });
  if (hasOpenPlaceholder(text))
    throw new Problem("bad-input", {
      fields: {
        text: { de: "In der Vorlage ist noch eine Stelle offen.", en: "A gap of the template is still open." },
      },
    });
  if (template === undefined || draft.template === null)
    return { content: { type: "text", text }, text, templateCategory: null };
  return { content: { type: "template", ...draft.template, text }, text, templateCategory: template.category };
}
