// Which name was meant where somebody wrote one that does not exist.
import { editDistance } from "./text/edit-distance.ts";

/** Letters and digits alone: "notice_status" and "NoticeStatus" are the same slip. */
const bare = (name: string): string =>
  name
    .replace(/^extra\./, "")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();

/** The nearest of the names, or none where one would have to guess: a third of its letters may be wrong, three at most. */
export function nearestName<T extends string>(written: string, names: readonly T[]): T | undefined {
  const word = bare(written.slice(0, 60));
  let [nearest, least]: [T | undefined, number] = [undefined, Math.min(3, Math.floor(word.length / 3)) + 1];
  for (const name of names) {
    const distance = editDistance(word, bare(name), least);
    if (distance < least) [nearest, least] = [name, distance];
  }
  return nearest;
}
