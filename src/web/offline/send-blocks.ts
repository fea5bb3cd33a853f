import type { UploadStanding } from "../../contract/messages.ts";
import { uploadLimits } from "../../contract/upload-limits.ts";
import { api, ProblemError, sendBytes } from "../api.ts";

interface Options {
  readonly signal?: AbortSignal;
  readonly onProgress?: (share: number) => void;
  /** What else the place it goes to wants to know of the file, as it is when the last block lies there. */
  readonly more?: () => Readonly<Record<string, unknown>>;
}

/**
 * Sends a file in blocks and says that it is whole. Where the net broke before, the blocks that arrived are not sent
 * again; said twice, it is one file.
 * @param finish where the file goes, e.g. `/api/conversations/<id>/uploads`
 */
export async function sendInBlocks<T>(
  upload: string,
  file: Blob,
  name: string,
  finish: string,
  { signal, onProgress, more }: Options,
): Promise<T> {
  const size = uploadLimits.blockBytes;
  const blocks = Math.max(1, Math.ceil(file.size / size));
  // Of one block nothing can be left over; asking would only cost the time of an answer.
  let from = blocks === 1 ? 0 : (await api.get<UploadStanding>(`/api/uploads/${upload}`, signal)).blocks;
  for (let tries = 0; ; tries++) {
    for (let block = from; block < blocks; block++) {
      const bytes = file.slice(block * size, (block + 1) * size);
      await sendBytes(`/api/uploads/${upload}/${block}`, bytes, {
        ...(signal ? { signal } : {}),
        onProgress: (share) => onProgress?.((block * size + share * bytes.size) / file.size),
      });
    }
    try {
      return await api.post<T>(finish, { upload, blocks, name, ...more?.() }, signal);
    } catch (error) {
      // Blocks lie on the server for a night: whoever comes later sends them once more.
      if (tries > 0 || !(error instanceof ProblemError) || error.code !== "not-found") throw error;
      from = 0;
    }
  }
}
