import { SvelteMap } from "svelte/reactivity";
import type { PresenceView } from "../../contract/conversations.ts";
import { api } from "../api.ts";
import { session } from "./session.svelte.ts";

type Here = PresenceView["members"][number];

/** Who else looks at which conversation. Nothing of it is stored anywhere. */
class Presence {
  #rooms = new SvelteMap<string, readonly Here[]>();
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
    const say = (activity: "viewing" | "left") =>
      void api.post(`/api/conversations/${conversationId}/presence`, { activity }).catch(() => undefined);
    const here = () => {
      if (document.visibilityState === "visible") say("viewing");
    };
    here();
    const timer = setInterval(here, 30_000);
    return () => {
      clearInterval(timer);
      say("left");
    };
  }

  /** At most every 3 s while somebody writes in the same place; never for notes. */
  typing(conversationId: string): void {
    const now = performance.now();
    if (this.#typed?.where === conversationId && now - this.#typed.at < 3000) return;
    this.#typed = { where: conversationId, at: now };
    void api.post(`/api/conversations/${conversationId}/presence`, { activity: "typing" }).catch(() => undefined);
  }
}
export const presence = new Presence();
