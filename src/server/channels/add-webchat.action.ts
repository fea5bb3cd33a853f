import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { insertAccount, upsertPage } from "./channel-account.store.ts";

/** A web chat in draft, with its customer page under /k/<slug>. Returns the account's id. */
export async function addWebchat(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  tenantId: string,
  page: { readonly slug: string; readonly fields: object } = { slug: "web", fields: {} },
): Promise<string> {
  const id = deps.ids.uuid();
  const row = { id, kind: "webchat" as const, label: "Chat auf unserer Seite", externalRef: null, credentials: null };
  await insertAccount(tx, tenantId, { ...row, at: deps.clock.now() });
  await upsertPage(tx, tenantId, { ...page, accountId: id });
  return id;
}
