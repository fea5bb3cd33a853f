import { removeFiles } from "../attachments/forget-files.action.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { server } from "../audit/audit.ts";
import { heedHolds } from "../platform/db/holds-turn.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { instant } from "../platform/instant.ts";
import { forgetSoon } from "../platform/jobs/forget-soon.ts";
import { tellProject } from "../project-links/tell-projects.action.ts";
import { dropProjectRoom } from "../rooms/project-room.action.ts";
import { forgetProjectFiles } from "../team-files/project-files.action.ts";
import { dropTeamKeys } from "../team-files/team-keys.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { addMonths, localDay } from "../time/calendar-day.ts";
import { emptyKept } from "./empty-kept.action.ts";
import { keptWithoutHold } from "./kept.store.ts";
import { changePeople } from "./people-of-project.action.ts";
import { deleteProject, doneBefore, loadMembersOf, type Project, updateProject } from "./project.store.ts";
import { contactsOf, dropContact } from "./project-link.store.ts";
import { dropAppointments, dropNotes } from "./project-note.store.ts";

/** LK-1: how one gets in, notes, appointments and who worked there go half a year after the end. */
const monthsOfPapers = 6;
/** LK-5: photos, reports, name and address stay for five years and six months of warranty (§ 634a BGB). */
const monthsOfPhotos = 66;
const batch = 20;

/** What is over goes, project by project, each with its line in the audit. Killed anywhere it goes on where it was. */
export async function sweepProjects(deps: Deps, tenantId: string): Promise<void> {
  const zone = await deps.db.withTenant(tenantId, (tx) => loadTimeZone(tx, tenantId));
  const today = localDay(deps.clock.now(), zone);
  const before = (months: number) => instant(Date.parse(`${addMonths(today, -months)}T00:00:00Z`));
  const [photos, papers] = [before(monthsOfPhotos), before(monthsOfPapers)];
  const steps: Step[] = [
    // First what a hold kept that is no more: its people asked for it to go.
    { name: "hold", take: (tx) => keptWithoutHold(tx, batch), empty: freeProject },
    { name: "LK-5", take: (tx) => doneBefore(tx, photos, true, batch), empty: removeProject },
    { name: "LK-1", take: (tx) => doneBefore(tx, papers, false, batch), empty: clearProject },
  ];
  for (const step of steps) while (await sweepBatch(deps, tenantId, step));
}

interface Step {
  readonly name: string;
  readonly take: (tx: Tx) => Promise<Project[]>;
  readonly empty: (deps: Deps, tx: Tx, tenantId: string, project: Project) => Promise<string[]>;
}

async function sweepBatch(deps: Deps, tenantId: string, { name, take, empty }: Step) {
  const files = await deps.db.withTenant(tenantId, async (tx) => {
    await heedHolds(tx, tenantId);
    const projects = await take(tx);
    const gone: string[] = [];
    for (const project of projects) {
      const dropped = await empty(deps, tx, tenantId, project);
      const details = { class: name, files: dropped.length };
      const subject = { subjectKind: "project", subjectId: project.projectId };
      await appendAudit(deps, tx, { tenantId, actor: server, verb: "sweep-projects", ...subject, details });
      gone.push(...dropped);
    }
    if (projects.length === 0) return undefined;
    if (empty === removeProject) await forgetSoon(deps, tx, "forget-room-words");
    return gone;
  });
  if (files === undefined) return false;
  await removeFiles(deps, tenantId, files);
  return true;
}

async function freeProject(deps: Deps, tx: Tx, tenantId: string, { projectId }: Project): Promise<string[]> {
  const files = await emptyKept(tx, projectId);
  await tellProject(deps, tx, tenantId, projectId);
  return files;
}

async function clearProject(deps: Deps, tx: Tx, tenantId: string, { projectId }: Project): Promise<string[]> {
  await dropNotes(tx, projectId);
  await dropAppointments(tx, projectId);
  const members = (await loadMembersOf(tx, [projectId])).get(projectId) ?? [];
  await changePeople(deps, tx, tenantId, projectId, { remove: members });
  await updateProject(tx, projectId, { sealed_access: null, call_released: false, cleared_at: deps.clock.now() });
  await tellProject(deps, tx, tenantId, projectId);
  return [];
}

async function removeProject(deps: Deps, tx: Tx, tenantId: string, project: Project): Promise<string[]> {
  const { projectId } = project;
  await clearProject(deps, tx, tenantId, project);
  const kept = await emptyKept(tx, projectId);
  const keys = [projectId, project.cardKeyId];
  for (const { contactId, keyId } of await contactsOf(tx, projectId)) {
    keys.push(keyId);
    await dropContact(tx, projectId, contactId);
  }
  const talk = await dropProjectRoom(tx, projectId);
  const files = await forgetProjectFiles(tx, projectId, "all");
  await dropTeamKeys(tx, keys);
  await deleteProject(tx, projectId);
  return [...kept, ...talk, ...files];
}
