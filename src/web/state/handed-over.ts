import { keepInTab, keptInTab } from "../tab-storage.ts";

const key = "whose";
/** What was being written: it ends with the tab, or with the one who wrote it. */
const begun = /^(draft|room-draft|note-draft|caption|gap-decision)\//;
let here: string | undefined;

/**
 * What lies in a window, in its memory and in its fields, is somebody's. When another person has signed in, the window
 * begins anew with nothing of it.
 * @returns whether the page is on its way out
 */
export function handedOver(memberId: string): boolean {
  const whose = here ?? keptInTab(key);
  here = memberId;
  keepInTab(key, memberId);
  if (whose === memberId || whose === undefined) return false;
  // Without storage there is only the memory to empty.
  if (keptInTab(key) !== undefined)
    for (const name of Object.keys(sessionStorage)) if (begun.test(name)) keepInTab(name, "");
  location.reload();
  return true;
}
