import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { tooBig } from "../platform/http/multipart.adapter.ts";
import { Problem } from "../platform/problem.ts";
import { dropBlocks, readBlocks } from "./join-blocks.action.ts";
import type { WithFile } from "./store-bytes.action.ts";
import { findFinished, noteFinished } from "./upload.store.ts";
import { staffUploadId } from "./upload-blocks.action.ts";

/**
 * Makes a file of an upload in blocks, once: whoever asks again, because the answer was lost, hears of the same file.
 * @param store keeps the bytes where they belong
 * @throws Problem not-found when a block is missing: send it, then ask again; too-large
 */
export async function finishUpload(
  deps: Deps,
  caller: Pick<Caller, "tenantId" | "memberId">,
  { upload, blocks, maxBytes }: { readonly upload: string; readonly blocks: number; readonly maxBytes: number },
  store: (bytes: Uint8Array, note: WithFile) => Promise<unknown>,
): Promise<string> {
  const { tenantId } = caller;
  const uploadId = staffUploadId(deps, caller, upload);
  const known = await deps.db.withTenant(tenantId, (tx) => findFinished(tx, uploadId));
  if (known !== undefined) return known;
  const joined = await readBlocks(deps, tenantId, uploadId, blocks, maxBytes);
  if (joined.kind === "too-large") throw new Problem("too-large", { detail: tooBig(maxBytes) });
  if (joined.kind === "missing")
    throw new Problem("not-found", {
      detail: {
        de: "Ein Teil der Datei fehlt noch. Wir senden ihn noch einmal.",
        en: "A part of the file is still missing. We send it once more.",
      },
    });
  let counts = "";
  await store(joined.bytes, async (tx, fileId) => {
    counts = await noteFinished(tx, { tenantId, uploadId, fileId, at: deps.clock.now() });
  });
  await dropBlocks(deps, tenantId, uploadId, blocks);
  return counts;
}
