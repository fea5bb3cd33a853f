import type {
  CustomerAnswer,
  PhotosLost,
  ProjectPhoto,
  ProjectView,
  ReportView,
  WriteToCustomer,
} from "../../contract/projects.ts";
import { api, isTransient, ProblemError, sentenceOf } from "../api.ts";
import { net } from "../net.svelte.ts";
import { copies } from "../offline/copies.ts";
import { toasts } from "../state/toasts.svelte.ts";
import { lotsOf } from "./photo-pages.ts";
import { fetchAbout, fetchProject, type ProjectCopy } from "./project-copies.ts";
import { addWord, sendWord } from "./project-queue.ts";
import { t } from "./t.ts";

type Method = "post" | "put" | "patch";
/** A net that says nothing for so long is as good as none. */
const patienceMs = 1_500;

/** One project with its photos and reports, as the server tells them, or as they were kept on this device. */
export class Project {
  readonly id: string;
  view = $state.raw<ProjectView | undefined>(undefined);
  photos = $state.raw<readonly ProjectPhoto[] | undefined>(undefined);
  /** How many there are; more than `photos` while pages are on their way. */
  total = $state(0);
  reports = $state.raw<readonly ReportView[] | undefined>(undefined);
  /** When the copy was made that is shown in place of an answer of the server. */
  copiedAt = $state<string | undefined>(undefined);
  failure = $state("");
  /** There is none, or not for whoever asks. */
  gone = $state(false);
  busy = $state(false);
  /** When the server told what is shown; without a net that is as old as a copy. */
  fetchedAt = $state<string | undefined>(undefined);
  /** How often in a row it got no answer. */
  missed = $state(0);
  #loading: Promise<void> | undefined;
  #stale = false;
  /** How often what is shown was changed from here: what was asked before that is older than it. */
  #changes = 0;
  /** How often what is shown was fetched: what was pressed before and is answered after it may be older than it. */
  #fetches = 0;

  constructor(id: string) {
    this.id = id;
  }

  path(what = ""): string {
    return `/api/projects/${this.id}${what}`;
  }

  /** Asked for while it is under way, it is fetched once more afterwards: never an older answer than the last question. */
  async load(): Promise<void> {
    if (this.#loading !== undefined) {
      this.#stale = true;
      return await this.#loading;
    }
    this.#loading = this.#fetch();
    try {
      await this.#loading;
    } finally {
      this.#loading = undefined;
    }
  }

