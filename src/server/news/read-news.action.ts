import type { NewsList, NewsProof, NewsView } from "../../contract/news.ts";
import { liveAccount } from "../channels/live-account.action.ts";
import { readTemplates } from "../channels/read-templates.action.ts";
import { listConsents } from "../consent/list-consents.action.ts";
import type { Advert } from "../outbound/consent/judge-advert.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { loadNews, loadRecipients, type NewsRow } from "./news.store.ts";
import { newsPlace } from "./write-news.action.ts";

/** All news with their progress, newest first. */
export async function listNews(deps: Deps, tx: Tx, { tenantId }: Caller): Promise<NewsList> {
  const accountId = await liveAccount(tx, "whatsapp");
  const templates = accountId === undefined ? [] : await readTemplates(tx, accountId);
  return {
    items: (await loadNews(tx)).map((row) => show(deps, tenantId, row)),
    templates: templates.filter(({ category }) => category === "marketing"),
  };
}

/** One piece of news with what is to be sent. Not there and not yours look the same. */
export async function openNews(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  newsId: string,
): Promise<{ row: NewsRow; advert: Advert }> {
  const [row] = await loadNews(tx, newsId);
  if (!row) throw new Problem("not-found");
  return { row, advert: advertIn(deps, tenantId, row) };
}

export async function showNews(deps: Deps, tx: Tx, { tenantId }: Caller, newsId: string): Promise<NewsView> {
  return show(deps, tenantId, (await openNews(deps, tx, tenantId, newsId)).row);
}

/** Who got it, who not and why. */
export async function readProof(deps: Deps, tx: Tx, caller: Caller, newsId: string): Promise<NewsProof> {
  await openNews(deps, tx, caller.tenantId, newsId);
  const people = new Map((await listConsents(deps, tx, caller)).items.map((one) => [one.identityId, one]));
  const recipients = (await loadRecipients(tx, newsId)).flatMap(({ identityId, state, why, at }) => {
    const person = people.get(identityId);
    if (!person) return [];
    const { contactId, name } = person;
    return [
      {
        identityId,
        contactId,
        name,
        why: why ?? "",
        state,
        at: at.toISOString(),
      },
    ];
  });
  return { recipients };
}

function advertIn(deps: Pick<Deps, "seal">, tenantId: string, row: NewsRow): Advert {
  return JSON.parse(deps.seal.openForTenant(tenantId, newsPlace(row.newsId), row.sealedContent).toString("utf8"));
}

function show(deps: Pick<Deps, "seal">, tenantId: string, row: NewsRow): NewsView {
  const { waiting, sent, failed, keptBack, state, by } = row;
  return {
    id: row.newsId,
    channel: row.channelKind,
    text: advertIn(deps, tenantId, row).text,
    state,
    createdAt: row.createdAt.toISOString(),
    by,
    waiting,
    sent,
    failed,
    keptBack,
  };
}
