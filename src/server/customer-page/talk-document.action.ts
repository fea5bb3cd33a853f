import type { CustomerForm } from "../../contract/customer.ts";
import type { Deps } from "../platform/deps.ts";
import type { Html } from "../platform/html.ts";
import type { CustomerPage } from "./customer-page.ts";
import type { PageAssets } from "./frame-view.ts";
import { loadTalk } from "./load-talk.action.ts";
import { type TalkTexts, talkMessages } from "./message-view.ts";
import { noteFetched } from "./note-fetched.action.ts";
import { documentOf } from "./render-page.ts";
import type { CustomerSession } from "./session.store.ts";
import type { Talk } from "./talk.ts";
import { talkBody } from "./talk-view.ts";

type Owner = Pick<CustomerSession, "conversationId" | "contactId" | "number">;

export interface TalkPage {
  readonly page: CustomerPage;
  readonly session: Owner;
  readonly assets: PageAssets;
  readonly notes?: readonly string[];
  /** The message the notes are about was taken. */
  readonly taken?: boolean;
  readonly given?: Partial<CustomerForm>;
  /** Position: show what came before it. */
  readonly before?: number | undefined;
}

/** The page with the customer's own conversation. */
export async function talkDocument(deps: Deps, shown: TalkPage): Promise<string> {
  const { page, session, assets, notes = [], taken = false, given = {}, before } = shown;
  const { talk, texts } = await fetchTalk(deps, page, session, before);
  const form = { formKey: given.formKey ?? deps.ids.secret(), given, problems: [] };
  const body = talkBody({ talk, texts, form, notes, taken, page });
  return documentOf({ page, assets, now: texts.now }, "talk", `Ihr Gespräch`, body);
}

/** Only the list of messages, for the script. */
export async function talkList(deps: Deps, page: CustomerPage, session: Owner): Promise<Html> {
  const { talk, texts } = await fetchTalk(deps, page, session, undefined);
  return talkMessages(talk, texts);
}

async function fetchTalk(
  deps: Deps,
  page: CustomerPage,
  session: Owner,
  before: number | undefined,
): Promise<{ talk: Talk; texts: TalkTexts }> {
  const { tenantId, slug, firm, timeZone } = page;
  const talk = await deps.db.withTenant(tenantId, (tx) => loadTalk(deps, tx, tenantId, session, before));
  await noteFetched(deps, page, session.conversationId);
  return { talk, texts: { slug, firm, timeZone, number: session.number, now: deps.clock.now() } };
}
