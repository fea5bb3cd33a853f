import { sql } from "kysely";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Permit } from "../../src/contract/policy.ts";
import { demoBusiness, demoImprint } from "../../src/server/demo/demo-business.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { leftFor } from "../support/fourth-lock.ts";

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

async function inTalk() {
  const who = app.firm.customer();
  await who.writes("Guten Tag, was kostet ein neuer Kessel?");
  return { who, id: await who.conversationId() };
}
const decisions = (messageId: string) =>
  app.firm.tx((tx) =>
    tx
      .selectFrom("decision")
      .select(["action", "verdict", "rules", "facts"])
      .where("message_id", "=", messageId)
      .orderBy("at")
      .orderBy("decision_id")
      .execute(),
  );
/** The public Impressum, as far as a letter needs it. */
async function business(fields: object, imprint: object): Promise<void> {
  const kept = JSON.stringify({ business: fields, imprint });
  await app.firm.tx((tx) => sql`update imprint set fields = fields || ${kept}::jsonb`.execute(tx));
}

const gmbh = { business: demoBusiness, imprint: demoImprint };
const block =
  "Brandt Haustechnik GmbH (Demo), Sitz Chemnitz\nAmtsgericht Chemnitz, HRB 00000\nGeschäftsführung: Jörg Brandt (Demo)";

test("below an offer stands by itself what a GmbH owes on its letters, and the proof says so (IM-3)", async () => {
  await business(gmbh.business, gmbh.imprint);
  const { who, id } = await inTalk();
  const draft = { text: "Der Kessel kostet 8.400 Euro mit Einbau.", kind: "offer" } as const;
  const permit = Permit.parse(await app.firm.office.post(`/api/conversations/${id}/permit`, draft));
  expect(permit).toMatchObject({ verdict: "allow", adds: block });
  const { message } = await app.firm.office.reply(id, draft);
  await app.drain();
  expect(leftFor(app, who).at(-1)?.text).toBe(`${draft.text}\n\n${block}`);
  const [first] = await decisions(message.id);
  expect(first?.facts).toMatchObject({ extra: { kind: "offer", letterDetails: true } });
  // A heading says it without anybody choosing; a mention is none. To a consumer it would want the instruction (CT-1).
  await app.firm.office.post(`/api/contacts/${await who.contactId()}/kind`, { recipientType: "business" });
  await app.firm.office.reply(id, "Auftragsbestätigung: Kessel, Montag acht Uhr.");
  await app.firm.office.reply(id, "Das Angebot schicke ich Ihnen morgen.");
  await app.drain();
  expect(
    leftFor(app, who)
      .slice(-2)
      .map(({ text }) => text?.includes("HRB")),
  ).toEqual([true, false]);
});

test("an offer that lacks them stays here, in so many words; a sole trader owes none (IM-3)", async () => {
  await business(gmbh.business, { ...gmbh.imprint, registerNumber: "" });
  const { who, id } = await inTalk();
  const before = leftFor(app, who).length;
  const { message, permit } = await app.firm.office.reply(id, { text: "8.400 Euro", kind: "offer" });
  expect(permit).toMatchObject({ verdict: "deny", rules: [{ id: "IM-3" }] });
  expect(permit.why).toContain("Pflichtangaben");
  expect(await decisions(message.id)).toMatchObject([{ verdict: "deny", rules: ["IM-3"] }]);
  expect(leftFor(app, who).length).toBe(before);
  await business({ ...gmbh.business, legalForm: "einzelunternehmen" }, gmbh.imprint);
  const sole = await app.firm.office.reply(id, { text: "8.300 Euro", kind: "offer" });
  expect(sole.permit).toMatchObject({ verdict: "allow", adds: null });
});

test("an offer in a template leaves only if the details were approved with it (IM-3)", async () => {
  await business(gmbh.business, gmbh.imprint);
  const text = "Angebot: Der Kessel kostet {{1}} Euro mit Einbau.";
  await app.firm.tx((tx) =>
    tx
      .insertInto("channel_template")
      .values(
        [
          { name: "angebot_kahl", body: text },
          { name: "angebot", body: `${text}\n\n${block.replaceAll("\n", " ")}` },
        ].map((template) => ({
          ...template,
          tenant_id: app.firm.tenantId,
          account_id: app.firm.whatsappAccountId,
          language: "de",
          category: "utility",
          status: "APPROVED",
          parameters: 1,
        })),
      )
      .execute(),
  );
  const { id } = await inTalk();
  const permitFor = async (name: string) => {
    const draft = { text: "", kind: "offer", template: { name, language: "de", parameters: ["8.400"] } } as const;
    return Permit.parse(await app.firm.office.post(`/api/conversations/${id}/permit`, draft));
  };
  const bare = await permitFor("angebot_kahl");
  expect(bare).toMatchObject({ verdict: "deny", rules: [{ id: "IM-3" }] });
  expect(bare.why).toContain("Vorlage, die sie enthält");
  expect(await permitFor("angebot")).toMatchObject({ verdict: "allow", adds: null });
});

test("a photo with people in it needs a reason, and its words lie sealed, not in the decision (PH-3)", async () => {
  const { who, id } = await inTalk();
  const picture = await sharp({ create: { width: 40, height: 40, channels: 3, background: "#123" } })
    .png()
    .toBuffer();
  const head =
    '--b\r\ncontent-disposition: form-data; name="file"; filename="bad.png"\r\ncontent-type: image/png\r\n\r\n';
  const body = Buffer.concat([Buffer.from(head), picture, Buffer.from("\r\n--b--\r\n")]);
  const upload = async () => (await app.firm.office.upload(id, body)).json().id as string;
  const before = leftFor(app, who).length;
  const silent = await app.firm.office.reply(id, { attachmentIds: [await upload()], personsReason: "" });
  expect(silent.permit).toMatchObject({ verdict: "deny", rules: [{ id: "PH-3" }] });
  expect(await decisions(silent.message.id)).toMatchObject([
    { action: "send_media", verdict: "deny", rules: ["PH-3"] },
  ]);
  expect(leftFor(app, who).length).toBe(before);

  const reason = "Übergabe mit Frau Kern abgesprochen";
  const given = await app.firm.office.reply(id, { attachmentIds: [await upload()], personsReason: reason });
  await app.drain();
  expect(leftFor(app, who).length).toBe(before + 1);
  const kept = await decisions(given.message.id);
  expect(kept.length).toBeGreaterThan(1);
  for (const one of kept) expect(one).toMatchObject({ action: "send_media", verdict: "allow" });
  expect(JSON.stringify(kept)).not.toContain("Kern");
  const proof = await app.firm.office.get(`/api/messages/${given.message.id}/decisions`);
  expect(JSON.stringify(proof)).toContain(reason);
});
