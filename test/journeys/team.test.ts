import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Permit } from "../../src/contract/policy.ts";
import { OwnRoster, RosterView, StandInList } from "../../src/contract/roster.ts";
import { SickNotes, TeamSetting } from "../../src/contract/team.ts";
import { Today } from "../../src/contract/today.ts";
import { sweepSickNotes } from "../../src/server/sick-notes/sweep-sick-notes.job.ts";
import { takeSickNote } from "../../src/server/sick-notes/take-sick-note.action.ts";
import type { Business, Person } from "../support/a-business.ts";
import { crewOf } from "../support/a-crew.ts";
import { whileHeld } from "../support/a-hold.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

// IN-1 and IN-3: what goes to a colleague, and what of a colleague goes nowhere.
let app: TestApp;
let firm: Business;
let owner: Person;
let office: Person;
let tarik: Person;
let lead: Person;
const hour = 3_600_000;
const day = 24 * hour;

beforeAll(async () => {
  app = await buildTestApp();
  firm = app.firm;
  ({ owner, office } = firm);
  ({ tarik, lead } = await crewOf(app, firm));
});
afterAll(() => app.stop());

const permit = async (conversationId: string, text: string, more: object = {}): Promise<Permit> =>
  Permit.parse(await office.post(`/api/conversations/${conversationId}/permit`, { text, ...more }));

describe("the wrong channel (IN-1)", () => {
  it("holds a roster back while it is typed and when it is sent, and leads to the plan", async () => {
    const customer = firm.customer({ phone: "+491711110001" });
    await customer.writes("Wann kommt ihr?");
    const id = await customer.conversationId();
    const seen = await permit(id, "Montag: Ali Frühschicht\nDienstag: Tarik Spätschicht");
    expect(seen).toMatchObject({ verdict: "deny", elsewhere: { path: "/plan", mayInsist: true } });
    expect(seen.rules.map((rule) => rule.id)).toContain("IN-1");
    const sent = await office.reply(id, "Anbei der Dienstplan für nächste Woche");
    expect(sent.message.state).toBe("blocked");
    expect(JSON.stringify(app.left)).not.toContain("Dienstplan");
  });

  it("lets the sender say that a code is meant for this customer, and keeps that in the proof", async () => {
    const customer = firm.customer({ phone: "+491711110002" });
    await customer.writes("Wie komme ich in die Ausstellung?");
    const id = await customer.conversationId();
    const text = "Der Code für die Tür ist 4711";
    expect(await permit(id, text)).toMatchObject({ verdict: "deny", elsewhere: { path: null, mayInsist: true } });
    const meant = await permit(id, text, { forCustomer: true });
    expect(meant.elsewhere).toBeNull();
    expect(meant.verdict).not.toBe("deny");
    const answer = await office.post(`/api/conversations/${id}/messages`, {
      clientId: app.deps.ids.uuid(),
      text,
      forCustomer: true,
    });
    expect(answer).toMatchObject({ message: { state: expect.not.stringMatching("blocked") } });
    await app.drain();
    const facts = await firm.tx((tx) => tx.selectFrom("decision").select("facts").execute());
    expect(facts.some((row) => JSON.stringify(row.facts).includes("houseMatterDenied"))).toBe(true);
    // Ids and digests hold any four digits, but not by themselves.
    expect(JSON.stringify(facts)).not.toMatch(/Tür|\b4711\b/);
  });

  it("recognises a colleague by the number they gave, of which only a hash is kept", async () => {
    const colleague = firm.customer({ phone: "+491711110003", name: "Tarik privat" });
    await colleague.writes("Hallo Chef");
    const id = await colleague.conversationId();
    expect((await permit(id, "Bis morgen")).verdict).not.toBe("deny");
    const path = `/api/members/${tarik.memberId}/addresses`;
    expect((await owner.call("PUT", path, { addresses: ["0171 1110003"] })).json()).toMatchObject({ count: 1 });
    const now = await permit(id, "Bis morgen", { forCustomer: true });
    expect(now).toMatchObject({ verdict: "deny", elsewhere: { path: "/team", mayInsist: false } });
    const rows = await firm.tx((tx) => tx.selectFrom("staff_address").selectAll().execute());
    expect(JSON.stringify(rows)).not.toContain("1110003");
    expect((await office.call("PUT", path, { addresses: [] })).statusCode).toBe(403);
    expect((await owner.call("PUT", path, { addresses: ["Tarik"] })).statusCode).toBe(400);
    expect((await owner.call("PUT", path, { addresses: [] })).json()).toMatchObject({ count: 0 });
    expect((await permit(id, "Bis morgen")).verdict).not.toBe("deny");
  });

  it("lets a colleague with an order of their own be a customer there (IN-2)", async () => {
    const customer = firm.customer({ phone: "+491711110004" });
    await customer.writes("Mein eigenes Bad tropft");
    const id = await customer.conversationId();
    await owner.call("PUT", `/api/members/${lead.memberId}/addresses`, { addresses: ["+491711110004"] });
    expect((await permit(id, "Wir kommen Montag")).verdict).toBe("deny");
    await firm.tx(async (tx) => {
      const of = tx.selectFrom("conversation").select("contact_id").where("conversation_id", "=", id);
      await tx.updateTable("contact").set({ employee_relation: "customer" }).where("contact_id", "in", of).execute();
    });
    expect((await permit(id, "Wir kommen Montag")).verdict).not.toBe("deny");
  });
});

