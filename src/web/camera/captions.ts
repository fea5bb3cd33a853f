const key = (place: string) => `caption/${place}`;

/** Words beside photos that are not sent yet. They survive a way back and a reload and end with the tab, like all drafts. */
export function captionOf(place: string): string {
  try {
    return sessionStorage.getItem(key(place)) ?? "";
  } catch {
    return "";
  }
}
export function keepCaption(place: string, words: string): void {
  try {
    if (words === "") sessionStorage.removeItem(key(place));
    else sessionStorage.setItem(key(place), words);
  } catch {
    // No storage: they end with the camera.
  }
}
