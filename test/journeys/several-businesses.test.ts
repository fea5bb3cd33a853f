import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { printSheet } from "../../src/commands/recovery-sheet.ts";
import { admitDevice } from "../../src/commands/tenant-admit.ts";
import { giveHost } from "../../src/commands/tenant-host.ts";
import { linkOwner } from "../../src/commands/tenant-link.ts";
import { listBusinesses } from "../../src/commands/tenant-list.ts";
import { lockDataFolder } from "../../src/server/platform/files/data-folder.ts";
import { createTenant } from "../../src/server/tenants/create-tenant.action.ts";
import { listTenants } from "../../src/server/tenants/list-tenants.action.ts";
import { refuseHost } from "../../src/server/tenants/set-host.action.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { called } from "../support/command.ts";
import { compileCache } from "../support/compile-cache.ts";

/** A second business moves in where the first one has lived without a host. */
let app: TestApp;
let first: string;
beforeAll(async () => {
  app = await buildTestApp();
  const { tenantId } = app.firm;
  const row = await app.deps.db.outside
    .updateTable("tenant")
    .set({ host: null })
    .where("tenant_id", "=", tenantId)
    .returning("name")
    .executeTakeFirstOrThrow();
  first = row.name;
  await createTenant(app.deps, app.keyring, { name: "Dachdeckerei Kern", host: "kern.example" });
});
afterAll(() => app.stop());

const settings = (more: NodeJS.ProcessEnv = {}) => ({
  ...more,
  WERKBOTE_DATA: app.deps.config.dataDir,
  DATABASE_URL: app.url,
  WERKBOTE_URL: "https://post.example",
});
const host = (...words: string[]) => called(giveHost, { words }, settings());
const link = (...words: string[]) => called(linkOwner, { words }, settings());
const reaches = async (host: string) => {
  app.clock.advance(1_000);
  const headers = { host, authorization: "Bearer nobody" };
  return (await app.http.inject({ url: "/api/me", headers })).statusCode;
};

test("the address at which the first one lives is given to nobody else, as long as it has no host of its own", async () => {
  const line = `post.example gehört schon zu „${first}“`;
  const given = await host("Dachdeckerei Kern", "post.example");
  expect([given.status, given.stderr]).toEqual([2, `HOST: ${line}.\n`]);
  // As a further business asks for it (a demo, which this one is, takes none).
  expect(await refuseHost(app.deps, "post.example", "https://post.example")).toBe(line);
});

test("the command line gives the first one a host, says what that means, and only that name leads to it", async () => {
  expect([await reaches("brandt.example"), await reaches("localhost")]).toEqual([421, 401]);
  const env = { ...process.env, ...compileCache, ...settings() };
  const args = [inject("program"), "tenant", "host", first, "brandt.example"];
  const { status, stdout } = spawnSync(process.execPath, args, { env, encoding: "utf8", input: "" });
  expect([status, stdout]).toEqual([
    0,
    [
      "Erreichbar ist der Betrieb ab dem nächsten Start unter https://brandt.example",
      "Bisher war es https://post.example. Passkeys, Links und QR-Codes von dort gelten unter der neuen Adresse nicht.",
      "",
    ].join("\n"),
  ]);
  expect([await reaches("brandt.example"), await reaches("kern.example")]).toEqual([401, 401]);
  expect([await reaches("localhost"), await reaches("fremd.example")]).toEqual([421, 421]);
  // Passkeys, links and QR codes end with the old address: the business finds in its own log why.
  const audited = await app.deps.db.withTenant(app.firm.tenantId, (tx) =>
    tx.selectFrom("audit_entry").select(["verb", "actor_kind"]).execute(),
  );
  expect(audited).toContainEqual({ verb: "change-host", actor_kind: "server" });
});

test("a business that is not there and a host that is taken are refused in German, and nothing is changed", async () => {
  const nobody = await host("Niemand", "niemand.example");
  expect([nobody.status, nobody.stderr]).toEqual([2, expect.stringContaining("„Dachdeckerei Kern“ (kern.example)")]);
  const taken = await host("Dachdeckerei Kern", "brandt.example");
  expect([taken.status, taken.stderr]).toEqual([2, `HOST: brandt.example gehört schon zu „${first}“.\n`]);
  expect(await reaches("kern.example")).toBe(401);
});

