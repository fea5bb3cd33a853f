import { SvelteMap } from "svelte/reactivity";
import { type OutboxEntry, type OutboxFile, outbox } from "../offline/outbox.svelte.ts";
import { type Target, UploadItem } from "./uploads.svelte.ts";

/** Uploads by the name of their upload; after a restart they are made anew from what was kept. */
const items = new SvelteMap<string, unknown>();

/** More are not remembered: each holds a picture. What the last presses took back stands among the newest. */
const most = 60;

/** Hands uploads to the outbox, which keeps their bytes. */
export function handOver<View>(
  uploads: readonly UploadItem<View>[],
): readonly (OutboxFile & { readonly bytes: Promise<Blob> })[] {
  for (const item of uploads) items.set(item.uploadId, item);
  const waiting = new Set(outbox.entries.flatMap((entry) => entry.files.map(({ id }) => id)));
  for (const [id, item] of items) {
    if (items.size <= most) break;
    if (waiting.has(id) || uploads.some((upload) => upload === item)) continue;
    (item as UploadItem<View>).dispose();
    items.delete(id);
  }
  return uploads.map((item) => ({ id: item.uploadId, name: item.name, type: item.type, bytes: item.bytes() }));
}

/** The photos of the camera among them; what goes out takes their place. */
export function shotsAmong(uploads: readonly { readonly shot: string | undefined }[]): readonly string[] {
  return uploads.flatMap(({ shot }) => shot ?? []);
}

/** The uploads of an entry, as far as they are known since the app was opened. */
export function uploadsOf<View>(entry: OutboxEntry): readonly UploadItem<View>[] {
  return entry.files.flatMap(({ id }) => (items.get(id) as UploadItem<View> | undefined) ?? []);
}

/** Files of an entry that nobody has looked at since: they lie in the store only. */
export function onlyKept(entry: Pick<OutboxEntry, "files">): readonly OutboxFile[] {
  return entry.files.filter(({ id }) => !items.has(id));
}

/** Its files, to be sent anew with something else; one that is not there any more is left out. */
export async function filesOf({ files }: Pick<OutboxEntry, "files">): Promise<File[]> {
  const found = await Promise.all(
    files.map(async ({ id, name, type }) => {
      const known = (items.get(id) as UploadItem<unknown> | undefined)?.file;
      const bytes = known ?? (await outbox.fileOf(id).catch(() => undefined));
      return bytes && (known ?? new File([bytes], name, { type }));
    }),
  );
  return found.filter((file) => file !== undefined);
}

/**
 * Waits until every file of an entry lies on the server. One after the other: of two halves neither arrives.
 * @param thrownAway nobody wants them any more: what is on its way stops, and this throws
 */
export async function filesSent<View>(
  files: readonly OutboxFile[],
  target: Target<View>,
  thrownAway: AbortSignal,
): Promise<View[]> {
  const stored: View[] = [];
  for (const file of files) {
    const item = await itemOf(file, target);
    thrownAway.throwIfAborted();
    const stop = () => item.cancel();
    thrownAway.addEventListener("abort", stop);
    stored.push(await item.done().finally(() => thrownAway.removeEventListener("abort", stop)));
  }
  thrownAway.throwIfAborted();
  return stored;
}

async function itemOf<View>(file: OutboxFile, target: Target<View>): Promise<UploadItem<View>> {
  const known = items.get(file.id) as UploadItem<View> | undefined;
  if (known) return known;
  const bytes = await outbox.bytesOf(file.id);
  const item = UploadItem.again(target, new File([bytes], file.name, { type: file.type }), file.id);
  items.set(file.id, item);
  return item;
}
