/** What a tab keeps for itself: it survives a reload and ends with the tab. A browser without storage keeps nothing. */
export function keptInTab(key: string): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Nothing to say is nothing to keep. */
export function keepInTab(key: string, text: string): void {
  try {
    if (text === "") sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // It stays for as long as the page does.
  }
}
