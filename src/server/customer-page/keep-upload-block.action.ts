import { keepBlock } from "../attachments/keep-block.action.ts";
import type { Deps } from "../platform/deps.ts";
import type { CustomerPage } from "./customer-page.ts";
import type { CustomerSession } from "./session.store.ts";
import { uploadId, uploadSubject } from "./upload-id.ts";

/** Keeps one block of a customer's file; sending it again is harmless. */
export async function keepUploadBlock(
  deps: Deps,
  { tenantId }: Pick<CustomerPage, "tenantId">,
  { sessionId }: Pick<CustomerSession, "sessionId">,
  { upload, block }: { readonly upload: string; readonly block: number },
  bytes: Uint8Array,
): Promise<void> {
  const id = uploadId(deps.seal.blindIndex(tenantId, "upload", uploadSubject(sessionId, upload)));
  await keepBlock(deps, tenantId, id, block, bytes);
}