  async #fetch(): Promise<void> {
    const slow = setTimeout(() => void (this.view ?? this.#recall()), patienceMs);
    try {
      do {
        this.#stale = false;
        const changes = this.#changes;
        const fetched = await fetchProject(this.id, (some, total) => {
          if (changes !== this.#changes) return;
          this.total = total;
          // What stands here stays until all of it is known anew.
          if (some.photos.length >= (this.photos?.length ?? 0)) this.#show(some);
        });
        if (changes !== this.#changes) {
          this.#stale = true;
          continue;
        }
        this.total = fetched.photos.length;
        this.#show(fetched);
        this.fetchedAt = fetched.at;
        this.copiedAt = undefined;
      } while (this.#stale);
      this.failure = "";
      this.missed = 0;
    } catch (error) {
      if (isTransient(error)) this.missed += 1;
      if (isTransient(error) && (await this.#recall())) return;
      this.gone = error instanceof ProblemError && error.status === 404;
      if (this.gone) copies.drop("project", this.id);
      this.failure = sentenceOf(error);
    } finally {
      clearTimeout(slow);
    }
  }

  #show({ view, photos, reports }: ProjectCopy): void {
    this.#fetches += 1;
    this.view = view;
    this.photos = photos;
    this.reports = reports;
  }

  /** @returns true when something can be read */
  async #recall(): Promise<boolean> {
    if (this.view) {
      this.copiedAt ??= this.fetchedAt;
      return true;
    }
    const copy = await copies.read<ProjectCopy>("project", this.id);
    if (!copy || this.view) return this.view !== undefined;
    this.#show(copy);
    this.total = copy.photos.length;
    this.copiedAt = copy.at;
    this.failure = "";
    return true;
  }

  /** Changes the project; the answer is its new state. @returns false when it was refused, and says why */
  async change(what: Record<string, unknown>): Promise<boolean> {
    return await this.act("patch", "", { version: this.view?.version, ...what });
  }

  async act(method: Method, what: string, body: unknown): Promise<boolean> {
    return await this.#try(async () => {
      await this.#own(api[method]<ProjectView>(this.path(what), body), (view) => (this.view = view));
    });
  }

  async drop(what: string): Promise<boolean> {
    return await this.#try(async () => {
      await this.#own(api.delete<ProjectView>(this.path(what)), (view) => (this.view = view));
    });
  }

  async label(photos: readonly ProjectPhoto[], what: Record<string, unknown>): Promise<boolean> {
    const refs = photos.map(({ source, id }) => ({ source, id }));
    return await this.#try(async () => {
      for (const lot of lotsOf(refs)) await api.put(this.path("/photo-labels"), { photos: lot, ...what });
      await this.load();
    });
  }

  async dropPhoto(id: string): Promise<boolean> {
    return await this.#try(async () => {
      await api.delete(this.path(`/photos/${id}`));
      await this.load();
    });
  }

  /** Fetches the photos at this address, and says how many of them the archive cannot hold. */
  async fetchArchive(archive = this.path("/photos.zip")): Promise<void> {
    location.assign(archive);
    const look = archive.replace("/photos.zip", "/photos-lost");
    const { count } = await api.get<PhotosLost>(look).catch(() => ({ count: 0 }));
    if (count > 0)
      toasts.show(count === 1 ? t("zip-lost-one") : t("zip-lost", { n: count }), { kind: "attention", forMs: 30_000 });
  }

  async report(body: unknown): Promise<boolean> {
    return await this.#try(async () => {
      const made = api.post<{ items: ReportView[] }>(this.path("/reports"), body);
      await this.#own(made, ({ items }) => (this.reports = items));
    });
  }

  /** True when it is on its way or waits for a net; says in every case what became of it. */
  async tellCustomer(wish: WriteToCustomer): Promise<boolean> {
    this.busy = true;
    try {
      this.#told(await sendWord(this.id, wish));
      return true;
    } catch (error) {
      if (isTransient(error)) {
        // Perhaps it arrived and only the answer was lost: it keeps its number, so that it is one message.
        addWord(this.id, wish);
        toasts.show(t(`word-waits-${wish.kind === "on-the-way" ? "way" : "text"}-${net.missing}`));
        return true;
      }
      toasts.show(sentenceOf(error), { kind: "attention", forMs: 12_000 });
      return false;
    } finally {
      this.busy = false;
    }
  }
  #told({ outcome, text }: CustomerAnswer): void {
    toasts.show(outcome === "sent" ? t("sent-sent", { text: text.split("\n")[0] ?? "" }) : t("sent-waits"));
  }

  /** Shows the answer to one's own press; where something was fetched meanwhile, what is true now is asked for. */
  async #own<T>(asked: Promise<T>, show: (answer: T) => void): Promise<void> {
    const fetches = this.#fetches;
    const answer = await asked;
    this.#changes += 1;
    if (fetches === this.#fetches) show(answer);
    else await this.#look();
  }

  /** What stands beside the photos, as it is now: of those there may be many pages. */
  async #look(): Promise<void> {
    const [changes, fetches] = [this.#changes, this.#fetches];
    const about = await fetchAbout(this.id).catch(() => undefined);
    if (about === undefined) return await this.load();
    if (changes === this.#changes && fetches === this.#fetches) [this.view, this.reports] = [about.view, about.reports];
  }

  async #try(work: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    try {
      await work();
      return true;
    } catch (error) {
      toasts.show(sentenceOf(error), { kind: "attention" });
      if (error instanceof ProblemError && error.code === "conflict") {
        // What is on its way may have been read before it.
        this.#changes += 1;
        await this.#look();
      }
      return false;
    } finally {
      this.busy = false;
    }
  }
}
