import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildOwnedApp, type TestApp } from "../../../test/support/build-app.ts";
import { lockWaits } from "../../../test/support/lock-waits.ts";
import { pdfPages } from "../../../test/support/pdf-text.ts";
import { IncidentFields, IncidentList, IncidentView } from "../../contract/incidents.ts";
import { hour } from "../platform/instant.ts";
import { alarmOf, deadlineOf, openFields, undecided } from "./incident.ts";
import { openIncident } from "./open-incident.action.ts";
import { raiseAlarms } from "./raise-alarms.job.ts";

let app: TestApp;
beforeAll(async () => {
  ({ app } = await buildOwnedApp());
});
afterAll(() => app.stop());

const known = "KANARIENVOGEL";
const full = IncidentFields.parse({
  what: `Ein Ordner mit Angeboten wurde an die falsche Adresse geschickt. ${known}`,
  personKinds: "Kunden",
  persons: 3,
  recordKinds: "Name, Anschrift, Preis",
  records: 3,
  contact: "Jörg Brandt, 0371 555",
  consequences: "Fremde kennen Anschrift und Preis.",
  measures: "Empfänger angerufen, Mail gelöscht.",
});

async function opened(what = "Angebot an Fremde geschickt", drill = false): Promise<IncidentView> {
  const body = { what, drill, awareAt: app.clock.now().toISOString() };
  return IncidentView.parse(await app.firm.office.post("/api/incidents", body));
}
const put = async (id: string, fields: Partial<IncidentFields>) =>
  IncidentView.parse((await app.firm.office.call("PUT", `/api/incidents/${id}`, { ...full, ...fields })).json());
const decide = (id: string) => app.firm.owner.call("POST", `/api/incidents/${id}/decide`);
const close = (id: string) => app.firm.owner.call("POST", `/api/incidents/${id}/close`);

describe("the 72 hours", () => {
  const at = (iso: string) => new Date(iso);

  it("run through a weekend and the night the clocks change", () => {
    expect(deadlineOf(at("2026-10-23T20:00:00Z"))).toEqual(at("2026-10-26T20:00:00Z"));
  });

  it.each([
    ["23:59 hours", 24 * hour - 1, 0],
    ["a day", 24 * hour, 24],
    ["two days", 48 * hour, 48],
    ["60 hours", 60 * hour, 60],
    ["70 hours", 70 * hour, 70],
    ["a second before the end", 72 * hour - 1000, 70],
    ["the end", 72 * hour, 72],
  ])("grow louder: %s", (_name, passed, alarm) => {
    const start = at("2026-11-24T06:00:00Z");
    expect(alarmOf(start, new Date(start.getTime() + passed))).toBe(alarm);
  });
});

it("what somebody else changed meanwhile is not overwritten unseen; a press whose answer was lost is no conflict", async () => {
  const { id, fields: was } = await opened();
  const saved = { ...was, measures: "Abgeholt" };
  const change = (fields: IncidentFields) => app.firm.office.call("PUT", `/api/incidents/${id}`, { ...fields, was });
  expect((await change(saved)).statusCode).toBe(200);
  expect((await change(saved)).statusCode).toBe(200);
  expect((await change({ ...was, measures: "Nichts" })).statusCode).toBe(409);
});

describe("a decision", () => {
  const aware = new Date("2026-11-24T06:00:00Z");

  it("of no risk needs a reason and no notification", () => {
    expect(undecided({ ...full, risk: "none" }, aware)).toHaveLength(1);
    expect(undecided({ ...full, risk: "none", riskReason: "Verschlüsselt." }, aware)).toEqual([]);
  });

  it("of a risk needs every field of Art. 33(3) and the day it was told", () => {
    expect(openFields(IncidentFields.parse({}))).toHaveLength(8);
    expect(undecided({ ...full, risk: "risk", riskReason: "Anschrift" }, aware)).toEqual([
      { de: "Wann habt ihr es der Aufsicht gemeldet?", en: "When did you report it to the authority?" },
    ]);
  });

  it("that came too late needs to say why", () => {
    const late = { ...full, risk: "risk", riskReason: "x", notifiedOn: "2026-11-28" } as const;
    expect(undecided(late, aware)).toEqual([
      { de: expect.stringContaining("72 Stunden"), en: expect.stringContaining("72 hours") },
    ]);
  });

  it("is late by the day in Germany: 72 hours that end at half past midnight there end on that day", () => {
    const told = { ...full, risk: "risk", riskReason: "x", notifiedOn: "2026-11-28" } as const;
    expect(undecided(told, new Date("2026-11-24T23:30:00Z"))).toEqual([]);
  });

  it("of a high risk needs the letter to the persons", () => {
    const high = { ...full, risk: "high", riskReason: "x", notifiedOn: "2026-11-25" } as const;
    expect(undecided(high, aware)).toEqual([expect.objectContaining({ de: expect.stringContaining("Art. 34") })]);
  });
});

