import { afterAll, beforeAll, expect, test } from "vitest";
import { KeptProject } from "../../src/contract/kept-projects.ts";
import { ProjectView } from "../../src/contract/projects.ts";
import { RetentionView } from "../../src/contract/retention.ts";
import { saveKeys } from "../../src/server/backup/save-keys.action.ts";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { backedUp, type Elsewhere, elsewhere, openRestored, signedInAgain } from "../support/restored.ts";

/** F24 (reliability, fault catalogue): the backup is older than an erasure. Whoever was erased stays erased. */

let app: TestApp;
let owner: TestBrowser;
let there: Elsewhere;
beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
  there = await elsewhere();
});
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
  const quarrels = app.firm.customer({ name: "Frau Zwist" });
  await quarrels.writes("Ich klage");
  const [quarrelId, conversationId] = [await quarrels.contactId(), await quarrels.conversationId()];
  const made = { name: "Keller Zwist", address: "Gartenstraße 4", conversationId };
  const projectId = ProjectView.parse(await app.firm.office.post("/api/projects", made)).id;
  const kept = await backedUp(app);
  await owner.stepUp();
  // What the backup cannot know: a hold, and what was erased under it.
  const hold = { contactId: quarrelId, kind: "legal", reason: "Klage", reviewOn: "2030-01-01" };
  await app.firm.owner.post("/api/holds", hold);
  for (const contactId of [goneId, quarrelId]) {
    const erased = await owner.send("POST", `/api/contacts/${contactId}/erasure`, { cause: "request" });
    expect(erased.statusCode).toBe(200);
  }
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
  // What the hold keeps stands there for whoever may open it, and for nobody else; the reason was lost with the data.
  const left = ProjectView.parse(await office.get(`/api/projects/${projectId}`));
  expect([left.name, left.address, left.restricted]).toEqual([`Auftrag ${left.number}`, null, true]);
  const who = await restored.person(app.firm, "owner");
  const { holds } = RetentionView.parse(await who.get("/api/retention"));
  expect(holds.map(({ contactId, reason, reviewOn }) => [contactId, reason, reviewOn])).toEqual([
    [quarrelId, "", "2030-01-01"],
  ]);
  const phone = await signedInAgain(restored, owner);
  const opened = await phone.send("POST", `/api/projects/${projectId}/kept`, { reason: "dispute" });
  expect(KeptProject.parse(opened.json()).versions.map(({ name, address }) => [name, address])).toEqual([
    ["Keller Zwist", "Gartenstraße 4"],
  ]);
  await restored.stop();
});
