import { afterAll, beforeAll, expect, test } from "vitest";
import type { ParkedDelivery } from "../../src/contract/parked.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { leftFor } from "../support/fourth-lock.ts";

/** MS-3: Werkbote knows no groups with customers. Who writes to one has not written to the business. */

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

const toGroup = { type: "text", text: { body: "An alle" }, group_id: "GRUPPE1" };
const parked = async () =>
  ((await app.firm.owner.get("/api/parked-deliveries")) as ParkedDelivery[]).map((one) => one.problem);

test("who writes to a group gets nothing in private, and no conversation opens", async () => {
  const who = app.firm.customer();
  await who.sends(toGroup);
  expect(leftFor(app, who)).toEqual([]);
  await expect(who.conversationId()).rejects.toThrow();
  expect(await parked()).toEqual(["Nachricht aus einer Gruppe: Werkbote schreibt nicht in Gruppen"]);
});

test("what a customer writes to a group counts for nothing in their own conversation", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const [id, last] = [await who.conversationId(), who.last];
  const identity = await who.identityId();
  const standing = () =>
    app.sql((tx) => tx.selectFrom("identity").selectAll().where("identity_id", "=", identity).executeTakeFirst());
  const before = await standing();
  app.clock.advance(3_600_000);
  await who.sends(toGroup);
  await who.sends({ type: "reaction", reaction: { message_id: last, emoji: "👍" }, group_id: "GRUPPE1" });
  expect(await standing()).toEqual(before);
  expect((await app.firm.office.thread(id)).filter((m) => m.direction === "in")).toHaveLength(1);
  expect(await parked()).toHaveLength(3);
});

test("news of a person that the person did not write begins nothing, and says what it was", async () => {
  const [before, who] = [await parked(), app.firm.customer()];
  await who.sends({ type: "system", system: { type: "customer_identity_changed", body: "Neues Gerät" } });
  expect(leftFor(app, who)).toEqual([]);
  await expect(who.conversationId()).rejects.toThrow();
  expect(await parked()).toHaveLength(before.length + 1);
  expect(await parked()).toContain("Eine Person hat ein neues Gerät oder WhatsApp neu eingerichtet");
});

test("what belongs to nobody says what it is and what to do", async () => {
  await app.firm.customer().delivers({ messages: [{ type: "text", text: { body: "Wer bin ich?" } }] });
  expect((await parked())[0]).toMatch(/^Etwas Unlesbares kam ohne Kennung an .*Telefon/);
});
