import { isRecord, namedIn } from "../../contract/named-in.ts";
import type { FieldProblem } from "../../contract/setup.ts";
import { api, isTransient, ProblemError } from "../api.ts";
import { changed, laidOver } from "../state/changes.ts";
import { Latest } from "../state/latest.ts";
import { Meanwhile, overTheirs } from "../state/meanwhile.svelte.ts";
import { setupState } from "./setup-state.svelte.ts";
import { ShownProblems } from "./shown-problems.svelte.ts";
import { t } from "./t.ts";

/** The fields in which something stands, those too of which a record says something: why one does not apply. */
const filledIn = (fields: object): string[] =>
  Object.entries(fields).flatMap(([field, value]) =>
    value === "" || value === null ? [] : [field, ...(isRecord(value) ? filledIn(value) : [])],
  );

interface Source<Fields, Answer> {
  /** Where it is saved, and read where nothing else is named. */
  readonly path: string;
  readonly from?: string;
  readonly fieldsOf: (answer: Answer) => Fields;
  readonly problemsOf: (answer: Answer) => readonly FieldProblem[];
}

/**
 * A step's form: what stands in it, and what the server last said. It outlives the step on the screen, so that what did
 * not get through is still there when one comes back.
 */
export class StepDraft<Fields extends object, Answer> {
  fields = $state<Fields | undefined>(undefined);
  answer = $state.raw<Answer | undefined>(undefined);
  readonly shown = new ShownProblems();
  readonly #source: Source<Fields, Answer>;
  /** The fields as the server has them; of those that are being changed here, what one began from. */
  #meanwhile = $state.raw<Meanwhile<Fields>>();
  /** The answer in which somebody else's version came. */
  #theirAnswer: Answer | undefined;
  readonly #latest = new Latest();
  /** Refused values by field: they are not sent again before they are changed. */
  #refused: Record<string, unknown> = {};

  constructor(source: Source<Fields, Answer>) {
    this.#source = source;
  }

  /** As somebody else saved it meanwhile, until one has looked at it. */
  get theirs(): Fields | undefined {
    return this.#meanwhile?.theirs;
  }

  /** Something stands in the form that the server does not have. */
  get isUnsaved(): boolean {
    return Object.keys(this.#changes()).length > 0;
  }

  /** Reads the step anew; what is typed and not saved stays. */
  async load(): Promise<void> {
    let question: number | undefined;
    const answer = await setupState.read<Answer>(this.#from, () => {
      question = this.#latest.ask();
    });
    this.take(answer, {}, question);
    // What was filled in another time and is wrong is shown at once; what is still empty does not scold.
    this.shown.filledBefore(filledIn(this.fields ?? {}));
  }

  /**
   * Saves what was changed. A refused field keeps none of the others from being saved.
   * @param onstored hears what the server says then, also where it got through only when it was tried again
   */
  async save(onstored: (answer: Answer) => void = () => {}): Promise<void> {
    await setupState.save(() => this.#send(onstored), this.#source.path);
  }

  async #send(onstored: (answer: Answer) => void): Promise<void> {
    for (let change = this.#unsent(); Object.keys(change).length > 0; change = this.#unsent()) {
      try {
        const was = this.#meanwhile && namedIn(this.#meanwhile.was, change);
        const answer = await api.put<Answer>(this.#source.path, { ...change, was });
        this.take(answer, change);
        onstored(answer);
      } catch (error) {
        if (!(error instanceof ProblemError) || isTransient(error)) throw error;
        if (error.code === "conflict") await this.#meet();
        this.#refuse(change, error);
      }
    }
    this.shown.looked();
    const words = this.theirs ? t("setup.theirs") : t("setup.refused");
    if (Object.keys(this.#refused).length > 0) throw new ProblemError("bad-input", 400, words);
  }

  get #from(): string {
    return this.#source.from ?? this.#source.path;
  }

  async #meet(): Promise<void> {
    const question = this.#latest.ask();
    const answer = await api.get<Answer>(this.#from);
    this.#latest.takes(this.#from, question);
    this.#theirAnswer = answer;
    if (this.#meanwhile) this.#meanwhile.theirs = this.#source.fieldsOf(answer);
  }

  /** What was typed goes; what somebody else saved stands here, and the caller hears it as after a save. */
  takeTheirs(onstored: (answer: Answer) => void = () => {}): void {
    const answer = this.#theirAnswer;
    if (answer === undefined) return;
    this.#looked();
    this.#meanwhile = undefined;
    this.take(answer);
    onstored(answer);
    setupState.forget(this.#source.path);
  }

  /** What was changed here is saved over theirs; the rest of theirs stays. */
  async keepMine(onstored?: (answer: Answer) => void): Promise<void> {
    const theirs = this.theirs;
    const typed = $state.snapshot(this.fields) as Fields | undefined;
    if (!this.#meanwhile || !theirs || !typed) return;
    this.fields = overTheirs(this.#meanwhile, theirs, typed);
    this.#looked();
    await this.save(onstored);
  }

  #looked(): void {
    this.#theirAnswer = undefined;
    this.#refused = {};
    this.shown.keepRefused([]);
  }

  #changes(): Record<string, unknown> {
    const now = $state.snapshot(this.fields) as Fields | undefined;
    return this.#meanwhile && now ? changed(this.#meanwhile.was, now) : {};
  }

  /** What is changed and not refused as it stands. */
  #unsent(): Record<string, unknown> {
    const changes = this.#changes();
    const same = (field: string) => JSON.stringify(changes[field]) === JSON.stringify(this.#refused[field]);
    const still = Object.keys(this.#refused).filter(same);
    this.#refused = Object.fromEntries(still.map((field) => [field, this.#refused[field]]));
    this.shown.keepRefused(still);
    return Object.fromEntries(Object.entries(changes).filter(([field]) => !still.includes(field)));
  }

  /**
   * Takes over what the server says, but what was changed here meanwhile.
   * @param sent what it has just been told
   * @param question when it was asked: what was saved since then is newer
   */
  take(answer: Answer, sent: Record<string, unknown> = {}, question = this.#latest.ask()): void {
    if (!this.#latest.takes(this.#from, question)) return;
    const stored = this.#source.fieldsOf(answer);
    const now = $state.snapshot(this.fields) as Fields | undefined;
    const was = this.#meanwhile?.was;
    const here = was && now ? changed(laidOver(was, sent), now) : {};
    this.answer = answer;
    this.fields = laidOver(stored, here);
    // Of what is still being typed one began from what stood there then, unless it is one's own that arrived meanwhile.
    const begun = was ? namedIn(laidOver(was, namedIn(stored, sent)), here) : {};
    const next = new Meanwhile(laidOver(stored, begun));
    if (this.theirs && Object.keys(here).length > 0) {
      next.theirs = stored;
      this.#theirAnswer = answer;
    }
    this.#meanwhile = next;
    this.shown.problems = this.#source.problemsOf(answer);
  }

  #refuse(change: Record<string, unknown>, { fields, sentence }: ProblemError): void {
    const named = Object.entries(fields).map(([path, words]) => [path.split("/")[0] ?? "", words] as const);
    const known = named.filter(([field]) => field in change);
    const refused = known.length > 0 ? known : Object.keys(change).map((field) => [field, sentence] as const);
    for (const [field, words] of refused) {
      this.#refused[field] = change[field];
      this.shown.refuse(field, words);
    }
  }
}
