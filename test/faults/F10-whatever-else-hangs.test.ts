import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { addJobs, startWorker, type Task, type Worker } from "../../src/server/platform/jobs.ts";
import { lanes, tasks } from "../../src/tasks.ts";
import { type TestDeps, testDeps } from "../support/database.ts";
import { noNetwork } from "../support/fake-channel.ts";
import { silentLog } from "../support/silent-log.ts";

/** F10: a dead push service, mail relay, customer's site or full disk holds up its own kind of work and no other. */

let t: TestDeps;
let worker: Worker | undefined;
beforeAll(async () => {
  t = await testDeps();
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await t.deps.db.pool.query("DELETE FROM graphile_worker._private_jobs");
});
afterAll(() => t.close());

const house = 4;

test.each([
  ["an answer by WhatsApp", "deliver-whatsapp"],
  ["an answer on the customer's page", "deliver"],
  ["the minute's work", "minute"],
  ["a push to a phone", "send-push"],
  ["a photo", "fetch-media"],
  ["a mail to the owner", "mail-insight"],
  ["a backup", "backup"],
])("%s is done while everything of every other kind hangs", async (_, task) => {
  const names = Object.keys(tasks(t.deps, {}, noNetwork));
  expect(names).toContain(task);
  const mine = lanes.find((lane) => lane.tasks.includes(task))?.tasks ?? [];
  const named = lanes.flatMap((lane) => lane.tasks);
  const isMine = (name: string) => (mine.length > 0 ? mine.includes(name) : !named.includes(name));
  const { promise: never, resolve: letGo } = Promise.withResolvers<void>();
  let hanging = 0;
  const done: string[] = [];
  const work = (name: string): Task => {
    if (isMine(name)) return async () => void done.push(name);
    return () => {
      hanging += 1;
      return never;
    };
  };
  const add = (jobs: readonly (readonly [name: string, n: number])[]) =>
    t.deps.db.withTenant(t.tenantId, (tx) =>
      addJobs(
        tx,
        jobs.map(([name, n]) => ({ task: name, payload: { n }, key: `${name}:${n}` })),
      ),
    );
  try {
    const all = Object.fromEntries(names.map((name) => [name, work(name)]));
    worker = await startWorker(t.deps.db.pool, all, silentLog, { lanes, concurrency: house });
    const hands = [...lanes.map((lane) => ({ ...lane, of: lane.tasks })), { of: ["backup"], hands: house }]
      .filter((lane) => !lane.of.some(isMine))
      .map((lane) => lane.hands)
      .reduce((sum, more) => sum + more);
    const others = names.filter((one) => !isMine(one));
    await add(others.flatMap((name) => [0, 1, 2, 3, 4, 5].map((n) => [name, n] as const)));
    await expect.poll(() => hanging).toBe(hands);
    await add([[task, 0]]);
    await expect.poll(() => done).toEqual([task]);
  } finally {
    letGo();
  }
});
