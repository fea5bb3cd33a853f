import { afterAll, beforeAll, expect, test } from "vitest";
import { saveKeys } from "../../src/server/backup/save-keys.action.ts";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { backedUp, type Elsewhere, elsewhere, openRestored } from "../support/restored.ts";

/** F24 (reliability, fault catalogue): the backup is older than an erasure. Whoever was erased stays erased. */

let app: TestApp;
let owner: TestBrowser;
let there: Elsewhere;
beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
  there = await elsewhere();
}, 60_000);
afterAll(async () => {
  await there.drop();
  await app.stop();
});

test("an old archive with today's key file brings back everybody but the one who was erased", async () => {
  const gone = app.firm.customer({ name: "Vera Vergessen" });
  await gone.writes("Bitte löschen Sie alles von mir");
  const stays = app.firm.customer({ name: "Bernd Bleibt" });
  await stays.writes("Die Heizung ist kalt");
  const staysId = await stays.conversationId();
  const goneId = await gone.contactId();
  const kept = await backedUp(app);
  await owner.stepUp();
  const erased = await owner.send("POST", `/api/contacts/${goneId}/erasure`, { cause: "request" });
  expect(erased.statusCode).toBe(200);
  await app.drain();
  app.clock.advance(60_000);
  await saveKeys(app.deps);

  expect(there.restore(kept)).toMatchObject({ code: 0 });
  const restored = await openRestored(app, there);
  const office = await restored.person(app.firm, "office");
  expect(JSON.stringify(await office.thread(staysId))).toContain("Heizung");
  const searches = ["limit=200", "q=vergessen", "q=l%C3%B6schen"];
  const found = JSON.stringify(await Promise.all(searches.map((query) => office.inbox(query))));
  expect(found).not.toMatch(/Vergessen|löschen Sie/);
  expect((await office.inbox("q=heizung")).map((row) => row.id)).toEqual([staysId]);
  const rows = await restored.deps.db.withTenant(app.firm.tenantId, async (tx) => ({
    contact: await tx.selectFrom("contact").select("erased_at").where("contact_id", "=", goneId).execute(),
    messages: await tx
      .selectFrom("message as m")
      .innerJoin("conversation as c", "c.conversation_id", "m.conversation_id")
      .select("m.message_id")
      .where("c.contact_id", "=", goneId)
      .execute(),
    causes: await tx.selectFrom("erasure").select("cause").where("contact_id", "=", goneId).execute(),
  }));
  expect(rows.contact.filter((row) => row.erased_at === null)).toEqual([]);
  expect(rows.messages).toEqual([]);
  expect(rows.causes).toEqual([{ cause: "replay" }]);
  await restored.stop();
}, 60_000);
