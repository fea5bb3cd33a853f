import type { CustomerForm } from "../../contract/customer.ts";
import type { Deps } from "../platform/deps.ts";
import type { Html } from "../platform/html.ts";
import type { PageAssets } from "./frame-view.ts";
import type { CustomerPage } from "./load-page.action.ts";
import { loadThread, type Thread } from "./load-thread.action.ts";
import { noteFetched } from "./note-fetched.action.ts";
import { documentOf } from "./render-page.ts";
import type { CustomerSession } from "./session.store.ts";
import { talkBody } from "./talk-view.ts";
import { type ThreadTexts, threadList } from "./thread-view.ts";

type Owner = Pick<CustomerSession, "conversationId" | "contactId" | "number">;

export interface Talk {
  readonly page: CustomerPage;
  readonly session: Owner;
  readonly assets: PageAssets;
  readonly notes?: readonly string[];
  readonly given?: Partial<CustomerForm>;
  /** Position: show what came before it. */
  readonly before?: number | undefined;
}

/** The page with the customer's own conversation. */
export async function talkDocument(deps: Deps, talk: Talk): Promise<string> {
  const { page, session, assets, notes = [], given = {}, before } = talk;
  const { thread, texts } = await fetchThread(deps, page, session, before);
  const form = { formKey: given.formKey ?? deps.ids.secret(), given, problems: [] };
  const body = talkBody({ thread, texts, form, notes, replyTime: page.fields.replyTime });
  return documentOf({ page, assets, now: texts.now }, "thread", `Ihr Gespräch`, body);
}

/** Only the list of messages, for the script. */
export async function talkList(deps: Deps, page: CustomerPage, session: Owner): Promise<Html> {
  const { thread, texts } = await fetchThread(deps, page, session, undefined);
  return threadList(thread, texts);
}

async function fetchThread(
  deps: Deps,
  page: CustomerPage,
  session: Owner,
  before: number | undefined,
): Promise<{ thread: Thread; texts: ThreadTexts }> {
  const { tenantId, slug, firm, timeZone } = page;
  const thread = await deps.db.withTenant(tenantId, (tx) => loadThread(deps, tx, tenantId, session, before));
  await noteFetched(deps, page, session.conversationId);
  return { thread, texts: { slug, firm, timeZone, number: session.number, now: deps.clock.now() } };
}
