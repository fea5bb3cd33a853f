import type { FileLinkMade } from "../../../contract/file-links.ts";
import { api } from "../../api.ts";
import type { Thread } from "../../state/thread.svelte.ts";
import { fileCodes } from "./file-codes.svelte.ts";
import { pressOnce } from "./press-once.ts";

type Upload = Thread["draft"]["uploads"][number];

/** What is meant by the invoice: a PDF before a photo that stands beside it. */
export const invoiceAmong = (uploads: readonly Upload[]): Upload | undefined =>
  uploads.find(({ type }) => type === "application/pdf") ?? uploads[0];

/**
 * Hands the file over by a link and a code. It leaves the field, and what else stands there stays.
 * @returns the press, under which the code stands until it was noted, whoever still looks
 */
export async function sendByLink({ id, draft }: Pick<Thread, "id" | "draft">, file: Upload): Promise<string> {
  return await pressOnce(file, async (clientId) => {
    const attachmentId = (await file.done()).id;
    fileCodes.set(
      clientId,
      await api.post<FileLinkMade>(`/api/conversations/${id}/file-links`, { clientId, attachmentId }),
    );
    draft.removeUpload(file);
    draft.kind = undefined;
    draft.amountEUR = undefined;
    return clientId;
  });
}
