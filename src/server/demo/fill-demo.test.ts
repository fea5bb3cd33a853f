import { existsSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { emptyDeps } from "../../../test/support/database.ts";
import { demoWhatsApp as whatsapp } from "../../../test/support/demo-access.ts";
import { createTenant } from "../tenants/create-tenant.action.ts";
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
}, 240_000);
