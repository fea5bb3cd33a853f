import type { TodayNeed } from "../../contract/today.ts";
import { gatherAmpel } from "../ampel/gather-ampel.action.ts";
import { unreadMentions } from "../conversations/unread-mentions.action.ts";
import { parkedNow } from "../inbound/parked.action.ts";
import { listIncidents } from "../incidents/list-incidents.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { projectNames } from "../projects/project-names.action.ts";
import { erasuresToSee } from "../retention/stopped-forgets.action.ts";
import { can } from "../rights/can.ts";
import { listRooms } from "../rooms/list-rooms.action.ts";
import { countOpenShifts } from "../roster/pass-on-shifts.action.ts";
import { showSwaps } from "../roster/swaps/show-swaps.action.ts";
import { unavailableShifts } from "../roster/unavailable-shifts.action.ts";
import { countSickNotes } from "../sick-notes/show-sick-notes.action.ts";
import { countRequests } from "../subject-requests/count-requests.action.ts";
import { isInternalOpen } from "../team/assert-internal-open.action.ts";
import { loadOpen } from "./standing.store.ts";

/** What needs the caller, gravest first; what is in order is not named. */
export async function gatherNeeds(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  { today, alarms, unanswered }: { readonly today: string; readonly alarms: number; readonly unanswered: number },
): Promise<TodayNeed[]> {
  const counts: TodayNeed[] = [];
  const need = (
    kind: TodayNeed["kind"],
    path: string,
    count: number,
    more: Pick<TodayNeed, "stopped" | "until"> = {},
  ) => counts.push({ kind, path, count, ...more });
  need("alarms", "/plan/notdienst", alarms);
  if (can(caller, "handle-incidents")) {
    const incidents = await listIncidents(deps, tx, caller.tenantId);
    need("incidents", "/recht/vorfaelle", incidents.filter((one) => one.closedAt === null && !one.drill).length);
  }
  if (can(caller, "read-conversations")) {
    const { waiting, nobody } = await loadOpen(tx, can(caller, "read-reserved"));
    need("waiting", "/posteingang?wartet=1", waiting);
    need("nobody", "/posteingang?ansicht=niemand", nobody);
    const named = await unreadMentions(tx, caller);
    need("note-mentions", named.path, named.count);
  }
  if (can(caller, "manage-channels")) {
    const { path, count, ...more } = await parkedNow(deps, tx);
    need("parked", path, count, more);
  }
  need("sick-notes", "/krankmeldung", await countSickNotes(tx, caller));
  if (can(caller, "see-roster")) {
    const { items } = await showSwaps(deps, tx, caller);
    const acceptable = items.filter((swap) => swap.may.includes("accept"));
    const mine = acceptable.filter((swap) => swap.to !== null).length;
    need("swaps", "/plan/tausch", mine + items.filter((swap) => swap.may.includes("approve")).length);
    // A question to all is for those who go out to customers, not for the bookkeeping.
    if (can(caller, "use-projects")) need("open-swaps", "/plan/tausch", acceptable.length - mine);
    if (can(caller, "plan-roster")) {
      const unavailable = await unavailableShifts(deps, tx);
      need("unavailable", unavailable.path, unavailable.count);
      need("open-shifts", "/plan/woche", await countOpenShifts(deps, tx));
    }
    need("answers", "/plan", unanswered);
  }
  if (can(caller, "answer-subject-requests"))
    need("requests", "/recht/anfragen", (await countRequests(tx, today)).open);
  if (can(caller, "manage-retention")) {
    const erasures = await erasuresToSee(deps, tx);
    need("erasures", erasures.path, erasures.count);
  }
  if (can(caller, "manage-setup")) {
    const { lights, channels } = await gatherAmpel(deps, tx, caller.tenantId);
    const red = lights.filter(({ level }) => level === "red").flatMap((light) => light.channels);
    const stopped = channels.filter(({ level, channel }) => level === "red" && red.includes(channel));
    need("ampel", "/recht", lights.filter((light) => light.level !== "green").length, {
      stopped: stopped.map(({ label }) => label),
    });
  }
  if (can(caller, "use-team") && (await isInternalOpen(tx))) {
    const { items } = await listRooms(deps, tx, caller, projectNames);
    need("mentions", "/team", items.filter((room) => room.mentioned).length);
    need("rooms", "/team", items.filter((room) => !room.muted && !room.mentioned && room.unread > 0).length);
  }
  return counts.filter(({ count }) => count > 0);
}
