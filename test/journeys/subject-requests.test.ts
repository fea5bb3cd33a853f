import { afterAll, beforeAll, expect, test } from "vitest";
import { ContactConsents } from "../../src/contract/consent.ts";
import { ContactView } from "../../src/contract/conversations.ts";
import { ErasurePreview } from "../../src/contract/retention.ts";
import {
  RequestDetail,
  RequestList,
  RequestOpened,
  RequestTold,
  Review,
  type ReviewItem,
} from "../../src/contract/subject-requests.ts";
import { recordStep } from "../../src/server/consent/record-step.action.ts";
import { day, hour, minute } from "../../src/server/platform/instant.ts";
import { beginErasure } from "../../src/server/retention/begin-erasure.action.ts";
import { carryOutErasure } from "../../src/server/retention/carry-out-erasure.action.ts";
import { remindRequests } from "../../src/server/subject-requests/remind-requests.job.ts";
import type { Person } from "../support/a-business.ts";
import { Visitor } from "../support/a-visitor.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { lockWaits } from "../support/lock-waits.ts";

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

const list = async () => RequestList.parse(await app.firm.office.get("/api/subject-requests"));
const detail = async (id: string) => RequestDetail.parse(await app.firm.office.get(`/api/subject-requests/${id}`));
const of = async (contactName: string) => (await list()).items.filter((one) => one.contactName === contactName);

test("who asks what is stored hears at once until when the answer comes", async () => {
  const erika = app.firm.customer({ name: "Erika Auskunft" });
  await erika.writes("Guten Tag, die Heizung ist kalt.");
  const before = app.left.length;
  await erika.writes("Welche Daten haben Sie eigentlich von mir?");
  const [request] = await of("Erika Auskunft");
  expect(request).toMatchObject({
    kind: "access",
    source: "message",
    identityProof: "channel",
    receivedOn: "2026-11-24",
    dueOn: "2026-12-24",
    stage: "fresh",
    nextStep: "review",
  });
  const said = app.left.slice(before).map(({ text }) => text);
  expect(said).toEqual([expect.stringContaining("Sie hören von uns spätestens bis zum 24. Dezember 2026")]);
  expect(said[0]).toContain("0371 000 00-0");
  const shown = await detail(request?.id ?? "");
  expect(shown.words).toBe("Welche Daten haben Sie eigentlich von mir?");
  expect(shown.log.map(({ verb, actor }) => [verb, actor])).toEqual([["open-subject-request", "contact"]]);
});

test("what was noted and photographed on the person's job is a step of the case: who looked, and when", async () => {
  const erika = app.firm.customer({ name: "Erika Baustelle" });
  await erika.writes("Das Bad ist fertig?");
  const conversationId = await erika.conversationId();
  const project = { name: "Bad Baustelle", address: "Gasse 7", conversationId };
  await app.firm.office.post("/api/projects", project);
  await erika.writes("Auskunft nach DSGVO");
  const [{ id } = { id: "" }] = await of("Erika Baustelle");
  expect(await detail(id)).toMatchObject({ nextStep: "review", undecided: 1 });
  expect((await app.firm.office.call("POST", `/api/subject-requests/${id}/packet`, {})).statusCode).toBe(422);
  const job = async () =>
    Review.parse(await app.firm.office.get(`/api/subject-requests/${id}/review`)).items.find((one) => one.needsLook);
  const item = await job();
  expect(item).toMatchObject({ kind: "project", name: expect.stringMatching(/^\d+, Bad Baustelle$/), decidedBy: null });
  const looks = async (choice: string, version?: string) => {
    const items = [{ kind: "project", id: item?.id, choice, version }];
    return (await app.firm.office.call("PUT", `/api/subject-requests/${id}/review`, { items })).statusCode;
  };
  expect([await looks("leave_out"), await looks("show")]).toEqual([400, 204]);
  expect(await app.firm.office.get("/api/me")).toMatchObject({ member: { name: (await job())?.decidedBy } });
  expect(await job()).toMatchObject({ decidedAt: app.clock.now().toISOString() });
  const { nextStep, log } = await detail(id);
  expect([nextStep, log.at(-1)?.verb]).toEqual(["build", "review-subject-request"]);
  const seen = (await job())?.version;
  // What came to the job since has been looked at by nobody, and a tick for what was shown before does not hold for it.
  const note = { clientId: app.deps.ids.uuid(), text: "Frau Kern von nebenan hat einen Schlüssel" };
  await app.firm.office.post(`/api/projects/${item?.id}/notes`, note);
  expect(await detail(id)).toMatchObject({ nextStep: "review", undecided: 1 });
  expect((await app.firm.office.call("POST", `/api/subject-requests/${id}/packet`, {})).statusCode).toBe(422);
  expect([await looks("show", seen), await looks("show", (await job())?.version)]).toEqual([409, 204]);
  await app.firm.office.post(`/api/subject-requests/${id}/packet`);
});

