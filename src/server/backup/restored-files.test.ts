import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, expect, test } from "vitest";
import { scratchFolder } from "../../../test/support/scratch-folder.ts";
import { remember } from "../platform/postgres/cluster-place.ts";
import { beginFolder, emptyFolder, finishFolder, isUnfinished, putFile, whatLiesIn } from "./restored-files.adapter.ts";

const dir = scratchFolder("restored");
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function folder(name: string, cluster: string) {
  const dataDir = join(dir, name);
  for (const one of [dataDir, join(cluster, "base")]) mkdirSync(one, { recursive: true });
  remember(dataDir, cluster);
  return dataDir;
}

test("a restore that came to nothing leaves nobody's data behind, also where the database lies outside the folder", () => {
  const cluster = join(dir, "outside");
  const dataDir = folder("half", cluster);
  emptyFolder(dataDir);
  expect([readdirSync(dataDir), existsSync(cluster), existsSync(`${cluster}.folder`)]).toEqual([[], false, false]);
});

test("the database of another folder stays", () => {
  const cluster = join(dir, "shared");
  const [whose, copy] = [folder("whose", cluster), join(dir, "copy")];
  mkdirSync(copy);
  writeFileSync(join(copy, "cluster-place"), `${cluster}\n`);
  emptyFolder(copy);
  expect([readdirSync(copy), existsSync(join(cluster, "base")), readdirSync(whose)]).toEqual([
    [],
    true,
    ["cluster-place"],
  ]);
});

test("cut off while it is cleared away, the folder still says what it is", () => {
  const dataDir = join(dir, "cut");
  mkdirSync(dataDir);
  beginFolder(dataDir);
  for (const name of ["keys", "simulator-people.json"]) writeFileSync(join(dataDir, name), "");
  const saidSo: boolean[] = [];
  emptyFolder(dataDir, (path) => {
    saidSo.push(isUnfinished(dataDir));
    rmSync(path, { recursive: true, force: true });
  });
  expect(saidSo).toEqual([true, true, true]);
  expect(readdirSync(dataDir)).toEqual([]);
});

test("after a power cut half of a restore is known as such, and a whole one has every name", async () => {
  const dataDir = join(dir, "power");
  mkdirSync(dataDir);
  const synced: string[] = [];
  const sync = (folder: string) => {
    synced.push(`${relative(dataDir, folder) || "folder"} ${isUnfinished(dataDir) ? "with" : "without"} marker`);
  };
  beginFolder(dataDir, sync);
  const [tenant, file] = [randomUUID(), randomUUID()];
  const body = async function* () {
    yield Buffer.from("x");
  };
  await putFile(dataDir, "keys/root.key", body());
  await putFile(dataDir, `attachments/${tenant}/${file.slice(-2)}/${file}`, body());
  finishFolder(dataDir, sync);
  const attachments = [`attachments/${tenant}/${file.slice(-2)}`, `attachments/${tenant}`, "attachments"];
  expect(synced).toEqual([
    "folder with marker",
    ...["keys", ...attachments, "folder"].map((name) => `${name} with marker`),
    "folder without marker",
  ]);
  beginFolder(dataDir, sync);
  synced.length = 0;
  emptyFolder(dataDir, undefined, (folder) => {
    sync(folder);
    expect(whatLiesIn(folder)).toEqual(["restore-unfinished"]);
  });
  expect(synced).toEqual(["folder with marker"]);
});

test("what a killed start tried the folder with is in no restore's way", () => {
  const dataDir = join(dir, "tried");
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, ".probe-4711"), "");
  expect(whatLiesIn(dataDir)).toEqual([]);
});
