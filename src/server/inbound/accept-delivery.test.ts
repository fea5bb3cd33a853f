import { expect, test } from "vitest";
import type { Deps } from "../platform/deps.ts";
import { createAcceptDelivery } from "./accept-delivery.action.ts";
import { createPace } from "./pace.ts";

/** A database whose commits end when the test says so. */
function heldDatabase() {
  const commits: { size: number; end(error?: Error): void }[] = [];
  const inOrder = ({ values }: { values: unknown[][] }) =>
    new Promise<void>((resolve, reject) => {
      const end = (error?: Error) => (error ? reject(error) : resolve());
      commits.push({ size: values[1]?.length ?? 0, end });
    });
  const told: string[] = [];
  const deps = {
    db: { inOrder },
    seal: { forEpoch: (_tenant: string, _place: unknown, body: Buffer) => body },
    clock: { now: () => new Date(0) },
  } as unknown as Deps;
  const accept = createAcceptDelivery(deps, createPace(), (tenantId) => told.push(tenantId));
  return { commits, told, send: (text: string) => accept("t", "a", Buffer.from(text)) };
}
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

test("sixteen senders that wait for their answers share two commits of eight each", async () => {
  const { commits, send } = heldDatabase();
  let sent = 0;
  let rounds = 20;
  const senders = Array.from({ length: 16 }, async () => {
    while (rounds > 0) {
      await send(`${sent++}`);
      await nextTurn();
    }
  });
  for (let i = 0; rounds > 0; i++) {
    await settled();
    commits[i]?.end();
    rounds--;
  }
  const last = commits.slice(-6).map(({ size }) => size);
  expect(last).toEqual([8, 8, 8, 8, 8, 8]);
  while (commits.some(({ size }) => size > 0)) {
    for (const commit of commits.splice(0)) commit.end();
    await settled();
  }
  await Promise.all(senders);
});

/** Sixteen at once, until all have their answer: sixteen is then what the next ones are measured by. */
async function rush({ commits, send }: ReturnType<typeof heldDatabase>): Promise<void> {
  const many = Array.from({ length: 16 }, (_, i) => send(`${i}`));
  await settled();
  expect(commits.map(({ size }) => size)).toEqual([1, 1]);
  for (const one of commits.splice(0)) one.end();
  await settled();
  expect(commits.map(({ size }) => size)).toEqual([14]);
  for (const one of commits.splice(0)) one.end();
  await Promise.all(many);
}

test("after a rush a single webhook goes on by itself", async () => {
  const database = heldDatabase();
  await rush(database);
  const { commits, send } = database;
  const one = send("later");
  await settled();
  expect(commits.map(({ size }) => size)).toEqual([1]);
  commits[0]?.end();
  await one;
});

test("what could not be stored is told to those it concerns and to nobody else", async () => {
  const { commits, told, send } = heldDatabase();
  const first = send("a");
  const second = send("b");
  const outcome = Promise.allSettled([first, second]);
  await settled();
  commits[0]?.end(new Error("disk full"));
  await settled();
  expect(told).toEqual([]);
  commits[1]?.end();
  expect((await outcome).map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
  expect(told).toEqual(["t"]);
});

test("a commit that got its half at once does not end the waiting of the next one", async () => {
  const database = heldDatabase();
  await rush(database);
  const { commits, send } = database;
  const half = [send("half 0")];
  await nextTurn();
  for (let i = 1; i < 7; i++) half.push(send(`half ${i}`));
  // All within one turn of the event loop.
  while (commits.length < 1) await null;
  commits[0]?.end();
  for (let i = 0; i < 20; i++) await null;
  const one = send("one");
  await settled();
  expect(commits.map(({ size }) => size)).toEqual([7, 1]);
  commits[1]?.end();
  await Promise.all([...half, one]);
});

test("while one half commits the other half is on its way to it, never a third", async () => {
  const database = heldDatabase();
  await rush(database);
  const { commits, send } = database;
  const many = [];
  for (let i = 0; i < 30; i++) many.push(send(`more ${i}`));
  await settled();
  expect(commits.map(({ size }) => size)).toEqual([7, 7]);
  commits[0]?.end();
  await settled();
  expect(commits.map(({ size }) => size)).toEqual([7, 7, 16]);
  for (const one of commits.slice(1)) one.end();
  await Promise.all(many);
});
