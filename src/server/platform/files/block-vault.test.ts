import { createHash, randomBytes } from "node:crypto";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { roomLeft } from "../../../../test/support/full-disk.ts";
import { scratchFolder } from "../../../../test/support/scratch-folder.ts";
import { type Lying, readBlocks, writeBlocks } from "./block-vault.ts";

const dataDir = scratchFolder("blocks");
const id = "0190a000-0000-7000-8000-000000000001";
const where: Lying = { dataDir, shelf: "exports", tenantId: id, id };
/** Three blocks and a bit, in pieces that fit no block. */
const content = randomBytes(3 * (1 << 20) + 4_321);
const opened: number[] = [];
/** A seal that only adds length, as every seal does. */
const seal = (_: number, bytes: Uint8Array) => Buffer.concat([Buffer.alloc(28), bytes]);
const open = (n: number, bytes: Uint8Array) => {
  opened.push(n);
  return Buffer.from(bytes.subarray(28));
};

beforeAll(async () => {
  async function* pieces() {
    for (let at = 0; at < content.length; at += 70_001) yield content.subarray(at, at + 70_001);
  }
  const { bytes, hash } = await writeBlocks(where, pieces(), seal);
  expect([bytes, hash]).toEqual([content.length, createHash("sha256").update(content).digest()]);
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function read(range?: { from: number; to: number }): Promise<Buffer> {
  opened.length = 0;
  const parts: Buffer[] = [];
  for await (const part of readBlocks(where, content.length, open, range)) parts.push(part);
  return Buffer.concat(parts);
}

test("a file that would take the room of the database ends before, and leaves nothing", async () => {
  const other = { ...where, tenantId: "0190a000-0000-7000-8000-000000000002" };
  let restore = () => {};
  async function* pieces() {
    yield content;
    restore = roomLeft(1_000_000_000);
    yield content;
  }
  await expect(writeBlocks(other, pieces(), seal)).rejects.toMatchObject({ code: "no-room" });
  restore();
  expect(readdirSync(join(dataDir, "exports", other.tenantId))).toEqual([]);
});

test("a file comes back whole", async () => {
  expect((await read()).equals(content)).toBe(true);
});

test.each([
  ["the first byte", 0, 0],
  ["within one block", 10, 5_000],
  ["over the edge of two", 1_000_000, 1_200_000],
  ["from the middle to the end", 1_500_000, content.length - 1],
  ["the last byte", content.length - 1, content.length - 1],
])("a part of it too: %s", async (_what, from, to) => {
  expect((await read({ from, to })).equals(content.subarray(from, to + 1))).toBe(true);
});

test("what lies before is passed over, not opened: only the first block, which tells how much a seal adds", async () => {
  await read({ from: content.length - 2, to: content.length - 1 });
  expect(opened).toHaveLength(2);
});
