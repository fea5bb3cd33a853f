import { randomUUID } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { scratchFolder } from "../../../test/support/scratch-folder.ts";
import { instant } from "./instant.ts";
import { Keyring } from "./keyring.ts";

const dir = scratchFolder("keyring");
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const at = instant(Date.parse("2026-11-24T06:00:00Z"));

test("a key the disk did not take is none: nothing may be sealed that only this process could open", () => {
  const [keys, away] = [join(dir, "keys"), join(dir, "away")];
  const [here, later] = [randomUUID(), randomUUID()];
  const keyring = Keyring.create(keys, randomUUID());
  keyring.addTenant(here, at);
  renameSync(keys, away);
  expect(() => keyring.addTenant(later, at)).toThrow("ENOENT");
  expect(keyring.hasTenant(later)).toBe(false);
  for (let press = 0; press < 2; press++) expect(() => keyring.push()).toThrow("ENOENT");
  expect(() => keyring.beginEpoch(here, instant(at.getTime() + 1))).toThrow("ENOENT");
  expect(keyring.epochBegan(here)).toEqual(at);
  renameSync(away, keys);
  keyring.beginEpoch(here, instant(at.getTime() + 2));
  expect(keyring.endOldEpochs(here)).toBe(1);
  const pair = keyring.push();
  const again = Keyring.open(keys);
  expect(again.push()).toEqual(pair);
  expect([...again.tenant(here).epochs.keys()]).toEqual([2]);
});

test.each(["", "{", "null", '{"version":1}'])("key files that hold %j are said to be damaged, in German", (text) => {
  const keys = join(dir, randomUUID());
  Keyring.create(keys, randomUUID());
  writeFileSync(join(keys, "keyring.json"), text);
  expect(() => Keyring.open(keys)).toThrow("Der Schlüsselbund (keyring.json) ist beschädigt. Bitte den Ordner keys");
});
