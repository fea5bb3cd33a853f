import { NewProject } from "../../contract/projects.ts";
import { endGuestsOf } from "../guests/end-guest.action.ts";
import { inviteGuest } from "../guests/invite-guest.action.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { after, hour, instant, minute } from "../platform/instant.ts";
import { changeProject } from "../projects/change-project.action.ts";
import { createProject } from "../projects/create-project.action.ts";
import { uploadToProject } from "../projects/photo-files.action.ts";
import { saveAppointment } from "../projects/project-appointments.action.ts";
import { writeProjectNote } from "../projects/project-notes.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { addDays, localDay } from "../time/calendar-day.ts";
import { instantOf } from "../time/zone.ts";
import { demoPicture } from "./demo-picture.adapter.ts";
import { demoProjects } from "./demo-projects.ts";

/** Gives the demo's people some jobs, through the same actions as everybody. */
export async function seedDemoProjects(deps: Deps, tenantId: string): Promise<void> {
  const people = await deps.db.withTenant(tenantId, (tx) => listPeople(deps, tx));
  const caller = (firstName: string): Caller => {
    const person = people.find(({ name }) => name.startsWith(`${firstName} `));
    if (person === undefined) throw new Error(`nobody in the demo is called ${firstName}`);
    const { id: memberId, name, role } = person;
    return { tenantId, memberId, name, role, kind: "session", sessionId: null, deviceId: null, steppedUpAt: null };
  };
  for (const project of demoProjects) await seed(deps, caller, project);
}

async function seed(
  deps: Deps,
  caller: (firstName: string) => Caller,
  project: (typeof demoProjects)[number],
): Promise<void> {
  const office = caller("Sandra");
  const { tenantId } = office;
  const idsOf = (names: readonly string[]) => names.map((name) => caller(name).memberId);
  const { name, address, access } = project;
  const wish = NewProject.parse({ name, address, access, memberIds: idsOf(project.people) });
  const id = await deps.db.withTenant(tenantId, (tx) => createProject(deps, tx, office, wish));
  const now = deps.clock.now();
  const timeZone = await deps.db.withTenant(tenantId, (tx) => loadTimeZone(tx, tenantId));
  const today = localDay(now, timeZone);
  // Photos of yesterday morning.
  const morning = instantOf(`${addDays(today, -1)}T08:00`, timeZone);
  for (const photo of project.photos) {
    const then = { ...deps, clock: { ...deps.clock, now: () => after(morning, photo.after * minute) } };
    await uploadToProject(then, caller(photo.by), {
      projectId: id,
      asked: { clientId: deps.ids.uuid(), ...(photo.shows === null ? {} : { shows: photo.shows }) },
      bytes: await demoPicture(photo.scene),
      fileName: "foto.jpg",
      maxBytes: 10_000_000,
    });
  }
  await deps.db.withTenant(tenantId, async (tx) => {
    for (const [by, text] of project.notes)
      await writeProjectNote(deps, tx, caller(by), id, { clientId: deps.ids.uuid(), text });
    if (project.visit !== null) {
      const nextHour = instant((Math.floor(now.getTime() / hour) + 1) * hour);
      const tomorrow = instantOf(`${addDays(today, 1)}T08:00`, timeZone);
      const startsAt = project.visit === "tomorrow" ? tomorrow : nextHour;
      await saveAppointment(deps, tx, office, id, {
        startsAt: startsAt.toISOString(),
        endsAt: after(startsAt, 2 * hour).toISOString(),
        confirmed: project.state === "open",
        memberIds: idsOf(project.goes) as never[],
      });
    }
    if (project.guest) {
      const endsOn = addDays(today, 28);
      await inviteGuest(deps, tx, office, id, { ...project.guest, endsOn });
    }
    if (project.state !== "open")
      await changeProject(deps, tx, office, id, { version: 1, state: project.state }, endGuestsOf);
  });
}
