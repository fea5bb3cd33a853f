import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { projectsOf } from "../project-links/projects-of.action.ts";
import { marksOfFiles } from "../team-files/project-files.action.ts";
import { loadProjects } from "./project.store.ts";
import { openCards } from "./project-card.action.ts";
import { appointmentsOf, noteIdsOf } from "./project-note.store.ts";

/** A job as the person it is done for may read it. */
export interface OwnProject {
  readonly id: string;
  readonly number: number;
  /** Null where the card is another customer's. */
  readonly name: string | null;
  readonly address: string | null;
  readonly since: Date;
  readonly doneAt: Date | null;
  /** Another one as soon as something was written, reported or photographed there, or its card was changed. */
  readonly looks: string;
  readonly appointments: readonly { readonly startsAt: Date; readonly endsAt: Date; readonly confirmed: boolean }[];
}

/** The jobs done for a contact, without what was written down about them: that may be about others. */
export async function projectsOfContact(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  contactId: string,
): Promise<OwnProject[]> {
  const keys = new Map((await projectsOf(tx, contactId)).map((one) => [one.projectId, one.keyId]));
  const projects = await loadProjects(tx, [...keys.keys()]);
  const cards = await openCards(deps, tx, tenantId, projects);
  const appointments = Map.groupBy(await appointmentsOf(tx, [...keys.keys()]), ({ projectId }) => projectId);
  // A property manager has hundreds of jobs: each looks at its own, not at those of all.
  const there = Map.groupBy(
    [...(await noteIdsOf(tx, [...keys.keys()])), ...(await marksOfFiles(tx, [...keys.keys()]))],
    ({ projectId }) => projectId,
  );
  return projects.map((project) => {
    const card = project.cardKeyId === keys.get(project.projectId) ? cards.get(project.projectId) : undefined;
    return {
      id: project.projectId,
      number: project.number,
      name: card?.name ?? null,
      address: card?.address ?? null,
      since: project.createdAt,
      doneAt: project.doneAt,
      looks: JSON.stringify([card ?? null, (there.get(project.projectId) ?? []).map(({ id }) => id)]),
      appointments: (appointments.get(project.projectId) ?? []).map(({ startsAt, endsAt, confirmed }) => ({
        startsAt,
        endsAt,
        confirmed,
      })),
    };
  });
}
