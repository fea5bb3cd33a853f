import { afterAll, beforeAll, expect, test } from "vitest";
import { RetentionView } from "../../src/contract/retention.ts";
import type { Channels } from "../../src/server/channels/channel.ts";
import { after, day } from "../../src/server/platform/instant.ts";
import { sweep } from "../../src/server/retention/sweep.job.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** The power fails between the decision to delete somebody and the deletion: decided, audited and counted once. */
let app: TestApp;
const gone: string[] = [];
beforeAll(async () => {
  app = await buildTestApp();
  for (const name of ["Bestellt Doch", "Erste Weg", "Zweiter Weg"]) {
    const customer = app.firm.customer({ name });
    await customer.writes("Was kostet ein Bad?");
    gone.push(await customer.contactId());
  }
  app.clock.set(after(app.clock.now(), 500 * day).toISOString());
});
afterAll(() => app.stop());

const night = (channels: Channels = { whatsapp: app.whatsapp }) => sweep(app.deps, app.firm.tenantId, channels);
const lastNight = async () => RetentionView.parse(await app.firm.owner.get("/api/retention")).sweeps[0];
/** How often each of them was decided on and written into the audit. */
const written = () =>
  app.sql(async (tx) => {
    const audit = await tx.selectFrom("audit_entry").select("subject_id").where("verb", "=", "erase-contact").execute();
    const decided = await tx.selectFrom("decision").select("decision_id").where("action", "=", "erase_all").execute();
    return { audited: audit.map((row) => row.subject_id).toSorted(), decided: decided.length };
  });

test("a night that is cut off with its erasures begun goes on and writes nobody down twice", async () => {
  const cutOff = { ...app.whatsapp, forgetPerson: () => Promise.reject(new Error("the power fails")) };
  await expect(night({ whatsapp: cutOff })).rejects.toThrow("the power fails");
  expect(await written()).toEqual({ audited: gone.toSorted(), decided: 3 });
  // Before the queue gets to it one of them is back: of that one nothing was deleted.
  await app.firm.office.post(`/api/contacts/${gone[0]}/order`, { openOrder: true });
  await night();
  await app.drain();
  await night();
  expect(await written()).toEqual({ audited: gone.toSorted(), decided: 3 });
  const proof = await lastNight();
  expect([proof?.deleted.contacts, proof?.endedAt === null]).toEqual([2, false]);
  const erased = await app.sql((tx) =>
    tx.selectFrom("contact").select("contact_id").where("erased_at", "is not", null).execute(),
  );
  expect(erased.map((row) => row.contact_id).toSorted()).toEqual(gone.slice(1).toSorted());
});

test("two nights at once delete everybody once, and neither fails", async () => {
  const before = await written();
  const silent: string[] = [];
  for (const name of ["Dritte Weg", "Vierter Weg", "Fünfte Weg"]) {
    const customer = app.firm.customer({ name });
    await customer.writes("Was kostet ein Dach?");
    silent.push(await customer.contactId());
  }
  app.clock.set(after(app.clock.now(), 500 * day).toISOString());
  await Promise.all([night(), night()]);
  await app.drain();
  const { audited, decided } = await written();
  expect([audited, decided]).toEqual([[...before.audited, ...silent].toSorted(), before.decided + silent.length]);
  expect((await lastNight())?.deleted.contacts).toBe(silent.length);
});