test("what was marked in other words than those that stand there now covers nothing: it is looked at again", async () => {
  const changes = app.firm.customer({ name: "Otto Kern" });
  await changes.writes("Der Schlüssel liegt bei Frau Huber");
  const ordered = changes.last;
  const edit = async (body: string) => {
    const message = { type: "text", text: { body } };
    await changes.sends({ type: "edit", edit: { original_message_id: ordered, message } });
  };
  await changes.writes("Auskunft nach DSGVO");
  const id = (await of("Otto Kern"))[0]?.id ?? "";
  const items = async () => Review.parse(await app.firm.office.get(`/api/subject-requests/${id}/review`)).items;
  const save = async (item: ReviewItem | undefined) => {
    const { kind, id: itemId, version, text } = item ?? expect.fail();
    const at = text?.indexOf("Huber") ?? 0;
    const marked = { kind, id: itemId, version, choice: "black", textMarks: [{ from: at, to: at + 5 }] };
    return (await app.firm.office.call("PUT", `/api/subject-requests/${id}/review`, { items: [marked] })).statusCode;
  };
  const [before] = await items();
  // The customer writes it otherwise while somebody marks.
  await edit("Der Schlüssel liegt seit gestern bei Frau Huber");
  expect(await save(before)).toBe(409);
  const [now] = await items();
  expect(await save(now)).toBe(204);
  expect((await items())[0]).toMatchObject({ choice: "black", textMarks: [{ from: 42, to: 47 }] });
  // One decided before there were digests stands as long as nobody has changed its words.
  const old = { text_mac: null };
  await app.sql((tx) => tx.updateTable("subject_review").set(old).where("request_id", "=", id).execute());
  expect((await items())[0]).toMatchObject({ choice: null, needsLook: true });
  expect(await save((await items())[0])).toBe(204);
  // And once more when it is marked already.
  await edit("Bei Frau Huber, seit gestern");
  expect((await items())[0]).toMatchObject({ choice: null, textMarks: [], needsLook: true });
  // Where somebody had something to hide, new words are looked at though nothing in them looks like a name.
  expect(await save((await items())[0])).toBe(204);
  await edit("Beim Nachbarn mit dem roten Auto");
  expect((await items())[0]).toMatchObject({ choice: null, suggestions: [], needsLook: true });
});

