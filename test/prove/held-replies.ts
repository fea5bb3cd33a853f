import { expect } from "vitest";
import { SendMessage } from "../../src/contract/messages.ts";
import { createWhatsAppChannel } from "../../src/server/channels/whatsapp/whatsapp.adapter.ts";
import { holdMs, leaseMs } from "../../src/server/outbound/delivery.ts";
import { sendReply } from "../../src/server/outbound/send-reply.action.ts";
import { withdrawMessage } from "../../src/server/outbound/waiting/withdraw-message.action.ts";
import type { Tx } from "../../src/server/platform/db.ts";
import { minute } from "../../src/server/platform/instant.ts";
import { noNetwork } from "../support/fake-channel.ts";
import { ownerOf } from "./business.ts";
import { Ledger } from "./ledger.ts";
import type { Plan, PlannedMessage } from "./plan.ts";
import { unfinished } from "./read-product.ts";
import { Sender } from "./sender.ts";
import type { Stage } from "./stage.ts";

/**
 * So many people have written and have their notice; a member answers the first of them twice at a device, where a
 * reply is held for a moment, and takes one of the two back.
 */
export async function heldReplies({ business, graph, origin, ledgerFile }: Stage, people: number) {
  const { deps, tenantId, accountId, number } = business;
  const inside = <T>(work: (tx: Tx) => Promise<T>) => deps.db.withTenant(tenantId, work);
  const ledger = await Ledger.create(`${ledgerFile}-held`);
  const messages: PlannedMessage[] = Array.from({ length: people }, (_, at) => ({
    sender: 900 + at,
    seq: 0,
    externalId: `wamid.held.${at}`,
    text: "Die Heizung ist kalt",
  }));
  const sender = new Sender(`${origin}/webhooks/whatsapp/${accountId}`, number, planOf(messages), ledger);
  await sender.send(0);
  await sender.close();
  await ledger.close();
  const written = () =>
    inside((tx) =>
      tx
        .selectFrom("message")
        .select(["conversation_id", "external_id"])
        .where("external_id", "like", "wamid.held.%")
        .orderBy("external_id")
        .execute(),
    );
  await expect.poll(async () => (await written()).length, { timeout: 20_000 }).toBe(people);
  await expect.poll(async () => (await unfinished(business)).sends, { timeout: 20_000 }).toBe(0);
  const conversations = (await written()).map((row) => row.conversation_id);
  const caller = await ownerOf(deps, tenantId);
  const channels = { whatsapp: createWhatsAppChannel({ fetch: noNetwork, clock: deps.clock }) };
  const press = async (text: string) => {
    const send = SendMessage.parse({ clientId: deps.ids.uuid(), text });
    return (await inside((tx) => sendReply(deps, tx, caller, channels, conversations[0] ?? "", send))).message.id;
  };
  const taken: { id: string; at: number }[] = [];
  graph.onTaken = ({ correlation }) => taken.push({ id: correlation, at: deps.clock.now().getTime() });
  let pressedAt = 0;
  let kept = "";
  let wrong = "";
  return {
    conversations,
    memberId: caller.memberId,
    async press() {
      pressedAt = deps.clock.now().getTime();
      kept = await press("Wir kommen am Dienstag.");
      wrong = await press("Wir kommen am Montag.");
    },
    withdraw: () => inside((tx) => withdrawMessage(deps, tx, caller, wrong)),
    /** The one left once and not before its time, the other never. */
    async check() {
      // What a blow struck in the middle of its send is nobody's after its lease, and settled by the minute's work.
      const settled = leaseMs + 2 * minute;
      await expect.poll(async () => (await unfinished(business)).sends, { timeout: settled }).toBe(0);
      const ours = taken.filter(({ id }) => id === kept || id === wrong);
      expect(ours.map(({ id }) => id)).toEqual([kept]);
      expect((ours[0]?.at ?? 0) - pressedAt).toBeGreaterThanOrEqual(holdMs);
      const rows = await inside((tx) =>
        tx.selectFrom("outbox").select(["message_id", "state"]).where("message_id", "in", [kept, wrong]).execute(),
      );
      expect(new Map(rows.map((row) => [row.message_id, row.state]))).toEqual(
        new Map([
          [kept, "sent"],
          [wrong, "withdrawn"],
        ]),
      );
    },
  };
}

function planOf(messages: readonly PlannedMessage[]): Plan {
  return {
    options: { seed: 28, deliveries: 1, kills: 0, dbCrashes: 0, lanes: 1, sendersPerLane: 1, duplicates: 0 },
    deliveries: [{ id: 0, messages, strayReceipts: [] }],
    lanes: [],
    blows: [],
    senders: messages.length,
    steps: 1,
  };
}
