import { expect, test } from "vitest";
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

test("what arrives while a commit is under way shares the next one", async () => {
  const { commits, told, send } = heldDatabase();
  const all = [send("a")];
  await settled();
  for (let i = 0; i < 15; i++) all.push(send(`${i}`));
  await settled();
  expect(commits.map(({ size }) => size)).toEqual([1]);
  commits[0]?.end();
  await settled();
  expect([commits.map(({ size }) => size), told]).toEqual([[1, 15], ["t"]]);
  commits[1]?.end();
  await Promise.all(all);
});

test("a flood goes in commits that one statement can carry, in the order of arrival", async () => {
  const { commits, send } = heldDatabase();
  const all = Array.from({ length: 300 }, (_, i) => send(`${i}`));
  await settled();
  expect(commits.map(({ size }) => size)).toEqual([256]);
  commits[0]?.end();
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
