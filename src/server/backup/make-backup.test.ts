import pg from "pg";
import { expect, test } from "vitest";
import { testDeps } from "../../../test/support/database.ts";
import { makeBackup } from "./make-backup.action.ts";

const said = (code: string) => Object.assign(new pg.DatabaseError("said", 4, "error"), { code });
const tail = "Es wurde nichts gesichert. Die früheren Sicherungen sind unberührt.";

test.each([
  ["has no room left on its disk", said("53100"), "Auf dem Datenträger der Datenbank ist kein Platz mehr."],
  ["is shut down meanwhile", said("57P01"), "Die Datenbank ist mittendrin weggefallen."],
  ["is cut off", new Error("Connection terminated unexpectedly"), "Die Datenbank ist mittendrin weggefallen."],
])("a database that %s in the middle of a backup is named as what it was", async (_what, error, why) => {
  const t = await testDeps();
  try {
    const connect = () => Promise.reject(error);
    const pool = Object.assign(Object.create(t.deps.db.pool) as typeof t.deps.db.pool, { connect });
    const made = await makeBackup({ ...t.deps, db: { ...t.deps.db, pool } });
    expect(made).toMatchObject({ kind: "failed", whyDe: `${why} ${tail}` });
  } finally {
    await t.close();
  }
});
