import { openContactKeys } from "../../src/server/contacts/open-contact-keys.action.ts";
import { textOf } from "../../src/server/conversations/message-content.ts";
import { openStored } from "../../src/server/conversations/open-message.action.ts";
import { leaseMs } from "../../src/server/outbound/delivery.ts";
import type { Tx } from "../../src/server/platform/db.ts";
import { deliveriesOf } from "../support/deliveries.ts";
import type { Business } from "./business.ts";
import type { StoredMessage } from "./check.ts";
import type { OutboxState } from "./check-outbound.ts";

/** What the product holds at the end of a run, read from its database with its own keys. */
export interface ProductState {
  /** Every message of every conversation, opened. */
  readonly messages: readonly (StoredMessage & { readonly messageId: string; readonly clientId: string | null })[];
  readonly outbox: readonly OutboxState[];
  /** Replies that wait for a notice and are not in the outbox yet. */
  readonly held: readonly string[];
  readonly head: number;
  readonly events: readonly { readonly seq: number; readonly kind: string; readonly messageId: string | null }[];
  readonly parkedDeliveries: number;
  readonly parkedReceipts: readonly string[];
}

const pageSize = 5_000;

export async function readProduct({ deps, tenantId }: Business): Promise<ProductState> {
  return await deps.db.withTenant(tenantId, async (tx) => {
    const messages: (ProductState["messages"][number] & Row)[] = [];
    for (let after = ""; ; ) {
      const page = await readPage(tx, after);
      if (page.length === 0) break;
      after = page.at(-1)?.messageId ?? "";
      const contacts = [...new Set(page.map((row) => row.contactId))];
      const keys = await openContactKeys(deps.seal, tx, tenantId, contacts);
      for (const row of page) {
        const key = keys.get(row.contactId);
        if (!key) throw new Error("a contact without a key");
        const { content } = openStored(deps, tenantId, key, row.messageId, row.sealed);
        messages.push({ ...row, text: textOf(content) });
      }
    }
    return { messages, ...(await readRest(tx)) };
  });
}

type Row = Awaited<ReturnType<typeof readPage>>[number];

async function readPage(tx: Tx, after: string) {
  return await tx
    .selectFrom("message as m")
    .innerJoin("conversation as c", "c.conversation_id", "m.conversation_id")
    .select([
      "m.message_id as messageId",
      "m.conversation_id as conversation",
      "m.position",
      "m.direction",
      "m.client_id as clientId",
      "m.sealed_content as sealed",
      "c.contact_id as contactId",
    ])
    // An outbound message has the channel's id of what we sent: nothing that came in.
    .select((eb) =>
      eb.case().when("m.direction", "=", "in").then(eb.ref("m.external_id")).else(null).end().as("externalId"),
    )
    .$if(after !== "", (query) => query.where("m.message_id", ">", after))
    .orderBy("m.message_id")
    .limit(pageSize)
    .execute();
}

async function readRest(tx: Tx) {
  const outbox = await tx
    .selectFrom("outbox as o")
    .innerJoin("message as m", "m.message_id", "o.message_id")
    .select(["o.message_id", "o.conversation_id", "o.state as outbox", "m.state as message", "m.content_flags"])
    .execute();
  const held = await tx
    .selectFrom("message as m")
    .leftJoin("outbox as o", "o.message_id", "m.message_id")
    .select("m.message_id")
    .where("m.direction", "=", "out")
    .where("m.state", "not in", ["blocked", "withdrawn"])
    .where("o.message_id", "is", null)
    .execute();
  const { head } = await tx.selectFrom("tenant_feed").select("head").executeTakeFirstOrThrow();
  const events = await tx
    .selectFrom("event")
    .select(["seq", "kind", "message_id as messageId"])
    .orderBy("seq")
    .execute();
  const deliveries = await tx.selectFrom("inbound_delivery").select("state").where("state", "=", "parked").execute();
  const receipts = await tx.selectFrom("parked_receipt").select("external_id").execute();
  return {
    outbox: outbox.map((row) => ({
      messageId: row.message_id,
      conversation: row.conversation_id,
      outbox: row.outbox,
      message: row.message ?? "",
      automatic: row.content_flags.includes("automatic"),
    })),
    held: held.map((row) => row.message_id),
    head,
    events,
    parkedDeliveries: deliveries.length,
    parkedReceipts: receipts.map((row) => row.external_id),
  };
}

/** Work that is still to do. */
export interface Unfinished {
  /** Raw deliveries that are no messages yet. */
  readonly deliveries: number;
  /** Sends that wait or are under way. */
  readonly sends: number;
  /** When each of those under way was begun, in milliseconds. */
  readonly begun: readonly number[];
}

export async function unfinished({ deps, tenantId }: Business): Promise<Unfinished> {
  return await deps.db.withTenant(tenantId, async (tx) => {
    const { accepted } = await deliveriesOf(tx);
    const laidOut = await tx
      .selectFrom("inbound_delivery")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("state", "=", "new")
      .executeTakeFirstOrThrow();
    const sends = await tx
      .selectFrom("outbox")
      .select(["state", "lease_until"])
      .where("state", "in", ["queued", "sending"])
      .execute();
    const under = sends.filter(({ state }) => state === "sending");
    const begun = under.map(({ lease_until }) => (lease_until?.getTime() ?? 0) - leaseMs);
    return { deliveries: accepted + laidOut.n, sends: sends.length, begun };
  });
}
