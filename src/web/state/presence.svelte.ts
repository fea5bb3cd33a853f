import { SvelteMap } from "svelte/reactivity";
import type { PresenceView } from "../../contract/conversations.ts";
import { api } from "../api.ts";
import { session } from "./session.svelte.ts";

type Here = PresenceView["members"][number];
type Activity = "viewing" | "typing" | "left";

/** Who else looks at which conversation. Nothing of it is stored anywhere. */
class Presence {
  #rooms = new SvelteMap<string, readonly Here[]>();
  /** Where something is on its way, and what is to be said after it. */
  readonly #lines = new Map<string, { next: Activity | undefined }>();
  #typed: { readonly where: string; readonly at: number } | undefined;

  apply(view: PresenceView): void {
    if (view.members.length === 0) this.#rooms.delete(view.conversationId);
    else this.#rooms.set(view.conversationId, view.members);
  }

  /** The stream was opened anew: it tells who is there, and what was told before may be over. */
  startOver(): void {
    this.#rooms.clear();
  }

  /** The others, never oneself. */
  others(conversationId: string): readonly Here[] {
    return (this.#rooms.get(conversationId) ?? []).filter((member) => member.id !== session.id);
  }

  /** Says that one is here, and again before it wears off; the answer stops it and says good-bye. */
  enter(conversationId: string): () => void {
    const here = () => {
      if (document.visibilityState === "visible") void this.#say(conversationId, "viewing");
    };
    here();
    const timer = setInterval(here, 30_000);
    return () => {
      clearInterval(timer);
      void this.#say(conversationId, "left");
    };
  }

  /** At most every 3 s while somebody writes in the same place; never for notes. */
  typing(conversationId: string): void {
    const now = performance.now();
    if (this.#typed?.where === conversationId && now - this.#typed.at < 3000) return;
    this.#typed = { where: conversationId, at: now };
    void this.#say(conversationId, "typing");
  }

  /** One after the other, and of what waits the last: what arrived after the good-bye would keep one here for a while. */
  async #say(conversationId: string, activity: Activity): Promise<void> {
    const before = this.#lines.get(conversationId);
    if (before !== undefined) {
      before.next = activity;
      return;
    }
    const line: { next: Activity | undefined } = { next: undefined };
    this.#lines.set(conversationId, line);
    for (let next: Activity | undefined = activity; next !== undefined; next = line.next) {
      line.next = undefined;
      await api.post(`/api/conversations/${conversationId}/presence`, { activity: next }).catch(() => undefined);
    }
    this.#lines.delete(conversationId);
  }
}
export const presence = new Presence();
