import { afterAll, beforeAll, expect, test } from "vitest";
import { ContactsPage, InboxPage } from "../../src/contract/conversations.ts";
import { hour } from "../../src/server/platform/instant.ts";
import { Visitor } from "../support/a-visitor.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

const list = async (query: Record<string, string> = {}, member = app.firm.office) =>
  ContactsPage.parse(await member.get(`/api/contacts?${new URLSearchParams(query)}`));
const namesFor = async (q: string) => (await list({ q })).items.map(({ name }) => name);

test("whoever wrote stands in the list, the last one on top, found by name and by whole number", async () => {
  await app.firm.customer({ name: "Jürgen Größe", phone: "4937147110800" }).writes("Der Hahn tropft");
  app.clock.advance(hour);
  await app.firm.customer({ name: "Helga Seidel", phone: "4917212345678" }).writes("Die Heizung ist kalt");
  app.clock.advance(hour);
  await new Visitor(app, app.firm).writes("Guten Tag", { name: "Frau Yilmaz" });
  const { items, total } = await list();
  expect(items.map(({ name }) => name)).toEqual(["Frau Yilmaz", "Helga Seidel", "Jürgen Größe"]);
  expect(total).toBe(3);
  expect(items[1]).toMatchObject({ saved: false, channels: [{ channel: "whatsapp", phone: "+4917212345678" }] });
  expect(items[0]?.channels).toEqual([{ channel: "webchat", phone: null }]);
  expect(await namesFor("groesse")).toEqual(["Jürgen Größe"]);
  expect(await namesFor("Seidel Helga")).toEqual(["Helga Seidel"]);
  for (const number of ["0172 1234 5678", "+49 172 12345678", "0049 (0)172/12345678"])
    expect(await namesFor(number), number).toEqual(["Helga Seidel"]);
  for (const nothing of ["0172 1234", "%", "Niemand"]) expect(await namesFor(nothing), nothing).toEqual([]);
});

test("a contact is temporary until the rules let it be saved, and says so (AB-3)", async () => {
  const who = app.firm.customer({ name: "Karl Kern" });
  await who.writes("Was kostet ein neuer Hahn?");
  const [found] = (await list({ q: "Kern" })).items;
  expect(found?.saved).toBe(false);
  expect((await app.firm.office.call("POST", `/api/contacts/${found?.id}/save`)).statusCode).toBe(422);
  await app.firm.office.post(`/api/contacts/${found?.id}/order`, { openOrder: true });
  await app.firm.office.post(`/api/contacts/${found?.id}/save`);
  expect((await list({ q: "Kern" })).items[0]).toMatchObject({ saved: true, openOrder: true });
});

test("many contacts come page by page, each once, also when somebody writes in between", async () => {
  const people = Array.from({ length: 7 }, (_, i) => app.firm.customer({ name: `Reihenhaus ${i}` }));
  for (const one of people) {
    app.clock.advance(hour);
    await one.writes("Guten Tag");
  }
  const seen: ContactsPage["items"][number]["name"][] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: ContactsPage = await list({ q: "Reihenhaus", limit: "3", ...(cursor === "" ? {} : { cursor }) });
    seen.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor;
    await people[6]?.writes("Noch etwas");
  }
  expect(seen.toSorted()).toEqual(people.map(({ name }) => name));
  expect((await app.firm.office.call("GET", "/api/contacts?cursor=x")).statusCode).toBe(400);
});

test("who has a username and a name of which nothing is seen is called by it, and found", async () => {
  const firm = await app.addBusiness("nutzername.example");
  const who = firm.customer({ name: "", phone: undefined });
  const contacts = [{ profile: { name: "\u3164", username: "@onur.demo" }, user_id: who.bsuid }];
  const said = { id: "wamid.USERNAME1", from_user_id: who.bsuid, timestamp: String(app.clock.now().getTime() / 1_000) };
  await who.delivers({ contacts, messages: [{ ...said, type: "text", text: { body: "Guten Tag" } }] });
  for (const q of ["onur", "@onur.demo", ""])
    expect(
      (await list({ q }, firm.office)).items.map(({ name }) => name),
      q,
    ).toEqual(["@onur.demo"]);
});