test("two who look through the same answer do not overwrite each other unseen", async () => {
  const who = app.firm.customer({ name: "Gerda Kolb" });
  await who.writes("Der Schlüssel liegt bei Frau Huber");
  await who.writes("Auskunft nach DSGVO");
  const id = (await of("Gerda Kolb"))[0]?.id ?? "";
  const [seen = expect.fail()] = Review.parse(await app.firm.office.get(`/api/subject-requests/${id}/review`)).items;
  const press = async (by: Person, choice: object, { decidedAt }: ReviewItem) => {
    const item = { kind: seen.kind, id: seen.id, version: seen.version, decidedAt, ...choice };
    return (await by.call("PUT", `/api/subject-requests/${id}/review`, { items: [item] })).statusCode;
  };
  const black = { choice: "black", textMarks: [{ from: 24, to: 34 }] };
  expect(await press(app.firm.owner, black, seen)).toBe(204);
  // The colleague has the page of before: what is blacked out does not come to light again.
  expect(await press(app.firm.office, { choice: "show" }, seen)).toBe(409);
  const [now = expect.fail()] = Review.parse(await app.firm.office.get(`/api/subject-requests/${id}/review`)).items;
  expect(now).toMatchObject({ choice: "black", textMarks: [{ from: 24, to: 34 }] });
  // A press whose answer got lost is no conflict with itself, and no second deed.
  const noted = () =>
    app.sql((tx) =>
      tx.selectFrom("audit_entry").select("audit_id").where("subject_id", "=", id).orderBy("audit_id").execute(),
    );
  const before = await noted();
  expect(await press(app.firm.owner, black, seen)).toBe(204);
  expect(await noted()).toEqual(before);
  expect(await press(app.firm.office, { choice: "leave_out" }, now)).toBe(204);
});

test("the same wish again is the same case; another wish is another one", async () => {
  const erika = app.firm.customer({ name: "Erika Zweimal" });
  await erika.writes("Auskunft nach DSGVO");
  await erika.writes("Auskunft nach DSGVO");
  await erika.writes("Löschen Sie meine Daten");
  expect((await of("Erika Zweimal")).map(({ kind }) => kind).sort()).toEqual(["access", "erasure"]);
});

test("somebody's very first message may be the request: the notice goes first, then the answer", async () => {
  const erika = app.firm.customer({ name: "Erika Neu" });
  const before = app.left.length;
  await erika.writes("AUSKUNFT");
  const said = app.left.slice(before).map(({ text }) => text);
  expect(said.map((text) => text.startsWith("Ihre Anfrage ist da"))).toEqual([false, true]);
});

test("DATENSCHUTZ is answered by the notice and stands in the list as a question", async () => {
  const erika = app.firm.customer({ name: "Erika Frage" });
  await erika.writes("Guten Tag");
  const before = app.left.length;
  await erika.writes("DATENSCHUTZ");
  expect(app.left.length - before).toBe(1);
  expect((await of("Erika Frage")).map(({ kind }) => kind)).toEqual(["question"]);
});

test("an old pipe that is to be removed is no request", async () => {
  const erika = app.firm.customer({ name: "Erika Rohr" });
  await erika.writes("Bitte die alte Rohrleitung löschen");
  expect(await of("Erika Rohr")).toEqual([]);
});

test("who uses a right while a question about adverts is open is not asked about adverts once more", async () => {
  const erika = app.firm.customer({ name: "Erika Papier" });
  await erika.writes("Guten Tag");
  const paper = { identityId: await erika.identityId(), source: "paper", note: "Am Tresen unterschrieben" };
  await app.firm.office.post(`/api/contacts/${await erika.contactId()}/consents`, paper);
  const before = app.left.length;
  await erika.writes("Bitte berichtigen Sie meine Daten.");
  await erika.writes("Auskunft");
  const said = app.left.slice(before).map(({ text }) => text);
  expect(said).toEqual([expect.stringContaining("Berichtigung"), expect.stringContaining("Auskunft")]);
  expect(await app.firm.office.get(`/api/contacts/${await erika.contactId()}`)).toMatchObject({
    identities: [{ advertising: "pending" }],
  });
});

test("an objection ends advertising in the moment it arrives", async () => {
  const erika = app.firm.customer({ name: "Erika Nein" });
  await erika.writes("Guten Tag");
  await erika.consent("granted");
  await erika.writes("Widerspruch gegen Werbung");
  const contact = await app.firm.office.get(`/api/contacts/${await erika.contactId()}`);
  expect(contact).toMatchObject({ identities: [{ advertising: "withdrawn" }] });
});

