const key = "whose";
/** What was being written: it ends with the tab, or with the one who wrote it. */
const begun = /^(draft|room-draft|caption)\//;
let here: string | undefined;

/**
 * What lies in a window, in its memory and in its fields, is somebody's. When another person has signed in, the window
 * begins anew with nothing of it.
 * @returns whether the page is on its way out
 */
export function handedOver(memberId: string): boolean {
  const whose = here ?? read();
  here = memberId;
  try {
    sessionStorage.setItem(key, memberId);
    if (whose === memberId || whose === undefined) return false;
    for (const name of Object.keys(sessionStorage)) if (begun.test(name)) sessionStorage.removeItem(name);
  } catch {
    // No storage: there is only the memory to empty.
    if (whose === memberId || whose === undefined) return false;
  }
  location.reload();
  return true;
}

function read(): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}
