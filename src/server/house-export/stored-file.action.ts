import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { Unreadable } from "../platform/seal.ts";
import type { Walk } from "./walk.ts";
import type { Entry } from "./zip-stream.adapter.ts";

/** A stored file for its place; one the disk has lost is counted and named, and what stands behind it still comes. */
export async function* storedFile(
  deps: Deps,
  walk: Walk,
  file: { readonly id: string; readonly path: string; readonly squeeze: boolean },
  read: (tx: Tx) => Promise<{ readonly bytes: Uint8Array } | undefined>,
): AsyncGenerator<Entry> {
  const { tenantId } = walk.caller;
  const found = await deps.db.withTenant(tenantId, read).catch(nothing);
  if (found === undefined) {
    walk.counts.missing += 1;
    walk.lost.push(file.path);
    deps.log.warn("a stored file is missing", { tenantId, attachmentId: file.id });
    return;
  }
  walk.counts.files += 1;
  yield {
    path: file.path,
    squeeze: file.squeeze,
    content: async function* () {
      yield found.bytes;
    },
  };
}

function nothing(error: unknown): undefined {
  if (!(error instanceof Unreadable) && !(error instanceof Problem && error.code === "not-found")) throw error;
}
