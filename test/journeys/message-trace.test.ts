import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { traceLines } from "../../src/commands/trace-lines.ts";
import { DeliveryTry } from "../../src/contract/messages.ts";
import { readTries } from "../../src/server/outbound/read-tries.action.ts";
import { traceMessage } from "../../src/server/outbound/trace-message.action.ts";
import { second } from "../../src/server/platform/instant.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { compileCache } from "../support/compile-cache.ts";
import { rejected, unreachable } from "../support/fake-channel.ts";

/** "Warum kam keine Nachricht?": asked by the office on the screen, and by whoever runs the machine (I6). */
let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

/** A reply that WhatsApp took at the second try, and one it did not take at all. */
async function twoReplies() {
  const who = app.firm.customer();
  await who.writes("Bei Familie Seidel tropft der Hahn");
  const id = await who.conversationId();
  app.whatsapp.script.push(unreachable);
  const { message: late } = await app.firm.office.reply(id, "Wir kommen zu Familie Seidel");
  await app.pass(2 * second);
  app.whatsapp.script.push(rejected);
  const { message: lost } = await app.firm.office.reply(id, "Passt Montag?");
  return { late, lost, asked: (await app.firm.office.thread(id)).find(({ direction }) => direction === "in") };
}
const triesOf = async (who: { get(path: string): Promise<unknown> }, id: string) =>
  DeliveryTry.array().parse(await who.get(`/api/messages/${id}/tries`));
const stepsOf = async (id: string) => {
  const trace = (await traceMessage(app.deps, id)) ?? expect.fail("no trace");
  const lines = traceLines(trace);
  expect(lines[0]).toMatch(`Betrieb ${app.firm.tenantId} · `);
  return lines.slice(1).map((line) => line.replace(/^[\d.]+, [\d:]+ {2}/, ""));
};

test("the proof of a message tells each try to hand it over and how it ended", async () => {
  const { late, lost, asked } = await twoReplies();
  expect((await triesOf(app.firm.office, late.id)).map(({ outcome }) => outcome)).toEqual(["unreachable", "sent"]);
  const [only, ...more] = await triesOf(app.firm.office, lost.id);
  expect([only?.outcome, more]).toEqual(["rejected", []]);
  expect(only?.errorCode).toMatch(/\w/);
  expect(await triesOf(app.firm.office, asked?.id ?? "")).toEqual([]);
  const crew = await app.firm.callerOf("crew");
  await expect(app.sql((tx) => readTries(tx, crew, late.id))).rejects.toMatchObject({ code: "not-found" });
});

test("and it ends with what the channel has reported since: delivered, or lost after it was taken", async () => {
  const who = app.firm.customer();
  await who.writes("Wann kommen Sie?");
  const id = await who.conversationId();
  const takenAs = async (externalId: string) => {
    app.whatsapp.script.push({ kind: "sent", externalId });
    const { message } = await app.firm.office.reply(id, `Morgen um 8 Uhr (${externalId})`);
    await app.pass(second);
    return message.id;
  };
  const seen = await takenAs("wamid.SEEN");
  await who.receipt("wamid.SEEN", "delivered");
  expect(await triesOf(app.firm.office, seen)).toMatchObject([{ outcome: "sent" }, { outcome: "delivered" }]);
  const lost = await takenAs("wamid.LOST");
  await who.receipt("wamid.LOST", "failed");
  expect(await triesOf(app.firm.office, lost)).toMatchObject([
    { outcome: "sent" },
    { outcome: "failed", errorCode: "131026" },
  ]);
});

test("whoever runs the machine hears the way of a message, and nothing it says or whom it is for", async () => {
  const { late, lost, asked } = await twoReplies();
  const checked = expect.stringMatching(/^geprüft: erlaubt \(BASE-1.*; Regelwerk \d{4}-\d\d-\d\d\.\d+\)$/);
  expect(await stepsOf(late.id)).toEqual([
    "gespeichert",
    checked,
    checked,
    "1. Versuch",
    "1. Versuch: Kanal nicht erreichbar, Fehler network",
    checked,
    "2. Versuch",
    "2. Versuch: vom Kanal angenommen",
    "Stand: vom Kanal angenommen, noch nicht zugestellt",
  ]);
  expect((await stepsOf(lost.id)).at(-1)).toMatch(/^Stand: nicht zugestellt, Fehler \w+$/);
  expect(await stepsOf(asked?.id ?? "")).toEqual(["gesendet, nach der Uhr des Kanals", "gespeichert"]);
  const told = JSON.stringify([await traceMessage(app.deps, late.id), await traceMessage(app.deps, asked?.id ?? "")]);
  for (const hidden of ["Seidel", "Hahn", app.firm.office.memberId]) expect(told).not.toContain(hidden);
});

test("the command finds it beside the running server, and says so where there is none", async () => {
  const { late } = await twoReplies();
  const call = (...args: string[]) => {
    const env = { ...process.env, ...compileCache, WERKBOTE_DATA: app.deps.config.dataDir, DATABASE_URL: app.url };
    return spawnSync(process.execPath, [inject("program"), "message", "trace", ...args], { env, encoding: "utf8" });
  };
  const found = call(late.id, "--json");
  expect([found.status, found.stderr]).toEqual([0, ""]);
  expect(JSON.parse(found.stdout)).toMatchObject({ direction: "out", channel: "whatsapp", state: "sent" });
  const none = call("4711");
  expect([none.status, none.stdout]).toEqual([2, ""]);
  expect(none.stderr).toMatch(/^Eine Nachricht mit dieser Kennung gibt es hier nicht/);
});
