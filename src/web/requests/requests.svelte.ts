import type { RequestDetail, RequestList, Review } from "../../contract/subject-requests.ts";
import { api, sentenceOf } from "../api.ts";
import { Latest } from "../state/latest.ts";

/** Requests as the server tells them; looks again while a screen shows them. */
class Requests {
  list = $state.raw<RequestList | undefined>(undefined);
  detail = $state.raw<RequestDetail | undefined>(undefined);
  review = $state.raw<Review | undefined>(undefined);
  failure = $state("");
  readonly #latest = new Latest();
  #shown = "";
  #turn = 0;

  async loadList(): Promise<void> {
    const question = this.#latest.ask();
    const passedOver = () => question < this.#latest.shown("list");
    await this.#try(async () => {
      const list = await api.get<RequestList>("/api/subject-requests");
      if (this.#latest.takes("list", question)) this.list = list;
    }, passedOver);
  }

  /** Shows this case from now on. */
  async open(id: string): Promise<void> {
    this.#shown = id;
    await this.look(id);
  }

  /** Fetches a case again, if it is still the one that is shown: what was asked of another must not stand under its name. */
  async look(id: string): Promise<void> {
    if (this.#shown !== id) return;
    const turn = ++this.#turn;
    const passedOver = () => turn !== this.#turn;
    await this.#try(async () => {
      const detail = await api.get<RequestDetail>(`/api/subject-requests/${id}`);
      const packeted = detail.kind === "access" || detail.kind === "portability";
      const review =
        packeted && detail.state === "open" ? await api.get<Review>(`/api/subject-requests/${id}/review`) : undefined;
      if (!passedOver()) [this.review, this.detail] = [review, detail];
    }, passedOver);
  }

  /** It is not looked at any more; another one may be already. */
  close(id: string): void {
    if (this.#shown !== id) return;
    this.#shown = "";
    this.#turn += 1;
    this.detail = undefined;
    this.review = undefined;
    this.failure = "";
  }

  async #try(work: () => Promise<void>, passedOver: () => boolean): Promise<void> {
    try {
      await work();
      if (!passedOver()) this.failure = "";
    } catch (error) {
      if (!passedOver()) this.failure = sentenceOf(error);
    }
  }
}
export const requests = new Requests();
