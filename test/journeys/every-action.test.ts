import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FileLinkMade } from "../../src/contract/file-links.ts";
import { MessagePage } from "../../src/contract/messages.ts";
import { Permit } from "../../src/contract/policy.ts";
import { MessageRetention } from "../../src/contract/retention.ts";
import { askIban, settleIban } from "../../src/server/bank/ask-iban.action.ts";
import { readOwnIban } from "../../src/server/bank/read-own-iban.action.ts";
import { showBank } from "../../src/server/bank/show-bank.action.ts";
import { demoBusiness } from "../../src/server/demo/demo-business.ts";
import { fetchFileLink } from "../../src/server/file-links/fetch-file-link.action.ts";
import { inviteGuest } from "../../src/server/guests/invite-guest.action.ts";
import { hour, minute } from "../../src/server/platform/instant.ts";
import type { Customer } from "../support/a-customer.ts";
import { Visitor } from "../support/a-visitor.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { isNotice, leftFor } from "../support/fourth-lock.ts";
import { feedHead } from "../support/the-feed.ts";

/** Every action of the catalogue is put to the policy, and its decision is kept. */
let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
  const alone = { ...demoBusiness, legalForm: "einzelunternehmen", name: "Bad Lenz" };
  await app.firm.tx((tx) =>
    sql`update imprint set fields = jsonb_set(fields, '{business}', ${JSON.stringify(alone)}::jsonb)`.execute(tx),
  );
});
afterAll(() => app.stop());

const decisions = (action: string) =>
  app.sql((tx) =>
    tx
      .selectFrom("decision")
      .select(["verdict", "rules", "requires", "facts", "actor_kind"])
      .where("action", "=", action)
      .orderBy("at")
      .orderBy("decision_id")
      .execute(),
  );
const permit = async (id: string, draft: object): Promise<Permit> =>
  Permit.parse(await app.firm.office.post(`/api/conversations/${id}/permit`, draft));

async function inTalk(): Promise<{ who: Customer; id: string }> {
  const who = app.firm.customer();
  await who.writes("Guten Tag, bitte kommen Sie und tauschen Sie den Kessel.");
  const id = await who.conversationId();
  for (const { outcome } of leftFor(app, who).filter(isNotice))
    if (outcome?.kind === "sent") await who.receipt(outcome.externalId, "delivered");
  app.clock.advance(minute);
  return { who, id };
}
const form = (name: string, type: string, body: string) =>
  `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n${body}\r\n--b--\r\n`;
const pdf =
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF";

describe("accept_order (CT-1)", () => {
  test("a consumer's order is confirmed only after the instruction on withdrawal, in the words of the law", async () => {
    const { who, id } = await inTalk();
    const draft = { text: "Wir tauschen den Kessel am Montag für 8.400 Euro.", kind: "order_confirmation" } as const;
    const first = await permit(id, draft);
    expect(first).toMatchObject({
      verdict: "require",
      remedies: [{ token: "withdrawal_instruction", automatic: false }],
    });
    const before = leftFor(app, who).length;
    expect((await app.firm.office.reply(id, draft)).message.state).toBe("blocked");
    expect(leftFor(app, who)).toHaveLength(before);

    const press = { clientId: app.deps.ids.uuid() };
    for (let i = 0; i < 2; i++)
      expect(await app.firm.office.post(`/api/conversations/${id}/withdrawal-instruction`, press)).toEqual({
        leaves: true,
        why: null,
      });
    await app.drain();
    const left = leftFor(app, who).slice(before);
    expect(left).toHaveLength(1);
    expect(left[0]?.text).toContain("Muster-Widerrufsformular");
    expect(left[0]?.text).toContain("Bad Lenz, ");
    // It is kept as long as the order's letters: it proves that the period for withdrawal has begun.
    const kept = await app.sql((tx) =>
      tx
        .selectFrom("message")
        .select(["retention_class", "letter_due"])
        .where("client_id", "=", press.clientId)
        .execute(),
    );
    expect(kept).toEqual([{ retention_class: "LK-2", letter_due: true }]);
    expect((await app.firm.office.reply(id, draft)).permit.verdict).toBe("allow");
    expect(leftFor(app, who).at(-1)?.text).toBe(draft.text);
    expect((await decisions("accept_order")).map(({ verdict, rules }) => [verdict, rules])).toEqual([
      ["require", ["CT-1"]],
      ["allow", ["CT-1", "BASE-2"]],
    ]);
  });

  test("an urgent repair the customer asked for needs none, a firm needs none, a minor orders nothing", async () => {
    const { who, id } = await inTalk();
    const draft = { text: "Wir kommen sofort.", kind: "order_confirmation" } as const;
    expect((await permit(id, { ...draft, urgentRepair: true })).verdict).toBe("allow");
    await app.firm.office.post(`/api/contacts/${await who.contactId()}/kind`, { recipientType: "business" });
    expect((await permit(id, draft)).verdict).toBe("allow");
    await app.firm.office.post(`/api/contacts/${await who.contactId()}/kind`, { recipientType: "consumer" });
    await who.is({ age: "minor" });
    expect(await permit(id, draft)).toMatchObject({ verdict: "deny", rules: [{ id: "SC-3" }] });
  });
});

