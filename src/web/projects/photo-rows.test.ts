import { expect, test } from "vitest";
import type { ProjectPhoto } from "../../contract/projects.ts";
import { filterPhotos, isTheirs, layRows, pairPhotos, rowsInSight } from "./photo-rows.ts";

const photo = (n: number, more: Partial<ProjectPhoto> = {}): ProjectPhoto => ({
  source: "team",
  id: `p${n}`,
  at: `2026-11-${String(10 + Math.floor(n / 10)).padStart(2, "0")}T09:00:00.000Z`,
  day: `2026-11-${String(10 + Math.floor(n / 10)).padStart(2, "0")}`,
  author: "Tarik",
  authorId: null,
  media: "image",
  mimeType: "image/jpeg",
  width: 4,
  height: 3,
  hasThumbnail: true,
  inline: true,
  shows: null,
  copyOf: null,
  released: true,
  removable: true,
  ...more,
});
const many = (count: number) => Array.from({ length: count }, (_, n) => photo(n));

test("each day begins a row of its own, and no photo is lost", () => {
  const { rows, height } = layRows(many(25), 4, 100);
  const shown = rows.flatMap((row) =>
    row.kind === "photos" ? Array.from({ length: row.to - row.from }, (_, i) => row.from + i) : [],
  );
  expect(shown).toEqual(Array.from({ length: 25 }, (_, n) => n));
  expect(rows.filter((row) => row.kind === "day").length).toBe(3);
  expect(height).toBe(rows.reduce((sum, row) => sum + row.height, 0));
});

test("of 800 photos only those around the eye are drawn", () => {
  const { rows } = layRows(many(800), 6, 150);
  const drawn = rowsInSight(rows, 6000, 900, 150).reduce(
    (n, row) => n + (row.kind === "photos" ? row.to - row.from : 0),
    0,
  );
  expect(drawn).toBeGreaterThan(20);
  expect(drawn).toBeLessThan(80);
});

test("before and after are paired in their order; the one too many stands alone", () => {
  const photos = [
    photo(1, { shows: "before" }),
    photo(2, { shows: "before" }),
    photo(3, { shows: "after" }),
    photo(4, { shows: "type_plate" }),
  ];
  const { pairs, rest } = pairPhotos(photos);
  expect(pairs.map((pair) => [pair.before.id, pair.after.id])).toEqual([["p1", "p3"]]);
  expect(rest.map((one) => one.id)).toEqual(["p2", "p4"]);
});

test("photos are found by what they show and who took them", () => {
  const photos = [photo(1, { shows: "before" }), photo(2, { author: "Leonie" }), photo(3)];
  const ids = (shows: "before" | "none" | "all", who: string) =>
    filterPhotos(photos, { shows, who }).map((one) => one.id);
  expect(ids("before", "")).toEqual(["p1"]);
  expect(ids("none", "Leonie")).toEqual(["p2"]);
  expect(ids("all", "")).toEqual(["p1", "p2", "p3"]);
});

test("a copy of a copy of the customer's photo is theirs, and a copy of ours is ours", () => {
  const all = [
    photo(0, { source: "customer" }),
    photo(1, { copyOf: "p0" }),
    photo(2, { copyOf: "p1" }),
    photo(3),
    photo(4, { copyOf: "p3" }),
    photo(5, { copyOf: "gone" }),
  ];
  expect(all.map((one) => isTheirs(one, all))).toEqual([true, true, true, false, false, true]);
});
