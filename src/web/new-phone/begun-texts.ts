const draftKey = "room-draft/";

/** Texts begun in rooms: they live in this window alone. */
export function begunTexts(): string[] {
  const keys = Object.keys(sessionStorage).filter((key) => key.startsWith(draftKey));
  return keys.map((key) => sessionStorage.getItem(key)?.trim() ?? "").filter((text) => text !== "");
}
