import type { TodayNeed } from "../../contract/today.ts";
import { gatherAmpel } from "../ampel/gather-ampel.action.ts";
import { countBankWishes } from "../bank/count-bank-wishes.action.ts";
import { isTurnedAway } from "../channel-setup/channel-trouble.ts";
import { loadAccounts } from "../channels/load-accounts.action.ts";
import { readLastHeard } from "../channels/read-last-heard.action.ts";
import { unreadMentions } from "../conversations/unread-mentions.action.ts";
import { countWaitingDevices } from "../devices/count-waiting-devices.action.ts";
import { parkedNow } from "../inbound/parked.action.ts";
import { listIncidents } from "../incidents/list-incidents.action.ts";
import { findUnreported } from "../outbound/find-unreported.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { erasuresToSee } from "../retention/stopped-forgets.action.ts";
import { can } from "../rights/can.ts";
import { countRoomsToRead } from "../rooms/count-unread-talk.action.ts";
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
  const rows = [
    need("alarms", "/plan/notdienst", alarms),
    ...(await incidentNeeds(deps, tx, caller)),
    need("bank", "/recht", await countBankWishes(tx, caller)),
    need("devices", "/einstellungen/geraete", await countWaitingDevices(tx, caller)),
    ...(await conversationNeeds(deps, tx, caller)),
    need("sick-notes", "/krankmeldung", await countSickNotes(tx, caller)),
    ...(await rosterNeeds(deps, tx, caller, unanswered)),
    ...(await lawNeeds(deps, tx, caller, today)),
  ].filter(({ count }) => count > 0);
  const more = [...(await ampelNeeds(deps, tx, caller, rows)), ...(await teamNeeds(tx, caller))];
  return [...rows, ...more.filter(({ count }) => count > 0)];
}

type More = Pick<TodayNeed, "stopped" | "until">;
const need = (kind: TodayNeed["kind"], path: string, count: number, more: More = {}): TodayNeed => ({
  kind,
  path,
  count,
  ...more,
});

async function incidentNeeds(deps: Deps, tx: Tx, caller: Caller): Promise<TodayNeed[]> {
  if (!can(caller, "handle-incidents")) return [];
  const incidents = await listIncidents(deps, tx, caller.tenantId);
  const open = incidents.filter((one) => one.closedAt === null && !one.drill);
  return [need("incidents", "/recht/vorfaelle", open.length)];
}

async function conversationNeeds(deps: Deps, tx: Tx, caller: Caller): Promise<TodayNeed[]> {
  const needs: TodayNeed[] = [];
  if (can(caller, "manage-channels")) {
    const live = (await loadAccounts(tx)).filter(({ state, kind }) => state === "live" && kind === "whatsapp");
    const refused = live.filter(({ trouble }) => trouble === "refused").length;
    const heard = await readLastHeard(deps, tx);
    const works = live.filter(({ trouble }) => trouble === null);
    const unsigned = works.filter((one) => isTurnedAway(one, heard.get(one.id)));
    const others = works.filter((one) => !unsigned.includes(one)).map(({ id }) => id);
    const silent = await findUnreported(deps, tx, others, heard);
    const path = "/einrichten/kanaele";
    needs.push(need("refused", path, refused), need("unsigned", path, unsigned.length));
    needs.push(need("silent", path, silent.size));
  }
  if (can(caller, "read-conversations")) {
    const { waiting, nobody } = await loadOpen(tx, can(caller, "read-reserved"));
    const named = await unreadMentions(tx, caller);
    needs.push(
      need("waiting", "/posteingang?wartet=1", waiting),
      need("nobody", "/posteingang?ansicht=niemand", nobody),
      need("note-mentions", named.path, named.count),
    );
  }
  if (can(caller, "manage-channels")) {
    const { path, count, ...more } = await parkedNow(deps, tx);
    needs.push(need("parked", path, count, more));
  }
  return needs;
}

async function rosterNeeds(deps: Deps, tx: Tx, caller: Caller, unanswered: number): Promise<TodayNeed[]> {
  if (!can(caller, "see-roster")) return [];
  const { items } = await showSwaps(deps, tx, caller);
  const acceptable = items.filter((swap) => swap.may.includes("accept"));
  const mine = acceptable.filter((swap) => swap.to !== null).length;
  const needs = [need("swaps", "/plan/tausch", mine + items.filter((swap) => swap.may.includes("approve")).length)];
  // A question to all is for those who go out to customers, not for the bookkeeping.
  if (can(caller, "use-projects")) needs.push(need("open-swaps", "/plan/tausch", acceptable.length - mine));
  if (can(caller, "plan-roster")) {
    const unavailable = await unavailableShifts(deps, tx);
    needs.push(need("unavailable", unavailable.path, unavailable.count));
    needs.push(need("open-shifts", "/plan/woche", await countOpenShifts(deps, tx)));
  }
  needs.push(need("answers", "/plan", unanswered));
  return needs;
}

async function lawNeeds(deps: Deps, tx: Tx, caller: Caller, today: string): Promise<TodayNeed[]> {
  const needs: TodayNeed[] = [];
  if (can(caller, "answer-subject-requests"))
    needs.push(need("requests", "/recht/anfragen", (await countRequests(tx, today)).open));
  if (can(caller, "manage-retention")) {
    const erasures = await erasuresToSee(deps, tx);
    needs.push(need("erasures", erasures.path, erasures.count));
  }
  return needs;
}

/** The duties that are not in order; one that says only what a row of its own counts already is not counted twice. */
async function ampelNeeds(deps: Deps, tx: Tx, caller: Caller, rows: readonly TodayNeed[]): Promise<TodayNeed[]> {
  if (!can(caller, "manage-setup")) return [];
  const { lights, channels } = await gatherAmpel(deps, tx, caller.tenantId);
  const red = lights.filter(({ level }) => level === "red").flatMap((light) => light.channels);
  const stopped = channels.filter(({ level, channel }) => level === "red" && red.includes(channel));
  const due = lights.filter(
    ({ level, duty, details }) =>
      level !== "green" && !(details.length === 0 && rows.some(({ kind }) => kind === duty)),
  );
  return [need("ampel", "/recht", due.length, { stopped: stopped.map(({ label }) => label) })];
}

async function teamNeeds(tx: Tx, caller: Caller): Promise<TodayNeed[]> {
  if (!can(caller, "use-team") || !(await isInternalOpen(tx))) return [];
  const { mentioned, unread } = await countRoomsToRead(tx, caller.memberId);
  return [need("mentions", "/team", mentioned), need("rooms", "/team", unread)];
}
