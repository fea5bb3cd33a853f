import type { Finding, PlannedShift } from "../../../contract/roster.ts";
import { type Planner, type Wanted, wantedOf } from "./planner.svelte.ts";

/** A shift that is being moved, by pointer or keys: where it would go, and what the checks say to that. */
export class Mover {
  shift = $state.raw<PlannedShift>();
  target = $state.raw<{ memberId: string; day: string }>();
  /** Undefined while the answer is on its way. */
  findings = $state.raw<readonly Finding[]>();
  #grabbed = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
  }

  start(shift: PlannedShift, day: string): void {
    this.shift = shift;
    this.#grabbed = day;
    this.target = { memberId: shift.memberId, day };
    this.findings = [];
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.shift = undefined;
    this.target = undefined;
    this.findings = undefined;
  }

  /** Asks the checks once the shift rests over a cell for a moment. */
  over(memberId: string, day: string): void {
    if (this.target?.memberId === memberId && this.target.day === day) return;
    this.target = { memberId, day };
    this.findings = undefined;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(memberId, day), 100);
  }

  async #ask(memberId: string, day: string): Promise<void> {
    const shift = this.shift;
    const wanted = this.#wanted();
    if (!shift || !wanted) return;
    const findings = await this.#planner.check(wanted, shift.id).catch(() => undefined);
    if (this.target?.memberId === memberId && this.target.day === day) this.findings = findings;
  }

  #wanted(): Wanted | undefined {
    if (!this.shift || !this.target) return undefined;
    return this.#planner.movedTo(this.shift, this.#grabbed, this.target.memberId, this.target.day);
  }

  async drop(): Promise<void> {
    const shift = this.shift;
    const wanted = this.#wanted();
    this.stop();
    if (!shift || !wanted || (wanted.start === shift.start && wanted.memberId === shift.memberId)) return;
    await this.#planner.save(wanted, shift.id, "", { was: wantedOf(shift) });
  }
}
