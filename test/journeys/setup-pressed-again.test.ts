import { afterAll, beforeAll, expect, test } from "vitest";
import { NoticeAnswer, ProcessorsAnswer } from "../../src/contract/setup-papers.ts";
import { demoGapDecision } from "../../src/server/demo/demo-business.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/**
 * The later steps of the set-up, pressed again because no answer came, and by two owners in the same moment: what is on
 * record of it stands there once, and nobody is told that theirs went through when it was somebody else's.
 */
let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

const post = (path: string, body: object = {}) => app.firm.owner.call("POST", path, body);
/** What the audit has of these deeds, oldest first. */
const noted = async (...verbs: string[]) => {
  const rows = await app.sql((tx) =>
    tx
      .selectFrom("audit_entry as e")
      .innerJoin("audit_link as l", "l.audit_id", "e.audit_id")
      .select("e.verb")
      .where("e.verb", "in", verbs)
      .orderBy("l.seq")
      .execute(),
  );
  return rows.map(({ verb }) => verb);
};
const meta = async () =>
  ProcessorsAnswer.parse(await app.firm.owner.get("/api/setup/processors")).processors.find(
    ({ channel }) => channel === "whatsapp",
  ) ?? expect.fail();

test("a channel is closed once and opened once, however often it is pressed", async () => {
  const path = `/api/setup/channels/${app.firm.whatsappAccountId}`;
  const verbs = ["open-channel", "stop-channel"] as const;
  const before = (await noted(...verbs)).length;
  const decisions = async () =>
    (
      await app.sql((tx) =>
        tx.selectFrom("decision").select("decision_id").where("action", "=", "activate_channel").execute(),
      )
    ).length;
  const decided = await decisions();
  for (const step of ["stop", "stop", "activate", "activate"])
    expect([step, (await post(`${path}/${step}`)).statusCode]).toEqual([step, 200]);
  await Promise.all([post(`${path}/activate`), post(`${path}/activate`)]);
  expect((await noted(...verbs)).slice(before)).toEqual(["stop-channel", "open-channel"]);
  expect(await decisions()).toBe(decided + 1);
});

test("a code for a place is made once, under one number; a second of its name is refused", async () => {
  const add = (clientId: string, name = "Lieferwagen") => post("/api/setup/entry-sources", { name, clientId });
  const number = app.deps.ids.uuid();
  const first = await add(number);
  expect([first.statusCode, (await add(number)).json()]).toEqual([200, first.json()]);
  expect((await add(number, "Anhänger")).statusCode).toBe(409);
  expect((await add(app.deps.ids.uuid())).statusCode).toBe(400);
  expect(await noted("add-entry-source")).toHaveLength(1);
});

test("a yearly look at a contract is on record once, under one number", async () => {
  const { id } = await meta();
  const look = (more: object = {}) =>
    post(`/api/setup/processors/${id}/review`, { result: "Alles wie im Vertrag.", clientId, ...more });
  let clientId = app.deps.ids.uuid();
  const before = (await noted("record-review")).length;
  const first = await look();
  expect([first.statusCode, (await look()).json()]).toEqual([200, first.json()]);
  expect((await look({ result: "Doch nicht alles." })).statusCode).toBe(409);
  clientId = app.deps.ids.uuid();
  expect((await look()).statusCode).toBe(200);
  expect((await noted("record-review", "review-processor")).slice(before)).toHaveLength(4);
});

test("the owner answers once for the gaps of a contract, and once for the switch for the USA", async () => {
  const { id, checklist } = await meta();
  const path = `/api/setup/processors/${id}`;
  const present = checklist.find(({ state, core, key }) => state === "present" && !core && key !== "transfer");
  await app.firm.owner.call("PUT", path, { checklist: { [present?.key ?? ""]: { state: "missing" } } });
  const decide = async (more: object = {}) =>
    (await post(`${path}/gap-decision`, { ...demoGapDecision, was: (await meta()).gaps, ...more })).statusCode;
  const turn = async (source: string) =>
    (await app.firm.owner.call("PUT", "/api/setup/transfer-switch", { dpfValid: true, source })).statusCode;
  const before = (await noted("decide-gaps", "switch-transfer-on")).length;
  const answered = async () => (await meta()).gapDecision?.decidedAt;
  expect(await decide()).toBe(200);
  const at = await answered();
  app.clock.advance(60_000);
  expect([await decide(), await answered()]).toEqual([200, at]);
  expect(await decide({ reason: "Ein anderer Grund, den wir heute kennen." })).toBe(200);
  expect(await answered()).not.toBe(at);
  for (const source of ["EuGH, C-1/26", "EuGH, C-1/26", "EuGH, C-2/26"]) expect(await turn(source)).toBe(200);
  const deeds = (await noted("decide-gaps", "switch-transfer-on")).slice(before);
  expect(deeds).toEqual(["decide-gaps", "decide-gaps", "switch-transfer-on", "switch-transfer-on"]);
});

test("a new sub-processor is decided once; the same press again finds it done", async () => {
  const { id } = await meta();
  const path = `/api/setup/processors/${id}/changes`;
  const who = "Neuer Host, Irland";
  await post(path, { announcedOn: "2026-11-24", objectUntil: "2026-12-24", who, what: "Server" });
  const change = (await meta()).changes.find((one) => one.who === who) ?? expect.fail();
  const decide = (decision: string, reason = "Sitzt in der EU.") => post(`${path}/${change.id}`, { decision, reason });
  const first = await decide("accepted");
  expect([first.statusCode, (await decide("accepted")).json()]).toEqual([200, first.json()]);
  expect((await decide("objected")).statusCode).toBe(404);
  expect((await decide("accepted", "Aus einem anderen Grund.")).statusCode).toBe(404);
  expect(await noted("decide-subprocessor")).toHaveLength(1);
});

test("two publish the notice in the same moment: one version, and the other owner hears that it was not theirs", async () => {
  const read = async () => {
    const { channels } = NoticeAnswer.parse(await app.firm.owner.get("/api/setup/notice"));
    return channels.find(({ channel }) => channel === "whatsapp")?.version ?? 0;
  };
  for (const [one, two, expected] of [
    ["Anschrift neu", "Anschrift neu", [200, 200]],
    ["Anschrift neu", "Neue Frist gesetzt", [200, 409]],
  ] as const) {
    const after = await read();
    const publish = async (reason: string) =>
      (await post("/api/setup/notice/whatsapp", { change: "material", reason, after })).statusCode;
    expect((await Promise.all([publish(one), publish(two)])).sort()).toEqual(expected);
    expect(await read()).toBe(after + 1);
  }
});
