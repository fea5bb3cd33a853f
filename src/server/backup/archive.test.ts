import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { scratchFolder } from "../../../test/support/scratch-folder.ts";
import { archiveName, newestOf, outdated, readArchiveName } from "./archive.ts";
import { listArchives, showArchives } from "./backup-folder.adapter.ts";

const on = (day: string) => archiveName(new Date(`${day}T01:23:00Z`), "1a2b3c4d");
const daily = ["2026-10-01", "2026-10-28", "2026-11-10", "2026-11-27"];

describe("archives go when they are thirty days older than the newest", () => {
  test.each([
    ["the night after it", daily, "2026-11-28", ["2026-10-01"]],
    ["a clock a year ahead", daily, "2027-11-28", ["2026-10-01"]],
    ["right again, beside the one made then", [...daily, "2027-11-28"], "2026-11-29", ["2026-10-01"]],
    ["a clock put back by years", daily, "2015-01-01", ["2026-10-01"]],
    ["and the one made then does not count", ["2015-01-01", ...daily], "2026-11-29", ["2015-01-01", "2026-10-01"]],
    ["a single one, however old", ["2020-01-01"], "2026-11-28", []],
  ])("%s", (_, days, now, gone) => {
    expect(outdated(days.map(on), new Date(`${now}T01:23:00Z`)).toSorted()).toEqual(gone.map(on));
  });
});

test("an archive that goes while the folder is being read is no error", async () => {
  const dir = scratchFolder("archives");
  const [gone = "", kept = ""] = daily.map(on);
  writeFileSync(join(dir, kept), "age");
  symlinkSync(join(dir, "nowhere"), join(dir, gone));
  const found = (await listArchives(dir)).map(({ name, bytes }) => [name, bytes]);
  rmSync(dir, { recursive: true });
  expect(found).toEqual([[kept, 3]]);
});

test("a folder that cannot be read is no empty one, nor is what cannot be looked at an archive less", async () => {
  const dir = scratchFolder("archives");
  const [round = ""] = daily.map(on);
  symlinkSync(join(dir, round), join(dir, round));
  writeFileSync(join(dir, "file"), "");
  try {
    expect(await listArchives(join(dir, "nowhere"))).toEqual([]);
    await expect(listArchives(join(dir, "file"))).rejects.toThrow("ENOTDIR");
    await expect(listArchives(dir)).rejects.toThrow("ELOOP");
    expect(await showArchives(dir)).toBeUndefined();
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test("the newest archive is none of a day that has not come yet", () => {
  const archives = [...daily, "2027-11-28"].flatMap((day) => readArchiveName(on(day)) ?? []);
  const newest = (now: string) => newestOf(archives.toReversed(), new Date(now))?.name;
  expect(newest("2026-11-28T10:00:00Z")).toBe(on("2026-11-27"));
  expect(newest("2015-01-01T10:00:00Z")).toBe(on("2027-11-28"));
});
