import { z } from "zod";
import {
  FinishProjectUpload,
  LabelPhotos,
  PhotosQuery,
  ProjectId,
  ProjectPhotos,
  ProjectUploadQuery,
} from "../../contract/projects.ts";
import { TeamFileId, TeamFileView } from "../../contract/rooms.ts";
import { sendFile } from "../attachments/send-file.adapter.ts";
import type { Deps } from "../platform/deps.ts";
import { oneFileRoutes } from "../platform/http/one-file.ts";
import { holdFor } from "../platform/http/outgoing-bytes.adapter.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { finishTeamUpload } from "../team-files/finish-team-upload.action.ts";
import { accessProject } from "./access-project.action.ts";
import { dropFile, fetchCustomerPhoto, uploadToProject } from "./photo-files.action.ts";
import { labelPhotos, showPhotoPage } from "./project-photos.action.ts";

const maxBytes = 50_000_000;
const Params = z.object({ id: ProjectId });
const FileParams = z.object({ id: ProjectId, fileId: TeamFileId });

/** The photos of a project. */
export function projectPhotoRoutes(app: App, deps: Deps): void {
  const { db } = deps;
  const list = { params: Params, querystring: PhotosQuery, response: { 200: ProjectPhotos } };
  const done = { 204: z.null() };

  app.get("/api/projects/:id/photos", { schema: list }, async (request) => {
    const caller = allowed(callerOf(request), "use-projects");
    const { params, query } = request;
    return await db.withTenant(caller.tenantId, (tx) => showPhotoPage(deps, tx, caller, params.id, query));
  });

  const label = { params: Params, body: LabelPhotos, response: done };
  app.put("/api/projects/:id/photo-labels", { schema: label }, async (request, reply) => {
    const caller = allowed(callerOf(request), "use-projects");
    const { params, body } = request;
    await db.withTenant(caller.tenantId, (tx) => labelPhotos(deps, tx, caller, params.id, body));
    return reply.code(204).send(null);
  });

  const drop = { params: FileParams, response: done };
  app.delete("/api/projects/:id/photos/:fileId", { schema: drop }, async (request, reply) => {
    const caller = allowed(callerOf(request), "use-projects");
    await dropFile(deps, caller, request.params.id, request.params.fileId);
    return reply.code(204).send(null);
  });

  app.get(
    "/api/projects/:id/customer-photos/:photoId/:part",
    { schema: { params: z.object({ id: ProjectId, photoId: z.uuid(), part: z.enum(["content", "thumbnail"]) }) } },
    async (request, reply) => {
      const caller = allowed(callerOf(request), "use-projects");
      const { id, photoId, part } = request.params;
      const file = await db.withTenant(caller.tenantId, (tx) =>
        fetchCustomerPhoto(deps, tx, caller, id, photoId, part, holdFor(reply.raw, caller)),
      );
      return sendFile(request, reply, file, false);
    },
  );

  uploadRoutes(app, deps);
}

/** A file in one piece, or its blocks put together. */
function uploadRoutes(app: App, deps: Deps): void {
  oneFileRoutes(app, maxBytes, (scope, readFile) => {
    const schema = { params: Params, querystring: ProjectUploadQuery, response: { 201: TeamFileView } };
    scope.post("/api/projects/:id/files", { schema }, async (request, reply) => {
      const caller = allowed(callerOf(request), "use-projects");
      const upload = { projectId: request.params.id, asked: request.query, ...(await readFile(request)), maxBytes };
      return reply.code(201).send(await uploadToProject(deps, caller, upload));
    });
  });

  const finishing = { params: Params, body: FinishProjectUpload, response: { 201: TeamFileView } };
  app.post("/api/projects/:id/uploads", { schema: finishing }, async (request, reply) => {
    const caller = allowed(callerOf(request), "use-projects");
    const { upload, blocks, name: fileName, ...asked } = request.body;
    const projectId = request.params.id;
    await deps.db.withTenant(caller.tenantId, (tx) => accessProject(tx, caller, projectId));
    const view = await finishTeamUpload(deps, caller, { upload, blocks, maxBytes }, (bytes, note) => {
      const photo = { projectId, asked: { ...asked, clientId: upload }, bytes, fileName, maxBytes };
      return uploadToProject(deps, caller, photo, note);
    });
    return reply.code(201).send(view);
  });
}
