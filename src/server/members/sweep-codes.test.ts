import { expect, test } from "vitest";
import { inviteCode, TestBrowser, withOwner } from "../../../test/support/access-app.ts";
import type { TestDeps } from "../../../test/support/database.ts";
import type { App } from "../platform/http.ts";
import { hashSecret } from "../platform/ids.ts";
import { day } from "../platform/instant.ts";
import { sweepCodes } from "./sweep-codes.job.ts";

let t: TestDeps;
let app: App;
let owner: TestBrowser;
withOwner((house) => {
  ({ t, app, owner } = house);
});

const counts = () => t.deps.db.withTenant(t.tenantId, (tx) => tx.selectFrom("rate_limit").select("key_hash").execute());
const codes = async () => {
  const rows = await t.deps.db.withTenant(t.tenantId, (tx) =>
    tx.selectFrom("one_time_code").select(["purpose", "used_at"]).orderBy("purpose").execute(),
  );
  return rows.map((row) => `${row.purpose} ${row.used_at === null ? "open" : "used"}`);
};

test("whoever guesses is counted, and from what is kept nobody finds the address without the keys", async () => {
  const browser = new TestBrowser(app, t.deps);
  browser.address = "203.0.113.7";
  await browser.send("POST", "/api/enrol/options", { code: "000000-00000-00000-00000-00000" });
  const kept = (await counts()).map((row) => Buffer.from(row.key_hash).toString("hex"));
  expect(kept).toContain(t.deps.seal.blindIndex(t.tenantId, "rate-limit", "code|203.0.113.7").toString("hex"));
  expect(kept).not.toContain(hashSecret("code|203.0.113.7").toString("hex"));
});

test("when the windows are over the counts go, and so do codes nobody can use any more; open ones stay", async () => {
  await owner.send("POST", "/api/recovery-codes", {});
  const { code } = await inviteCode(owner, "Kai", "office");
  await new TestBrowser(app, t.deps).enrol(code);
  await sweepCodes(t.deps, t.tenantId);
  expect(await counts()).not.toEqual([]);
  await inviteCode(owner, "Lea", "office");
  expect(await codes()).toContain("enrol open");
  t.clock.advance(2 * day);
  await sweepCodes(t.deps, t.tenantId);
  expect(await counts()).toEqual([]);
  expect(new Set(await codes())).toEqual(new Set(["recovery open"]));
});
