import { fetchFile } from "../attachments/fetch-file.action.ts";
import { loadAttachmentViews } from "../attachments/load-attachments.action.ts";
import type { Channel } from "../channels/channel.ts";
import type { Deps } from "../platform/deps.ts";
import type { SentFile } from "./receive-from-customer.action.ts";
import { named } from "./talk.ts";

/** The files lie here already: no provider is asked for them. */
const inTheHouse = () => Promise.resolve(true);

/**
 * Stores the files of a message right away instead of waiting for the job, so that the next page shows them and says
 * which were refused. What fails here is left to the job, which is queued already.
 * @returns German sentences about files we do not keep
 */
export async function settleFiles(
  deps: Deps,
  webchat: Channel,
  tenantId: string,
  message: { readonly messageId: string; readonly files: readonly Pick<SentFile, "attachmentId" | "fileName">[] },
): Promise<string[]> {
  for (const { attachmentId } of message.files) {
    try {
      await fetchFile(deps, () => webchat, inTheHouse, { tenantId, attachmentId });
    } catch (error) {
      deps.log.warn("file left to the job", { tenantId, attachmentId, error });
    }
  }
  const views = await deps.db.withTenant(tenantId, (tx) =>
    loadAttachmentViews(deps, tx, tenantId, new Map(), [message.messageId]),
  );
  const names = new Map<string, string>(message.files.map((file) => [file.attachmentId, file.fileName]));
  return (views.get(message.messageId) ?? []).flatMap(({ id, whyGone }) => {
    const name = names.get(id);
    return name === undefined || whyGone === null ? [] : named(name, whyGone);
  });
}
