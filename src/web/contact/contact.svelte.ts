import type { ContactView } from "../../contract/conversations.ts";
import { api, ProblemError, sentenceOf } from "../api.ts";
import { Errand } from "../state/errand.svelte.ts";

/** One contact as the panel shows it. */
export class ContactCard extends Errand {
  readonly id: string;
  /** The last press met what somebody else had changed. */
  #conflict = false;
  view = $state.raw<ContactView | undefined>(undefined);
  /** Why the address book stays closed for this contact, in the law's reason. */
  refusal = $state("");

  constructor(id: string) {
    super((error) => {
      const isProblem = error instanceof ProblemError;
      this.#conflict = isProblem && error.code === "conflict";
      this.refusal = isProblem && error.code === "not-lawful" ? error.sentence : "";
      return this.refusal === "" ? sentenceOf(error) : "";
    });
    this.id = id;
  }

  async load(): Promise<void> {
    await this.#fetch();
  }

  /** @returns whether it came, and nothing else was asked for meanwhile */
  async #fetch(): Promise<boolean> {
    return await this.look(
      () => api.get<ContactView>(`/api/contacts/${this.id}`),
      (view) => {
        this.view = view;
      },
    );
  }

  /** Shows what is so after a press: a look of its own that was overtaken is asked for again. */
  async #learn(): Promise<void> {
    while (!(await this.#fetch())) if (this.failure !== "") return;
  }

  /**
   * @param was what it was called when one began to type
   * @returns `theirs` when somebody else gave another name meanwhile: it stands in `view`, and nothing was saved
   */
  async rename(name: string, was: string | null): Promise<"done" | "failed" | "theirs"> {
    if (await this.#run(() => api.patch(`/api/contacts/${this.id}`, { name, was }))) return "done";
    if (!this.#conflict) return "failed";
    this.failure = "";
    await this.#learn();
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
    this.refusal = "";
    this.#conflict = false;
    return await this.run(async () => {
      await act();
      await this.#learn();
    });
  }
}
