import type { RoomReach, RoomRow } from "../../contract/rooms.ts";
import { clockTime, whenText } from "../i18n/time.ts";
import { rooms } from "../state/rooms.svelte.ts";
import { session } from "../state/session.svelte.ts";
import { t } from "./t.ts";

export const firstName = (name: string) => name.split(" ")[0] ?? name;

export function nameOf(memberId: string): string {
  return rooms.nameOf(memberId) ?? t("message.gone");
}

/** "Sandra, Uwe und du" is too clever; names in the order they came, oneself as "Du". */
export function namesOf(memberIds: readonly string[]): string {
  return memberIds.map((id) => (id === session.id ? t("row.you") : firstName(nameOf(id)))).join(", ");
}

/** "um 06:30" within the next day, "Mo., 30.11., 06:30" later; "später" where nobody told when. */
export function deliveryText(untils: readonly (string | null)[], now: number): string {
  const [first] = untils.filter((until) => until !== null).sort();
  if (first === undefined) return t("reach.later");
  const soon = Date.parse(first) - now < 20 * 3_600_000;
  const time = soon ? clockTime(first) : whenText(first, now);
  const same = untils.every((until) => until === first);
  if (!same) return t("reach.from", { time });
  return soon ? t("reach.at", { time }) : time;
}

/** What the line above the field says before anything is sent. */
export function reachText(row: RoomRow, reach: RoomReach | undefined, now: number): string {
  const others = row.memberIds.filter((id) => id !== session.id);
  if (others.length === 0) return t("reach.nobody");
  if (reach === undefined) return t("reach.wait");
  const waits = reach.waits.length;
  const [only] = others;
  const one = others.length === 1 && only ? firstName(nameOf(only)) : undefined;
  if (waits === 0) return one ? t("reach.one", { name: one }) : t("reach.all");
  const when = deliveryText(
    reach.waits.map((wait) => wait.until),
    now,
  );
  if (one) return t("reach.later-one", { when, name: one });
  if (waits >= others.length) return t("reach.later-all", { when });
  return t("reach.some", { now: others.length - waits, n: waits, when });
}
