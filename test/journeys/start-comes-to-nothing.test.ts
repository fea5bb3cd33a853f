import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import pg from "pg";
import { expect, test } from "vitest";
import { buildApp } from "../../src/app.ts";
import { start } from "../../src/main.ts";
import { testDeps } from "../support/database.ts";

test("a door that was taken while the server made itself ready is named, and nothing works on behind it", async () => {
  const t = await testDeps();
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const config = { ...t.deps.config, databaseUrl: t.url, host: "127.0.0.1", port };
  const watcher = new pg.Client({ connectionString: t.url, application_name: "watcher" });
  await watcher.connect();
  // Those of before may go meanwhile: the pool closes what has been idle for a while.
  const connections = async (before: readonly number[] = []) =>
    (
      await watcher.query("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> ALL($1)", [
        before,
      ])
    ).rows.map(({ pid }: { pid: number }) => pid);
  try {
    const before = await connections();
    await expect(start(config, true, () => {})).rejects.toThrow(`PORT: auf ${port} läuft schon ein anderes Programm.`);
    await expect.poll(() => connections(before)).toEqual([]);
  } finally {
    await watcher.end();
    other.close();
    await t.close();
  }
});

test("where the database goes in the middle of a start, nobody goes on asking it", async () => {
  const t = await testDeps();
  const listening = new Set<unknown>();
  const wake: typeof t.deps.wake = {
    ...t.deps.wake,
    on: (topic, listener) => {
      const off = t.deps.wake.on(topic, listener);
      listening.add(listener);
      return () => {
        listening.delete(listener);
        return off();
      };
    },
  };
  const gone = () => Promise.reject(new Error("gone"));
  const pool = Object.assign(Object.create(t.deps.db.pool) as typeof t.deps.db.pool, { query: gone, connect: gone });
  try {
    const deps = { ...t.deps, wake, db: { ...t.deps.db, pool } };
    await expect(buildApp(deps, { pages: false })).rejects.toThrow("gone");
    expect(listening.size).toBe(0);
  } finally {
    await t.close();
  }
});
