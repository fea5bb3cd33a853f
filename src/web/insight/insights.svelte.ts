import type { FeedEvent } from "../../contract/events.ts";
import type { AskInsight, InsightList, InsightView } from "../../contract/insights.ts";
import { api } from "../api.ts";
import { clock } from "../state/clock.svelte.ts";
import { Followed } from "../state/followed.svelte.ts";
import { session } from "../state/session.svelte.ts";

/** Who asked to look into a conversation, and who may right now. */
class Insights {
  readonly #list = new Followed(() => listed(api.get<InsightList>("/api/insights")));

  get rows(): readonly InsightView[] | undefined {
    return this.#list.value?.rows;
  }

  async load(): Promise<void> {
    if (session.can("read-insights")) await this.#list.load();
  }

  /** What stands here is, or may be, not true any more. */
  changed(): void {
    if (session.can("read-insights")) this.#list.changed();
  }

  async ask(wish: AskInsight): Promise<void> {
    await this.#list.take(listed(api.post<InsightList>("/api/insights", wish)));
  }

  async step(id: string, step: "approve" | "refuse" | "end"): Promise<void> {
    const path = `/api/insights/${id}/${step}`;
    const send = () => this.#list.take(listed(api.post<InsightList>(path, {})));
    if (step !== "approve") return await send();
    // Passkeys are fetched when somebody needs one.
    const { withStepUp } = await import("../passkey.ts");
    await withStepUp(send);
  }

  apply(event: FeedEvent): void {
    if (event.kind === "insight-changed") this.changed();
  }

  /** Milliseconds that are left, by the server's clock; 0 when nothing is open. */
  left(row: InsightView, now = clock.now): number {
    if (row.standing !== "open" || row.until === null) return 0;
    return Math.max(0, Date.parse(row.until) - now - (this.#list.value?.offset ?? 0));
  }

  /** What stands at this moment: time runs out here without anybody telling. */
  standing(row: InsightView): InsightView["standing"] {
    return row.standing === "open" && this.left(row) === 0 ? "over" : row.standing;
  }

  /** What the owner should see on every screen: first who asks, then who may look. */
  get urgent(): InsightView | undefined {
    const at = (standing: string) => this.rows?.find((row) => this.standing(row) === standing);
    return at("asked") ?? at("open");
  }
}
export const insights = new Insights();

/** The rows, and how far the server's clock is from this device's. */
async function listed(asked: Promise<InsightList>) {
  const { items, now } = await asked;
  return { rows: items, offset: Date.parse(now) - Date.now() };
}
