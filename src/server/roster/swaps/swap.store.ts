import { type Selectable, sql } from "kysely";
import type { DB } from "../../../../db/types.ts";
import type { Tx } from "../../platform/db.ts";
import type { Seal } from "../../platform/seal.ts";
import type { Swap, SwapState } from "./swap.ts";

type Sealer = { readonly seal: Seal };
const place = (row: string) => ({ table: "shift_swap", row, column: "sealed_words" });

/** @returns false when the shift is offered already, perhaps in this very moment */
export async function insertSwap({ seal }: Sealer, tx: Tx, tenantId: string, swap: Swap): Promise<boolean> {
  const done = await tx
    .insertInto("shift_swap")
    .values({
      tenant_id: tenantId,
      swap_id: swap.id,
      shift_id: swap.shiftId,
      from_member_id: swap.fromId,
      to_member_id: swap.toId,
      return_shift_id: swap.returnShiftId,
      state: swap.state,
      sealed_words: swap.words === "" ? null : seal.forTenant(tenantId, place(swap.id), swap.words),
      made_at: swap.madeAt,
    })
    .onConflict((on) =>
      on.columns(["tenant_id", "shift_id"]).where(sql<boolean>`state IN ('proposed', 'accepted')`).doNothing(),
    )
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function openSwaps(sealer: Sealer, tx: Tx, tenantId: string): Promise<Swap[]> {
  const rows = await tx
    .selectFrom("shift_swap")
    .selectAll()
    .where("state", "in", ["proposed", "accepted"])
    .orderBy("made_at")
    .orderBy("swap_id")
    .execute();
  return rows.map((row) => toSwap(sealer, tenantId, row));
}

/** The open ones and those settled since, the newest first. */
export async function recentSwaps(sealer: Sealer, tx: Tx, tenantId: string, since: Date): Promise<Swap[]> {
  const rows = await tx
    .selectFrom("shift_swap")
    .selectAll()
    .where((eb) => eb.or([eb("state", "in", ["proposed", "accepted"]), eb("decided_at", ">", since)]))
    .orderBy("made_at", "desc")
    .orderBy("swap_id", "desc")
    .limit(200)
    .execute();
  return rows.map((row) => toSwap(sealer, tenantId, row));
}

/** One; nobody else answers it until commit. */
export async function findSwap(sealer: Sealer, tx: Tx, tenantId: string, id: string): Promise<Swap | undefined> {
  const row = await tx.selectFrom("shift_swap").selectAll().where("swap_id", "=", id).forUpdate().executeTakeFirst();
  return row && toSwap(sealer, tenantId, row);
}

export async function updateSwap(
  tx: Tx,
  id: string,
  change: {
    readonly state: SwapState;
    readonly accepted?: { readonly by: string; readonly at: Date };
    readonly decided?: { readonly by: string | null; readonly at: Date };
  },
): Promise<void> {
  const { state, accepted, decided } = change;
  await tx
    .updateTable("shift_swap")
    .set({
      state,
      ...(accepted && { to_member_id: accepted.by, accepted_at: accepted.at }),
      ...(decided && { decided_by: decided.by, decided_at: decided.at }),
    })
    .where("swap_id", "=", id)
    .execute();
}

/** Proposals of somebody who leaves, and those they took or were asked for, come to nothing. @returns how many */
export async function endSwapsOf(tx: Tx, memberId: string, at: Date): Promise<number> {
  const done = await tx
    .updateTable("shift_swap")
    .set({ state: "withdrawn", decided_by: memberId, decided_at: at })
    .where("state", "in", ["proposed", "accepted"])
    .where((eb) => eb.or([eb("from_member_id", "=", memberId), eb("to_member_id", "=", memberId)]))
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

function toSwap({ seal }: Sealer, tenantId: string, row: Selectable<DB["shift_swap"]>): Swap {
  return {
    id: row.swap_id,
    shiftId: row.shift_id,
    fromId: row.from_member_id,
    toId: row.to_member_id,
    returnShiftId: row.return_shift_id,
    state: row.state,
    words:
      row.sealed_words === null
        ? ""
        : seal.openForTenant(tenantId, place(row.swap_id), row.sealed_words).toString("utf8"),
    madeAt: row.made_at,
  };
}
