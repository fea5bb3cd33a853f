import type { RestorePause } from "../../contract/backup.ts";
import type { FeedEvent } from "../../contract/events.ts";
import { api } from "../api.ts";

/** Whether sending rests since a restore, and a counter that moves when a backup or a rehearsal is done. */
class BackupState {
  version = $state(0);
  pause = $state.raw<RestorePause["pause"]>(null);

  apply(event: FeedEvent): void {
    if (event.kind !== "backup-changed") return;
    this.version += 1;
    void this.load();
  }

  /** Without an answer the banner stays as it is: the next event or start asks again. */
  async load(): Promise<void> {
    try {
      this.pause = (await api.get<RestorePause>("/api/restore-pause")).pause;
    } catch {}
  }

  async confirm(): Promise<void> {
    this.pause = (await api.post<RestorePause>("/api/restore-pause/confirm")).pause;
  }
}
export const backup = new BackupState();
