import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";
import { collectedUntil } from "../platform/http/collected-until.ts";

/** Of a six- to eight-digit code a few guesses are worth nothing; after this many the link is dead. */
export const mostTries = 5;

export async function insertPacket(
  tx: Tx,
  tenantId: string,
  row: {
    readonly packet_id: string;
    readonly request_id: string;
    readonly contact_id: string;
    readonly items: number;
    readonly missing: number;
    readonly bytes: number;
    readonly content_hash: Buffer;
    readonly contents: string[];
    readonly built_by: string;
    readonly built_at: Date;
    readonly expires_at: Date;
  },
): Promise<void> {
  await tx
    .insertInto("subject_packet")
    .values({ tenant_id: tenantId, state: "ready", ...row })
    .execute();
}

/** At most one answer of a case can be collected; where the clock was put back, it is not the one made last by its time. */
export const livingFirst = sql`state in ('ready', 'released') desc`;

/** The packet of a request that can be collected, otherwise the newest. */
export async function loadPacket(tx: Tx, requestId: string) {
  return await tx
    .selectFrom("subject_packet")
    .selectAll()
    .where("request_id", "=", requestId)
    .orderBy(livingFirst)
    .orderBy("built_at", "desc")
    .orderBy("packet_id", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Older answers of the same case are of no use any more. @returns their ids, whose files go */
export async function retirePackets(tx: Tx, requestId: string): Promise<string[]> {
  const rows = await tx
    .updateTable("subject_packet")
    .set({ state: "gone", link_hash: null, code_mac: null, contents: null })
    .where("request_id", "=", requestId)
    .where("state", "in", ["ready", "released"])
    .returning("packet_id")
    .execute();
  return rows.map((row) => row.packet_id);
}

/** Link and code work no more; the answer lies ready again. */
export async function takeBackRelease(tx: Tx, requestId: string): Promise<void> {
  await tx
    .updateTable("subject_packet")
    .set({ state: "ready", link_hash: null, code_mac: null, released_at: null })
    .where("request_id", "=", requestId)
    .where("state", "=", "released")
    .execute();
}

export async function releaseRow(
  tx: Tx,
  packetId: string,
  release: {
    readonly decision_id: string;
    readonly released_at: Date;
    readonly expires_at: Date;
    readonly link_hash: Buffer | null;
    readonly code_mac: Buffer;
  },
): Promise<void> {
  await tx
    .updateTable("subject_packet")
    .set({ state: "released", tries: 0, ...release })
    .where("packet_id", "=", packetId)
    .execute();
}

/** What a person may collect now: by the link's secret, or in their own visit. */
export async function findReleased(tx: Tx, by: { linkHash: Buffer } | { identityId: string }, now: Date) {
  return await tx
    .selectFrom("subject_packet as k")
    .innerJoin("subject_request as r", "r.request_id", "k.request_id")
    .select([
      "k.packet_id",
      "k.request_id",
      "k.contact_id",
      "k.bytes",
      "k.code_mac",
      "r.conversation_id",
      "k.expires_at",
    ])
    .where("k.state", "in", ["released", "fetched"])
    .where("k.expires_at", ">", now)
    .where((eb) => ("linkHash" in by ? eb("k.link_hash", "=", by.linkHash) : eb("r.identity_id", "=", by.identityId)))
    .where((eb) => ("linkHash" in by ? eb.lit(true) : eb("k.link_hash", "is", null)))
    .orderBy("k.released_at", "desc")
    .orderBy("k.packet_id", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Counts a try before the code is looked at. @returns false when there were too many: the link is dead then */
export async function countTry(tx: Tx, packetId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("subject_packet")
    .set((eb) => ({ tries: eb("tries", "+", 1) }))
    .where("packet_id", "=", packetId)
    .where("tries", "<", mostTries)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The code was right: what was counted was no guess. */
export async function takeBackTry(tx: Tx, packetId: string): Promise<void> {
  await tx
    .updateTable("subject_packet")
    .set((eb) => ({ tries: eb("tries", "-", 1) }))
    .where("packet_id", "=", packetId)
    .execute();
}

/** Link and code hold a while longer. @returns false when it was collected already */
export async function markFetched(tx: Tx, packetId: string, at: Date): Promise<boolean> {
  const until = collectedUntil(at);
  const { numUpdatedRows } = await tx
    .updateTable("subject_packet")
    .set((eb) => ({ state: "fetched", fetched_at: at, expires_at: eb.fn("least", ["expires_at", eb.val(until)]) }))
    .where("packet_id", "=", packetId)
    .where("state", "=", "released")
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Answers whose time is over, or whose contact has no key any more, end. One that was collected stays that. */
export async function endPackets(tx: Tx, now: Date): Promise<void> {
  await tx
    .updateTable("subject_packet as k")
    .set({
      state: sql`case k.state when 'fetched' then k.state else 'gone' end`,
      link_hash: null,
      code_mac: null,
      contents: null,
    })
    .where((eb) =>
      eb.or([
        eb("k.state", "in", ["ready", "released"]),
        eb.and([eb("k.state", "=", "fetched"), eb("k.code_mac", "is not", null)]),
      ]),
    )
    .where((eb) =>
      eb.or([
        eb("k.expires_at", "<=", now),
        eb.not(
          eb.exists(
            eb
              .selectFrom("contact_key as c")
              .select("c.contact_id")
              .whereRef("c.contact_id", "=", "k.contact_id")
              .where("c.wrapped_key", "is not", null),
          ),
        ),
      ]),
    )
    .execute();
}

/** Every answer that could be collected or released ends. */
export async function endAllPackets(tx: Tx): Promise<void> {
  await tx
    .updateTable("subject_packet")
    .set({
      state: sql`case state when 'fetched' then state else 'gone' end`,
      link_hash: null,
      code_mac: null,
      contents: null,
    })
    .where("state", "<>", "gone")
    .execute();
}

/** Every answer there is a row of: does it still lie ready for somebody? Without link and code what was collected is over. */
export async function loadPacketLives(tx: Tx): Promise<ReadonlyMap<string, boolean>> {
  const rows = await tx.selectFrom("subject_packet").select(["packet_id", "state", "code_mac"]).execute();
  const alive = (state: string, mac: unknown) => ["ready", "released"].includes(state) || (state === "fetched" && mac);
  return new Map(rows.map((row) => [row.packet_id, Boolean(alive(row.state, row.code_mac))]));
}

/** Retention class and channel of messages. */
export async function loadClasses(tx: Tx, messageIds: readonly string[]) {
  if (messageIds.length === 0) return new Map<string, { retentionClass: string; channel: string }>();
  const rows = await tx
    .selectFrom("message as m")
    .innerJoin("conversation as c", "c.conversation_id", "m.conversation_id")
    .select(["m.message_id", "m.retention_class as retentionClass", "c.channel_kind as channel"])
    .where("m.message_id", "=", sql<string>`any(${[...messageIds]}::uuid[])`)
    .execute();
  return new Map(rows.map(({ message_id, ...row }) => [message_id, row]));
}

/** Every step of every consent, oldest first. */
export async function loadConsents(tx: Tx, identityIds: readonly string[]) {
  if (identityIds.length === 0) return [];
  const rows = await tx
    .selectFrom("consent_event")
    .select(["consent_event_id as id", "at", "channel_kind as channel", "purpose", "state", "method"])
    .where("identity_id", "in", [...identityIds])
    .orderBy("step")
    .execute();
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
