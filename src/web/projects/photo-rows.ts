import type { ProjectPhoto, Shows } from "../../contract/projects.ts";
import { say } from "../i18n/say.ts";

/** What of the photos one wants to see. */
export interface PhotoFilter {
  readonly shows: Shows | "none" | "all";
  /** Name of a person, "" for everybody. */
  readonly who: string;
}

export function filterPhotos(photos: readonly ProjectPhoto[], { shows, who }: PhotoFilter): ProjectPhoto[] {
  return photos.filter(
    (photo) =>
      (shows === "all" || photo.shows === (shows === "none" ? null : shows)) &&
      (who === "" || say(photo.author) === who),
  );
}

/** A line of the stream: the name of a day, or photos side by side. */
export type Row =
  | { readonly kind: "day"; readonly at: string; readonly top: number; readonly height: number }
  | {
      readonly kind: "photos";
      readonly from: number;
      readonly to: number;
      readonly top: number;
      readonly height: number;
    };

const dayHeight = 44;

/** Places photos in rows, day by day; of 800 photos only the rows in sight are drawn. */
export function layRows(
  photos: readonly ProjectPhoto[],
  columns: number,
  tile: number,
): { rows: Row[]; height: number } {
  const rows: Row[] = [];
  let top = 0;
  const put = (row: { kind: "day"; at: string } | { kind: "photos"; from: number; to: number }, height: number) => {
    rows.push({ ...row, top, height });
    top += height;
  };
  for (let i = 0; i < photos.length; ) {
    const photo = photos[i];
    if (!photo) break;
    let end = i;
    while (end < photos.length && photos[end]?.day === photo.day) end += 1;
    put({ kind: "day", at: photo.at }, dayHeight);
    for (let from = i; from < end; from += columns)
      put({ kind: "photos", from, to: Math.min(end, from + columns) }, tile);
    i = end;
  }
  return { rows, height: top };
}

/** The rows in sight, with some beyond the edges so that nothing flashes. */
export function rowsInSight(rows: readonly Row[], scrolled: number, seen: number, tile: number): Row[] {
  const [from, to] = [scrolled - 2 * tile, scrolled + seen + 2 * tile];
  return rows.filter((row) => row.top + row.height > from && row.top < to);
}

/** First before beside first after, and so on; what finds no partner stands alone. */
export function pairPhotos(photos: readonly ProjectPhoto[]) {
  const before = photos.filter((one) => one.shows === "before");
  const after = photos.filter((one) => one.shows === "after");
  const count = Math.min(before.length, after.length);
  const pairs = before.slice(0, count).flatMap((one, i) => {
    const other = after[i];
    return other ? [{ before: one, after: other }] : [];
  });
  const paired = new Set(pairs.flatMap((pair) => [pair.before.id, pair.after.id]));
  return { pairs, rest: photos.filter((one) => !paired.has(one.id)) };
}

/** The customer's, or a copy of theirs, be it of a copy; whose original is not to be seen counts as theirs (DV-2). */
export function isTheirs(photo: ProjectPhoto, all: readonly ProjectPhoto[]): boolean {
  if (photo.source === "customer") return true;
  if (photo.copyOf === null) return false;
  const source = all.find(({ id }) => id === photo.copyOf);
  return source === undefined || isTheirs(source, all);
}
