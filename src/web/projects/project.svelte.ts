import type {
  CustomerAnswer,
  ProjectPhoto,
  ProjectView,
  ReportView,
  WriteToCustomer,
} from "../../contract/projects.ts";
import { api, ProblemError, sentenceOf } from "../api.ts";
import { toasts } from "../state/toasts.svelte.ts";
import { t } from "./t.ts";

type Method = "post" | "put" | "patch";

/** One project with its photos and reports, as the server tells them. */
export class Project {
  readonly id: string;
  view = $state.raw<ProjectView | undefined>(undefined);
  photos = $state.raw<readonly ProjectPhoto[] | undefined>(undefined);
  reports = $state.raw<readonly ReportView[] | undefined>(undefined);
  failure = $state("");
  busy = $state(false);

  constructor(id: string) {
    this.id = id;
  }

  path(what = ""): string {
    return `/api/projects/${this.id}${what}`;
  }

  async load(): Promise<void> {
    try {
      const [view, photos, reports] = await Promise.all([
        api.get<ProjectView>(this.path()),
        api.get<{ items: ProjectPhoto[] }>(this.path("/photos")),
        api.get<{ items: ReportView[] }>(this.path("/reports")),
      ]);
      this.view = view;
      this.photos = photos.items;
      this.reports = reports.items;
      this.failure = "";
    } catch (error) {
      this.failure = sentenceOf(error);
    }
  }

  /** Changes the project; the answer is its new state. @returns false when it was refused, and says why */
  async change(what: Record<string, unknown>): Promise<boolean> {
    return await this.act("patch", "", { version: this.view?.version, ...what });
  }

  async act(method: Method, what: string, body: unknown): Promise<boolean> {
    return await this.#try(async () => {
      this.view = await api[method]<ProjectView>(this.path(what), body);
    });
  }

  async drop(what: string): Promise<boolean> {
    return await this.#try(async () => {
      this.view = await api.delete<ProjectView>(this.path(what));
    });
  }

  async label(photos: readonly ProjectPhoto[], what: Record<string, unknown>): Promise<boolean> {
    const refs = photos.map(({ source, id }) => ({ source, id }));
    return await this.#try(async () => {
      const body = { photos: refs, ...what };
      this.photos = (await api.put<{ items: ProjectPhoto[] }>(this.path("/photo-labels"), body)).items;
    });
  }

  async dropPhoto(id: string): Promise<boolean> {
    return await this.#try(async () => {
      this.photos = (await api.delete<{ items: ProjectPhoto[] }>(this.path(`/photos/${id}`))).items;
    });
  }

  async report(body: unknown): Promise<boolean> {
    return await this.#try(async () => {
      this.reports = (await api.post<{ items: ReportView[] }>(this.path("/reports"), body)).items;
    });
  }

  /** True when it is on its way; says in every case what became of it. */
  async tellCustomer(wish: WriteToCustomer): Promise<boolean> {
    let sent = false;
    await this.#try(async () => {
      const { outcome, text, why } = await api.post<CustomerAnswer>(this.path("/customer-messages"), wish);
      sent = outcome !== "refused";
      if (outcome === "refused") toasts.show(t("not-sent", { why }), { kind: "attention", forMs: 12_000 });
      else toasts.show(outcome === "sent" ? t("sent-sent", { text: text.split("\n")[0] ?? "" }) : t("sent-waits"));
    });
    return sent;
  }

  async #try(work: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    try {
      await work();
      return true;
    } catch (error) {
      const conflict = error instanceof ProblemError && error.code === "conflict" && error.sentence !== "";
      toasts.show(conflict ? t("conflict") : sentenceOf(error), { kind: "attention" });
      if (conflict) await this.load();
      return false;
    } finally {
      this.busy = false;
    }
  }
}