test("who objects again while the case is open is heard again: since then they may have agreed anew", async () => {
  const helga = new Visitor(app);
  await helga.writes("Guten Tag", { name: "Helga Wieder" });
  await helga.post("/k/web/meine-daten", { wish: "objection" });
  const { contactId, conversationId } = await detail((await of("Helga Wieder"))[0]?.id ?? "");
  const identity = async () => ContactView.parse(await app.firm.office.get(`/api/contacts/${contactId}`)).identities[0];
  const agree = async () => {
    app.clock.advance(minute);
    const { tenantId } = app.firm;
    const step = { tenantId, identityId: (await identity())?.id ?? "", channelKind: "webchat" as const };
    await app.sql((tx) => recordStep(app.deps, tx, { ...step, state: "granted", method: "button", proof: {} }));
    expect((await identity())?.advertising).toBe("granted");
    app.clock.advance(minute);
  };

  await agree();
  expect((await helga.post("/k/web/meine-daten", { wish: "objection" })).body).toContain("haben wir schon");
  expect((await identity())?.advertising).toBe("withdrawn");
  const said = ["withdrawn page", "granted button", "withdrawn page"];
  const { items } = ContactConsents.parse(await app.firm.office.get(`/api/contacts/${contactId}/consents`));
  expect(items[0]?.steps.map(({ state, method }) => `${state} ${method}`)).toEqual(said);

  await agree();
  const body = { conversationId, kind: "objection", words: "Rief an: keine Werbung", sameChannel: false };
  expect((await app.firm.office.call("POST", "/api/subject-requests", body)).statusCode).toBe(409);
  expect((await identity())?.advertising).toBe("withdrawn");
});

test("who wrote on another channel too is named in the case: a right reaches all that is held of a person", async () => {
  const erika = app.firm.customer({ name: "Erika Zwiefach", phone: "4915771230045" });
  await erika.writes("Auskunft nach DSGVO");
  const byNumber = new Visitor(app);
  await byNumber.writes("Guten Tag", { name: "E. Z.", reach: "0157 71230045" });
  const byName = new Visitor(app);
  await byName.writes("Guten Tag", { name: "Zwiefach, Erika", reach: "e.z@example.org" });
  await new Visitor(app).writes("Guten Tag", { name: "Erika Zwiefachs", reach: "0371 5550199" });
  const alikeOf = async (name: string) => (await detail((await of(name))[0]?.id ?? "")).alike;
  expect(await alikeOf("Erika Zwiefach")).toMatchObject([{ name: "Zwiefach, Erika", channels: ["webchat"] }]);
  // What somebody typed into the page to be reached is sealed and in no index: from there the number is found.
  await byNumber.post("/k/web/meine-daten", { wish: "access" });
  expect(await alikeOf("E. Z.")).toMatchObject([{ contactId: await erika.contactId(), channels: ["whatsapp"] }]);
});

test("what came by phone waits until somebody has made sure who asked", async () => {
  const erika = app.firm.customer({ name: "Erika Telefon" });
  await erika.writes("Guten Tag");
  const conversationId = await erika.conversationId();
  const body = { conversationId, kind: "erasure", words: "Rief an, will gelöscht werden", sameChannel: false };
  const { id } = RequestOpened.parse(await app.firm.office.post("/api/subject-requests", body));
  expect(await detail(id)).toMatchObject({ identityProof: "open", nextStep: "identity", words: body.words });
  expect((await app.firm.office.call("POST", "/api/subject-requests", body)).statusCode).toBe(409);
  const close = { outcome: "answered", reason: "Gelöscht" };
  expect((await app.firm.office.call("POST", `/api/subject-requests/${id}/close`, close)).statusCode).toBe(422);

  const before = app.left.length;
  const asked = RequestTold.parse(
    await app.firm.office.post(`/api/subject-requests/${id}/doubt`, { reason: "Stimme unbekannt" }),
  );
  await app.drain();
  expect(asked).toEqual({ told: true, why: null });
  expect(app.left.slice(before).map(({ text }) => text)).toEqual([expect.stringContaining("Ja, das war ich")]);

  await app.firm.office.post(`/api/subject-requests/${id}/identity`, { reason: "Im Chat bestätigt" });
  const shown = await detail(id);
  expect(shown).toMatchObject({ identityProof: "confirmed", nextStep: "act" });
  expect(shown.notes).toEqual([
    { what: "doubt", text: "Stimme unbekannt" },
    { what: "identity", text: "Im Chat bestätigt" },
  ]);
  // Art. 19: whoever got the data is told first.
  const refused = await app.firm.office.call("POST", `/api/subject-requests/${id}/close`, close);
  expect(refused.json()).toMatchObject({ code: "not-lawful", detail: expect.stringContaining("WhatsApp") });
  const told = shown.recipients.map((recipient) => recipient.id);
  await app.firm.office.post(`/api/subject-requests/${id}/close`, { ...close, told });
  expect(await detail(id)).toMatchObject({ state: "answered", nextStep: "none" });
  expect((await detail(id)).recipients.every((one) => one.told)).toBe(true);
});

