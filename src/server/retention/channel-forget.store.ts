import type { ChannelKind } from "../../contract/ids.ts";
import type { Tx } from "../platform/db.ts";

/** `waiting`: tried again by itself; `parked`: a person has to look. */
type ChannelForgetOutcome = "deleted" | "unknown" | "waiting" | "parked";

export interface ChannelForget {
  readonly erasureId: string;
  readonly accountId: string;
  readonly channelKind: ChannelKind;
  readonly sealedAddresses: Uint8Array | null;
  readonly tries: number;
  readonly triedAt: Date;
  readonly outcome: ChannelForgetOutcome;
}

/** With who said that it is deleted by hand, if anybody had to. */
export interface NotedForget extends ChannelForget {
  readonly settled: { readonly memberId: string; readonly name: string; readonly at: Date } | null;
}

export async function putChannelForget(tx: Tx, tenantId: string, one: ChannelForget): Promise<void> {
  const told = {
    sealed_addresses: one.sealedAddresses === null ? null : Buffer.from(one.sealedAddresses),
    tries: one.tries,
    tried_at: one.triedAt,
    outcome: one.outcome,
  };
  await tx
    .insertInto("channel_forget")
    .values({
      tenant_id: tenantId,
      erasure_id: one.erasureId,
      account_id: one.accountId,
      channel_kind: one.channelKind,
      ...told,
    })
    // Whoever asks in the same moment hears that there is nothing to delete any more.
    .onConflict((oc) =>
      oc
        .columns(["tenant_id", "erasure_id", "account_id"])
        .doUpdateSet(told)
        .where("channel_forget.outcome", "<>", "deleted"),
    )
    .execute();
}

/** One of an erasure, locked until commit. */
export async function lockChannelForget(
  tx: Tx,
  erasureId: string,
  accountId: string,
): Promise<ChannelForget | undefined> {
  const row = await tx
    .selectFrom("channel_forget")
    .selectAll()
    .where("erasure_id", "=", erasureId)
    .where("account_id", "=", accountId)
    .forUpdate()
    .executeTakeFirst();
  return row && read(row);
}

/** Of these erasures, or all that wait for another try. */
export async function loadChannelForgets(tx: Tx, of: readonly string[] | "waiting"): Promise<NotedForget[]> {
  if (of !== "waiting" && of.length === 0) return [];
  const rows = await tx
    .selectFrom("channel_forget as f")
    .leftJoin("member as m", "m.member_id", "f.settled_by")
    .selectAll("f")
    .select("m.name as settler")
    .$if(of === "waiting", (q) => q.where("outcome", "=", "waiting"))
    .$if(of !== "waiting", (q) => q.where("erasure_id", "in", of === "waiting" ? [] : [...of]))
    .orderBy("erasure_id")
    .orderBy("account_id")
    .execute();
  return rows.map((row) => {
    const { settled_by: memberId, settled_at: at, settler } = row;
    return { ...read(row), settled: memberId === null || at === null ? null : { memberId, name: settler ?? "", at } };
  });
}

/** A person says that what the channel did not take is deleted by hand. @returns how many entries that settles */
export async function settleByHand(tx: Tx, erasureId: string, by: { memberId: string; at: Date }): Promise<number> {
  const done = await tx
    .updateTable("channel_forget")
    .set({ outcome: "deleted", sealed_addresses: null, settled_by: by.memberId, settled_at: by.at })
    .where("erasure_id", "=", erasureId)
    .where("outcome", "=", "parked")
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

function read(row: {
  erasure_id: string;
  account_id: string;
  channel_kind: ChannelKind;
  sealed_addresses: Uint8Array | null;
  tries: number;
  tried_at: Date;
  outcome: string;
}): ChannelForget {
  return {
    erasureId: row.erasure_id,
    accountId: row.account_id,
    channelKind: row.channel_kind,
    sealedAddresses: row.sealed_addresses,
    tries: row.tries,
    triedAt: row.tried_at,
    outcome: row.outcome as ChannelForgetOutcome,
  };
}
