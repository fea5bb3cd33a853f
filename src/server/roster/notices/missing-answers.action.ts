import { MemberId } from "../../../contract/ids.ts";
import type { MissingAnswer } from "../../../contract/roster.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { earliest, latest } from "../../working-time/spans.ts";
import type { PublishedShift } from "../shift.ts";
import { type Asking, askingOf } from "./asking.ts";
import { askedOf } from "./notice.store.ts";

export interface Missing extends Asking {
  readonly memberId: string;
  readonly since: Date;
  readonly shifts: readonly PublishedShift[];
}

/** Who was asked and has said nothing about shifts that are still to come, with what was asked of them so far. */
export async function missingAnswers(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  told: readonly PublishedShift[],
): Promise<Missing[]> {
  const now = deps.clock.now();
  const silent = told.filter((one) => one.askedAt !== null && one.answer === "none" && one.end > now);
  const byMember = Map.groupBy(silent, ({ memberId }) => memberId);
  const asked = await askedOf(tx, [...byMember.keys()]);
  return [...byMember].map(([memberId, shifts]) => {
    const at = shifts.map(({ publishedAt }) => publishedAt);
    const [first, last] = [earliest(now, ...at), latest(at[0] ?? now, ...at)];
    return { memberId, since: first, shifts, ...askingOf(asked.get(memberId) ?? [], { first, last }) };
  });
}

export function missingView(missing: Missing, name: string): MissingAnswer {
  const { memberId, since, queuedUntil, askedAt, timesAgain, mayAskFrom } = missing;
  return {
    memberId: MemberId.parse(memberId),
    name,
    since: since.toISOString(),
    queuedUntil: queuedUntil?.toISOString() ?? null,
    askedAt: askedAt.toISOString(),
    timesAgain,
    mayAskFrom: mayAskFrom?.toISOString() ?? null,
  };
}
