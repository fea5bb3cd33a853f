import { expect, test } from "vitest";
import { SendMessage } from "../../src/contract/messages.ts";
import { createWhatsAppChannel } from "../../src/server/channels/whatsapp/whatsapp.adapter.ts";
import { sendReply } from "../../src/server/outbound/send-reply.action.ts";
import { holdMs } from "../../src/server/outbound/waiting/hold.ts";
import { withdrawMessage } from "../../src/server/outbound/waiting/withdraw-message.action.ts";
import type { Caller } from "../../src/server/platform/caller.ts";
import type { Tx } from "../../src/server/platform/db.ts";
import { Ledger } from "../prove/ledger.ts";
import type { Plan, PlannedDelivery } from "../prove/plan.ts";
import { unfinished } from "../prove/read-product.ts";
import { Sender } from "../prove/sender.ts";
import { onStage } from "../prove/stage.ts";
import { noNetwork } from "../support/fake-channel.ts";
import { readyMade } from "../support/ready-made.ts";

/** What is held lies in the database, not in a timer: a server that dies meanwhile sends it once, and not before its time. */
test("the server is killed while a reply is held: afterwards it leaves once, and one taken back never", {
  timeout: 90_000,
}, async () => {
  const moods = { hangs: 0, cuts: 0, busy: 0, receipts: 0 };
  await onStage({ seed: 28, moods, made: readyMade() }, async ({ business, graph, server, origin, ledgerFile }) => {
    const { deps, tenantId, accountId, number } = business;
    const ledger = await Ledger.create(ledgerFile);
    const sender = new Sender(`${origin}/webhooks/whatsapp/${accountId}`, number, onePerson, ledger);
    await sender.send(0);
    await expect.poll(() => graph.taken.length, { timeout: 20_000 }).toBe(1);
    await expect.poll(async () => (await unfinished(business)).sends, { timeout: 20_000 }).toBe(0);
    const at: number[] = [];
    graph.onTaken = () => at.push(deps.clock.now().getTime());

    const inside = <T>(work: (tx: Tx) => Promise<T>) => deps.db.withTenant(tenantId, work);
    const member = await inside((tx) =>
      tx.selectFrom("member").select(["member_id", "name"]).where("role", "=", "owner").executeTakeFirstOrThrow(),
    );
    const device = { sessionId: null, deviceId: null, steppedUpAt: null };
    const caller: Caller = {
      tenantId,
      memberId: member.member_id,
      name: member.name,
      role: "owner",
      kind: "session",
      ...device,
    };
    const channels = { whatsapp: createWhatsAppChannel({ fetch: noNetwork, clock: deps.clock }) };
    const { conversation_id: talk } = await inside((tx) =>
      tx.selectFrom("conversation").select("conversation_id").executeTakeFirstOrThrow(),
    );
    const press = async (text: string) => {
      const send = SendMessage.parse({ clientId: deps.ids.uuid(), text });
      return (await inside((tx) => sendReply(deps, tx, caller, channels, talk, send))).message.id;
    };

    const pressedAt = deps.clock.now().getTime();
    const kept = await press("Wir kommen am Dienstag.");
    const wrong = await press("Wir kommen am Montag.");
    server.kill();
    await inside((tx) => withdrawMessage(deps, tx, caller, wrong));
    await server.whenReady();
    await expect.poll(async () => (await unfinished(business)).sends, { timeout: 60_000 }).toBe(0);
    expect(graph.taken.slice(1).map(({ correlation }) => correlation)).toEqual([kept]);
    expect((at[0] ?? 0) - pressedAt).toBeGreaterThanOrEqual(holdMs);
    const rows = await inside((tx) =>
      tx.selectFrom("outbox").select(["message_id", "state"]).where("message_id", "in", [kept, wrong]).execute(),
    );
    expect(new Map(rows.map((row) => [row.message_id, row.state]))).toEqual(
      new Map([
        [kept, "sent"],
        [wrong, "withdrawn"],
      ]),
    );
    await sender.close();
    await ledger.close();
  });
});
const delivery: PlannedDelivery = {
  id: 0,
  messages: [{ sender: 0, seq: 0, externalId: "wamid.held.0", text: "Die Heizung ist kalt" }],
  strayReceipts: [],
};
const onePerson: Plan = {
  options: { seed: 28, deliveries: 1, kills: 0, dbCrashes: 0, lanes: 1, sendersPerLane: 1, duplicates: 0 },
  deliveries: [delivery],
  lanes: [],
  blows: [],
  senders: 1,
  steps: 1,
};
