import { z } from "zod";
import {
  AppointmentId,
  ChangeProject,
  LinkConversation,
  NewProject,
  NewProjectNote,
  ProjectId,
  ProjectList,
  ProjectNoteId,
  ProjectPeople,
  ProjectsQuery,
  ProjectView,
  SaveAppointment,
  TodayProjects,
} from "../../contract/projects.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { pressOnce } from "../presses/press-once.action.ts";
import { allowed } from "../rights/allowed.ts";
import { can } from "../rights/can.ts";
import { changeProject, type EndGuests } from "./change-project.action.ts";
import { createProject } from "./create-project.action.ts";
import { linkConversation } from "./link-conversation.action.ts";
import { showPeople } from "./people-of-project.action.ts";
import { dropAppointment, icsOfAppointment, saveAppointment, showToday } from "./project-appointments.action.ts";
import { dropProjectNote, writeProjectNote } from "./project-notes.action.ts";
import { showProject } from "./show-project.action.ts";
import { showProjects } from "./show-projects.action.ts";

const Params = z.object({ id: ProjectId });
const AppointmentParams = z.object({ id: ProjectId, appointmentId: AppointmentId });
const NoteParams = z.object({ id: ProjectId, noteId: ProjectNoteId });
const answer = { params: Params, response: { 200: ProjectView } };

/** Projects: who belongs to one finds it, who manages projects finds all. */
export function projectRoutes(app: App, deps: Deps, endGuests: EndGuests): void {
  readingRoutes(app, deps);
  changeRoutes(app, deps, endGuests);
  appointmentAndNoteRoutes(app, deps);
}

function readingRoutes(app: App, deps: Deps): void {
  const { db } = deps;

  app.get(
    "/api/projects",
    { schema: { querystring: ProjectsQuery, response: { 200: ProjectList } } },
    async (request) => {
      const caller = allowed(callerOf(request), "use-projects");
      const items = await db.withTenant(caller.tenantId, (tx) => showProjects(deps, tx, caller, request.query));
      return { items, manages: can(caller, "manage-projects") };
    },
  );

  app.get("/api/projects/today", { schema: { response: { 200: TodayProjects } } }, async (request) => {
    const caller = allowed(callerOf(request), "use-projects");
    return await db.withTenant(caller.tenantId, (tx) => showToday(deps, tx, caller));
  });

  app.get("/api/projects/people", { schema: { response: { 200: ProjectPeople } } }, async (request) => {
    const caller = allowed(callerOf(request), "use-projects");
    allowed(caller, "manage-projects");
    return ProjectPeople.parse({ items: await db.withTenant(caller.tenantId, (tx) => showPeople(deps, tx)) });
  });

  app.get("/api/projects/:id", { schema: { params: Params, response: { 200: ProjectView } } }, async (request) => {
    const caller = allowed(callerOf(request), "use-projects");
    return await db.withTenant(caller.tenantId, (tx) => showProject(deps, tx, caller, request.params.id));
  });

  app.get(
    "/api/projects/:id/appointments/:appointmentId/ics",
    { schema: { params: AppointmentParams } },
    async (request, reply) => {
      const caller = allowed(callerOf(request), "use-projects");
      const { id, appointmentId } = request.params;
      const text = await db.withTenant(caller.tenantId, (tx) => icsOfAppointment(tx, caller, id, appointmentId));
      return await reply
        .type("text/calendar; charset=utf-8")
        .header("content-disposition", 'attachment; filename="termin.ics"')
        .header("cache-control", "no-store")
        .send(text);
    },
  );
}

function changeRoutes(app: App, deps: Deps, endGuests: EndGuests): void {
  app.post(
    "/api/projects",
    { schema: { body: NewProject, response: { 201: ProjectView } } },
    async (request, reply) => {
      const caller = allowed(callerOf(request), "use-projects");
      const view = await deps.db.withTenant(caller.tenantId, async (tx) => {
        const projectId = await pressOnce(deps, tx, caller, "create-project", request.body, () =>
          createProject(deps, tx, caller, request.body),
        );
        return await showProject(deps, tx, caller, projectId);
      });
      return reply.code(201).send(view);
    },
  );

  app.patch("/api/projects/:id", { schema: { ...answer, body: ChangeProject } }, (request) => {
    const caller = allowed(callerOf(request), "use-projects");
    const { id } = request.params;
    return change(deps, caller, id, (tx) => changeProject(deps, tx, caller, id, request.body, endGuests));
  });
  app.put("/api/projects/:id/conversations", { schema: { ...answer, body: LinkConversation } }, (request) => {
    const caller = allowed(callerOf(request), "use-projects");
    const { id } = request.params;
    return change(deps, caller, id, (tx) => linkConversation(deps, tx, caller, id, request.body));
  });
}

function appointmentAndNoteRoutes(app: App, deps: Deps): void {
  app.put("/api/projects/:id/appointments", { schema: { ...answer, body: SaveAppointment } }, (request) => {
    const caller = allowed(callerOf(request), "use-projects");
    const { id } = request.params;
    return change(deps, caller, id, (tx) =>
      pressOnce(deps, tx, caller, `save-appointment ${id}`, request.body, () =>
        saveAppointment(deps, tx, caller, id, request.body),
      ),
    );
  });
  app.delete(
    "/api/projects/:id/appointments/:appointmentId",
    { schema: { ...answer, params: AppointmentParams } },
    (request) => {
      const caller = allowed(callerOf(request), "use-projects");
      const { id } = request.params;
      return change(deps, caller, id, (tx) => dropAppointment(deps, tx, caller, id, request.params.appointmentId));
    },
  );
  app.post("/api/projects/:id/notes", { schema: { ...answer, body: NewProjectNote } }, (request) => {
    const caller = allowed(callerOf(request), "use-projects");
    const { id } = request.params;
    return change(deps, caller, id, (tx) => writeProjectNote(deps, tx, caller, id, request.body));
  });
  app.delete("/api/projects/:id/notes/:noteId", { schema: { ...answer, params: NoteParams } }, (request) => {
    const caller = allowed(callerOf(request), "use-projects");
    const { id } = request.params;
    return change(deps, caller, id, (tx) => dropProjectNote(deps, tx, caller, id, request.params.noteId));
  });
}

/** Does it and shows the project as it is now. */
async function change(deps: Deps, caller: Caller, id: string, act: (tx: Tx) => Promise<unknown>): Promise<ProjectView> {
  return await deps.db.withTenant(caller.tenantId, async (tx) => {
    await act(tx);
    return await showProject(deps, tx, caller, id);
  });
}