test("beside the running server: which businesses there are, and a new link for an owner who let the first run out", async () => {
  const stop = await lockDataFolder(app.deps.config.dataDir);
  try {
    const list = await called(listBusinesses, {}, settings());
    expect([list.status, list.stderr]).toEqual([0, ""]);
    expect(list.stdout.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
      [first, "https://brandt.example", expect.stringMatching(/eingerichtet/)],
      ["Dachdeckerei Kern", "https://kern.example", "noch nicht eingerichtet"],
      [""],
    ]);

    const { status, stdout } = await link("Dachdeckerei Kern");
    expect([status, stdout]).toEqual([0, expect.stringMatching(/\nhttps:\/\/kern\.example\/einrichten#\S+\n$/)]);
    const code = stdout.trim().split("#")[1];
    const begun = async (host: string) =>
      app.http.inject({
        method: "POST",
        url: "/api/enrol/options",
        headers: { host, origin: app.deps.publicUrl(app.firm.tenantId) },
        payload: { code, name: "Petra Probe" },
      });
    expect((await begun("kern.example")).statusCode).toBe(200);
    expect((await begun("brandt.example")).statusCode).not.toBe(200);

    // Where people are in, it brings back an owner who has nothing left; on which device is decided as always.
    const back = await link(first);
    expect([back.status, back.stdout]).toEqual([0, expect.stringMatching(/\nhttps:\/\/brandt\.example\/geraet#\S+\n/)]);
    expect((await link("Niemand")).status).toBe(2);

    const noneWaits = await called(admitDevice, { words: [first, "791 941"] }, settings());
    // As the device shows it, without quotes; a name without quotes is not taken for another business.
    expect(await called(admitDevice, { words: [first, "791", "941"] }, settings())).toEqual(noneWaits);
    const torn = await called(admitDevice, { words: [first, "GmbH", "791941"] }, settings());
    expect([torn.status, torn.stderr]).toEqual([2, expect.stringContaining("gehört in Anführungszeichen")]);
    expect([noneWaits.status, noneWaits.stderr]).toEqual([2, expect.stringContaining("wartet kein Gerät")]);

    // The sheet opens both: both hear that it was printed.
    const sheet = await called(printSheet, {}, settings());
    expect([sheet.status, sheet.stderr]).toEqual([0, ""]);
    for (const tenantId of await listTenants(app.deps)) {
      const deeds = await app.deps.db.withTenant(tenantId, (tx) =>
        tx
          .selectFrom("audit_entry")
          .select(["actor_kind", "subject_id"])
          .where("verb", "=", "print-recovery-sheet")
          .execute(),
      );
      expect(deeds).toEqual([{ actor_kind: "server", subject_id: expect.any(String) }]);
      expect(sheet.stdout).toContain(`Kennung ${deeds[0]?.subject_id}.`);
    }
  } finally {
    stop?.();
  }
});

test("whoever runs the installation sees which business lacks its contract or stands still at Meta, and nobody's name", async () => {
  const operator = join(app.deps.config.dataDir, "operator.json");
  const parts = {
    version: "1",
    name: "Nordhaus IT",
    address: "Weg 1, Ort",
    representative: "R",
    email: "r@it.example",
  };
  writeFileSync(operator, JSON.stringify({ ...parts, measures: ["m"], subProcessors: [], leavesEu: false }));
  const since = new Date("2026-11-20T08:30:00Z");
  const inTrouble = (trouble: "refused" | null) =>
    app.sql((tx) =>
      tx
        .updateTable("channel_account")
        .set({ trouble, trouble_since: trouble && since })
        .where("kind", "=", "whatsapp")
        .execute(),
    );
  const stop = await lockDataFolder(app.deps.config.dataDir);
  try {
    await inTrouble("refused");
    const operated = settings({ WERKBOTE_OPERATOR: operator });
    const list = await called(listBusinesses, {}, operated);
    expect([list.status, list.stderr]).toEqual([0, ""]);
    expect(list.stdout.split("\n").slice(1)).toEqual([
      "  ! Der Vertrag zur Auftragsverarbeitung mit Ihnen ist nicht geschlossen.",
      "  ! Meta nimmt den Zugang zu WhatsApp nicht an. Seit 20. November 2026, 09:30 Uhr.",
      expect.stringMatching(/^Dachdeckerei Kern .*noch nicht eingerichtet$/),
      "",
    ]);
    const asJson = await called(listBusinesses, { options: { json: true } }, operated);
    const trouble = [
      { kind: "contract", since: null },
      { kind: "whatsapp-refused", since: since.toISOString() },
    ];
    expect(JSON.parse(asJson.stdout)).toMatchObject([{ tenantId: app.firm.tenantId, trouble }, { trouble: [] }]);
  } finally {
    await inTrouble(null);
    stop?.();
  }
});
