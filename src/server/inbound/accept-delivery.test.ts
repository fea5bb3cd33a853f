import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Deps } from "../platform/deps.ts";
import { createAcceptDelivery } from "./accept-delivery.action.ts";
import { createPace } from "./pace.ts";

/** A database whose commits end when the test says so. */
function heldDatabase() {
  const commits: { size: number; end(error?: Error): void }[] = [];
  const query = ({ values }: { values: unknown[][] }) =>
    new Promise<void>((resolve, reject) => {
      const end = (error?: Error) => (error ? reject(error) : resolve());
      commits.push({ size: values[1]?.length ?? 0, end });
    });
  const told: string[] = [];
  const deps = {
    db: { pool: { query } },
    seal: { forEpoch: (_tenant: string, _place: unknown, body: Buffer) => body },
    clock: { now: () => new Date(0) },
  } as unknown as Deps;
  const accept = createAcceptDelivery(deps, createPace(), (tenantId) => told.push(tenantId));
  return { commits, told, send: (text: string) => accept("t", "a", Buffer.from(text)) };
}
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));
/** Until nothing happens any more by itself. */
async function settled() {
  for (let i = 0; i < 50; i++) await nextTurn();
}

test("alone a webhook has a commit of its own, and hears nothing before it", async () => {
  const { commits, told, send } = heldDatabase();
  let heard = false;
  const one = send("a").then(() => {
    heard = true;
  });
  await settled();
  expect([commits.map(({ size }) => size), heard, told]).toEqual([[1], false, []]);
  commits[0]?.end();
  await one;
  expect(told).toEqual(["t"]);
});

test("what arrives while a commit is under way shares the next two", async () => {
  const { commits, told, send } = heldDatabase();
  const all = [send("a")];
  await settled();
  for (let i = 0; i < 15; i++) all.push(send(`${i}`));
  await settled();
  expect(commits.map(({ size }) => size)).toEqual([1]);
  commits[0]?.end();
  await settled();
  expect([commits.map(({ size }) => size), told]).toEqual([[1, 8], ["t"]]);
  commits[1]?.end();
  await settled();
  expect(commits.map(({ size }) => size)).toEqual([1, 8, 7]);
  commits[2]?.end();
  await Promise.all(all);
});

test("sixteen who write again when they are answered share two commits in turn, eight in each", async () => {
  const { commits, send } = heldDatabase();
  const write = async (count: number) => {
    for (let i = 0; i < count; i++) void send("a");
    await settled();
  };
  await write(1);
  await write(15);
  for (let ended = 0; ended < 20; ended++) {
    const answered = commits[ended]?.size ?? 0;
    commits[ended]?.end();
    await settled();
    // One of them is quicker than the others.
    await write(1);
    await write(answered - 1);
  }
  const sizes = commits.map(({ size }) => size);
  expect([sizes.slice(0, 2), new Set(sizes.slice(2))]).toEqual([[1, 8], new Set([8])]);
});

test("those who do not write again are waited for no longer than two milliseconds", async () => {
  const { commits, send } = heldDatabase();
  const all = Array.from({ length: 15 }, (_, i) => send(`${i}`));
  await settled();
  all.push(send("b"));
  commits[0]?.end();
  await settled();
  expect(commits.map(({ size }) => size)).toEqual([15]);
  vi.advanceTimersByTime(2);
  await settled();
  expect(commits.map(({ size }) => size)).toEqual([15, 1]);
  commits[1]?.end();
  await Promise.all(all);
  // And nobody is waited for now.
  all.push(send("c"));
  await settled();
  expect(commits.map(({ size }) => size)).toEqual([15, 1, 1]);
  commits[2]?.end();
  await Promise.all(all);
});

test("a flood goes in commits that one statement can carry, in the order of arrival", async () => {
  const { commits, send } = heldDatabase();
  const all = Array.from({ length: 300 }, (_, i) => send(`${i}`));
  await settled();
  expect(commits.map(({ size }) => size)).toEqual([256]);
  commits[0]?.end();
  await settled();
  vi.advanceTimersByTime(2);
  await settled();
  expect(commits.map(({ size }) => size)).toEqual([256, 44]);
  commits[1]?.end();
  await Promise.all(all);
});

test("what could not be stored is told to those it concerns and to nobody else", async () => {
  const { commits, told, send } = heldDatabase();
  const first = send("a");
  await settled();
  const second = send("b");
  const outcome = Promise.allSettled([first, second]);
  commits[0]?.end(new Error("disk full"));
  await settled();
  expect(told).toEqual([]);
  commits[1]?.end();
  expect((await outcome).map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
  expect(told).toEqual(["t"]);
});

test("after a commit that failed nobody is waited for: who comes alone then would wait for ever", async () => {
  const { commits, send } = heldDatabase();
  const first = Array.from({ length: 15 }, (_, i) => send(`${i}`));
  await settled();
  commits[0]?.end();
  await Promise.all(first);
  const again = Promise.allSettled(Array.from({ length: 7 }, (_, i) => send(`${i}`)));
  await settled();
  commits[1]?.end(new Error("disk full"));
  await again;
  const alone = send("a");
  await settled();
  expect(commits.map(({ size }) => size)).toEqual([15, 7, 1]);
  commits[2]?.end();
  await alone;
});

test("what weighs much is not put into one commit", async () => {
  const { commits, send } = heldDatabase();
  const all = ["a", ..."bcdef"].map((letter) => send(letter.repeat(3_000_000)));
  await settled();
  commits[0]?.end();
  await settled();
  commits[1]?.end();
  await settled();
  commits[2]?.end();
  await Promise.all(all);
  expect(commits.map(({ size }) => size)).toEqual([2, 2, 2]);
});
