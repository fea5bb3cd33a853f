import type { Tx } from "../platform/db.ts";

/** A proposal nobody took ends when its shift has begun. */
export async function lapseSwaps(tx: Tx, now: Date): Promise<void> {
  const begun = tx.selectFrom("shift").select("shift_id").where("starts_at", "<", now);
  await tx
    .updateTable("shift_swap")
    .set({ state: "lapsed", decided_at: now })
    .where("state", "in", ["proposed", "accepted"])
    .where((eb) => eb.or([eb("shift_id", "in", begun), eb("return_shift_id", "in", begun)]))
    .execute();
}

/** @param when words: what was said before goes; all: what ended before goes altogether */
export async function sweepShifts(tx: Tx, when: { readonly words: Date; readonly all: Date }): Promise<void> {
  const over = tx.selectFrom("shift").select("shift_id").where("ends_at", "<", when.all);
  await tx
    .updateTable("shift_swap")
    .set({ sealed_words: null })
    .where("sealed_words", "is not", null)
    .where("decided_at", "<", when.words)
    .execute();
  await tx
    .updateTable("published_shift")
    .set({ sealed_reason: null })
    .where("sealed_reason", "is not", null)
    .where("ends_at", "<", when.words)
    .execute();
  await tx
    .deleteFrom("shift_swap")
    .where((eb) => eb.or([eb("shift_id", "in", over), eb("return_shift_id", "in", over)]))
    .execute();
  await tx.deleteFrom("published_shift").where("ends_at", "<", when.all).execute();
  await tx.deleteFrom("shift").where("ends_at", "<", when.all).execute();
  await tx.deleteFrom("shift_notice").where("made_at", "<", when.all).execute();
}
