import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { insertKept } from "./kept.store.ts";
import { type KeptContent, keptPlace } from "./kept-content.ts";
import { isHeld, loadMembersOf, loadProject, type Project } from "./project.store.ts";
import { cardKey, openCards } from "./project-card.action.ts";
import { appointmentsOf } from "./project-note.store.ts";
import { openNotes } from "./project-notes.action.ts";

/**
 * Work goes on while a legal hold stands: an address is corrected, somebody else takes over. What stood there before is
 * kept first, out of sight (Art. 18 GDPR). Notes, reports and photos need it not: nobody takes those out meanwhile.
 */
export async function keepVersion(deps: Deps, tx: Tx, tenantId: string, projectId: string): Promise<void> {
  if (!(await isHeld(tx, projectId))) return;
  const project = await loadProject(tx, projectId);
  if (project) await keep(deps, tx, tenantId, project, "changed");
}

/** What an erasure takes out of a project stays under the customer's key, which stays as well, and under no other. */
export async function keepErased(deps: Deps, tx: Tx, tenantId: string, project: Project): Promise<void> {
  await keep(deps, tx, tenantId, project, "erased");
}

async function keep(deps: Deps, tx: Tx, tenantId: string, project: Project, because: "changed" | "erased") {
  const key = await cardKey(deps, tx, tenantId, project);
  const keptId = deps.ids.uuid();
  const content = await contentOf(deps, tx, tenantId, project, because === "erased");
  await insertKept(tx, tenantId, project.projectId, {
    keptId,
    keyId: project.cardKeyId,
    because,
    sealedContent: deps.seal.forContact(tenantId, key, keptPlace(keptId), JSON.stringify(content)),
    keptAt: deps.clock.now(),
  });
}

async function contentOf(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  project: Project,
  withNotes: boolean,
): Promise<KeptContent> {
  const { projectId } = project;
  const card = (await openCards(deps, tx, tenantId, [project])).get(projectId);
  return {
    name: card?.name ?? "",
    address: card?.address ?? null,
    access: card?.access ?? null,
    callReleased: project.callReleased,
    memberIds: (await loadMembersOf(tx, [projectId])).get(projectId) ?? [],
    appointments: (await appointmentsOf(tx, [projectId])).map((visit) => ({
      startsAt: visit.startsAt.toISOString(),
      endsAt: visit.endsAt.toISOString(),
      confirmed: visit.confirmed,
      memberIds: [...visit.memberIds],
    })),
    notes: withNotes
      ? (await openNotes(deps, tx, tenantId, project)).map(({ authorId, writtenAt, text }) => ({
          authorId,
          at: writtenAt.toISOString(),
          text,
        }))
      : [],
  };
}
