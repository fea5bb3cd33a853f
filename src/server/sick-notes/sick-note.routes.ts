import { z } from "zod";
import { SendSickNote, SickNoteSent, SickNotes } from "../../contract/team.ts";
import { cleanPhoto } from "../attachments/clean-photo.action.ts";
import { sendFile } from "../attachments/send-file.adapter.ts";
import type { Deps } from "../platform/deps.ts";
import { oneFileRoutes } from "../platform/http/one-file.ts";
import { holdFor } from "../platform/http/outgoing-bytes.adapter.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { accessSickNote } from "./access-sick-note.action.ts";
import { keepSickPhoto, readSickPhoto, sickPhotoKinds } from "./keep-sick-photo.action.ts";
import { sendSickNote } from "./send-sick-note.action.ts";
import { showSickNotes } from "./show-sick-notes.action.ts";
import { takeSickNote } from "./take-sick-note.action.ts";

const maxBytes = 10_000_000;
const Params = z.strictObject({ id: z.uuid() });

/**
 * Sick notes: from a person to one role, and to nobody else. Everybody employed here may see a roster and send one; a
 * subcontractor's people report to their own employer.
 */
export function sickNoteRoutes(app: App, deps: Deps): void {
  const { db } = deps;

  app.get("/api/sick-notes", { schema: { response: { 200: SickNotes } } }, async (request) => {
    const caller = allowed(callerOf(request), "see-roster");
    return await db.withTenant(caller.tenantId, (tx) => showSickNotes(deps, tx, caller));
  });

  app.post("/api/sick-notes", { schema: { body: SendSickNote, response: { 200: SickNoteSent } } }, async (request) => {
    const caller = allowed(callerOf(request), "see-roster");
    return await db.withTenant(caller.tenantId, async (tx) => ({
      id: await sendSickNote(deps, tx, caller, request.body),
    }));
  });

  app.post(
    "/api/sick-notes/:id/take",
    { schema: { params: Params, response: { 200: SickNotes } } },
    async (request) => {
      const caller = allowed(callerOf(request), "see-roster");
      return await db.withTenant(caller.tenantId, async (tx) => {
        await takeSickNote(deps, tx, caller, request.params.id);
        return await showSickNotes(deps, tx, caller);
      });
    },
  );

  app.get("/api/sick-notes/:id/photo", { schema: { params: Params } }, async (request, reply) => {
    const caller = allowed(callerOf(request), "see-roster");
    const { id } = request.params;
    const { type, bytes } = await db.withTenant(caller.tenantId, (tx) => readSickPhoto(deps, tx, caller, id));
    holdFor(reply.raw, caller)(bytes.length);
    return sendFile(request, reply, { mimeType: type, name: "Bescheinigung", bytes, tag: id }, false);
  });

  oneFileRoutes(app, maxBytes, (scope, readFile) => {
    const schema = { params: Params, response: { 200: SickNoteSent } };
    scope.post("/api/sick-notes/:id/photo", { schema }, async (request) => {
      const caller = allowed(callerOf(request), "see-roster");
      const { id } = request.params;
      await db.withTenant(caller.tenantId, (tx) => accessSickNote(deps, tx, caller, id));
      const photo = await cleanPhoto((await readFile(request)).bytes, sickPhotoKinds);
      await db.withTenant(caller.tenantId, (tx) => keepSickPhoto(deps, tx, caller, id, photo));
      return { id };
    });
  });
}
