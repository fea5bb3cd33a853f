import type { ProjectPhoto } from "../../../contract/projects.ts";
import { fileStamp } from "../../attachments/file-stamp.ts";
import { germanName } from "../../contacts/shown-name.ts";

const words = { before: "vorher", after: "nachher", type_plate: "Typenschild" } as const;

/** "2026-11-24_0950_vorher_Tarik.jpg": sorts by time, says what it shows, opens everywhere. */
export function photoName(
  photo: Pick<ProjectPhoto, "at" | "author" | "shows" | "copyOf">,
  ending: string,
  timeZone: string,
  taken: Set<string>,
): string {
  const parts = [
    fileStamp(photo.at, timeZone),
    ...(photo.shows === null ? [] : [words[photo.shows]]),
    ...(photo.copyOf === null ? [] : ["markiert"]),
    plain(germanName(photo.author)),
  ].filter((part) => part !== "");
  const stem = parts.join("_");
  for (let n = 1; ; n += 1) {
    const name = `${n === 1 ? stem : `${stem}_${n}`}.${ending}`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}

/** Letters and digits of any writing, hyphens between words: safe in every file system and archive. */
const plain = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