describe("a sick note", () => {
  it("typed into a room stops there, and one tap leads to the form", async () => {
    const room = (await tarik.post("/api/rooms", { kind: "crew", name: "Dach", memberIds: [lead.memberId] })) as {
      id: string;
    };
    const path = `/api/rooms/${room.id}/messages`;
    const say = (text: string, more: object = {}) =>
      tarik.call("POST", path, { clientId: app.deps.ids.uuid(), text, ...more });
    const stopped = await say("Ich bin krank und komme heute nicht");
    expect(stopped.statusCode).toBe(422);
    expect(stopped.json()).toMatchObject({ more: { place: "/krankmeldung", reason: "sick-note" } });
    const said = await say("Die Pumpe ist krank", { notSickNote: true });
    expect(said.statusCode).toBe(201);
    const { id } = said.json<{ id: string }>();
    const edited = await tarik.call("PATCH", `/api/room-messages/${id}`, { text: "Bin krank bis Freitag" });
    expect(edited.statusCode).toBe(422);
  });

  it("reaches one role, makes an absence without a reason, and stands nowhere else", async () => {
    const events = async () => await firm.tx((tx) => tx.selectFrom("event").selectAll().orderBy("seq").execute());
    const audit = async () => await firm.tx((tx) => tx.selectFrom("audit_entry").selectAll().execute());
    const [eventsBefore, auditBefore] = [(await events()).length, (await audit()).length];
    const { id } = (await tarik.post("/api/sick-notes", { from: "2026-11-24", until: "2026-11-27" })) as { id: string };
    const told = (await events()).slice(eventsBefore);
    expect(told.length).toBeGreaterThan(0);
    for (const event of told) {
      expect(event.kind).toBe("own-tasks-changed");
      expect(event.member_id).not.toBe(tarik.memberId);
    }
    expect((await audit()).length).toBe(auditBefore);
    const forOwner = SickNotes.parse(await owner.get("/api/sick-notes"));
    expect(forOwner.received).toMatchObject([{ id, from: "2026-11-24", until: "2026-11-27", takenAt: null }]);
    for (const other of [office, lead, firm.uwe]) {
      const seen = SickNotes.parse(await other.get("/api/sick-notes"));
      expect([...seen.received, ...seen.own]).toEqual([]);
      expect((await other.call("POST", `/api/sick-notes/${id}/take`, {})).statusCode).toBe(404);
      expect((await other.call("GET", `/api/sick-notes/${id}/photo`)).statusCode).toBe(404);
    }
    expect((await tarik.call("POST", `/api/sick-notes/${id}/take`, {})).statusCode).toBe(403);
    await owner.post(`/api/sick-notes/${id}/take`);
    // Whoever took it and presses again, because no answer came, has taken it; nobody else has.
    const taken = SickNotes.parse(await owner.post(`/api/sick-notes/${id}/take`));
    expect(taken.received).toMatchObject([{ id, takenAt: app.clock.now().toISOString() }]);
    const other = { ...(await firm.callerOf("owner")), memberId: office.memberId };
    await expect(app.sql((tx) => takeSickNote(app.deps, tx, other, id))).rejects.toMatchObject({ code: "conflict" });
    const roster = JSON.stringify(await lead.get("/api/roster?from=2026-11-23&to=2026-11-29"));
    expect(roster).toContain("2026-11-28T00:00");
    expect(roster.toLowerCase()).not.toContain("krank");
    expect(roster).not.toContain(id);
    const stored = await firm.tx((tx) => tx.selectFrom("sick_note").selectAll().execute());
    expect(stored[0]?.sealed_content.toString()).not.toContain("2026-11-27");
  });

  it("is sent once for the same days, and says which of its days is wrong", async () => {
    const send = (from: string, until: string) => tarik.call("POST", "/api/sick-notes", { from, until });
    const [twice, backwards] = [await send("2026-11-27", "2026-11-30"), await send("2026-11-30", "2026-11-28")];
    expect([twice.statusCode, backwards.statusCode]).toEqual([400, 400]);
    expect(twice.json().fields.from).toContain("Vom 24.11.2026 bis 27.11.2026 hast du dich schon krank gemeldet");
    expect(backwards.json().fields).toEqual({ until: "Das Ende liegt vor dem Beginn." });
    // Two taps at once are one note.
    const taps = await Promise.all([send("2026-12-14", "2026-12-15"), send("2026-12-14", "2026-12-15")]);
    expect(taps.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 400]);
  });

  it("leaves shifts without anybody: planners see it on Heute and in the week, and find who can step in", async () => {
    const shift = { memberId: tarik.memberId, kind: "work", start: "2026-12-14T07:00", end: "2026-12-14T15:30" };
    await office.post("/api/roster/shifts", { ...shift, place: "Badumbau Weber", reason: "Auftrag" });
    await office.post("/api/roster/publish", { from: "2026-12-14", to: "2026-12-18" });
    const need = async (who: Person) =>
      Today.parse(await who.get("/api/today")).needs.find(({ kind }) => kind === "unavailable");
    const week = async () => RosterView.parse(await office.get("/api/roster?from=2026-12-14&to=2026-12-20")).shifts;
    expect(await need(office)).toBeUndefined();
    const note = SickNotes.parse(await owner.get("/api/sick-notes")).received.find(({ takenAt }) => takenAt === null);
    await owner.post(`/api/sick-notes/${note?.id}/take`);
    expect(await need(office)).toEqual({ kind: "unavailable", count: 1, path: "/plan/woche?ab=2026-12-14" });
    expect(await need(tarik)).toBeUndefined();
    const [left] = await week();
    expect(left).toMatchObject({ state: "published", unavailable: true });
    const own = OwnRoster.parse(await tarik.get("/api/roster/mine?from=2026-12-14&to=2026-12-14"));
    expect(own.shifts).toMatchObject([{ id: left?.id, unavailable: true }]);
    expect(Today.parse(await tarik.get("/api/today")).shift?.id).not.toBe(left?.id);
    expect((await tarik.call("GET", `/api/roster/stand-ins/${left?.id}`)).statusCode).toBe(403);
    const { items } = StandInList.parse(await office.get(`/api/roster/stand-ins/${left?.id}`));
    expect(items.map(({ memberId }) => memberId)).toContain(lead.memberId);
    expect(items.map(({ memberId }) => memberId)).not.toContain(tarik.memberId);
    await office.call("PUT", `/api/roster/shifts/${left?.id}`, {
      ...shift,
      memberId: lead.memberId,
      reason: "springt ein",
    });
    expect(await need(office)).toBeUndefined();
    expect(await week()).toMatchObject([{ memberId: lead.memberId, unavailable: false, state: "changed" }]);
  });

  it("shows its photo to sender and receiver, and loses it 72 hours after it was taken over", async () => {
    const { id } = (await tarik.post("/api/sick-notes", { from: "2026-11-28", until: "2026-11-28" })) as { id: string };
    const jpeg = Buffer.from(pixel, "base64");
    const body = Buffer.concat([
      Buffer.from(
        '--b\r\ncontent-disposition: form-data; name="file"; filename="au.png"\r\ncontent-type: image/png\r\n\r\n',
      ),
      jpeg,
      Buffer.from("\r\n--b--\r\n"),
    ]);
    const path = `/api/sick-notes/${id}/photo`;
    const kept = await tarik.sendRaw(path, body, "multipart/form-data; boundary=b");
    expect(kept.statusCode, kept.body).toBe(200);
    expect((await owner.sendRaw(path, body, "multipart/form-data; boundary=b")).statusCode).toBe(404);
    expect((await owner.call("GET", path)).statusCode).toBe(200);
    expect((await office.call("GET", path)).statusCode).toBe(404);
    await owner.post(`/api/sick-notes/${id}/take`);
    app.clock.advance(71 * hour);
    await sweepSickNotes(app.deps, firm.tenantId);
    expect((await owner.call("GET", path)).statusCode).toBe(200);
    const notes = () => firm.tx((tx) => tx.selectFrom("sick_note").selectAll().orderBy("sick_note_id").execute());
    await whileHeld(app, async () => {
      app.clock.advance(2 * hour);
      await sweepSickNotes(app.deps, firm.tenantId);
      expect((await owner.call("GET", path)).statusCode, "a hold is no reason to keep it longer").toBe(404);
      const before = await notes();
      app.clock.advance(120 * day);
      await sweepSickNotes(app.deps, firm.tenantId);
      expect(await notes(), "the days stay for a claim").toEqual(before);
    });
    await sweepSickNotes(app.deps, firm.tenantId);
    expect(await notes()).toEqual([]);
  });

  it("goes to the office where the owner says so", async () => {
    await owner.call("PUT", "/api/team/setting", { sickNotesTo: "office" });
    const today = app.clock.now().toISOString().slice(0, 10);
    await tarik.post("/api/sick-notes", { from: today, until: today });
    expect(SickNotes.parse(await owner.get("/api/sick-notes")).received).toEqual([]);
    expect(SickNotes.parse(await office.get("/api/sick-notes")).received).toHaveLength(1);
    await owner.call("PUT", "/api/team/setting", { sickNotesTo: "owner" });
  });
});

