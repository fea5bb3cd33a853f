import type { ContactView } from "../../contract/conversations.ts";
import { api, ProblemError, sentenceOf } from "../api.ts";

/** One contact as the panel shows it. */
export class ContactCard {
  readonly id: string;
  /** The last press met what somebody else had changed. */
  #conflict = false;
  #turn = 0;
  view = $state.raw<ContactView | undefined>(undefined);
  failure = $state("");
  /** Why the address book stays closed for this contact, in the law's reason. */
  refusal = $state("");
  busy = $state(false);

  constructor(id: string) {
    this.id = id;
  }

  /** Asked again before the answer is there, the older answer is passed over. */
  async load(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const view = await api.get<ContactView>(`/api/contacts/${this.id}`);
      if (turn !== this.#turn) return;
      this.view = view;
      this.failure = "";
    } catch (error) {
      if (turn === this.#turn) this.failure = sentenceOf(error);
    }
  }

  /**
   * @param was what it was called when one began to type
   * @returns `theirs` when somebody else gave another name meanwhile: it stands in `view`, and nothing was saved
   */
  async rename(name: string, was: string | null): Promise<"done" | "failed" | "theirs"> {
    if (await this.#run(() => api.patch(`/api/contacts/${this.id}`, { name, was }))) return "done";
    if (!this.#conflict) return "failed";
    this.failure = "";
    await this.load();
    return this.failure === "" ? "theirs" : "failed";
  }

  /** Keeps the contact beyond this one request; the rules may say not yet (AB-3). */
  async save(): Promise<boolean> {
    return await this.#run(() => api.post(`/api/contacts/${this.id}/save`));
  }

  async markOrder(openOrder: boolean): Promise<boolean> {
    return await this.#run(() => api.post(`/api/contacts/${this.id}/order`, { openOrder }));
  }

  /** What the rules ask about a person: a colleague, a firm, a minor. */
  async markKind(kind: { employeeRelation?: string; recipientType?: string; minor?: boolean }): Promise<boolean> {
    return await this.#run(() => api.post(`/api/contacts/${this.id}/kind`, kind));
  }

  async #run(act: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    this.refusal = "";
    this.failure = "";
    this.#conflict = false;
    try {
      await act();
      await this.load();
      return true;
    } catch (error) {
      this.#conflict = error instanceof ProblemError && error.code === "conflict";
      if (error instanceof ProblemError && error.code === "not-lawful") this.refusal = error.sentence;
      else this.failure = sentenceOf(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
