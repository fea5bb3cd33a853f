import type { Tx } from "../platform/db.ts";

/** Removes every recorded step of these contacts. */
export async function deleteStepsOf(tx: Tx, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return;
  await tx
    .deleteFrom("consent_event")
    .where("identity_id", "in", (eb) =>
      eb
        .selectFrom("identity")
        .select("identity_id")
        .where("contact_id", "in", [...contactIds]),
    )
    .execute();
}
