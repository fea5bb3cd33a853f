import type { PresenceView } from "../../contract/conversations.ts";
import type { Caller, Role } from "../platform/caller.ts";
import { instant, second } from "../platform/instant.ts";

/**
 * Who looks at which conversation right now. Lives in memory only: presence is not stored (IN-3) and no event.
 * Pure state; the clock's reading is handed in.
 */
interface Here {
  readonly name: string;
  readonly role: Role;
  activity: "viewing" | "typing";
  typingUntil: Date;
  until: Date;
}

type Listener = (view: PresenceView) => void;

const staysMs = 45 * second;
const typingMs = 6 * second;

export interface Presence {
  note(
    who: Pick<Caller, "tenantId" | "memberId" | "name" | "role">,
    conversationId: string,
    activity: "viewing" | "typing" | "left",
    now: Date,
  ): void;
  view(tenantId: string, conversationId: string, now: Date): PresenceView;
  /** The conversation is only for some from now on: the others are not there any more, whatever their screen says. */
  keepOnly(tenantId: string, conversationId: string, stays: (who: Pick<Caller, "role">) => boolean, now: Date): void;
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

  function tell(tenantId: string, conversationId: string, now: Date): void {
    const current = view(tenantId, conversationId, now);
    for (const listener of listeners.get(tenantId) ?? []) listener(current);
  }

  return {
    view,
    keepOnly(tenantId, conversationId, stays, now) {
      const room = rooms.get(`${tenantId}/${conversationId}`);
      const going = [...(room ?? [])].filter(([, here]) => !stays(here));
      for (const [memberId] of going) room?.delete(memberId);
      if (going.length > 0) tell(tenantId, conversationId, now);
    },
    note(who, conversationId, activity, now) {
      const key = `${who.tenantId}/${conversationId}`;
      const room = rooms.get(key) ?? new Map<string, Here>();
      rooms.set(key, room);
      if (activity === "left") room.delete(who.memberId);
      else {
        const typingUntil = activity === "typing" ? instant(now.getTime() + typingMs) : now;
        const { name, role } = who;
        room.set(who.memberId, { name, role, activity, typingUntil, until: instant(now.getTime() + staysMs) });
      }
      tell(who.tenantId, conversationId, now);
    },
    on(tenantId, listener) {
      const set = listeners.get(tenantId) ?? new Set();
      listeners.set(tenantId, set.add(listener));
      return () => set.delete(listener);
    },
  };
}
