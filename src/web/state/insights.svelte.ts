import type { FeedEvent } from "../../contract/events.ts";
import type { AskInsight, InsightList, InsightView } from "../../contract/insights.ts";
import { api } from "../api.ts";
import { clock } from "./clock.svelte.ts";
import { session } from "./session.svelte.ts";

/** Who asked to look into a conversation, and who may right now. */
class Insights {
  rows = $state.raw<readonly InsightView[]>();
  /** How far the server's clock is from this device's. */
  #offset = 0;

  async load(): Promise<void> {
    if (session.can("read-insights")) this.#take(await api.get<InsightList>("/api/insights"));
  }

  async ask(wish: AskInsight): Promise<void> {
    this.#take(await api.post<InsightList>("/api/insights", wish));
  }

  async step(id: string, step: "approve" | "refuse" | "end"): Promise<void> {
    const path = `/api/insights/${id}/${step}`;
    const send = () => api.post<InsightList>(path, {});
    if (step !== "approve") return this.#take(await send());
    // Passkeys are fetched when somebody needs one.
    const { withStepUp } = await import("../access/passkey.ts");
    this.#take(await withStepUp(send));
  }

  #take(list: InsightList): void {
    this.rows = list.items;
    this.#offset = Date.parse(list.now) - Date.now();
  }

  apply(event: FeedEvent): void {
    if (event.kind === "insight-changed") void this.load().catch(() => undefined);
  }

  /** Milliseconds that are left, by the server's clock; 0 when nothing is open. */
  left(row: InsightView, now = clock.now): number {
    if (row.standing !== "open" || row.until === null) return 0;
    return Math.max(0, Date.parse(row.until) - now - this.#offset);
  }

  /** What stands at this moment: time runs out here without anybody telling. */
  standing(row: InsightView, now = clock.now): InsightView["standing"] {
    return row.standing === "open" && this.left(row, now) === 0 ? "over" : row.standing;
  }

  /** What the owner should see on every screen: first who asks, then who may look. */
  get urgent(): InsightView | undefined {
    const at = (standing: string) => this.rows?.find((row) => this.standing(row) === standing);
    return at("asked") ?? at("open");
  }
}
export const insights = new Insights();
