import { afterAll, beforeAll, expect, test } from "vitest";
import { ContactView } from "../../src/contract/conversations.ts";
import { ErasurePreview } from "../../src/contract/retention.ts";
import { Visitor } from "../support/a-visitor.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { expectEverySendDecided } from "../support/fourth-lock.ts";

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(async () => {
  await expectEverySendDecided(app);
  await app.stop();
});

test("a visitor writes on the firm's page, the office answers, and both read it", async () => {
  const helga = new Visitor(app);
  expect((await helga.writes("Heizung geht nicht an")).statusCode).toBe(303);
  const [row] = await app.firm.office.inbox("channel=webchat");
  expect(row).toMatchObject({ name: "Helga Seidel", channel: "webchat", preview: { text: "Heizung geht nicht an" } });
  const id = row?.id ?? "";
  await app.firm.office.post(`/api/conversations/${id}/notes`, {
    clientId: app.deps.ids.uuid(),
    text: "Kundin zahlt spät",
  });
  const { permit, message } = await app.firm.office.reply(id, "Wir kommen morgen um neun.");
  expect(permit.verdict).toBe("allow");
  const page = await helga.page();
  expect(page).toContain("Wir kommen morgen um neun.");
  expect(page).toContain("Widerspruch");
  expect(page).not.toContain("Kundin zahlt");
  const state = (await app.firm.office.thread(id)).find((one) => one.id === message.id)?.state;
  expect(state).toBe("delivered");
  expect((await helga.writes("Danke!")).statusCode).toBe(303);
  expect((await app.firm.office.row(id)).preview.text).toBe("Danke!");
  const left = app.left.filter(({ channel }) => channel === "webchat").map(({ text }) => text.slice(-26));
  expect(left).toEqual([expect.stringContaining("impressum"), "Wir kommen morgen um neun."]);
});

test("what she said about herself stands at the contact, marked as hers, and is named among what would go with it", async () => {
  const gerda = new Visitor(app);
  await gerda.writes("Der Hahn tropft", { name: "Gerda Lindner", reach: "gerda@beispiel.example" });
  const [row] = await app.firm.office.inbox("channel=webchat&q=Lindner");
  const { office } = app.firm;
  const contact = ContactView.parse(await office.get(`/api/contacts/${row?.contactId}`));
  expect(contact).toMatchObject({
    name: null,
    identities: [{ profileName: "Gerda Lindner", givenReach: "gerda@beispiel.example", addresses: [] }],
  });
  // A name a member wrote stays what it is; a claim recognises nobody.
  await office.call("PATCH", `/api/contacts/${row?.contactId}`, { name: "Frau Lindner, Hof" });
  await new Visitor(app).writes("Noch einmal", { name: "Gerda L.", reach: "gerda@beispiel.example" });
  const after = ContactView.parse(await office.get(`/api/contacts/${row?.contactId}`));
  expect([after.name, after.identities.length]).toEqual(["Frau Lindner, Hof", 1]);
  expect((await gerda.get("/k/web/meine-daten")).body).toContain("gerda@beispiel.example");
  const stored = await app.sql((tx) => tx.selectFrom("identity").select("sealed_given_reach").execute());
  expect(stored.map((one) => Buffer.from(one.sealed_given_reach ?? []).toString("utf8")).join()).not.toContain(
    "beispiel",
  );
  const erasure = `/api/contacts/${row?.contactId}/erasure`;
  expect(ErasurePreview.parse(await app.firm.owner.get(erasure)).goes).toContainEqual(
    expect.objectContaining({ what: "address", count: 1 }),
  );
});

test("at an address that is none she reads how to reach the firm all the same", async () => {
  const lost = await new Visitor(app).get("/k/gibtsnicht");
  expect(lost.statusCode).toBe(404);
  expect(lost.body).toContain('href="/k/web"');
  expect(lost.body).toContain('href="tel:');
  expect(lost.body).not.toContain("Anmeldung der App");
});

test("there is no day after which the own page is closed, and no advert on it without consent", async () => {
  const visitor = new Visitor(app);
  await visitor.writes("Wann ist die Wartung?", { name: "Kai Adler" });
  const [row] = await app.firm.office.inbox("channel=webchat&q=Adler");
  await app.pass(3 * 86_400_000);
  const id = row?.id ?? "";
  expect((await app.firm.office.reply(id, "Nur diese Woche 20 % Rabatt auf Thermostate!")).permit.verdict).toBe("deny");
  expect((await app.firm.office.reply(id, "Am Freitag um zehn.")).permit.verdict).toBe("allow");
  expect(await visitor.page()).not.toContain("Rabatt");
});

test("who signs off is a stranger afterwards", async () => {
  const visitor = new Visitor(app);
  await visitor.writes("Bitte um Rückruf", { name: "Ida Sorge" });
  const { cookie } = visitor;
  await visitor.post("/k/web/abmelden");
  visitor.cookie = cookie;
  expect(await visitor.page()).not.toContain("Bitte um Rückruf");
});
