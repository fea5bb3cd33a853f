import type { MissingThing, SetupOverview } from "../../contract/setup.ts";
import { api, isOffline, isTransient, ProblemError, sentenceOf } from "../api.ts";
import { t as ui } from "../i18n/t.ts";
import { net } from "../net.svelte.ts";
import { Latest } from "../state/latest.ts";
import { t } from "./t.ts";

/** How soon what did not get through is tried again. */
const retryAfterMs = 2_000;
const pathOfAll = "/api/setup";

/** The place of a press. It has none on the page: a refusal was read by whoever goes on. */
export const pressAt = (path: string): string => `press ${path}`;

interface Failed {
  readonly work: () => Promise<void>;
  readonly sentence: string;
  /** Passes by itself: it is tried again. */
  readonly passes: boolean;
}

/** Where the set-up stands, and whether what was typed is safe. One for all steps. */
class SetupState {
  overview = $state.raw<SetupOverview | undefined>(undefined);
  /** Why the last look at `overview` failed; an earlier one stands. */
  failure = $state<string | undefined>(undefined);
  /** The set-up is not for this member: to try again leads nowhere. */
  refused = $state(false);
  /** Leads to what somebody else saved meanwhile, where that stands on the page. */
  lead = $state.raw<(() => void) | undefined>(undefined);
  #running = $state(0);
  #saved = $state(false);
  /** What did not get through, by the place it belongs to: a later save elsewhere does not make it forgotten. */
  #failed = $state.raw<ReadonlyMap<string, Failed>>(new Map());
  #last: Promise<unknown> = Promise.resolve();
  #again: ReturnType<typeof setTimeout> | undefined;
  #look: ReturnType<typeof setTimeout> | undefined;
  #away = false;
  readonly #looks = new Latest();
  /** How often what was to be saved there was dropped. */
  readonly #dropped = new Map<string, number>();

  get saving(): "idle" | "saving" | "saved" | "failed" {
    if (this.#failed.size > 0) return "failed";
    if (this.#running > 0) return "saving";
    return this.#saved ? "saved" : "idle";
  }

  /** Why saving failed, in words. */
  get sentence(): string {
    return [...this.#failed.values()].at(-1)?.sentence ?? "";
  }

  get mayEdit(): boolean {
    return this.overview?.mayEdit ?? false;
  }

  /** Where somebody comes from and goes back to: no button leads to what is shut for a role. */
  get home(): { readonly href: string; readonly label: string; readonly to: string } {
    if (this.refused) return { href: "/", label: ui("ui.back"), to: ui("ui.back") };
    if (this.overview?.readsInbox === false) return { href: "/recht", label: t("setup.law"), to: t("setup.law") };
    return { href: "/posteingang", label: t("setup.inbox"), to: t("frame.inbox") };
  }

  get missing(): readonly MissingThing[] {
    return this.overview?.missing ?? [];
  }

  /** Looks how far the set-up is. What could not be fetched is asked for again by itself, and takes nothing away meanwhile. */
  async load(): Promise<void> {
    clearTimeout(this.#look);
    const question = this.#looks.ask();
    try {
      const overview = await api.get<SetupOverview>(pathOfAll);
      if (!this.#looks.takes(pathOfAll, question)) return;
      this.overview = overview;
      this.failure = undefined;
      this.refused = false;
      // No feed runs here that would say so.
      if (this.#away) net.returns += 1;
      this.#away = false;
    } catch (error) {
      // What was asked for later and has come is no failure.
      if (question < this.#looks.shown(pathOfAll)) return;
      this.failure = sentenceOf(error);
      this.refused = error instanceof ProblemError && error.status === 403;
      this.missed(error);
    }
  }

  /** Something got no answer, or is to be asked for again. */
  missed(error: unknown): void {
    if (isTransient(error)) this.lookOut();
  }

  /** Looks every few seconds whether the server is back, and says so to whoever waits for it. */
  lookOut(): void {
    this.#away = true;
    clearTimeout(this.#look);
    this.#look = setTimeout(() => void this.load(), retryAfterMs);
  }

  /** Resolves when the server has seen whatever was typed so far, or has failed to. */
  async settled(): Promise<void> {
    // Something may be typed while what was typed before is on its way.
    for (let last: unknown; last !== this.#last; await last) last = this.#last;
  }

  /**
   * Reads something of a step, after everything on its way has arrived: what comes back is never older than the form.
   * @param onasked called when nothing is on its way any more and the question leaves
   */
  async read<T>(path: string, onasked = () => {}): Promise<T> {
    await this.settled();
    onasked();
    try {
      return await api.get<T>(path);
    } catch (error) {
      this.missed(error);
      throw error;
    }
  }

  /**
   * Saves one after the other, so that an older state never overwrites a newer one. Without a net it tries again by
   * itself until it gets through or something newer is saved in the same place.
   * @param place what is saved, so that two failures are told apart
   * @returns false when it did not get through; the sentence is shown in the head of the page
   */
  async save(work: () => Promise<void>, place: string): Promise<boolean> {
    clearTimeout(this.#again);
    this.#running += 1;
    const dropped = this.#dropped.get(place);
    const run = this.#last.then(work);
    this.#last = run.catch(() => undefined);
    let done = true;
    try {
      await run;
      this.#note(place);
    } catch (error) {
      done = false;
      const passes = isTransient(error);
      const sentence = isOffline(error) ? t(`setup.retry-${net.missing}`) : sentenceOf(error);
      // What was dropped while it was on its way is not tried again.
      if (this.#dropped.get(place) === dropped) this.#note(place, { work, passes, sentence });
    }
    this.#running -= 1;
    if (this.#running === 0) this.#again = setTimeout(() => this.#retry(), retryAfterMs);
    if (done) await this.load();
    return done;
  }

  /** @returns takes the lead away again */
  offerLead(lead: () => void): () => void {
    this.lead = lead;
    return () => {
      if (this.lead === lead) this.lead = undefined;
    };
  }

  /** What failed to be saved there is not wanted any more. */
  forget(place: string): void {
    this.#dropped.set(place, (this.#dropped.get(place) ?? 0) + 1);
    this.#failed = new Map([...this.#failed].filter(([other]) => other !== place));
  }

  #note(place: string, failure?: Failed): void {
    // A refusal that belongs to no place was read by whoever goes on.
    const isOver = ([other, { passes }]: readonly [string, Failed]) => other.startsWith(pressAt("")) && !passes;
    const others = [...this.#failed].filter((one) => one[0] !== place && !isOver(one));
    this.#failed = new Map(failure ? [...others, [place, failure]] : others);
    if (!failure) this.#saved = true;
  }

  #retry(): void {
    for (const [place, { work, passes }] of this.#failed) if (passes) void this.save(work, place);
  }
}
export const setupState = new SetupState();
