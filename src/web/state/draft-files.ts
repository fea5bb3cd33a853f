import { type BegunFile, begunFor, fileOfBegun, keepBegun } from "../offline/begun-files.ts";
import { outbox } from "../offline/outbox.svelte.ts";
import { type Target, UploadItem } from "./uploads.svelte.ts";

/** What stood in a field since the app was opened: it does not come into it twice. */
const taken = new Set<string>();

/** A chosen file on its way; it lies in the store until the message with it does. */
export function uploadOf<View>(target: Target<View>, place: string, file: File, voice = false): UploadItem<View> {
  const begun = keepBegun("draft-file", place, file, voice);
  taken.add(begun);
  return new UploadItem(target, file, undefined, begun);
}

/** What was taken back stands in the field again, and in the store as well. */
export function keepAgain<View>(item: UploadItem<View>, place: string, voice: boolean): void {
  item.shot = keepBegun("draft-file", place, item.file, voice);
  taken.add(item.shot);
}

/** What was chosen for a place before the app was closed. */
export function leftFiles(place: string): readonly BegunFile[] {
  return begunFor("draft-file", place).filter(({ clientId }) => !taken.has(clientId));
}

export async function recallFiles<View>(
  left: readonly BegunFile[],
  target: (voice: boolean) => Target<View>,
): Promise<UploadItem<View>[]> {
  for (const { clientId } of left) taken.add(clientId);
  const items: UploadItem<View>[] = [];
  for (const entry of left) {
    const file = await fileOfBegun(entry);
    if (file) items.push(new UploadItem(target(entry.body.voice), file, undefined, entry.clientId));
    else taken.delete(entry.clientId);
  }
  return items;
}

export function dropUpload<View>(item: UploadItem<View>): void {
  item.cancel();
  if (item.shot !== undefined) outbox.discard(item.shot);
}
