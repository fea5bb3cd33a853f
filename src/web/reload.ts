import { threads } from "./state/threads.svelte.ts";

/** Fetches the app anew. What stands in a field is kept first; it is there again afterwards. */
export async function reloadKeeping(): Promise<void> {
  await threads.saveDrafts();
  location.reload();
}
