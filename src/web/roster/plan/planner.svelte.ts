import type {
  AbsenceView,
  Finding,
  PlannedShift,
  RosterView,
  SaveShift,
  ShiftSaved,
} from "../../../contract/roster.ts";
import { api, isTransient, ProblemError } from "../../api.ts";
import { newClientId } from "../../client-id.ts";
import { Errand } from "../../state/errand.svelte.ts";
import { toasts } from "../../state/toasts.svelte.ts";
import {
  addDays,
  clockOf,
  dayOf,
  daysApart,
  daysCovered,
  daysFrom,
  lastDayOf,
  shifted,
  shortDay,
  spanText,
  weekdayOf,
} from "../days.ts";
import { t } from "../t.ts";

export type PlannedPerson = RosterView["people"][number];
/** What stands at one person on one day. */
export interface Cell {
  readonly shifts: readonly PlannedShift[];
  readonly absence: AbsenceView | undefined;
}
export type Wanted = Omit<SaveShift, "memberId" | "reason"> & { readonly memberId: string };
/** A wish the checks stopped: refused for good, or waiting for a reason. */
export interface Stopped {
  readonly wanted: Wanted;
  readonly shiftId: string | null;
  readonly findings: readonly Finding[];
  /** Of one that is changed: as it was seen. */
  readonly was: Wanted | undefined;
}

interface Press {
  readonly wanted: Wanted;
  readonly shiftId: string | null;
  readonly reason: string;
  readonly clientId: string;
  readonly was: Wanted | undefined;
}
/** As text stands in a row: quicker than by language, and right for times. */
const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const nothing: Cell = { shifts: [], absence: undefined };

/** The plan of a stretch of days as planners see and change it. */
export class Planner extends Errand {
  view = $state.raw<RosterView>();
  from = $state("");
  count = $state(7);
  crewId = $state("");
  stopped = $state.raw<Stopped>();
  /** What stood in the plan after the last press, also where something asked for since is what will be shown. */
  found: RosterView | undefined;
  copied = $state.raw<PlannedShift>();
  /** What the last key did, for those who do not see it. */
  said = $state("");
  /** Of new shifts no form asked for and no answer came of, by what they say: pressed again, each is the same. */
  readonly #unanswered = new Map<string, Press>();

