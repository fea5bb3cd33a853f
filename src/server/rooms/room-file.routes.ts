import { z } from "zod";
import { FinishRoomUpload, RoomId, TeamFileId, TeamFileView, WriteTeamTranscript } from "../../contract/rooms.ts";
import { sendFile } from "../attachments/send-file.adapter.ts";
import type { Deps } from "../platform/deps.ts";
import { oneFileRoutes } from "../platform/http/one-file.ts";
import { holdFor } from "../platform/http/outgoing-bytes.adapter.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { finishTeamUpload } from "../team-files/finish-team-upload.action.ts";
import type { ReservedFrom } from "../team-files/kept-files.action.ts";
import { accessRoom } from "./access-room.action.ts";
import { fetchTeamFile, uploadToRoom } from "./room-files.action.ts";
import { writeRoomTranscript } from "./write-room-transcript.action.ts";

const maxBytes = 50_000_000;

/** Photos, voice and files of rooms: handed in before the message that takes them, looked at by who may read it. */
export function roomFileRoutes(app: App, deps: Deps, reservedFrom: ReservedFrom): void {
  oneFileRoutes(app, maxBytes, (scope, readFile) => {
    // `voice`: spoken into the app just now.
    const querystring = z.strictObject({ clientId: z.uuid(), voice: z.enum(["1"]).optional() });
    const schema = { params: z.object({ id: RoomId }), querystring, response: { 201: TeamFileView } };
    scope.post("/api/rooms/:id/files", { schema }, async (request, reply) => {
      const caller = allowed(callerOf(request), "use-team");
      const { clientId, voice } = request.query;
      const declared = voice === "1" ? ({ declared: "voice" } as const) : {};
      const upload = { roomId: request.params.id, clientId, ...(await readFile(request)), maxBytes, ...declared };
      return reply.code(201).send(await uploadToRoom(deps, caller, upload));
    });
  });

  const finishing = { params: z.object({ id: RoomId }), body: FinishRoomUpload, response: { 201: TeamFileView } };
  app.post("/api/rooms/:id/uploads", { schema: finishing }, async (request, reply) => {
    const caller = allowed(callerOf(request), "use-team");
    const { upload, blocks, name: fileName, voice } = request.body;
    const roomId = request.params.id;
    await deps.db.withTenant(caller.tenantId, (tx) => accessRoom(tx, caller, roomId));
    const declared = voice ? ({ declared: "voice" } as const) : {};
    const view = await finishTeamUpload(deps, caller, { upload, blocks, maxBytes }, (bytes, note) =>
      uploadToRoom(deps, caller, { roomId, clientId: upload, bytes, fileName, maxBytes, ...declared }, note),
    );
    return reply.code(201).send(view);
  });

  const params = z.object({ id: TeamFileId, part: z.enum(["content", "thumbnail"]) });
  const querystring = z.strictObject({ download: z.enum(["1"]).optional() });
  app.get("/api/team-files/:id/:part", { schema: { params, querystring } }, async (request, reply) => {
    const caller = callerOf(request);
    const { id, part } = request.params;
    const hold = holdFor(reply.raw, caller);
    const file = await deps.db.withTenant(caller.tenantId, (tx) =>
      fetchTeamFile(deps, tx, caller, id, part, reservedFrom, hold),
    );
    return sendFile(request, reply, file, request.query.download === "1");
  });

  const writing = { params: z.object({ id: TeamFileId }), body: WriteTeamTranscript, response: { 200: TeamFileView } };
  app.put("/api/team-files/:id/transcript", { schema: writing }, async (request) => {
    const caller = callerOf(request);
    const { id } = request.params;
    return await deps.db.withTenant(caller.tenantId, (tx) => writeRoomTranscript(deps, tx, caller, id, request.body));
  });
}