test("an extension is told to the person, with its reason, and only within the first month", async () => {
  const erika = app.firm.customer({ name: "Erika Lang" });
  await erika.writes("Auskunft nach DSGVO");
  const [request] = await of("Erika Lang");
  const id = request?.id ?? "";
  const before = app.left.length;
  await app.firm.office.post(`/api/subject-requests/${id}/extend`, { reason: "Sehr viele Vorgänge." });
  await app.drain();
  expect(app.left.slice(before).map(({ text }) => text)).toEqual([
    expect.stringContaining("antworten bis zum 24. Februar 2027. Der Grund: Sehr viele Vorgänge."),
  ]);
  expect(await detail(id)).toMatchObject({ dueOn: "2027-02-24", extended: true, mayExtend: false });
  const again = await app.firm.office.call("POST", `/api/subject-requests/${id}/extend`, { reason: "Noch länger" });
  expect(again.statusCode).toBe(409);
});

test("two who write down a reason in the same moment both keep theirs", async () => {
  const erika = app.firm.customer({ name: "Erika Gleichzeitig" });
  await erika.writes("Auskunft nach DSGVO");
  const id = (await of("Erika Gleichzeitig"))[0]?.id ?? "";
  const { office } = app.firm;
  let both: Promise<unknown> = Promise.resolve();
  await app.sql(async (tx) => {
    await tx.selectFrom("subject_request").select("request_id").where("request_id", "=", id).forUpdate().execute();
    both = Promise.all([
      office.post(`/api/subject-requests/${id}/identity`, { reason: "War hier" }),
      office.post(`/api/subject-requests/${id}/extend`, { reason: "Sehr viele Vorgänge." }),
    ]);
    await expect.poll(() => lockWaits(app)).toBe(2);
  });
  await both;
  expect((await detail(id)).notes.map(({ text }) => text).sort()).toEqual(["Sehr viele Vorgänge.", "War hier"]);
});

test("the accountant sees no requests, the officer sees them without names, and neither opens one", async () => {
  const { accountant, officer } = {
    accountant: await app.firm.callerOf("accountant"),
    officer: await app.firm.callerOf("privacy_officer"),
  };
  const { createToken } = await import("../../src/server/members/tokens/create-token.action.ts");
  const as = async (caller: typeof officer, path: string) => {
    const { token } = await createToken(app.deps, caller, "Probe");
    return await app.http.inject({ url: path, headers: { host: app.firm.host, authorization: `Bearer ${token}` } });
  };
  expect((await as(accountant, "/api/subject-requests")).statusCode).toBe(403);
  const seen = await as(officer, "/api/subject-requests");
  const { items } = RequestList.parse(seen.json());
  expect(items.length).toBeGreaterThan(3);
  expect(items.every(({ contactName }) => contactName === null)).toBe(true);
  expect((await as(officer, `/api/subject-requests/${items[0]?.id}`)).statusCode).toBe(404);
});

