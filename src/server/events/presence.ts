import type { PresenceView } from "../../contract/conversations.ts";
import { instant, second } from "../platform/instant.ts";

/**
 * Who looks at which conversation right now. Lives in memory only: presence is not stored (IN-3) and no event.
 * Pure state; the clock's reading is handed in.
 */
interface Here {
  readonly name: string;
  activity: "viewing" | "typing";
  typingUntil: Date;
  until: Date;
}

type Listener = (view: PresenceView) => void;

const staysMs = 45 * second;
const typingMs = 6 * second;

export interface Presence {
  note(
    who: { tenantId: string; memberId: string; name: string },
    conversationId: string,
    activity: "viewing" | "typing" | "left",
    now: Date,
  ): void;
  view(tenantId: string, conversationId: string, now: Date): PresenceView;
  on(tenantId: string, listener: Listener): () => void;
}

export function createPresence(): Presence {
  const rooms = new Map<string, Map<string, Here>>();
  const listeners = new Map<string, Set<Listener>>();

  function view(tenantId: string, conversationId: string, now: Date): PresenceView {
    const room = rooms.get(`${tenantId}/${conversationId}`) ?? new Map<string, Here>();
    for (const [id, here] of room) if (here.until < now) room.delete(id);
    const members = [...room].map(([id, here]) => ({
      id: id as PresenceView["members"][number]["id"],
      name: here.name,
      activity: here.activity === "typing" && here.typingUntil > now ? ("typing" as const) : ("viewing" as const),
    }));
    if (members.length === 0) rooms.delete(`${tenantId}/${conversationId}`);
    return { conversationId: conversationId as PresenceView["conversationId"], members };
  }

  return {
    view,
    note(who, conversationId, activity, now) {
      const key = `${who.tenantId}/${conversationId}`;
      const room = rooms.get(key) ?? new Map<string, Here>();
      rooms.set(key, room);
      if (activity === "left") room.delete(who.memberId);
      else {
        const typingUntil = activity === "typing" ? instant(now.getTime() + typingMs) : now;
        room.set(who.memberId, { name: who.name, activity, typingUntil, until: instant(now.getTime() + staysMs) });
      }
      const current = view(who.tenantId, conversationId, now);
      for (const listener of listeners.get(who.tenantId) ?? []) listener(current);
    },
    on(tenantId, listener) {
      const set = listeners.get(tenantId) ?? new Set();
      listeners.set(tenantId, set.add(listener));
      return () => set.delete(listener);
    },
  };
}
