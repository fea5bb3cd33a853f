import { z } from "zod";
import {
  ChangeRoom,
  ConfirmSeen,
  EditRoomMessage,
  NewRoom,
  NewRoomMessage,
  React,
  ReadUpTo,
  RoomId,
  RoomList,
  RoomMessageId,
  RoomMessagePage,
  RoomMessagesQuery,
  RoomMessageView,
  RoomReach,
  RoomRow,
  RoomSearch,
  RoomSearchQuery,
  Switch,
  TeamPeople,
  Vote,
} from "../../contract/rooms.ts";
import { removeFiles } from "../attachments/forget-files.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { pressOnce } from "../presses/press-once.action.ts";
import { allowed } from "../rights/allowed.ts";
import { changeRoom, readRoomUpTo } from "./change-room.action.ts";
import { type Change, changeRoomMessage } from "./change-room-message.action.ts";
import { listRooms, type NamesOfProjects, showRoom } from "./list-rooms.action.ts";
import { openRoom } from "./open-room.action.ts";
import { postRoomMessage } from "./post-room-message.action.ts";
import { readReach, readRoom, readRoomMessage, searchRooms } from "./read-room.action.ts";
import { showTeamPeople } from "./show-team-people.action.ts";

const Params = z.object({ id: RoomId });
const MessageParams = z.object({ id: RoomMessageId });

/** Rooms and what is said in them. Whoever does not belong to a room finds nothing. */
export function roomRoutes(app: App, deps: Deps, projectNames: NamesOfProjects): void {
  const { db } = deps;

  app.get("/api/team/people", { schema: { response: { 200: TeamPeople } } }, async (request) => {
    const caller = allowed(callerOf(request), "use-team");
    return await db.withTenant(caller.tenantId, (tx) => showTeamPeople(deps, tx, caller));
  });

  app.get("/api/rooms", { schema: { response: { 200: RoomList } } }, async (request) => {
    const caller = allowed(callerOf(request), "use-team");
    return await db.withTenant(caller.tenantId, (tx) => listRooms(deps, tx, caller, projectNames));
  });

  app.post("/api/rooms", { schema: { body: NewRoom, response: { 201: RoomRow } } }, async (request, reply) => {
    const caller = allowed(callerOf(request), "use-team");
    const row = await db.withTenant(caller.tenantId, async (tx) => {
      const roomId = await pressOnce(deps, tx, caller, "open-room", request.body, () =>
        openRoom(deps, tx, caller, request.body),
      );
      return await showRoom(deps, tx, caller, roomId, projectNames);
    });
    return reply.code(201).send(row);
  });

  app.get(
    "/api/rooms/search",
    { schema: { querystring: RoomSearchQuery, response: { 200: RoomSearch } } },
    async (request) => {
      const caller = allowed(callerOf(request), "use-team");
      const items = await db.withTenant(caller.tenantId, (tx) => searchRooms(deps, tx, caller, request.query));
      return { items };
    },
  );

  oneRoomRoutes(app, deps, projectNames);
  messageRoutes(app, deps);
  messageChangeRoutes(app, deps);
}

function oneRoomRoutes(app: App, deps: Deps, projectNames: NamesOfProjects): void {
  const { db } = deps;

  app.get("/api/rooms/:id", { schema: { params: Params, response: { 200: RoomRow } } }, async (request) => {
    const caller = allowed(callerOf(request), "use-team");
    return await db.withTenant(caller.tenantId, (tx) => showRoom(deps, tx, caller, request.params.id, projectNames));
  });

  // 204: the caller is no longer in the room after this.
  app.patch(
    "/api/rooms/:id",
    { schema: { params: Params, body: ChangeRoom, response: { 200: RoomRow, 204: z.null() } } },
    async (request, reply) => {
      const caller = allowed(callerOf(request), "use-team");
      const { id } = request.params;
      const row = await db.withTenant(caller.tenantId, async (tx) => {
        await changeRoom(deps, tx, caller, id, request.body);
        if (request.body.remove?.some((member) => member === caller.memberId)) return null;
        return await showRoom(deps, tx, caller, id, projectNames);
      });
      return row === null ? reply.code(204).send(null) : reply.send(row);
    },
  );

  app.put(
    "/api/rooms/:id/read",
    { schema: { params: Params, body: ReadUpTo, response: { 200: RoomRow } } },
    async (request) => {
      const caller = allowed(callerOf(request), "use-team");
      const { id } = request.params;
      return await db.withTenant(caller.tenantId, async (tx) => {
        await readRoomUpTo(deps, tx, caller, id, request.body.position);
        return await showRoom(deps, tx, caller, id, projectNames);
      });
    },
  );

  app.get("/api/rooms/:id/reach", { schema: { params: Params, response: { 200: RoomReach } } }, async (request) => {
    const caller = allowed(callerOf(request), "use-team");
    return await db.withTenant(caller.tenantId, (tx) => readReach(deps, tx, caller, request.params.id));
  });
}

