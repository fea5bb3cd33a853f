import type { Tx } from "../platform/db.ts";

export interface StaffAddress {
  readonly kind: "phone" | "email";
  readonly blindIndex: Buffer;
}

/** What is kept for this member is replaced. An address has one owner: the last who named it. */
export async function replaceAddresses(
  tx: Tx,
  tenantId: string,
  memberId: string,
  addresses: readonly StaffAddress[],
): Promise<void> {
  await tx.deleteFrom("staff_address").where("member_id", "=", memberId).execute();
  if (addresses.length === 0) return;
  await tx
    .insertInto("staff_address")
    .values(
      addresses.map(({ kind, blindIndex }) => ({
        tenant_id: tenantId,
        kind,
        blind_index: blindIndex,
        member_id: memberId,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "kind", "blind_index"]).doUpdateSet({ member_id: memberId }),
    )
    .execute();
}

export async function loadIndexes(tx: Tx, memberId: string): Promise<Uint8Array[]> {
  const rows = await tx.selectFrom("staff_address").select("blind_index").where("member_id", "=", memberId).execute();
  return rows.map((row) => row.blind_index);
}

export async function deleteAddressesOf(tx: Tx, memberIds: readonly string[]): Promise<void> {
  if (memberIds.length > 0) await tx.deleteFrom("staff_address").where("member_id", "in", memberIds).execute();
}
