import type { TemplateView } from "../../contract/messages.ts";
import type { Tx } from "../platform/db.ts";
import { loadTemplates } from "./template.store.ts";

/** Texts the channel approved in advance for this account (WA-2, WA-3). */
export async function readTemplates(tx: Tx, accountId: string): Promise<TemplateView[]> {
  return await loadTemplates(tx, accountId);
}