test("the nearer the last day, the louder: 14, 21, 28, 30 days, then red", async () => {
  const erika = app.firm.customer({ name: "Erika Frist" });
  await erika.writes("Auskunft nach DSGVO");
  const [request] = await of("Erika Frist");
  const stages: unknown[] = [];
  let passed = 0;
  for (const days of [13, 14, 21, 28, 30, 31]) {
    app.clock.advance((days - passed) * day + hour);
    passed = days;
    await remindRequests(app.deps, app.firm.tenantId);
    await remindRequests(app.deps, app.firm.tenantId);
    const [now] = (await of("Erika Frist")).filter(({ id }) => id === request?.id);
    stages.push(now?.stage);
  }
  expect(stages).toEqual(["fresh", "target", "soon", "urgent", "late", "overdue"]);
  const { log } = await detail(request?.id ?? "");
  expect(log.filter(({ verb }) => verb === "remind-of-subject-request").length).toBe(5);
  const { overdue } = await list();
  expect(overdue).toBeGreaterThan(0);
  const late = await app.firm.office.call("POST", `/api/subject-requests/${request?.id}/extend`, { reason: "Zu spät" });
  expect(late.json()).toMatchObject({ code: "not-lawful", detail: expect.stringContaining("erste Monat") });
});

test("the office asks the owner to erase, and only the owner says yes or no", async () => {
  const erika = app.firm.customer({ name: "Erika Fertig" });
  await erika.writes("Hat sich erledigt");
  const [conversationId, contactId] = [await erika.conversationId(), await erika.contactId()];
  const wish = { conversationId, kind: "erasure", words: "Falsch verbunden", sameChannel: false, ofOffice: true };
  const asked = async () =>
    ErasurePreview.parse(await app.firm.office.get(`/api/contacts/${contactId}/erasure`)).asked?.state ?? null;
  const close = (who: Person, id: string, outcome: string) =>
    who.call("POST", `/api/subject-requests/${id}/close`, { outcome, reason: "Geht nicht: Streit um die Rechnung" });

  expect(await asked()).toBeNull();
  expect((await app.firm.office.call("POST", "/api/subject-requests", { ...wish, kind: "access" })).statusCode).toBe(
    400,
  );
  const { id } = RequestOpened.parse(await app.firm.office.post("/api/subject-requests", wish));
  expect(await detail(id)).toMatchObject({
    source: "office",
    nextStep: "act",
    words: "Falsch verbunden",
    mayExtend: false,
  });
  expect(await asked()).toBe("open");
  // Nobody outside asked: the person hears nothing of it.
  const before = app.left.length;
  for (const step of ["extend", "doubt"])
    expect(
      (await app.firm.office.call("POST", `/api/subject-requests/${id}/${step}`, { reason: "Nur so" })).statusCode,
    ).toBe(409);
  expect((await close(app.firm.office, id, "refused")).statusCode).toBe(403);
  expect((await close(app.firm.owner, id, "refused")).statusCode).toBe(200);
  expect(await asked()).toBe("refused");
  expect((await detail(id)).notes).toEqual([{ what: "answer", text: "Geht nicht: Streit um die Rechnung" }]);

  app.clock.advance(hour);
  const again = RequestOpened.parse(await app.firm.office.post("/api/subject-requests", wish));
  expect((await close(app.firm.office, again.id, "withdrawn")).statusCode).toBe(200);
  expect(await asked()).toBe("withdrawn");
  await app.drain();
  expect(app.left.length).toBe(before);
});

