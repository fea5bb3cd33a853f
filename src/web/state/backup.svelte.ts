import type { RestorePause } from "../../contract/backup.ts";
import type { FeedEvent } from "../../contract/events.ts";
import { api } from "../api.ts";
import { Followed } from "./followed.svelte.ts";

/** Whether sending rests since a restore, and a counter that moves when a backup or a rehearsal is done. */
class BackupState {
  version = $state(0);
  readonly #rest = new Followed(() => api.get<RestorePause>("/api/restore-pause"));

  get pause(): RestorePause["pause"] {
    return this.#rest.value?.pause ?? null;
  }

  apply(event: FeedEvent): void {
    if (event.kind === "backup-changed") this.changed();
  }

  /** What stands here is, or may be, not true any more. */
  changed(): void {
    this.version += 1;
    this.#rest.changed();
  }

  async confirm(): Promise<void> {
    await this.#rest.take(api.post<RestorePause>("/api/restore-pause/confirm"));
  }
}
export const backup = new BackupState();