function messageRoutes(app: App, deps: Deps): void {
  const { db } = deps;

  app.get(
    "/api/rooms/:id/messages",
    { schema: { params: Params, querystring: RoomMessagesQuery, response: { 200: RoomMessagePage } } },
    async (request) => {
      const caller = allowed(callerOf(request), "use-team");
      return await db.withTenant(caller.tenantId, (tx) => readRoom(deps, tx, caller, request.params.id, request.query));
    },
  );

  app.post(
    "/api/rooms/:id/messages",
    { schema: { params: Params, body: NewRoomMessage, response: { 201: RoomMessageView } } },
    async (request, reply) => {
      const caller = allowed(callerOf(request), "use-team");
      const view = await db.withTenant(caller.tenantId, async (tx) =>
        readRoomMessage(deps, tx, caller, await postRoomMessage(deps, tx, caller, request.params.id, request.body)),
      );
      return reply.code(201).send(view);
    },
  );

  app.get(
    "/api/room-messages/:id",
    { schema: { params: MessageParams, response: { 200: RoomMessageView } } },
    async (request) => {
      const caller = allowed(callerOf(request), "use-team");
      return await db.withTenant(caller.tenantId, (tx) => readRoomMessage(deps, tx, caller, request.params.id));
    },
  );
}

function messageChangeRoutes(app: App, deps: Deps): void {
  const { db } = deps;
  const change = async (caller: Caller, id: string, what: Change): Promise<RoomMessageView> => {
    const { tenantId } = caller;
    const files = await db.withTenant(tenantId, (tx) => changeRoomMessage(deps, tx, caller, id, what));
    await removeFiles(deps, tenantId, files);
    return await db.withTenant(tenantId, (tx) => readRoomMessage(deps, tx, caller, id));
  };
  const answer = { params: MessageParams, response: { 200: RoomMessageView } };

  app.patch("/api/room-messages/:id", { schema: { ...answer, body: EditRoomMessage } }, (request) =>
    change(allowed(callerOf(request), "use-team"), request.params.id, { kind: "edit", ...request.body }),
  );
  app.delete("/api/room-messages/:id", { schema: answer }, (request) =>
    change(allowed(callerOf(request), "use-team"), request.params.id, { kind: "revoke" }),
  );
  app.put("/api/room-messages/:id/reaction", { schema: { ...answer, body: React } }, (request) =>
    change(allowed(callerOf(request), "use-team"), request.params.id, { kind: "react", ...request.body }),
  );
  app.put("/api/room-messages/:id/seen", { schema: { ...answer, body: ConfirmSeen } }, (request) =>
    change(allowed(callerOf(request), "use-team"), request.params.id, { kind: "seen", ...request.body }),
  );
  app.put("/api/room-messages/:id/pin", { schema: { ...answer, body: Switch } }, (request) =>
    change(allowed(callerOf(request), "use-team"), request.params.id, { kind: "pin", ...request.body }),
  );
  app.put("/api/room-messages/:id/vote", { schema: { ...answer, body: Vote } }, (request) =>
    change(allowed(callerOf(request), "use-team"), request.params.id, { kind: "vote", ...request.body }),
  );
  app.post("/api/room-messages/:id/close-poll", { schema: answer }, (request) =>
    change(allowed(callerOf(request), "use-team"), request.params.id, { kind: "close-poll" }),
  );
}