  readonly days = $derived(this.from === "" ? [] : daysFrom(this.from, this.count));
  readonly people = $derived.by((): readonly PlannedPerson[] => {
    const crews = new Map(this.view?.crews.map(({ id, name }) => [id, name]));
    // Those of a crew first, crew by crew; the office below them.
    const crewOf = (one: PlannedPerson) => (one.crewId === null ? "\u{ffff}" : (crews.get(one.crewId) ?? ""));
    return (this.view?.people ?? [])
      .filter((one) => this.crewId === "" || one.crewId === this.crewId)
      .toSorted((a, b) => order(crewOf(a), crewOf(b)) || a.name.localeCompare(b.name));
  });
  readonly #cells = $derived.by(() => {
    const cells = new Map<string, { shifts: PlannedShift[]; absence: AbsenceView | undefined }>();
    const at = (memberId: string, day: string) => {
      const key = `${memberId}/${day}`;
      const found = cells.get(key) ?? { shifts: [], absence: undefined };
      cells.set(key, found);
      return found;
    };
    const sorted = (this.view?.shifts ?? []).toSorted((a, b) => order(a.start, b.start));
    for (const shift of sorted)
      for (const day of daysCovered(shift.start, shift.end)) at(shift.memberId, day).shifts.push(shift);
    for (const absence of this.view?.absences ?? []) {
      const length = daysApart(dayOf(absence.start), lastDayOf(absence.end)) + 1;
      for (const day of daysFrom(dayOf(absence.start), Math.min(length, 70)))
        at(absence.memberId, day).absence = absence;
    }
    return cells;
  });
  /** Shifts somebody else has to take, the earliest first. */
  readonly unavailable = $derived(
    (this.view?.shifts ?? []).filter((one) => one.unavailable).toSorted((a, b) => order(a.start, b.start)),
  );
  readonly holidays = $derived(new Map(this.view?.holidays.map(({ day, name }) => [day, name])));

  /** Nobody works as a rule: weekends and holidays. */
  isFree(day: string): boolean {
    return weekdayOf(day) > 5 || this.holidays.has(day);
  }
  cell(memberId: string, day: string): Cell {
    return this.#cells.get(`${memberId}/${day}`) ?? nothing;
  }
  /** How high the row of each person has to be for the fullest of the days. @param of how high what stands on one day is */
  heights(of: (cell: Cell, day: string) => number): ReadonlyMap<string, number> {
    const heights = new Map<string, number>();
    for (const [key, cell] of this.#cells) {
      const [memberId = "", day = ""] = key.split("/");
      if (day >= this.from && day < addDays(this.from, this.count))
        heights.set(memberId, Math.max(heights.get(memberId) ?? 0, of(cell, day)));
    }
    return heights;
  }
  nameOf(memberId: string): string {
    return this.view?.people.find(({ id }) => id === memberId)?.name ?? "";
  }
  isMinorOn({ minorUntil }: PlannedPerson, day: string): boolean {
    return minorUntil !== null && day <= minorUntil;
  }

  /** Keeps a shift for the next "v"; where nobody sees it, it is said. */
  copy(shift: PlannedShift | undefined): void {
    this.copied = shift;
    this.said = shift ? t("said.copied", { hours: spanText(shift.start, shift.end) }) : t("said.nothing");
  }

  async open(from: string, count: number): Promise<void> {
    this.from = from;
    this.count = count;
    await this.load();
  }
  /** @returns what came, also where something asked for since is what will be shown */
  async load(): Promise<RosterView | undefined> {
    let came: RosterView | undefined;
    await this.look(
      async () => (came = await api.get(`/api/roster?from=${this.from}&to=${addDays(this.from, this.count - 1)}`)),
      (view) => {
        this.view = view;
        // What stands in the plan has its answer.
        for (const [said, { wanted }] of this.#unanswered)
          if (this.cell(wanted.memberId, dayOf(wanted.start)).shifts.some(({ start }) => start === wanted.start))
            this.#unanswered.delete(said);
      },
    );
    return came;
  }

  async check(wanted: Wanted, shiftId: string | null): Promise<readonly Finding[]> {
    const question = { ...wanted, reason: "", shiftId };
    return (await api.post<{ findings: Finding[] }>("/api/roster/check", question)).findings;
  }

  /**
   * Saves; what the checks stop is shown with its reason. True when it is saved.
   * @param of.was of one that is changed: as it was seen; what somebody changed since is not overwritten
   * @param of.clientId of a form one presses again when no answer came: it is one new shift
   */
  async save(
    wanted: Wanted,
    shiftId: string | null,
    reason = "",
    { was, clientId }: { readonly was?: Wanted | undefined; readonly clientId?: string } = {},
  ): Promise<boolean> {
    if (clientId !== undefined) return await this.#save({ wanted, shiftId, reason, clientId, was });
    const known = shiftId === null ? this.#unanswered.get(JSON.stringify({ ...wanted, reason })) : undefined;
    return await this.#saveAtOnce(known ?? { wanted, shiftId, reason, clientId: newClientId(), was });
  }

  /** Without a form that stays open: what got no answer is offered again, under the same number. */
  async #saveAtOnce(press: Press): Promise<boolean> {
    return await this.#save(press, () => void this.#saveAtOnce(press));
  }

  async #save(press: Press, again?: () => void): Promise<boolean> {
    const { wanted, shiftId, reason, clientId, was } = press;
    const body = { ...wanted, reason };
    const said = JSON.stringify(body);
    try {
      const path = "/api/roster/shifts";
      const answer = await (shiftId === null
        ? api.post<ShiftSaved>(path, { ...body, clientId })
        : api.put<ShiftSaved>(`${path}/${shiftId}`, { ...body, was }));
      this.#unanswered.delete(said);
      this.stopped = answer.saved ? undefined : { wanted, shiftId, findings: answer.findings, was };
      this.found = (await this.load()) ?? this.view;
      if (answer.saved)
        this.said = t("said.kept", {
          name: this.nameOf(wanted.memberId),
          day: shortDay(dayOf(wanted.start)),
          hours: spanText(wanted.start, wanted.end),
        });
      return answer.saved;
    } catch (error) {
      if (again && shiftId === null && isTransient(error)) this.#unanswered.set(said, press);
      else this.#unanswered.delete(said);
      toasts.refused(error, again);
      // What a lost answer made stands in the plan.
      const isOther = error instanceof ProblemError && error.code === "conflict";
      this.found = (isOther ? await this.load() : undefined) ?? this.view;
      return false;
    }
  }

  async remove(shift: PlannedShift): Promise<void> {
    const said = toasts.pressed();
    const { turn } = toasts;
    try {
      await api.delete(`/api/roster/shifts/${shift.id}`);
      // A published one is still there, marked; a draft is planned anew, once however often it is taken back.
      const shiftId = shift.state === "new" ? null : shift.id;
      const undo = {
        wanted: wantedOf(shift),
        shiftId,
        reason: t("shift.undone"),
        clientId: newClientId(),
        was: undefined,
      };
      const again = () => void this.#saveAtOnce(undo);
      said(t("shift.removed", { name: this.nameOf(shift.memberId) }), { action: { label: t("undo"), run: again } });
    } catch (error) {
      toasts.refused(error, undefined, turn);
    }
    await this.load();
  }

  /** The same shift for somebody else. True when it is theirs; what the checks ask is shown. */
  async giveTo(shift: PlannedShift, memberId: string): Promise<boolean> {
    return await this.save({ ...wantedOf(shift), memberId }, shift.id, "", { was: wantedOf(shift) });
  }

  /** The same shift, taken at `grabbed`, at another person or day. */
  movedTo(shift: PlannedShift, grabbed: string, memberId: string, day: string): Wanted {
    const by = daysApart(grabbed, day);
    return { ...wantedOf(shift), memberId, start: shifted(shift.start, by), end: shifted(shift.end, by) };
  }
}

export function wantedOf(shift: PlannedShift): Wanted {
  const { memberId, kind, start, end, place, projectId, qualification } = shift;
  return { memberId, kind, start, end, place, projectId, qualification };
}

/** "7–15:30": hours for a narrow column. */
export const shortHours = (shift: Pick<PlannedShift, "start" | "end">): string =>
  [shift.start, shift.end].map((at) => clockOf(at).replace(/^0/, "").replace(":00", "")).join("–");
