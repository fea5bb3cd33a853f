import { afterAll, beforeAll, expect, test } from "vitest";
import { buildApp } from "../../src/app.ts";
import { hour } from "../../src/server/platform/instant.ts";
import type { LogFields } from "../../src/server/platform/log.ts";
import { tasks } from "../../src/tasks.ts";
import type { Business } from "../support/a-business.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { noNetwork } from "../support/fake-channel.ts";

/** A row of one business cannot be read: what is done every minute goes on, there and in the business next door. */
let app: TestApp;
let damaged: Business;
let sound: Business;
const logged: LogFields[] = [];
const note = (_: string, fields: LogFields = {}) => void logged.push(fields);

beforeAll(async () => {
  app = await buildTestApp({ log: { info() {}, warn: note, error: note } });
  damaged = app.firm;
  sound = await app.addBusiness("b.example");
});
afterAll(() => app.stop());

async function snoozed(firm: Business): Promise<string> {
  const who = firm.customer({ name: "Erika Geheim" });
  await who.writes("Die Heizung ist kalt");
  const id = await who.conversationId();
  const { version } = await firm.office.row(id);
  const until = new Date(app.clock.now().getTime() + hour).toISOString();
  await firm.office.post(`/api/conversations/${id}/snooze`, { until, version });
  return id;
}

/** Whoever reads what waits to leave there gets an error that quotes a name. */
async function damage({ tenantId }: Business): Promise<void> {
  const who = damaged.customer();
  await who.writes("Wann kommen Sie?");
  await damaged.office.write(await who.conversationId(), "Morgen früh.");
  const { pool } = app.deps.db;
  await pool.query(`CREATE FUNCTION readable(tenant_id uuid) RETURNS boolean LANGUAGE plpgsql AS $$
    BEGIN
      IF tenant_id = '${tenantId}' THEN RAISE EXCEPTION 'Erika Geheim is damaged'; END IF;
      RETURN true;
    END $$`);
  await pool.query("CREATE POLICY damaged ON outbox AS RESTRICTIVE USING (readable(tenant_id))");
}

const channels = () => ({ whatsapp: app.whatsapp });

test("the next step and the next business are done all the same, the job fails, and the log says where", async () => {
  const waiting: [Business, string][] = [
    [damaged, await snoozed(damaged)],
    [sound, await snoozed(sound)],
  ];
  await damage(damaged);
  app.clock.advance(hour);
  const minute = tasks(app.deps, channels(), noNetwork).minute?.({});
  await expect(minute).rejects.toBeInstanceOf(AggregateError);
  for (const [firm, id] of waiting)
    expect(await firm.office.row(id)).toMatchObject({ state: "open", snoozedUntil: null });
  expect(logged).toEqual([expect.objectContaining({ step: "settleOutbox", tenantId: damaged.tenantId })]);
  await expect(minute).rejects.not.toHaveProperty("message", expect.stringContaining("Geheim"));
});

test("the door opens nevertheless", async () => {
  logged.length = 0;
  const again = await buildApp(app.deps, { channels: channels(), fetch: noNetwork, pages: false });
  await again.stop();
  expect(logged).toContainEqual(expect.objectContaining({ step: "settleOutbox", tenantId: damaged.tenantId }));
});
