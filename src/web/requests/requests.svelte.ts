import type { RequestDetail, RequestList, Review } from "../../contract/subject-requests.ts";
import { api, sentenceOf } from "../api.ts";

/** Requests as the server tells them; looks again while a screen shows them. */
class Requests {
  list = $state.raw<RequestList | undefined>(undefined);
  detail = $state.raw<RequestDetail | undefined>(undefined);
  review = $state.raw<Review | undefined>(undefined);
  failure = $state("");

  async loadList(): Promise<void> {
    await this.#try(async () => {
      this.list = await api.get<RequestList>("/api/subject-requests");
    });
  }

  async open(id: string): Promise<void> {
    await this.#try(async () => {
      const detail = await api.get<RequestDetail>(`/api/subject-requests/${id}`);
      const packeted = detail.kind === "access" || detail.kind === "portability";
      this.review =
        packeted && detail.state === "open" ? await api.get<Review>(`/api/subject-requests/${id}/review`) : undefined;
      this.detail = detail;
    });
  }

  close(): void {
    this.detail = undefined;
    this.review = undefined;
    this.failure = "";
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.failure = "";
    } catch (error) {
      this.failure = sentenceOf(error);
    }
  }
}
export const requests = new Requests();
