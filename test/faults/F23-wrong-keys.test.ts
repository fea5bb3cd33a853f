import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateX25519Identity } from "age-encryption";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keyOfSecret, openBackupKey } from "../../src/server/backup/backup-key.adapter.ts";
import { checkRestore } from "../../src/server/backup/check-restore.action.ts";
import { groupsOf } from "../../src/server/backup/sheet-code.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { backedUp, contents, type Elsewhere, elsewhere, filesIn, type Kept } from "../support/restored.ts";

/** F23 (reliability, fault catalogue): no key, a wrong one, an old one. Refused, and nothing written. */

let app: TestApp;
let there: Elsewhere;
let kept: Kept;
let stranger: Kept;
let secret: string;
beforeAll(async () => {
  app = await buildTestApp();
  const another = await buildTestApp();
  stranger = await backedUp(another);
  copyFileSync(stranger.keys, join(stranger.dir, "andere-schluessel.age"));
  stranger = { ...stranger, keys: join(stranger.dir, "andere-schluessel.age") };
  await another.stop();
  const first = await backedUp(app);
  copyFileSync(first.keys, join(first.dir, "alte-schluessel.age"));
  app.clock.advance(60_000);
  kept = { ...(await backedUp(app)), dir: first.dir };
  secret = (await openBackupKey(app.deps.config.dataDir)).secret;
  there = await elsewhere();
});
afterAll(async () => {
  await there.drop();
  await app.stop();
});

/** The same check without the command around it: quick. */
async function refusesQuickly(change: Partial<Kept>, sentence: string | RegExp): Promise<void> {
  const { archive, keys } = { ...kept, ...change };
  await expect(checkRestore(archive, keys, await keyOfSecret(secret), () => {})).rejects.toThrow(sentence);
}

async function refuses(change: Partial<Kept>, sentence: string | RegExp): Promise<void> {
  const said = await there.refusal({ ...kept, ...change });
  expect(said).toMatch(sentence);
  expect(said).toContain("Es wurde nichts geändert.");
  expect(filesIn(there.dataDir)).toEqual({});
  expect(await contents(there.url, [app.firm.tenantId])).toEqual({});
}

function sheet(name: string, text: string): { sheet: string } {
  const path = join(kept.dir, name);
  writeFileSync(path, text);
  return { sheet: path };
}

test("the sheet of another installation is refused, and both are named by their ids", async () => {
  const other = await generateX25519Identity();
  await refuses(sheet("fremd.txt", other), /Kennung [0-9a-f]{8} öffnet .* nicht\. Nötig ist das Blatt mit der Kennung/);
});

test("without the sheet nothing is opened", () => refuses(sheet("leer.txt", ""), "Ohne den Code"));

test("the sheet as it was drawn for the printer holds no text that can be read: it says what to do", () =>
  refuses(sheet("blatt.pdf", "%PDF-1.7\n"), "Bitte den Code abtippen"));

test("a slip of the pen is found in its group", async () => {
  const groups = groupsOf(secret);
  const slip = groups.map((group, i) => (i === 6 ? group.replace(/^./, (c) => (c === "Q" ? "P" : "Q")) : group));
  await refuses(sheet("vertippt.txt", slip.join(" ")), "Gruppe 7");
});

test("the keys of another installation are refused", () => refusesQuickly({ keys: stranger.keys }, /Kennung|andere/));

test("a key file older than the backup is refused: it cannot open what came after it", () =>
  refuses({ keys: join(kept.dir, "alte-schluessel.age") }, "ist älter als die Sicherung"));

test("a damaged key file is refused", async () => {
  const bytes = readFileSync(kept.keys);
  bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
  const path = join(kept.dir, "kaputt.age");
  writeFileSync(path, bytes);
  await refusesQuickly({ keys: path }, "beschädigt");
});

test("a key file in the place of the archive is refused, and the other way round", async () => {
  await refusesQuickly({ archive: kept.keys }, "keine Sicherung");
  await refusesQuickly({ keys: kept.archive }, "keine Schlüsseldatei");
});

test("with the groups of the sheet, as a person types them, it opens", () => {
  const typed = sheet("getippt.txt", groupsOf(secret.toLowerCase()).join("\n").toLowerCase());
  expect(there.restore({ ...kept, ...typed })).toMatchObject({ code: 0 });
});
