import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ShiftSaved } from "../../src/contract/roster.ts";
import { SwapProposed } from "../../src/contract/roster-swaps.ts";
import { Standing, Today } from "../../src/contract/today.ts";
import { askIban } from "../../src/server/bank/ask-iban.action.ts";
import { countBadge } from "../../src/server/today/count-badge.action.ts";
import type { Business, Person } from "../support/a-business.ts";
import { crewOf } from "../support/a-crew.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

// "Heute" and "Wie stehen wir?": what needs one, and nobody measured (IN-3).
let app: TestApp;
let firm: Business;
let owner: Person;
let office: Person;
let tarik: Person;
let lead: Person;
const minute = 60_000;
const hour = 60 * minute;

beforeAll(async () => {
  app = await buildTestApp();
  firm = app.firm;
  ({ owner, office } = firm);
  ({ tarik, lead } = await crewOf(app, firm));
});
afterAll(() => app.stop());

const today = async (who: Person) => Today.parse(await who.get("/api/today"));
const needs = async (who: Person) => new Map((await today(who)).needs.map((one) => [one.kind, one.count]));
const standing = async () => Standing.parse(await owner.get("/api/today/standing"));

describe("Heute", () => {
  it("tells the owner who waits and that nobody takes care, and goes quiet when it is answered", async () => {
    const customer = firm.customer();
    await customer.writes("Bei uns tropft es");
    const id = await customer.conversationId();
    // Each number is that of the list it leads to: who waits, waits, also when nobody takes care of it.
    expect((await needs(owner)).get("nobody")).toBe(1);
    expect((await needs(owner)).get("waiting")).toBe(1);
    expect((await office.inbox("state=open&waiting=1")).map((row) => row.id)).toEqual([id]);
    await office.post(`/api/conversations/${id}/assign`, {
      memberId: office.memberId,
      version: (await office.row(id)).version,
    });
    expect((await needs(owner)).get("waiting")).toBe(1);
    expect((await needs(owner)).get("nobody")).toBeUndefined();
    await office.reply(id, "Wir kommen um drei");
    expect((await needs(owner)).get("waiting")).toBeUndefined();
    expect(await office.inbox("state=open&waiting=1")).toEqual([]);
    // Answered, and still in nobody's hands: open is open.
    await office.post(`/api/conversations/${id}/assign`, {
      memberId: null,
      version: (await office.row(id)).version,
    });
    expect((await needs(owner)).get("nobody")).toBe(1);
  });

  it("tells whoever may confirm new bank details that they wait, and nobody else", async () => {
    const caller = await firm.callerOf("owner");
    const ask = (iban: string) => app.sql((tx) => askIban(app.deps, tx, caller, { iban }));
    await ask("DE89370400440532013000");
    // The first one stands at once.
    expect((await needs(office)).get("bank")).toBeUndefined();
    await ask("DE02120300000000202051");
    expect((await needs(office)).get("bank")).toBe(1);
    expect((await today(office)).needs.find(({ kind }) => kind === "bank")?.path).toBe("/recht");
    for (const one of [owner, lead, tarik]) expect((await needs(one)).get("bank")).toBeUndefined();
    await office.post("/api/bank/settle", { confirmed: false, iban: "DE02120300000000202051" });
    expect((await needs(office)).get("bank")).toBeUndefined();
  });

  it("tells whoever sees to the channels that Meta does not take the access, until it does", async () => {
    const set = (trouble: "refused" | "unreachable" | null) =>
      app.sql((tx) =>
        tx
          .updateTable("channel_account")
          .set({ trouble, trouble_since: trouble && app.clock.now() })
          .where("kind", "=", "whatsapp")
          .execute(),
      );
    await set("refused");
    expect((await today(owner)).needs).toContainEqual({ kind: "refused", path: "/einrichten/kanaele", count: 1 });
    expect((await needs(tarik)).get("refused")).toBeUndefined();
    // A line that is down comes back by itself.
    await set("unreachable");
    expect((await needs(owner)).get("refused")).toBeUndefined();
    await set(null);
  });

  it("shows a sick note to the one role it went to, as a number", async () => {
    const day = app.clock.now().toISOString().slice(0, 10);
    await tarik.post("/api/sick-notes", { from: day, until: day });
    expect((await needs(owner)).get("sick-notes")).toBe(1);
    for (const other of [office, lead, tarik]) expect((await needs(other)).get("sick-notes")).toBeUndefined();
  });

  it("shows a colleague outside neither customers nor papers, and no one who has not seen the plan", async () => {
    const seen = await today(tarik);
    expect([seen.needs, seen.unseen]).toEqual([[], []]);
    expect(seen.maySeeStanding).toBe(false);
    expect((await tarik.call("GET", "/api/today/standing")).statusCode).toBe(403);
    expect((await office.call("GET", "/api/today/standing")).statusCode).toBe(403);
  });

  it("tells planners by name who has not taken note of the plan, and the person what is wanted", async () => {
    const start = new Date(app.clock.now().getTime() + 48 * hour).toISOString().slice(0, 10);
    await lead.post("/api/roster/shifts", {
      memberId: tarik.memberId,
      kind: "work",
      start: `${start}T08:00`,
      end: `${start}T12:00`,
      place: "Bad Müller",
    });
    await lead.post("/api/roster/publish", { from: start, to: start });
    await app.drain();
    expect((await today(owner)).unseen).toMatchObject([{ memberId: tarik.memberId, since: expect.any(String) }]);
    const mine = await today(tarik);
    expect(mine.shift).toMatchObject({ start: `${start}T08:00`, place: "Bad Müller", asked: true });
    expect(mine.needs).toContainEqual(expect.objectContaining({ kind: "answers", count: 1 }));
    await tarik.post("/api/roster/answers", { shiftIds: [mine.shift?.id], answer: "seen", reason: "" });
    expect((await today(owner)).unseen).toEqual([]);
    expect((await today(tarik)).shift?.asked).toBe(false);
  });
});

