import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { loadTranscripts } from "./transcript.store.ts";
import { transcriptPlace } from "./transcript.ts";

/** What is said in the voice messages among these, for the search; whose key is gone stays closed. */
export async function transcriptsOf(
  { seal }: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  keys: ReadonlyMap<string, ContactKey>,
  messageIds: readonly string[],
): Promise<Map<string, string[]>> {
  const texts = new Map<string, string[]>();
  for (const row of await loadTranscripts(tx, messageIds)) {
    const key = keys.get(row.contact_id);
    if (!key || row.message_id === null || row.sealed_transcript === null) continue;
    const place = transcriptPlace("attachment", row.attachment_id);
    const text = seal.openForContact(tenantId, key, place, row.sealed_transcript).toString("utf8");
    texts.set(row.message_id, [...(texts.get(row.message_id) ?? []), text]);
  }
  return texts;
}
