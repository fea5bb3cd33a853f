// Names inside the archive: they sort in order, say what is there, and open on every system.
import { mediaWord } from "../conversations/message-content.ts";

/** Letters and digits of any writing, hyphens between words, at most 40 of them. */
export function plainWords(text: string): string {
  const words = text
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return [...words].slice(0, 40).join("").replace(/-+$/, "");
}

/** "00042-Seidel-Helga": the number makes it the only one of its kind. */
export function folderName(number: number, name: string, digits = 5): string {
  return [String(number).padStart(digits, "0"), plainWords(name)].filter((part) => part !== "").join("-");
}

/**
 * "0007-2_2026-11-24_0950_Heizung.jpg": place in the talk, which file of the message, when, and its own name or what it
 * is. Nothing has to be remembered to keep two apart.
 */
export function fileName(
  place: { readonly position: number; readonly ordinal: number; readonly stamp: string },
  file: { readonly media: string; readonly name: string | null },
  ending: string,
): string {
  const own = plainWords((file.name ?? "").replace(/\.[A-Za-z0-9]{1,8}$/, ""));
  const nth = place.ordinal === 0 ? "" : `-${place.ordinal + 1}`;
  const words = own === "" ? mediaWord(file.media) : own;
  return `${String(place.position).padStart(4, "0")}${nth}_${place.stamp}_${words}.${ending}`;
}