describe("invoices (EM-3)", () => {
  test("a large one leaves by a link that works once with a code from elsewhere, never as it is", async () => {
    const { who, id } = await inTalk();
    const upload = async () =>
      (await app.firm.office.upload(id, form("Rechnung_2026-114.pdf", "application/pdf", pdf))).json() as {
        id: string;
      };
    const file = await upload();
    const draft = { attachmentIds: [file.id] };
    const asked = await permit(id, draft);
    expect(asked).toMatchObject({ verdict: "require", remedies: [{ token: "secure_invoice_delivery" }] });
    expect((await permit(id, { ...draft, amountEUR: 999.99 })).verdict).toBe("allow");
    expect((await permit(id, { ...draft, amountEUR: 1000 })).verdict).toBe("require");

    const wish = { clientId: app.deps.ids.uuid(), attachmentId: file.id };
    const made = FileLinkMade.parse(await app.firm.office.post(`/api/conversations/${id}/file-links`, wish));
    // No answer came, and it is pressed again: the same link, and the code is not lost. A colleague is told none.
    expect(await app.firm.office.post(`/api/conversations/${id}/file-links`, wish)).toEqual(made);
    expect((await app.firm.owner.call("POST", `/api/conversations/${id}/file-links`, wish)).statusCode).toBe(409);
    await app.drain();
    const said = leftFor(app, who).at(-1)?.text ?? "";
    expect(said).not.toContain(made.code);
    expect(leftFor(app, who).filter(({ text }) => text?.includes("/abholen/datei#"))).toHaveLength(1);
    const linkIn = (text: string) => /\S+\/abholen\/datei#\S+/.exec(text)?.[0] ?? "";
    let link = linkIn(said);
    const fetch = (code: string) => {
      const part = (name: string, value: string) =>
        `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
      return app.http.inject({
        method: "POST",
        url: "/abholen/datei",
        headers: {
          host: app.firm.host,
          origin: app.deps.publicUrl(app.firm.tenantId),
          "content-type": "multipart/form-data; boundary=b",
        },
        payload: `${part("link", link)}${part("code", code)}--b--\r\n`,
      });
    };
    const beside = async () =>
      MessagePage.parse(await app.firm.office.get(`/api/conversations/${id}/messages`)).items.at(-1)?.fileLink;
    expect(await beside()).toEqual({ expiresAt: made.expiresAt, fetchedAt: null, locked: false });
    const wrong = await fetch("0000 0000");
    expect(wrong.statusCode).toBe(401);
    // Nobody has to look for the link again: the page comes back with it, and with the reason.
    for (const part of ["Der Code stimmt nicht.", "Ihre Datei abholen", `value="${link}"`])
      expect(wrong.body).toContain(part);
    const head = await feedHead(app);
    // A line that breaks costs no try, however often.
    for (let n = 0; n < 5; n += 1)
      await (await fetchFileLink(app.deps, app.firm.tenantId, link, made.code)).content.return(undefined);
    const got = await fetch(made.code);
    expect(got.statusCode, got.body).toBe(200);
    expect(got.headers["content-disposition"]).toContain("Rechnung_2026-114.pdf");
    expect(got.body).toContain("%PDF-1.4");
    const fetchedAt = app.clock.now().toISOString();
    // Nobody hears whether the last bytes arrived.
    app.clock.advance(59 * 60_000);
    expect((await fetch(made.code)).rawPayload).toEqual(got.rawPayload);
    app.clock.advance(60_000);
    expect((await fetch(made.code)).statusCode).toBe(410);
    expect(await beside()).toMatchObject({ fetchedAt, locked: false });
    const heard = await app.sql((tx) =>
      tx.selectFrom("event").select(["kind", "conversation_id"]).where("seq", ">", head).execute(),
    );
    expect(heard).toContainEqual({ kind: "message-changed", conversation_id: id });
    const page = await app.http.inject({ url: "/abholen/datei", headers: { host: app.firm.host } });
    expect(page.body).toContain("Ihre Datei abholen");
    // What was billed is a voucher, order or not (LK-3).
    const [row] = await app.sql((tx) =>
      tx
        .selectFrom("attachment as a")
        .innerJoin("message as m", "m.message_id", "a.message_id")
        .select("m.retention_class")
        .where("a.attachment_id", "=", file.id)
        .execute(),
    );
    expect(row?.retention_class).toBe("LK-3");

    // five wrong codes: the conversation says so, and the right one comes too late
    const again = { clientId: app.deps.ids.uuid(), attachmentId: (await upload()).id };
    const second = FileLinkMade.parse(await app.firm.office.post(`/api/conversations/${id}/file-links`, again));
    await app.drain();
    link = linkIn(leftFor(app, who).at(-1)?.text ?? "");
    for (let one = 0; one < 5; one++) expect((await fetch("0000 0000")).statusCode).toBe(401);
    expect(await beside()).toMatchObject({ fetchedAt: null, locked: true });
    expect((await fetch(second.code)).statusCode).toBe(410);
  });
});

describe("a protected file on the firm's own page (EM-3)", () => {
  test("is not beside its link, neither to see nor by its address", async () => {
    const visitor = new Visitor(app);
    await visitor.writes("Bitte die Rechnung", { name: "Gerda Geschützt" });
    const id = (await app.firm.office.inbox("limit=200")).find(({ name }) => name === "Gerda Geschützt")?.id ?? "";
    const uploaded = await app.firm.office.upload(id, form("Rechnung.pdf", "application/pdf", pdf));
    const { id: attachmentId } = uploaded.json() as { id: string };
    const plain = await app.firm.office.upload(id, form("Plan.pdf", "application/pdf", pdf));
    const { id: open } = plain.json() as { id: string };
    await app.firm.office.reply(id, { text: "Hier der Plan", attachmentIds: [open] });
    await app.firm.office.post(`/api/conversations/${id}/file-links`, { clientId: app.deps.ids.uuid(), attachmentId });
    await app.drain();
    const page = await visitor.page();
    expect(page).toContain("/abholen/datei#");
    expect([page.includes(open), page.includes(attachmentId)]).toEqual([true, false]);
    const fetched = (one: string) => visitor.get(`/api/customer/web/files/${one}/content?download=1`);
    expect([(await fetched(open)).statusCode, (await fetched(attachmentId)).statusCode]).toEqual([200, 404]);
  });
});

describe("adverts that do not say how they end (IM-4)", () => {
  test("get the line by themselves, and the screen shows it beforehand", async () => {
    const visitor = new Visitor(app);
    await visitor.writes("Guten Tag, was kostet ein Bad?");
    await visitor.page();
    const [row] = await app.firm.office.inbox("channel=webchat");
    if (!row) throw new Error("nobody wrote");
    await app.firm.office.reply(row.id, "Das sehen wir uns an.");
    const conversation = await app.sql((tx) =>
      tx
        .selectFrom("conversation")
        .select("identity_id")
        .where("conversation_id", "=", row.id)
        .executeTakeFirstOrThrow(),
    );
    await app.firm.tx((tx) =>
      tx
        .insertInto("consent_event")
        .values({
          tenant_id: app.firm.tenantId,
          consent_event_id: app.deps.ids.uuid(),
          identity_id: conversation.identity_id,
          channel_kind: "webchat",
          purpose: "advertising",
          state: "granted",
          at: app.deps.clock.now(),
          method: "chat",
        })
        .execute(),
    );
    const draft = { text: "Diese Woche 20 % Rabatt auf alle Duschkabinen.", messageClass: "advertising" } as const;
    const hint = "Bad Lenz. Keine Neuigkeiten mehr? Antworten Sie mit STOPP.";
    expect(await permit(row.id, draft)).toMatchObject({ verdict: "allow", adds: hint });
    const { message } = await app.firm.office.reply(row.id, draft);
    expect(message.content).toMatchObject({ type: "text", text: `${draft.text}\n\n${hint}` });
    expect(message.state).not.toBe("blocked");
  });
});

describe("record_consent (AD-5, SC-3)", () => {
  test("each answer is a decision that keeps a fixed word and never what somebody wrote", async () => {
    const { who, id } = await inTalk();
    await app.firm.office.reply(id, "Wir kommen morgen um acht.");
    await app.firm.office.post(`/api/conversations/${id}/consent-question`);
    await app.drain();
    app.clock.advance(minute);
    await who.writes("passt scho, meine Tante Hildegard freut sich");
    app.clock.advance(minute);
    await who.writes("JA WERBUNG");
    const kept = await decisions("record_consent");
    expect(kept.map(({ verdict, rules, actor_kind }) => [verdict, rules[0], actor_kind])).toEqual([
      ["require", "AD-5", "contact"],
      ["allow", "AD-5", "contact"],
    ]);
    expect(JSON.stringify(kept)).not.toContain("Hildegard");
    expect(kept[1]?.facts).toMatchObject({ extra: { answerRaw: "JA WERBUNG", answerMethod: "text" } });
  });

  test("of somebody who is noted as a minor nothing is kept as a yes, whoever hands it in", async () => {
    const { who, id } = await inTalk();
    await app.firm.office.reply(id, "Wir kommen morgen um acht.");
    await app.firm.office.post(`/api/conversations/${id}/consent-question`);
    await app.drain();
    await who.is({ age: "minor" });
    app.clock.advance(minute);
    await who.writes("JA WERBUNG");
    const contactId = await who.contactId();
    const standing = (await app.firm.office.get(`/api/contacts/${contactId}/consents`)) as {
      items: { state: string }[];
    };
    expect(standing.items[0]?.state).not.toBe("granted");
    const refused = await app.firm.office.call("POST", `/api/contacts/${contactId}/consents`, {
      identityId: await who.identityId(),
      source: "paper",
      note: "Auftragszettel",
      scanIds: [],
    });
    expect(refused.json()).toMatchObject({ code: "not-lawful" });
    expect((await decisions("record_consent")).at(-1)).toMatchObject({ verdict: "deny", rules: ["SC-3"] });
  });
});

describe("address books and groups", () => {
  test("an address book that WhatsApp hands over is refused unread (sync_contacts)", async () => {
    const { who } = await inTalk();
    await who.delivers(
      { state_sync: [{ type: "contact", contact: { full_name: "Xaver Unbekannt", phone_number: "4917011112222" } }] },
      "smb_app_state_sync",
    );
    const kept = await decisions("sync_contacts");
    expect(kept).toMatchObject([{ verdict: "deny", rules: ["AB-1"] }]);
    expect(JSON.stringify(kept)).not.toContain("Xaver");
  });

  test("whoever wants to read in a list hears why there is no such thing (import_addressbook)", async () => {
    const answer = await app.firm.office.call("POST", "/api/contacts/import", {});
    expect(answer.json()).toMatchObject({ code: "not-lawful", detail: expect.stringContaining("Adressbücher") });
    expect(await decisions("import_addressbook")).toMatchObject([{ verdict: "deny", rules: ["AB-1"] }]);
  });

  test("a room of colleagues and a guest of a project are asked too (create_group, add_to_group)", async () => {
    const caller = await app.firm.callerOf("office");
    const other = await app.firm.callerOf("crew");
    await app.firm.office.post("/api/rooms", { kind: "crew", name: "Bad Müller", memberIds: [other.memberId] });
    expect(await decisions("create_group")).toMatchObject([{ verdict: "allow", rules: ["BASE-2"] }]);
    const { id } = (await app.firm.office.post("/api/projects", { name: "Dach Lehmann" })) as { id: string };
    await app.sql((tx) =>
      inviteGuest(app.deps, tx, caller, id, { name: "Pavel Fliese", firm: "Fliesen Fliese", endsOn: "2027-01-31" }),
    );
    expect(await decisions("add_to_group")).toMatchObject([
      { verdict: "allow", rules: ["BASE-2"], facts: { extra: { invitedGuest: true } } },
    ]);
  });
});

describe("bank details (EM-4, change_iban)", () => {
  const own = "DE89370400440532013000";
  const foreign = "DE02120300000000202051";

  test("a change counts only once a second person has confirmed it", async () => {
    const owner = await app.firm.callerOf("owner");
    const office = await app.firm.callerOf("office");
    const read = () => app.sql((tx) => readOwnIban(app.deps, tx, app.firm.tenantId));
    const mistyped = app.sql((tx) => askIban(app.deps, tx, owner, { iban: "DE89370400440532013001" }));
    await expect(mistyped).rejects.toMatchObject({ code: "bad-input" });
    await app.sql((tx) => askIban(app.deps, tx, owner, { iban: own }));
    expect(await read()).toBe(own);
    await app.sql((tx) => askIban(app.deps, tx, owner, { iban: foreign }));
    expect(await read()).toBe(own);
    const bySelf = app.sql((tx) => settleIban(app.deps, tx, owner, { confirmed: true, iban: foreign }));
    await expect(bySelf).rejects.toMatchObject({ code: "not-allowed" });
    await app.sql((tx) => settleIban(app.deps, tx, office, { confirmed: true, iban: foreign }));
    expect(await read()).toBe(foreign);
    expect((await decisions("change_iban")).map(({ verdict, requires }) => [verdict, requires])).toEqual([
      ["require", ["four_eyes"]],
      ["allow", []],
    ]);
    const bank = (await app.firm.office.get("/api/bank")) as { iban: string };
    expect(bank.iban).toBe("DE02 1203 0000 0000 2020 51");
  });

  test("the bookkeeper may be the second person; a business of one is told that it needs somebody", async () => {
    const owner = await app.firm.callerOf("owner");
    const accountant = await app.firm.callerOf("accountant");
    const shown = await app.sql((tx) => showBank(app.deps, tx, owner));
    expect(shown.others).toEqual(expect.arrayContaining([accountant.name]));
    expect(shown.others).not.toContain(owner.name);
    const after = await app.sql(async (tx) => {
      await askIban(app.deps, tx, owner, { iban: own });
      await settleIban(app.deps, tx, accountant, { confirmed: true, iban: own });
      await askIban(app.deps, tx, owner, { iban: foreign });
      await settleIban(app.deps, tx, accountant, { confirmed: true, iban: foreign });
      return await readOwnIban(app.deps, tx, app.firm.tenantId);
    });
    expect(after).toBe(foreign);
    const alone = new Error("rolled back");
    await expect(
      app.sql(async (tx) => {
        await tx
          .updateTable("member")
          .set({ disabled_at: app.clock.now() })
          .where("member_id", "!=", owner.memberId)
          .execute();
        expect((await showBank(app.deps, tx, owner)).others).toEqual([]);
        await askIban(app.deps, tx, owner, { iban: own });
        const bySelf = settleIban(app.deps, tx, owner, { confirmed: true, iban: own });
        await expect(bySelf).rejects.toMatchObject({ code: "not-allowed" });
        throw alone;
      }),
    ).rejects.toThrow(alone);
  });

  test("another IBAN in a message stays here, whatever the sender says; the own one may go", async () => {
    const { id } = await inTalk();
    const text = (iban: string) => `Bitte überweisen Sie künftig auf ${iban}.`;
    const insisted = { text: text(own), forCustomer: true };
    expect(await permit(id, insisted)).toMatchObject({
      verdict: "deny",
      rules: expect.arrayContaining([expect.objectContaining({ id: "EM-4" })]),
    });
    expect((await permit(id, { text: text(foreign), forCustomer: true })).verdict).toBe("allow");
  });
});

describe("save_to_order (SC-1)", () => {
  test("what says something about health goes to the order only after the customer's express yes", async () => {
    const { who, id } = await inTalk();
    await who.writes("Anbei der Bescheid über meinen Pflegegrad.");
    const message = (await app.firm.office.thread(id)).find(
      ({ content }) => content.type === "text" && content.text.includes("Pflegegrad"),
    );
    const put = (retentionClass: string) =>
      app.firm.office.call("POST", `/api/messages/${message?.id}/retention`, { retentionClass });
    await put("LK-11");
    expect((await put("LK-2")).json()).toMatchObject({
      code: "not-lawful",
      more: { requires: ["explicit_consent_art9"] },
    });
    const clientId = app.deps.ids.uuid();
    const asked = MessageRetention.parse(
      await app.firm.office.post(`/api/messages/${message?.id}/special-consent`, { clientId }),
    );
    expect(asked.specialConsent).toBe("asked");
    await app.drain();
    expect(leftFor(app, who).at(-1)?.text).toContain("JA UNTERLAGEN");
    await who.writes("ja");
    expect((await put("LK-2")).statusCode).not.toBe(200);
    app.clock.advance(hour);
    await who.writes("Ja, Unterlagen!");
    expect((await put("LK-2")).statusCode).toBe(200);
    expect((await decisions("save_to_order")).at(-1)).toMatchObject({ verdict: "allow", rules: ["SC-1", "BASE-2"] });
  });
});

test("a contact is saved by a decision of its own (save_contact)", async () => {
  const { who } = await inTalk();
  const answer = await app.firm.office.call("POST", `/api/contacts/${await who.contactId()}/save`, {});
  expect(answer.json()).toMatchObject({ code: "not-lawful" });
  expect(await decisions("save_contact")).toMatchObject([{ verdict: "require", rules: ["AB-3"] }]);
});
