import { upload } from "../api.ts";
import { newClientId } from "./client-id.ts";

interface Waiting {
  readonly clientId: string;
  readonly file: File;
}

/** Photos on their way into a project: one after the other, each with an id of its own, so that "again" makes no second. */
export class PhotoUploads {
  done = $state(0);
  all = $state(0);
  failed = $state.raw<readonly Waiting[]>([]);
  #running = false;
  #queue: Waiting[] = [];
  readonly #path: string;
  readonly #after: () => void;

  /** @param after called when some have arrived */
  constructor(path: string, after: () => void) {
    this.#path = path;
    this.#after = after;
  }

  get busy(): boolean {
    return this.done < this.all;
  }

  add(files: readonly File[]): void {
    this.#put(files.map((file) => ({ clientId: newClientId(), file })));
  }

  again(): void {
    const waiting = this.failed;
    this.failed = [];
    this.#put(waiting);
  }

  #put(waiting: readonly Waiting[]): void {
    if (!this.busy) {
      this.done = 0;
      this.all = 0;
    }
    this.#queue.push(...waiting);
    this.all += waiting.length;
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      try {
        await upload(`${this.#path}?clientId=${next.clientId}`, next.file, next.file.name);
      } catch {
        this.failed = [...this.failed, next];
      }
      this.done += 1;
    }
    this.#running = false;
    this.#after();
  }
}
