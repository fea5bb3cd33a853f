import { MemberId } from "../../contract/ids.ts";
import type { WorkTimeList } from "../../contract/working-time.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { can } from "../rights/can.ts";
import { localDay } from "../time/calendar-day.ts";
import { loadFirm } from "./load-firm.action.ts";
import { loadWorkers } from "./load-workers.action.ts";
import { shownWorkTime } from "./shown-work-time.ts";
import { loadCrews } from "./work-time.store.ts";

/** Working time of everybody who is planned, the crews, and the rules of the business. */
export async function showWorkTimes(deps: Pick<Deps, "seal" | "clock">, tx: Tx, caller: Caller): Promise<WorkTimeList> {
  const firm = await loadFirm(tx, caller.tenantId);
  const today = localDay(deps.clock.now(), firm.zone);
  const workTime = await loadWorkers(deps, tx, caller.tenantId);
  const people = (await listPeople(deps, tx)).filter((one) => one.active && can(one, "see-roster"));
  return {
    items: people.map(({ id, name, role }) => {
      const entered = workTime(id);
      const shown = shownWorkTime(entered, today);
      return { ...shown, memberId: MemberId.parse(id), name, role, entered: entered.entered };
    }),
    crews: await loadCrews(tx),
    rules: firm.rules,
  };
}