test("who has no name is called by the way they came, in both languages, and found by either until a name is known", async () => {
  const firm = await app.addBusiness("ohne-namen.example");
  const find = async (q: string) => (await list({ q }, firm.office)).items.map(({ name }) => name);
  const inbox = async (q: string) =>
    InboxPage.parse(await firm.office.get(`/api/conversations?${new URLSearchParams({ q })}`)).items;
  const visitor = new Visitor(app, firm);
  await visitor.writes("Haben Sie samstags offen?", { name: "Wird vergessen" });
  const forgotten = { sealed_profile_name: null };
  await firm.tx((tx) => tx.updateTable("identity").set(forgotten).where("channel_kind", "=", "webchat").execute());
  await firm.tx((tx) => tx.deleteFrom("contact_search").execute());
  const hidden = firm.customer({ name: "", phone: undefined });
  await hidden.writes("Guten Tag");
  app.clock.advance(hour);
  await firm.customer({ name: "Karl Besuchmann" }).writes("Guten Tag");
  const [page, chat] = [
    { de: "Besuch auf der Seite", en: "Visitor of the page" },
    { de: "WhatsApp-Kontakt", en: "WhatsApp contact" },
  ];
  for (const q of ["visitor", "Seite Besuch", "VISITOR of the page"]) expect(await find(q), q).toEqual([page]);
  for (const q of ["WhatsApp-Kontakt", "contact"]) expect(await find(q), q).toEqual([chat]);
  expect(await find("Besuch")).toEqual(["Karl Besuchmann", page]);
  for (const q of ["visitor", "Besuch auf der Seite"])
    expect(
      (await inbox(q)).map(({ name }) => name),
      q,
    ).toEqual([page]);
  // Once a name is known, only the name finds them.
  const [found] = await inbox("visitor");
  await firm.office.call("PATCH", `/api/contacts/${found?.contactId}`, { name: "Ida Sorge" });
  expect([await find("visitor"), await inbox("visitor")]).toEqual([[], []]);
  expect(await find("Sorge")).toEqual(["Ida Sorge"]);
  const stored = await firm.tx((tx) => tx.selectFrom("contact_search").select("name").execute());
  expect(stored.map(({ name }) => name).sort()).toEqual(["ida sorge", "karl besuchmann"]);
});

test("another business sees none of it, an erased contact is gone, and no address book can be brought in", async () => {
  const other = await app.addBusiness("b.example");
  await other.customer({ name: "Nachbars Kunde", phone: "4917212345678" }).writes("Hallo");
  expect((await list({}, other.office)).items.map(({ name }) => name)).toEqual(["Nachbars Kunde"]);
  expect(await namesFor("Nachbars")).toEqual([]);
  expect(await namesFor("0172 12345678")).toEqual(["Helga Seidel"]);
  const [helga] = (await list({ q: "Seidel" })).items;
  await app.sql((tx) =>
    tx
      .deleteFrom("contact_key")
      .where("contact_id", "=", helga?.id ?? "")
      .execute(),
  );
  expect(await namesFor("Seidel")).toEqual([]);
  const body = { name: "Aus dem Telefon" };
  expect((await app.firm.owner.call("POST", "/api/contacts", body)).statusCode).toBe(404);
  // This door is there to say why there is none (AB-1): it takes nothing, and refuses without reading it.
  expect((await app.firm.owner.call("POST", "/api/contacts/import", body)).statusCode).toBe(400);
  expect((await app.firm.owner.call("POST", "/api/contacts/import", {})).json().code).toBe("not-lawful");
  expect(await namesFor("Telefon")).toEqual([]);
});
