import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { openTeamKeys } from "../team-files/team-keys.action.ts";
import { insertKept } from "./kept.store.ts";
import { type KeptContent, keptPlace } from "./kept-content.ts";
import { isHeld, loadMembersOf, loadProject, type Project } from "./project.store.ts";
import { openCards } from "./project-card.action.ts";
import { appointmentsOf } from "./project-note.store.ts";
import { openNotes } from "./project-notes.action.ts";

/**
 * Work goes on while a legal hold stands: an address is corrected, somebody else takes over. What stood there before is
 * kept first, out of sight (Art. 18 GDPR). Notes, reports and photos need it not: nobody takes those out meanwhile.
 * @param people who was there, where somebody has come by this change already
 */
export async function keepVersion(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  projectId: string,
  people?: readonly string[],
): Promise<void> {
  if (!(await isHeld(tx, projectId))) return;
  const project = await loadProject(tx, projectId);
  if (project) await keep(deps, tx, tenantId, project, { because: "changed", people });
}

/** What an erasure takes out of a project stays under the customer's key, which stays as well, and under no other. */
export async function keepErased(deps: Deps, tx: Tx, tenantId: string, project: Project): Promise<void> {
  await keep(deps, tx, tenantId, project, { because: "erased" });
}

interface Why {
  readonly because: "changed" | "erased";
  readonly people?: readonly string[] | undefined;
}

async function keep(deps: Deps, tx: Tx, tenantId: string, project: Project, why: Why) {
  const key = (await openTeamKeys(deps.seal, tx, tenantId, [project.cardKeyId])).get(project.cardKeyId);
  // In a restored backup that is older than an erasure the card is noise: nothing of it can be kept.
  if (!key) return;
  const keptId = deps.ids.uuid();
  const content = await contentOf(deps, tx, tenantId, project, why);
  await insertKept(tx, tenantId, project.projectId, {
    keptId,
    keyId: project.cardKeyId,
    because: why.because,
    sealedContent: deps.seal.forContact(tenantId, key, keptPlace(keptId), JSON.stringify(content)),
    keptAt: deps.clock.now(),
  });
}

async function contentOf(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  project: Project,
  { because, people }: Why,
): Promise<KeptContent> {
  const { projectId } = project;
  const card = (await openCards(deps, tx, tenantId, [project])).get(projectId);
  return {
    name: card?.name ?? "",
    address: card?.address ?? null,
    access: card?.access ?? null,
    callReleased: project.callReleased,
    memberIds: [...(people ?? (await loadMembersOf(tx, [projectId])).get(projectId) ?? [])],
    appointments: (await appointmentsOf(tx, [projectId])).map((visit) => ({
      startsAt: visit.startsAt.toISOString(),
      endsAt: visit.endsAt.toISOString(),
      confirmed: visit.confirmed,
      memberIds: [...visit.memberIds],
    })),
    notes:
      because === "erased"
        ? (await openNotes(deps, tx, tenantId, project)).map(({ authorId, writtenAt, text }) => ({
            authorId,
            at: writtenAt.toISOString(),
            text,
          }))
        : [],
  };
}
