import { afterAll, beforeAll, expect, test } from "vitest";
import { RequestList } from "../../src/contract/subject-requests.ts";
import { hour } from "../../src/server/platform/instant.ts";
import { termin } from "../support/a-business.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { unreachable } from "../support/fake-channel.ts";
import { expectEverySendDecided } from "../support/fourth-lock.ts";

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(async () => {
  await expectEverySendDecided(app);
  await app.stop();
});

const sends = async (id: string, what: Parameters<TestApp["firm"]["office"]["reply"]>[1]) =>
  (await app.firm.office.reply(id, what)).permit;

test("who has their data restricted gets answers and nothing else, until the case is closed (Art. 18 GDPR)", async () => {
  const erika = app.firm.customer({ name: "Erika Sperre" });
  await erika.writes("Guten Tag, die Heizung ist kalt.");
  const conversationId = await erika.conversationId();
  await erika.writes("Bitte sperren Sie meine Daten.");
  const [request] = RequestList.parse(await app.firm.office.get("/api/subject-requests")).items;
  expect(request).toMatchObject({ kind: "restriction", state: "open" });
  expect(app.left.at(-1)?.text).toContain("Einschränkung der Nutzung Ihrer Daten");
  expect(await sends(conversationId, "Das ist eingetragen.")).toMatchObject({ verdict: "allow" });

  await app.pass(25 * hour);
  const before = app.left.length;
  const held = await sends(conversationId, termin("Montag"));
  expect(held.verdict).toBe("deny");
  expect(held.rules.map(({ id }) => id)).toContain("DS-4");
  expect(held.why).toContain("vorerst nicht nutzt");
  expect(app.left.length).toBe(before);

  await erika.writes("Wann kommen Sie denn nun?");
  expect(await sends(conversationId, "Morgen um acht.")).toMatchObject({ verdict: "allow" });
  await app.pass(25 * hour);
  await app.firm.office.post(`/api/subject-requests/${request?.id}/close`, {
    outcome: "withdrawn",
    reason: "Sie hat es sich anders überlegt.",
    told: [],
  });
  expect(await sends(conversationId, termin("Montag"))).toMatchObject({ verdict: "allow" });
});

test("a message that waits to leave stays when its reader has their data restricted meanwhile", async () => {
  const otto = app.firm.customer({ name: "Otto Sperre" });
  await otto.writes("Guten Tag");
  const conversationId = await otto.conversationId();
  await app.pass(25 * hour);
  app.whatsapp.script.push(unreachable);
  const { message } = await app.firm.office.reply(conversationId, termin("Dienstag"));
  const asked = { conversationId, kind: "restriction", words: "Am Telefon: bitte sperren.", sameChannel: false };
  await app.firm.office.post("/api/subject-requests", asked);
  const before = app.left.length;
  await app.pass(hour);
  expect(app.left.length).toBe(before);
  const shown = (await app.firm.office.thread(conversationId)).find(({ id }) => id === message.id);
  expect(shown).toMatchObject({ state: "blocked", stateWhy: expect.stringContaining("vorerst nicht nutzt") });
});
