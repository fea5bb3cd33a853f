import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildTestApp, type TestApp } from "../../../test/support/build-app.ts";
import { RecordsAnswer } from "../../contract/records.ts";
import { TeamSetting } from "../../contract/team.ts";
import { judgeActivation } from "../channel-setup/judge-activation.action.ts";
import { hour } from "../platform/instant.ts";
import { impactHits, manyContacts } from "./impact-hits.ts";

test("sick notes are one mark; many contacts make two (Art. 35, recital 91)", () => {
  expect([0, manyContacts - 1, manyContacts].map(impactHits)).toEqual([1, 1, 2]);
});

describe("a business with very many contacts (AC-2)", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await buildTestApp();
  });
  afterAll(() => app.stop());

  const activation = () =>
    app.sql(async (tx) => await judgeActivation(app.deps, tx, app.firm.tenantId, "webchat", true));
  const records = async () => RecordsAnswer.parse(await app.firm.owner.get("/api/records"));
  const record = (who = app.firm.owner, change = {}) =>
    who.call("POST", "/api/records/impact-assessment", {
      madeOn: "2026-01-15",
      outcome: "Die Risiken sind klein; das Papier liegt im Ordner Datenschutz.",
      ...change,
    });

  test("is not asked while it is small", async () => {
    expect((await records()).impact).toMatchObject({ needed: false, covered: false, mayRecord: true });
    expect((await activation()).facts.extra).toMatchObject({ dpiaHits: 1, dpiaRecorded: false });
  });

  test("opens no channel until its assessment is recorded", async () => {
    await app.sql((tx) =>
      sql`insert into contact (tenant_id, contact_id, created_at)
          select ${app.firm.tenantId}::uuid, gen_random_uuid(), now() from generate_series(1, ${manyContacts})`.execute(
        tx,
      ),
    );
    const { verdict, missing } = await activation();
    expect(verdict).toMatchObject({
      verdict: "require",
      requires: ["dpia_check"],
      rules: expect.arrayContaining(["AC-2"]),
    });
    expect(missing.map(({ token, step }) => [token, step])).toEqual([["dpia_check", "records"]]);
    expect((await records()).impact).toMatchObject({ needed: true, covered: false });
  });

  test("keeps the internal messenger open where it is, and opens it nowhere before the assessment", async () => {
    const setting = async () => TeamSetting.parse(await app.firm.owner.get("/api/team/setting"));
    expect(await setting()).toMatchObject({ open: true, place: null });
    await app.sql((tx) => tx.deleteFrom("team_setting").execute());
    expect(await setting()).toMatchObject({ open: false, place: "/einstellungen/betrieb-intern" });
    await app.firm.owner.call("PUT", "/api/team/setting", { worksCouncil: false });
    expect(await setting()).toMatchObject({
      open: false,
      place: "/recht/verzeichnisse",
      why: { de: expect.stringContaining("Folgenabschätzung"), en: expect.stringContaining("impact assessment") },
    });
    const rooms = await app.firm.owner.call("GET", "/api/rooms");
    // The list is asked for at every start: it says that it is closed, and only opening a room is refused.
    const closed = { place: "/recht/verzeichnisse", reason: "impact-assessment" };
    expect([rooms.statusCode, rooms.json()]).toMatchObject([200, { items: [], closed }]);
    const made = await app.firm.owner.call("POST", "/api/rooms", { kind: "crew", name: "Bad", memberIds: [] });
    expect([made.statusCode, made.json().more]).toEqual([422, closed]);
    const [asked] = await app.sql((tx) =>
      tx
        .selectFrom("decision")
        .select(["verdict", "requires", "rules"])
        .where("action", "=", "enable_internal")
        .orderBy("at", "desc")
        .orderBy("decision_id", "desc")
        .limit(1)
        .execute(),
    );
    expect(asked).toMatchObject({
      verdict: "require",
      requires: ["dpia_check"],
      rules: expect.arrayContaining(["AC-2"]),
    });
  });

  test("only who answers for the business records it, and not for a day to come", async () => {
    expect((await record(app.firm.office)).statusCode).toBe(403);
    expect((await record(app.firm.owner, { madeOn: "2999-01-01" })).statusCode).toBe(400);
    expect((await record(app.firm.owner, { outcome: "ok" })).statusCode).toBe(400);
  });

  test("then it opens, and the paper says when and what came out", async () => {
    const answer = await record();
    expect(answer.statusCode).toBe(200);
    const { impact, records: papers } = RecordsAnswer.parse(answer.json());
    expect(impact).toMatchObject({ needed: true, covered: true, madeOn: "2026-01-15" });
    expect((await activation()).verdict.verdict).toBe("allow");
    expect((await app.firm.owner.call("GET", "/api/rooms")).statusCode).toBe(200);
    const [newest] = papers.find(({ kind }) => kind === "impact")?.versions ?? [];
    const page = await app.firm.owner.call("GET", `/api/records/impact/${newest?.version}/html`);
    for (const part of ["15.01.2026", "liegt im Ordner Datenschutz", "mindestens 10.000 Kontakte"])
      expect(page.body).toContain(part);
  });

  test("the one recorded last is the one that counts, also where the clock was put back since", async () => {
    app.clock.advance(-hour);
    const { impact } = RecordsAnswer.parse((await record(app.firm.owner, { madeOn: "2026-02-20" })).json());
    expect(impact).toMatchObject({ covered: true, madeOn: "2026-02-20" });
  });
});