describe("a breach", () => {
  it("is entered by the office, names the authority of the state, and is closed only with a decision", async () => {
    const { id, authority, fields } = await opened();
    expect(authority?.name).toContain("Sächsische");
    expect(fields.contact).not.toBe("");
    expect((await decide(id)).statusCode).toBe(422);
    const refused = await close(id);
    expect(refused.statusCode).toBe(422);
    expect(refused.json()).toMatchObject({ more: { requires: ["authority_notification_decision"] } });
    await put(id, { risk: "none", riskReason: "Die Datei war verschlüsselt." });
    expect((await decide(id)).statusCode).toBe(200);
    expect((await close(id)).statusCode).toBe(200);
    expect((await close(id)).statusCode).toBe(409);
    const [kept] = await app.firm.tx((tx) =>
      tx
        .selectFrom("incident as i")
        .innerJoin("decision as d", "d.decision_id", "i.decision_id")
        .selectAll("d")
        .where("i.incident_id", "=", id)
        .execute(),
    );
    expect(kept).toMatchObject({ action: "close_incident", verdict: "allow" });
  });

  it("is decided by the owner alone", async () => {
    const { id, mayDecide } = await opened();
    expect(mayDecide).toBe(false);
    expect((await app.firm.office.call("POST", `/api/incidents/${id}/decide`)).statusCode).toBe(403);
  });

  it("is decided anew when the risk is judged anew", async () => {
    const { id } = await opened();
    await put(id, { risk: "none", riskReason: "Verschlüsselt." });
    await decide(id);
    expect((await put(id, { risk: "high", riskReason: "Doch nicht verschlüsselt." })).decided).toBe(false);
    expect((await close(id)).statusCode).toBe(422);
  });

  it("alarms once per step, in the audit and on every screen", async () => {
    const { id } = await opened();
    app.clock.advance(25 * hour);
    await raiseAlarms(app.deps, app.firm.tenantId);
    await raiseAlarms(app.deps, app.firm.tenantId);
    app.clock.advance(24 * hour);
    await raiseAlarms(app.deps, app.firm.tenantId);
    const view = IncidentView.parse(await app.firm.office.get(`/api/incidents/${id}`));
    expect(view.alarm).toBe(48);
    const reminders = view.timeline.filter(({ sentence }) => sentence.de.includes("erinnert"));
    expect(reminders.map(({ sentence }) => sentence.de)).toEqual([
      "Werkbote hat an die Frist erinnert (24 Stunden)",
      "Werkbote hat an die Frist erinnert (48 Stunden)",
    ]);
  });

  it("can be rehearsed, and is a paper for the authority and a letter for the persons", async () => {
    const { id } = await opened("Übung: Laptop weg", true);
    const answer = await app.firm.office.call("GET", `/api/incidents/${id}/bericht.pdf`);
    expect(answer.headers["content-type"]).toBe("application/pdf");
    expect(answer.rawPayload.subarray(0, 5).toString()).toBe("%PDF-");
    expect((await app.firm.office.call("GET", `/api/incidents/${id}/brief.pdf`)).statusCode).toBe(200);
  });

  it("opens with every field full: the draft of the letter holds three of them and its own words", async () => {
    const { id } = await opened();
    const long = "x".repeat(4_000);
    const { fields } = await put(id, { what: long, consequences: long, measures: long });
    expect(fields.letter.split(long)).toHaveLength(4);
    expect((await put(id, { letter: fields.letter })).fields.letter).toBe(fields.letter);
  });

  it("says on paper that what hangs on the risk is open, and its days as people write them", async () => {
    const { id } = await opened();
    const paper = async () =>
      (await pdfPages((await app.firm.office.call("GET", `/api/incidents/${id}/bericht.pdf`)).rawPayload)).join("\n");
    expect(await paper()).toMatch(/Betroffene benachrichtigt am\s+noch offen/);
    await put(id, { risk: "high", riskReason: "x", notifiedOn: "2026-11-25", personsToldOn: "2026-11-26" });
    expect(await paper()).toMatch(/Gemeldet am\s+25\.11\.2026[\s\S]+benachrichtigt am\s+26\.11\.2026/);
    await put(id, { risk: "none", riskReason: "x" });
    expect(await paper()).toMatch(/Betroffene benachrichtigt am\s+nicht nötig/);
  });

  it("cannot begin in the future", async () => {
    const awareAt = new Date(app.clock.now().getTime() + hour).toISOString();
    const answer = await app.firm.office.call("POST", "/api/incidents", { what: "Panne", awareAt });
    expect(answer.statusCode).toBe(400);
  });

  it("begins by itself when a device is lost, with what happened to the device in its course", async () => {
    const [device] = await app.firm.tx((tx) =>
      tx.selectFrom("device").selectAll().where("state", "=", "approved").execute(),
    );
    const before = IncidentList.parse(await app.firm.office.get("/api/incidents")).items.length;
    const answer = await app.firm.owner.call("POST", `/api/devices/${device?.device_id}/lost`);
    expect(answer.statusCode).toBe(200);
    const list = IncidentList.parse(await app.firm.office.get("/api/incidents")).items;
    expect(list).toHaveLength(before + 1);
    const newest = list.toSorted((a, b) => b.number - a.number)[0];
    const view = IncidentView.parse(await app.firm.office.get(`/api/incidents/${newest?.id}`));
    expect(view.timeline.map(({ sentence }) => sentence.de).join()).toContain("verloren gemeldet");
  });

  it("gets a number of its own, also when two open one in the same moment, or the newest record is gone", async () => {
    const { tenantId } = app.firm;
    const actor = { kind: "server", id: null } as const;
    const what = { drill: false, awareAt: app.clock.now(), what: "Angebot an Fremde" };
    const { promise: hasNumber, resolve: numbered } = Promise.withResolvers<void>();
    const { promise: bothThere, resolve: open } = Promise.withResolvers<void>();
    const first = app.firm.tx(async (tx) => {
      const id = await openIncident(app.deps, tx, { tenantId, actor }, what);
      numbered();
      await bothThere;
      return id;
    });
    // Were the second there before it, nobody would wait for anybody.
    await Promise.race([hasNumber, first]);
    const second = app.firm.tx((tx) => openIncident(app.deps, tx, { tenantId, actor }, what));
    await expect.poll(() => lockWaits(app)).toBe(1);
    open();
    const numberOf = async (id: string) => IncidentView.parse(await app.firm.office.get(`/api/incidents/${id}`)).number;
    const [one, two] = await Promise.all([first, second]);
    const numbers = [await numberOf(one), await numberOf(two)].toSorted((a, b) => a - b);
    expect(numbers[1]).toBe(Number(numbers[0]) + 1);
    await app.firm.tx((tx) => tx.deleteFrom("incident").where("incident_id", "in", [one, two]).execute());
    expect((await opened()).number).toBe(Number(numbers[1]) + 1);
  });

  it("leaves none of its words readable in the database, the audit included", async () => {
    const { id } = await opened(known);
    await put(id, { risk: "none", riskReason: known });
    const rows = await app.firm.tx(async (tx) => [
      await tx.selectFrom("incident").selectAll().execute(),
      await tx.selectFrom("audit_entry").selectAll().execute(),
    ]);
    expect(JSON.stringify(rows)).not.toContain(known);
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(known).join(","));
  });
});