describe("the works council (IN-3)", () => {
  const setting = async () => TeamSetting.parse(await tarik.get("/api/team/setting"));

  it("has to agree before the first room opens, and only the owner records it", async () => {
    expect((await office.call("PUT", "/api/team/setting", { worksCouncil: true })).statusCode).toBe(403);
    // Each decision has a moment of its own, so that their order is one.
    app.clock.advance(1);
    await owner.call("PUT", "/api/team/setting", { worksCouncil: true });
    app.clock.advance(1);
    expect(await setting()).toMatchObject({
      open: false,
      why: { de: expect.stringContaining("Betriebsrat"), en: expect.stringContaining("works council") },
    });
    // The list is asked for at every start of the app: it says that it is closed, and shows nothing.
    expect((await tarik.call("GET", "/api/rooms")).json()).toMatchObject({
      items: [],
      closed: { reason: "works-council", place: expect.stringMatching(/^\//) },
    });
    for (const [method, path, body] of [
      ["POST", "/api/rooms", { kind: "crew", name: "x", memberIds: [] }],
      ["GET", "/api/rooms/search?q=a", undefined],
      ["POST", "/api/roster/answers", { shiftIds: [app.deps.ids.uuid()], answer: "seen", reason: "" }],
    ] as const)
      expect((await tarik.call(method, path, body)).statusCode, path).toBe(422);
    const agreement = { on: "2026-10-01", reference: "Betriebsvereinbarung Messenger, Ordner 3" };
    await owner.call("PUT", "/api/team/setting", { agreement });
    expect(await setting()).toMatchObject({ open: true, agreementReference: "" });
    expect((await tarik.call("GET", "/api/rooms")).json()).toMatchObject({ closed: null });
    const verdicts = await firm.tx((tx) =>
      tx
        .selectFrom("decision")
        .select("verdict")
        .where("action", "=", "enable_internal")
        .orderBy("decision_id")
        .execute(),
    );
    expect(verdicts.map((row) => row.verdict).slice(-2)).toEqual(["require", "allow"]);
  });

  it("is a question nobody has answered in a new firm, and so the rooms are closed", async () => {
    await firm.tx((tx) => tx.deleteFrom("team_setting").execute());
    expect(await setting()).toMatchObject({ worksCouncil: null, open: false });
    expect((await tarik.call("GET", "/api/rooms")).json()).toMatchObject({ items: [], closed: expect.anything() });
    await owner.call("PUT", "/api/team/setting", { worksCouncil: false });
    expect((await tarik.call("GET", "/api/rooms")).json()).toMatchObject({ closed: null });
  });
});

const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
