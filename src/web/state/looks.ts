import type { ConversationDetail } from "../../contract/conversations.ts";
import { api, ProblemError } from "../api.ts";
import { forgetWords } from "./draft-words.ts";

/**
 * Looks at single conversations. What lies open hears of the same event as the list, and one answer is enough for both:
 * the last one that was asked for since something was told of it.
 */
export class Looks {
  readonly #last = new Map<string, Promise<ConversationDetail>>();
  readonly #ask: () => number;
  readonly #take: (detail: ConversationDetail, asked: number) => void;

  /** @param ask the number of a question asked now */
  constructor(ask: () => number, take: (detail: ConversationDetail, asked: number) => void) {
    this.#ask = ask;
    this.#take = take;
  }

  /** Something was told of it: looks from before may not know it. */
  told(id: string): void {
    this.#last.delete(id);
  }

  /** As it is now, and unless another look brings them, with the numbers. */
  now(id: string, numbers = true): Promise<ConversationDetail> {
    const asked = this.#ask();
    const path = `/api/conversations/${id}${numbers ? "" : "?counts=no"}`;
    const look = api.get<ConversationDetail>(path).then((detail) => {
      this.#take(detail, asked);
      return detail;
    });
    this.#last.set(id, look);
    look.catch(() => this.#last.get(id) === look && this.told(id));
    return look;
  }

  /** Many at once. All was told before any of it is asked, so one of them brings the numbers. @returns false for each that is gone */
  sinceAll(ids: readonly string[]): Promise<boolean[]> {
    const first = ids.find((id) => !this.#last.has(id));
    return Promise.all(ids.map((id) => this.#since(id, id === first)));
  }

  /** As it is since something was told of it. */
  async #since(id: string, numbers: boolean): Promise<boolean> {
    try {
      await (this.#last.get(id) ?? this.now(id, numbers));
      return true;
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 404) throw error;
      forgetWords(id);
      return false;
    }
  }
}
