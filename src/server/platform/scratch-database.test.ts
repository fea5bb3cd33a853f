import pg from "pg";
import { expect, inject, test, vi } from "vitest";
import { withScratchDatabase } from "./scratch-database.ts";

test("a scratch database that somebody is slow to leave is dropped all the same", async () => {
  const { query } = pg.Client.prototype;
  const drops: string[] = [];
  const slow = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (
    this: pg.Client,
    ...args: readonly unknown[]
  ) {
    const [text] = args;
    if (typeof text === "string" && text.startsWith("DROP DATABASE") && drops.push(text) === 1)
      return Promise.reject(Object.assign(new pg.DatabaseError("in use", 0, "error"), { code: "55006" }));
    return Reflect.apply(query, this, args);
  });
  try {
    const config = { databaseUrl: inject("adminUrl"), dataDir: "" };
    expect(await withScratchDatabase(config, "slow", async () => "done")).toBe("done");
  } finally {
    slow.mockRestore();
  }
  expect(drops).toHaveLength(2);
});
