import type { FileLinkMade } from "../../../contract/file-links.ts";
import { api } from "../../api.ts";
import type { Thread } from "../../state/thread.svelte.ts";

type Upload = Thread["draft"]["uploads"][number];

/** What is meant by the invoice: a PDF before a photo that stands beside it. */
export const invoiceAmong = (uploads: readonly Upload[]): Upload | undefined =>
  uploads.find(({ type }) => type === "application/pdf") ?? uploads[0];

/**
 * Hands the file over by a link and a code. It leaves the field, and what else stands there stays.
 * @param press pressed again because no answer came, it is the same link
 */
export async function sendByLink(
  { id, draft }: Pick<Thread, "id" | "draft">,
  file: Upload,
  press: string,
): Promise<FileLinkMade> {
  const attachmentId = (await file.done()).id;
  const made = await api.post<FileLinkMade>(`/api/conversations/${id}/file-links`, { clientId: press, attachmentId });
  draft.removeUpload(file);
  draft.kind = undefined;
  draft.amountEUR = undefined;
  return made;
}
