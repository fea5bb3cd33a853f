import { NewRoom, NewRoomMessage } from "../../contract/rooms.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { instant, minute } from "../platform/instant.ts";
import { projectNames } from "../projects/project-names.action.ts";
import { changeRoomMessage } from "../rooms/change-room-message.action.ts";
import { listRooms } from "../rooms/list-rooms.action.ts";
import { openRoom } from "../rooms/open-room.action.ts";
import { postRoomMessage } from "../rooms/post-room-message.action.ts";
import { loadFirm } from "../working-time/load-firm.action.ts";
import { type DemoLine, type DemoRoom, demoMorning, demoRooms } from "./demo-team.ts";

type People = (firstName: string) => Caller;

/**
 * Lets the demo's people talk to each other, through the same actions as everybody, on a morning that has passed.
 * Called again it changes nothing.
 */
export async function seedDemoTeam(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    const morning = demoMorning(deps.clock.now(), await loadFirm(tx, tenantId));
    const people = await callers(deps, tx, tenantId);
    const { items } = await listRooms(deps, tx, people("Sandra"), projectNames);
    if (items.some(({ kind }) => kind === "direct")) return;
    for (const room of demoRooms) {
      const roomId = await openDemoRoom(at(deps, morning), tx, people, room);
      let before: string | undefined;
      for (const line of room.lines) {
        const then = at(deps, instant(morning.getTime() + line.after * minute));
        before = await say(then, tx, people, roomId, line, before);
      }
    }
  });
}

const at = (deps: Deps, now: Date): Deps => ({ ...deps, clock: { ...deps.clock, now: () => now } });

async function callers(deps: Deps, tx: Tx, tenantId: string): Promise<People> {
  const all = await listPeople(deps, tx);
  return (firstName) => {
    const person = all.find(({ name }) => name.startsWith(`${firstName} `));
    if (person === undefined) throw new Error(`nobody in the demo is called ${firstName}`);
    const { id: memberId, name, role } = person;
    return { tenantId, memberId, name, role, kind: "session", sessionId: null, deviceId: null, steppedUpAt: null };
  };
}

async function openDemoRoom(deps: Deps, tx: Tx, people: People, room: DemoRoom): Promise<string> {
  const maker = people(room.madeBy);
  const memberIds = room.people.map((name) => people(name).memberId);
  const [first] = memberIds;
  if (room.kind === "firm") {
    const firm = (await listRooms(deps, tx, maker, projectNames)).items.find(({ kind }) => kind === "firm");
    if (firm === undefined) throw new Error("the demo has no room of the firm");
    return firm.id;
  }
  const wish =
    room.kind === "direct" ? { kind: room.kind, memberId: first } : { kind: room.kind, name: room.name, memberIds };
  return await openRoom(deps, tx, maker, NewRoom.parse(wish));
}

async function say(
  deps: Deps,
  tx: Tx,
  people: People,
  roomId: string,
  line: DemoLine,
  before: string | undefined,
): Promise<string> {
  const id = (name: string) => people(name).memberId;
  const wish = NewRoomMessage.parse({
    clientId: deps.ids.uuid(),
    text: line.text,
    mentions: line.calls?.map(id) ?? [],
    asksSeen: line.seenBy !== undefined,
    ...(line.poll ? { poll: line.poll } : {}),
    ...(line.answers && before ? { replyTo: before } : {}),
  });
  const messageId = await postRoomMessage(deps, tx, people(line.by), roomId, wish);
  const change = (name: string, what: Parameters<typeof changeRoomMessage>[4]) =>
    changeRoomMessage(deps, tx, people(name), messageId, what);
  for (const name of line.seenBy ?? []) await change(name, { kind: "seen" });
  for (const [name, choices] of Object.entries(line.votes ?? {})) await change(name, { kind: "vote", choices });
  for (const [name, emoji] of Object.entries(line.reactions ?? {}))
    await change(name, { kind: "react", emoji, on: true });
  if (line.pinnedBy) await change(line.pinnedBy, { kind: "pin", on: true });
  return messageId;
}
