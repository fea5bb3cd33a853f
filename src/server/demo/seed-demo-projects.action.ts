import { NewProject, SaveAppointment } from "../../contract/projects.ts";
import { endGuestsOf } from "../guests/end-guest.action.ts";
import { inviteGuest } from "../guests/invite-guest.action.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, hour, minute } from "../platform/instant.ts";
import { changeProject } from "../projects/change-project.action.ts";
import { createProject } from "../projects/create-project.action.ts";
import { uploadToProject } from "../projects/photo-files.action.ts";
import { saveAppointment } from "../projects/project-appointments.action.ts";
import { writeProjectNote } from "../projects/project-notes.action.ts";
import { showProjects } from "../projects/show-projects.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { addDays, localDay } from "../time/calendar-day.ts";
import { instantOf, localTime } from "../time/zone.ts";
import { demoPicture } from "./demo-picture.adapter.ts";
import { demoProjects, visitAt } from "./demo-projects.ts";

/**
 * Gives the demo's people some jobs, through the same actions as everybody. Called again it adds what is missing: a job
 * and its words come in one transaction, its photos one by one.
 * @param goOn asked before each job; throws where the start is given up
 */
export async function seedDemoProjects(deps: Deps, tenantId: string, goOn: () => void = () => {}): Promise<void> {
  const people = await deps.db.withTenant(tenantId, (tx) => listPeople(deps, tx));
  const caller = (firstName: string): Caller => {
    const person = people.find(({ name }) => name.startsWith(`${firstName} `));
    if (person === undefined) throw new Error(`nobody in the demo is called ${firstName}`);
    const { id: memberId, name, role } = person;
    return { tenantId, memberId, name, role, kind: "session", sessionId: null, deviceId: null, steppedUpAt: null };
  };
  const all = await deps.db.withTenant(tenantId, (tx) => showProjects(deps, tx, caller("Sandra"), {}));
  for (const project of demoProjects) {
    goOn();
    const known = all.find(({ name }) => name === project.name);
    const id = known?.id ?? (await deps.db.withTenant(tenantId, (tx) => begin(deps, tx, caller, project)));
    const missing = project.photos.slice(known?.photos);
    if (missing.length > 0) await addPhotos(deps, caller, id, missing);
  }
}

type Callers = (firstName: string) => Caller;
type DemoProject = (typeof demoProjects)[number];

async function begin(deps: Deps, tx: Tx, caller: Callers, project: DemoProject): Promise<string> {
  const office = caller("Sandra");
  const idsOf = (names: readonly string[]) => names.map((name) => caller(name).memberId);
  const { name, address, access } = project;
  const wish = NewProject.parse({ name, address, access, memberIds: idsOf(project.people) });
  const id = await createProject(deps, tx, office, wish);
  for (const [by, text] of project.notes)
    await writeProjectNote(deps, tx, caller(by), id, { clientId: deps.ids.uuid(), text });
  const now = deps.clock.now();
  const timeZone = await loadTimeZone(tx, office.tenantId);
  const today = localDay(now, timeZone);
  if (project.visit !== null) {
    const startsAt = instantOf(visitAt(project.visit, localTime(now, timeZone)), timeZone);
    const visit = SaveAppointment.parse({
      startsAt: startsAt.toISOString(),
      endsAt: after(startsAt, 2 * hour).toISOString(),
      confirmed: project.state === "open",
      memberIds: idsOf(project.goes),
    });
    await saveAppointment(deps, tx, office, id, visit);
  }
  if (project.guest) await inviteGuest(deps, tx, office, id, { ...project.guest, endsOn: addDays(today, 28) });
  if (project.state !== "open")
    await changeProject(deps, tx, office, id, { version: 1, state: project.state }, endGuestsOf);
  return id;
}

async function addPhotos(deps: Deps, caller: Callers, projectId: string, photos: DemoProject["photos"]): Promise<void> {
  const { tenantId } = caller("Sandra");
  const timeZone = await deps.db.withTenant(tenantId, (tx) => loadTimeZone(tx, tenantId));
  // Photos of yesterday morning.
  const morning = instantOf(`${addDays(localDay(deps.clock.now(), timeZone), -1)}T08:00`, timeZone);
  for (const photo of photos) {
    const then = { ...deps, clock: { ...deps.clock, now: () => after(morning, photo.after * minute) } };
    await uploadToProject(then, caller(photo.by), {
      projectId,
      asked: { clientId: deps.ids.uuid(), ...(photo.shows === null ? {} : { shows: photo.shows }) },
      bytes: await demoPicture(photo.scene),
      fileName: "foto.jpg",
      maxBytes: 10_000_000,
    });
  }
}
