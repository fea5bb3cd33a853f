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

interface Room {
  readonly here: Map<string, Here>;
  /** What those who listen believe. */
  told: PresenceView["members"];
}

interface House {
  /** By conversation; only those in which somebody is, or was when it was last told. */
  readonly rooms: Map<string, Room>;
  readonly listeners: Set<Listener>;
}

type Listener = (view: PresenceView) => void;

const staysMs = 45 * second;
const typingMs = 5 * second;

export interface Presence {
  note(
    who: Pick<Caller, "tenantId" | "memberId" | "name" | "role">,
    conversationId: string,
    activity: "viewing" | "typing" | "left",
    now: Date,
  ): void;
  view(tenantId: string, conversationId: string, now: Date): PresenceView;
  /** Every conversation somebody looks at, for a screen that has just been opened. */
  views(tenantId: string, now: Date): PresenceView[];
  /** The conversation is only for some from now on: the others are not there any more, whatever their screen says. */
  keepOnly(tenantId: string, conversationId: string, stays: (who: Pick<Caller, "role">) => boolean, now: Date): void;
  /** Tells of those who said nothing for too long: a laptop that was closed says no good-bye. */
  sweep(now: Date): void;
  on(tenantId: string, listener: Listener): () => void;
}

/** One for the whole server: nobody is in it after a start, and nobody is seen across businesses. */
export function createPresence(): Presence {
  const houses = new Map<string, House>();

  function houseOf(tenantId: string): House {
    const house = houses.get(tenantId) ?? { rooms: new Map(), listeners: new Set() };
    houses.set(tenantId, house);
    return house;
  }

  function view(tenantId: string, conversationId: string, now: Date): PresenceView {
    return viewOf(conversationId, houses.get(tenantId)?.rooms.get(conversationId), now);
  }

  function tell(house: House, conversationId: string, now: Date): void {
    const room = house.rooms.get(conversationId);
    const current = viewOf(conversationId, room, now);
    if (room) room.told = current.members;
    if (current.members.length === 0) house.rooms.delete(conversationId);
    for (const listener of house.listeners) listener(current);
  }

  return {
    view,
    views: (tenantId, now) =>
      [...(houses.get(tenantId)?.rooms.keys() ?? [])]
        .map((conversationId) => view(tenantId, conversationId, now))
        .filter(({ members }) => members.length > 0),
    keepOnly(tenantId, conversationId, stays, now) {
      const house = houseOf(tenantId);
      const room = house.rooms.get(conversationId);
      const going = [...(room?.here ?? [])].filter(([, here]) => !stays(here));
      for (const [memberId] of going) room?.here.delete(memberId);
      if (going.length > 0) tell(house, conversationId, now);
    },
    note(who, conversationId, activity, now) {
      const house = houseOf(who.tenantId);
      const room = house.rooms.get(conversationId) ?? { here: new Map(), told: [] };
      house.rooms.set(conversationId, room);
      if (activity === "left") room.here.delete(who.memberId);
      else {
        const typingUntil = activity === "typing" ? instant(now.getTime() + typingMs) : now;
        const { name, role } = who;
        room.here.set(who.memberId, { name, role, activity, typingUntil, until: instant(now.getTime() + staysMs) });
      }
      tell(house, conversationId, now);
    },
    sweep(now) {
      for (const house of houses.values())
        for (const [conversationId, room] of [...house.rooms])
          if (!isSame(room.told, viewOf(conversationId, room, now).members)) tell(house, conversationId, now);
    },
    on(tenantId, listener) {
      const { listeners } = houseOf(tenantId);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function viewOf(conversationId: string, room: Room | undefined, now: Date): PresenceView {
  // Beyond what anybody stays: the clock was put back since.
  const longest = instant(now.getTime() + 2 * staysMs);
  for (const [id, { until }] of room?.here ?? []) if (until < now || until > longest) room?.here.delete(id);
  const members = [...(room?.here ?? [])].map(([id, here]) => ({
    id: id as PresenceView["members"][number]["id"],
    name: here.name,
    activity: here.activity === "typing" && here.typingUntil > now ? ("typing" as const) : ("viewing" as const),
  }));
  return { conversationId: conversationId as PresenceView["conversationId"], members };
}

function isSame(one: PresenceView["members"], other: PresenceView["members"]): boolean {
  return (
    one.length === other.length &&
    one.every(({ id, activity }, i) => other[i]?.id === id && other[i]?.activity === activity)
  );
}
