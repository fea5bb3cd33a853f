import { api } from "../api.ts";
import { push } from "./push.svelte.ts";

/** After this without a sign of life a person may look for the reason. */
const lateAfterMs = 20_000;

/** A push to this device that somebody asked for, to see that it arrives. */
export class PushTest {
  asked = $state(false);
  late = $state(false);
  #looks: ReturnType<typeof setTimeout>[] = [];

  async send(): Promise<void> {
    // Those of the test before would call this one late.
    this.stop();
    this.late = false;
    this.asked = true;
    await api.post("/api/push/test");
    await push.load();
    this.#looks = [1_500, 4_000, 9_000, lateAfterMs].map((after) =>
      setTimeout(() => {
        void push.load().catch(() => undefined);
        if (after === lateAfterMs) this.late = true;
      }, after),
    );
  }

  stop(): void {
    for (const look of this.#looks) clearTimeout(look);
  }
}
