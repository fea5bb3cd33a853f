import { existsSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { emptyDeps, type TestDeps } from "../../../test/support/database.ts";
import { demoWhatsApp as whatsapp } from "../../../test/support/demo-access.ts";
import { createTenant } from "../tenants/create-tenant.action.ts";
import { demoConsents } from "./demo-consents.ts";
import { fillDemo } from "./fill-demo.action.ts";

test("a demo that is cut off again and again is filled in the end, and nothing stands in it twice", async () => {
  const t = await emptyDeps();
  try {
    const { db } = t.deps;
    const tables = [
      ...["member", "contact", "message", "consent_event", "room", "room_message", "processor"],
      ...["project", "project_note", "project_appointment", "team_file", "shift"],
    ];
    const newBusiness = (host: string) => createTenant(t.deps, t.keyring, { name: "Demo", host, demo: true });
    const count = (tenantId: string) =>
      db.withTenant(tenantId, async (tx) => {
        const counts: Record<string, number> = {};
        for (const table of tables) {
          const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(tx);
          counts[table] = rows[0]?.n ?? 0;
        }
        return counts;
      });
    const whole = await newBusiness("whole.example");
    await fillDemo(t.deps, whole, whatsapp);
    await tellsALawfulStory(t.deps, whole);

    const tenantId = await newBusiness("cut.example");
    let left = 0;
    const cut: typeof db = Object.assign(Object.create(db) as typeof db, {
      withTenant: async (...args: Parameters<typeof db.withTenant>) => {
        if (left-- <= 0) throw new Error("gone");
        return await db.withTenant(...args);
      },
    });
    let tries = 0;
    for (;;) {
      left = 20;
      tries += 1;
      const outcome = await fillDemo({ ...t.deps, db: cut }, tenantId, whatsapp).catch((error: Error) => error.message);
      if (outcome !== "gone") break;
      expect(tries).toBeLessThan(20);
    }
    expect(tries).toBeGreaterThan(3);
    expect(await count(tenantId)).toEqual(await count(whole));
    expect(existsSync(join(t.deps.config.dataDir, "demo-unfinished"))).toBe(false);
  } finally {
    await t.close();
  }
});

/** Papers before the first customer wrote, a notice that arrived before anybody was asked, and nothing that was refused. */
async function tellsALawfulStory({ db }: TestDeps["deps"], tenantId: string): Promise<void> {
  await db.withTenant(tenantId, async (tx) => {
    const notices = await tx.selectFrom("notice_delivery").select(["identity_id", "state", "sent_at"]).execute();
    expect(notices.map(({ state }) => state)).toEqual(demoConsents.map(() => "delivered"));
    const states = await tx.selectFrom("message").select("state").where("direction", "=", "out").execute();
    expect([...new Set(states.map(({ state }) => state))]).toEqual(["delivered"]);
    const asked = await tx.selectFrom("consent_event").selectAll().where("state", "=", "asked").execute();
    expect(asked).toHaveLength(demoConsents.length);
    for (const { identity_id: id, at } of asked)
      expect(notices.find(({ identity_id }) => identity_id === id)?.sent_at?.getTime()).toBeLessThan(at.getTime());
    const waiting = await tx.selectFrom("outbox").selectAll().where("state", "<>", "sent").execute();
    expect(waiting).toEqual([]);
  });
}