describe("somebody looks for a stand-in", () => {
  const swapOf = async (from: string, to: string, toMemberId: string | null) => {
    const start = new Date(app.clock.now().getTime() + 96 * hour).toISOString().slice(0, 10);
    const { shiftId } = ShiftSaved.parse(
      await lead.post("/api/roster/shifts", {
        memberId: tarik.memberId,
        kind: "work",
        start: `${start}T${from}`,
        end: `${start}T${to}`,
        place: "Bad Müller",
      }),
    );
    await lead.post("/api/roster/publish", { from: start, to: start });
    return SwapProposed.parse(await tarik.post("/api/roster/swaps", { shiftId, toMemberId, words: "Wer kann?" }));
  };
  it("whoever goes out to customers reads that somebody asks all; bookkeeping does not, and nobody's yes is waited for", async () => {
    const petra = await firm.person("Petra Sommer (Demo)");
    const { swapId } = await swapOf("08:00", "12:00", null);
    expect((await needs(lead)).get("open-swaps")).toBe(1);
    for (const who of [lead, petra]) expect((await needs(who)).get("swaps")).toBeUndefined();
    expect((await needs(petra)).get("open-swaps")).toBeUndefined();
    await tarik.post(`/api/roster/swaps/${swapId}/answer`, { answer: "withdraw" });
  });
  it("whoever is asked by name reads that their yes is waited for, then whoever approves", async () => {
    const { swapId } = await swapOf("13:00", "16:00", lead.memberId);
    expect((await needs(lead)).get("swaps")).toBe(1);
    expect((await needs(office)).get("swaps")).toBeUndefined();
    await lead.post(`/api/roster/swaps/${swapId}/answer`, { answer: "accept" });
    expect((await needs(office)).get("swaps")).toBe(1);
    await office.post(`/api/roster/swaps/${swapId}/answer`, { answer: "refuse" });
  });
});

describe("Wie stehen wir?", () => {
  it("says how long a first answer takes, of the whole business", async () => {
    const before = await standing();
    expect(before.firstAnswerMinutes).not.toBeNull();
    const customer = firm.customer();
    await customer.writes("Und wann?");
    await customer.writes("Hallo?");
    expect((await standing()).waiting).toBe(before.waiting + 1);
    await app.pass(600 * minute);
    await office.reply(await customer.conversationId(), "Um fünf");
    const after = (await standing()).firstAnswerMinutes ?? 0;
    // Two waited: one hardly at all, this one ten hours, counted once.
    expect(after).toBeGreaterThanOrEqual(295);
    expect(after).toBeLessThanOrEqual(305);
  });

  it("holds no number, name or id of a person, and none can be worked out of it", async () => {
    const { body } = await owner.call("GET", "/api/today/standing");
    const people = await firm.tx((tx) => tx.selectFrom("member").select(["member_id", "name"]).execute());
    for (const { member_id, name } of people) {
      expect(body).not.toContain(member_id);
      expect(body).not.toContain(name.split(" ")[0]);
    }
    const keys = new Set([...body.matchAll(/"(\w+)":/g)].map((match) => match[1]));
    expect([...keys].filter((key) => /member|person|name|author|assignee|user/i.test(key ?? ""))).toEqual([]);
    for (const query of ["?memberId=x", "?assignee=me", `?member=${tarik.memberId}`])
      expect((await owner.call("GET", `/api/today/standing${query}`)).body).toBe(body);
  });

  it("counts by month how often somebody off duty was reached for a danger, without names", async () => {
    const month = app.clock.now().toISOString().slice(0, 7);
    const before = (await standing()).overrides.find((one) => one.month === month)?.count ?? 0;
    const room = (await tarik.post("/api/rooms", { kind: "direct", memberId: lead.memberId })) as { id: string };
    await tarik.post(`/api/rooms/${room.id}/messages`, {
      clientId: app.deps.ids.uuid(),
      text: "Gas!",
      emergency: { danger: "gas", reason: "Gasgeruch in der Halle" },
    });
    expect((await standing()).overrides).toContainEqual({ month, count: before + 1 });
  });
});

