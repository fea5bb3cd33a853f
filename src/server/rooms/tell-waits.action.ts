import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { regularStarts } from "../working-time/regular-starts.action.ts";
import { latest } from "../working-time/spans.ts";
import type { Reader } from "./room-message.store.ts";

interface Wait {
  readonly memberId: string;
  readonly dueAt: Date;
}

/**
 * Makes the answer to until when each of them waits, as the reader may know it; null: later. Who is reached only after
 * their usual hours have begun is ill, away or young, and how long is for those who plan (Art. 9 GDPR, § 26 BDSG). A
 * guest hears one time for all. In the answer, `said` is when the message was written, or would be.
 */
export async function tellWaits(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  { hears }: Pick<Reader, "hears">,
): Promise<<W extends Wait>(said: Date, waits: readonly W[]) => (W & { readonly until: string | null })[]> {
  if (hears === "all") return (_said, waits) => waits.map((wait) => ({ ...wait, until: wait.dueAt.toISOString() }));
  const startOf = await regularStarts(deps, tx, tenantId);
  return (said, waits) => {
    const told = waits.map(({ memberId, dueAt }) => {
      const start = startOf(memberId, said);
      return start !== null && dueAt <= start ? dueAt : null;
    });
    if (hears === "usual") return waits.map((wait, at) => ({ ...wait, until: told[at]?.toISOString() ?? null }));
    const known = told.filter((one) => one !== null);
    const all = known.length < told.length ? null : latest(said, ...known).toISOString();
    return waits.map((wait) => ({ ...wait, until: all }));
  };
}