test("with the erasure the wish of the office is done; the wish of the person waits until others were told", async () => {
  const erika = app.firm.customer({ name: "Erika Weg" });
  await erika.writes("Bitte löschen Sie alle meine Daten");
  const otto = app.firm.customer({ name: "Otto Weg" });
  await otto.writes("Falsch verbunden");
  const wish = { kind: "erasure", words: "Falsch verbunden", sameChannel: false, ofOffice: true };
  const body = { ...wish, conversationId: await otto.conversationId() };
  const { id: ofOffice } = RequestOpened.parse(await app.firm.office.post("/api/subject-requests", body));
  const ofPerson = (await of("Erika Weg"))[0]?.id ?? "";
  const { tenantId } = app.firm;
  for (const contactId of [await erika.contactId(), await otto.contactId()]) {
    const actor = { kind: "member", id: app.firm.owner.memberId } as const;
    const erasureId = await app.sql((tx) =>
      beginErasure(app.deps, tx, { tenantId, contactId, cause: "request", actor, deviceId: null }),
    );
    await carryOutErasure(app.deps, undefined, tenantId, erasureId);
  }
  expect(await detail(ofOffice)).toMatchObject({ state: "answered", contactName: null, words: null });
  const shown = await detail(ofPerson);
  expect(shown).toMatchObject({ state: "open", contactName: null });
  const told = shown.recipients.map((recipient) => recipient.id);
  await app.firm.office.post(`/api/subject-requests/${ofPerson}/close`, {
    outcome: "answered",
    reason: "Gelöscht",
    told,
  });
  expect(await detail(ofPerson)).toMatchObject({ state: "answered", nextStep: "none" });
});

test("what an erased person had asked besides opens, says that nothing is left, and can be closed", async () => {
  const erika = app.firm.customer({ name: "Erika Allesweg" });
  await erika.writes("Auskunft nach DSGVO");
  const conversationId = await erika.conversationId();
  const byPhone = { conversationId, kind: "restriction", words: "Rief an: sperren", sameChannel: false };
  await app.firm.office.post("/api/subject-requests", byPhone);
  const { tenantId } = app.firm;
  const contactId = await erika.contactId();
  const asked = await of("Erika Allesweg");
  const ids = asked.map(({ id }) => id);
  expect(ids).toHaveLength(2);
  // Whoever is about to erase them hears before that a copy was asked for.
  const preview = ErasurePreview.parse(await app.firm.owner.get(`/api/contacts/${contactId}/erasure`));
  expect(preview.unanswered).toEqual(asked.filter(({ kind }) => kind === "access").map(({ id }) => id));
  const actor = { kind: "member", id: app.firm.owner.memberId } as const;
  const erasureId = await app.sql((tx) =>
    beginErasure(app.deps, tx, { tenantId, contactId, cause: "request", actor, deviceId: null }),
  );
  await carryOutErasure(app.deps, undefined, tenantId, erasureId);
  for (const id of ids) {
    const left = { erased: true, state: "open", nextStep: "act", mayExtend: false };
    expect((await list()).items.find((one) => one.id === id)).toMatchObject({ erased: true, nextStep: "act" });
    const shown = await detail(id);
    expect(shown).toMatchObject(left);
    const review = Review.parse(await app.firm.office.get(`/api/subject-requests/${id}/review`));
    expect(review).toEqual({ items: [], undecided: 0 });
    const told = shown.recipients.map((one) => one.id);
    const ending = { outcome: "answered", reason: "Auf Wunsch ganz gelöscht", told };
    expect((await app.firm.office.call("POST", `/api/subject-requests/${id}/close`, ending)).statusCode).toBe(200);
  }
});

test("a doubt or more time pressed again because no answer came writes to the person once, and says whether it went out", async () => {
  const { office } = app.firm;
  const erika = app.firm.customer({ name: "Erika Stromausfall" });
  await erika.writes("Auskunft nach DSGVO");
  const id = (await of("Erika Stromausfall"))[0]?.id ?? expect.fail();
  const before = app.left.length;
  for (const step of ["extend", "doubt"]) {
    const press = () => office.post(`/api/subject-requests/${id}/${step}`, { reason: "Sehr viel", clientId });
    const clientId = app.deps.ids.uuid();
    expect([await press(), await press()]).toEqual([
      { told: true, why: null },
      { told: true, why: null },
    ]);
    await app.drain();
  }
  expect(app.left.slice(before).map(({ text }) => text)).toHaveLength(2);
  expect((await detail(id)).log.map(({ verb }) => verb).sort()).toEqual([
    "doubt-identity",
    "extend-subject-request",
    "open-subject-request",
  ]);
});
