import type { DraftInput } from "../../contract/messages.ts";
import type { Permit } from "../../contract/policy.ts";
import { api, isTransient } from "../api.ts";

/** Whoever pressed is not kept waiting longer: the server decides when it is sent. */
const longestMs = 3_000;
/** A question that did not get through is asked again by itself: somebody who reads types nothing. */
const againMs = 5_000;

/** Asks, while one types, whether the draft may go out. The last answer stays until the next one is there. */
export class PermitAsk {
  permit = $state.raw<Permit | undefined>(undefined);
  /** The question could not be asked (no net): the line says so, the server decides when sending. */
  failed = $state(false);
  readonly #conversationId: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | undefined;
  #asked = "";
  #answered = "";

  constructor(conversationId: string) {
    this.#conversationId = conversationId;
  }

  /** @param delay milliseconds to wait for the next keystroke; 0 asks at once */
  ask(draft: DraftInput, delay: number): void {
    const question = JSON.stringify(draft);
    if (question === this.#asked && !this.failed) return;
    this.#asked = question;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#fetch(draft, question), delay);
  }

  /**
   * The verdict to act on when sending. An answer for an older draft counts only while it allows: then the server
   * decides anyway. One that forbids is asked again first, so that nobody is held back by words already deleted.
   */
  async forSending(draft: DraftInput): Promise<Permit | undefined> {
    const question = JSON.stringify(draft);
    if (this.permit === undefined || this.failed) return undefined;
    if (this.#answered === question) return this.permit;
    if (this.permit.verdict === "allow") return undefined;
    // Asked apart: whoever types on meanwhile asks about other words, and must not cut this answer off.
    const asked = await this.#post(draft, AbortSignal.timeout(longestMs)).catch(() => undefined);
    if (asked === undefined) this.failed = true;
    return asked;
  }

  /** Something else changed what is allowed, e.g. the notice arrived. */
  again(draft: DraftInput): void {
    this.#asked = "";
    this.ask(draft, 0);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
  }

  async #fetch(draft: DraftInput, question: string): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    try {
      this.permit = await this.#post(draft, abort.signal);
      this.#answered = question;
      this.failed = false;
    } catch (error) {
      if (abort.signal.aborted) return;
      this.failed = true;
      // Another question may wait for its moment already.
      if (question === this.#asked && isTransient(error)) {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.#fetch(draft, question), againMs);
      }
    }
  }

  #post(draft: DraftInput, signal?: AbortSignal): Promise<Permit> {
    return api.post<Permit>(`/api/conversations/${this.#conversationId}/permit`, draft, signal);
  }
}
