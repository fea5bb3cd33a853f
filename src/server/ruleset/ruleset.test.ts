import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestBrowser } from "../../../test/support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../../../test/support/build-app.ts";
import { RulesAnswer } from "../../contract/law-rules.ts";

let app: TestApp;
let owner: TestBrowser;
beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
});
afterAll(() => app.stop());

const rules = async () => RulesAnswer.parse(await app.firm.office.get("/api/law/rules"));
const ruleOf = async (id: string) => (await rules()).rules.find((rule) => rule.id === id);
const limit = async (name: string) => (await rules()).limits.find((entry) => entry.name === name);

test("every rule stands there in plain words, and a rule that spoke says when and about which message", async () => {
  const all = await rules();
  expect(all.rules.length).toBe(94);
  expect(all.rules.every(({ title, article, note }) => title !== "" && article !== "" && note.endsWith("."))).toBe(
    true,
  );
  const customer = app.firm.customer({ name: "Frau Regel" });
  await customer.writes("Wann kommen Sie?");
  const id = await customer.conversationId();
  const { message } = await app.firm.office.reply(id, "Frohe Weihnachten wünscht Ihnen Ihr Betrieb!");
  expect(await ruleOf("AD-2")).toMatchObject({
    count: 1,
    last: { verdict: "deny", action: "send", channel: "whatsapp_cloud", messageId: message.id },
  });
  expect(JSON.stringify(await rules())).not.toContain("Frau Regel");
});

test("the owner makes a number stricter, never looser; each change is a version and decisions name theirs", async () => {
  await owner.stepUp();
  const put = (limits: Record<string, number>) => owner.send("PUT", "/api/law/limits", { limits });
  expect((await put({ contactSaveConversations: 1 })).statusCode).toBe(400);
  expect((await put({ consentIdleMonths: 25 })).statusCode).toBe(400);
  expect((await put({ breachNotifyHours: 10 })).statusCode).toBe(400);
  expect((await put({ consentIdleMonths: 12 })).statusCode).toBe(200);
  expect(await limit("consentIdleMonths")).toMatchObject({ value: 12, shipped: 24 });
  expect((await rules()).rulesetVersion).toMatch(/\+1$/);

  const customer = app.firm.customer({ name: "Herr Fassung" });
  await customer.writes("Ist das Teil da?");
  const id = await customer.conversationId();
  const { message } = await app.firm.office.reply(id, "Ja, es ist da.");
  expect((await put({ identicalAdTexts24h: 3 })).statusCode).toBe(200);
  const decisions = await app.firm.office.get(`/api/messages/${message.id}/decisions`);
  expect(JSON.stringify(decisions)).toContain("+1");
  expect(JSON.stringify(decisions)).toContain("Fassung 1");
  expect(await limit("consentIdleMonths")).toMatchObject({ value: 12 });
  expect((await rules()).rulesetVersion).toMatch(/\+2$/);
});

test("the office reads the rules and changes none", async () => {
  expect((await app.firm.office.call("PUT", "/api/law/limits", { limits: { consentIdleMonths: 3 } })).statusCode).toBe(
    403,
  );
});

test("what is older than 30 days is not counted", async () => {
  app.clock.advance(31 * 24 * 3_600_000);
  expect(await ruleOf("AD-2")).toMatchObject({ count: 0, last: null });
});