const until = async (clock: number, weekday: number) => {
  const next = new Date(app.clock.now());
  next.setUTCHours(clock, 0, 0, 0);
  while (next <= app.clock.now() || next.getUTCDay() !== weekday) next.setUTCDate(next.getUTCDate() + 1);
  app.clock.advance(next.getTime() - app.clock.now().getTime());
};

it("rooms with something unread are counted, and of what was said in them nothing is opened", async () => {
  await until(10, 2);
  const opened = vi.spyOn(app.deps.seal, "openForContact");
  try {
    const asked = async () => {
      opened.mockClear();
      const counts = await needs(tarik);
      return {
        rooms: counts.get("rooms") ?? 0,
        mentions: counts.get("mentions") ?? 0,
        opened: opened.mock.calls.length,
      };
    };
    const before = await asked();
    for (const [name, mentions] of [
      ["Lager", []],
      ["Fuhrpark", []],
      ["Dach", [tarik.memberId]],
    ] as const) {
      const wish = { kind: "crew", name, memberIds: [tarik.memberId] };
      const { id } = (await office.post("/api/rooms", wish)) as { id: string };
      await office.post(`/api/rooms/${id}/messages`, { clientId: app.deps.ids.uuid(), text: "Wer fährt?", mentions });
      if (name === "Fuhrpark") await tarik.call("PATCH", `/api/rooms/${id}`, { muted: true });
    }
    await app.drain();
    expect(await asked()).toEqual({ ...before, rooms: before.rooms + 1, mentions: before.mentions + 1 });
  } finally {
    opened.mockRestore();
  }
});

it("in one's free time the app's icon shows no number (G10)", async () => {
  const customer = firm.customer();
  const badge = () =>
    firm.tx((tx) => countBadge(app.deps, tx, firm.tenantId, { memberId: office.memberId, role: "office" }));
  await until(10, 3);
  await customer.writes("Noch eine Frage");
  expect(await badge()).toBeGreaterThan(0);
  expect((await today(office)).quiet).toBe(false);
  await until(22, 3);
  expect(await badge()).toBe(0);
  expect((await today(office)).quiet).toBe(true);
});

it("who manages the channels reads what arrived in no conversation and until when it is kept, as long as it is", async () => {
  const parked = async (who: Person) => (await today(who)).needs.find(({ kind }) => kind === "parked");
  const nobody = (body: string) =>
    firm.customer().delivers({ messages: [{ type: "text", group_id: "120363", text: { body } }] });
  expect(await parked(owner)).toBeUndefined();
  const until = new Date(app.clock.now().getTime() + 7 * 24 * hour).toISOString();
  await nobody("Wer bin ich?");
  await app.pass(hour);
  await nobody("Und wer ich?");
  expect(await parked(owner)).toEqual({ kind: "parked", path: "/einrichten/kanaele", count: 2, until });
  for (const other of [office, lead, tarik]) expect(await parked(other)).toBeUndefined();
  app.clock.advance(Date.parse(until) - app.clock.now().getTime() + 1);
  expect((await parked(owner))?.count).toBe(1);
  app.clock.advance(hour);
  expect(await parked(owner)).toBeUndefined();
});

// The last one: a year passes.
it("the owner reads on which channel a red light stops sending", async () => {
  const ampel = async () => (await today(owner)).needs.find(({ kind }) => kind === "ampel");
  expect((await ampel())?.stopped ?? []).toEqual([]);
  await app.pass(370 * 24 * hour);
  expect((await ampel())?.stopped).toEqual(["WhatsApp (Demo)"]);
});
