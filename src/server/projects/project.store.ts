import { sql } from "kysely";
import type { ProjectState } from "../../contract/projects.ts";
import { underHold } from "../platform/db/under-hold.ts";
import type { Tx } from "../platform/db.ts";

export interface Project {
  readonly projectId: string;
  readonly number: number;
  readonly cardKeyId: string;
  readonly sealedName: Uint8Array | null;
  readonly sealedAddress: Uint8Array | null;
  readonly sealedAccess: Uint8Array | null;
  readonly state: ProjectState;
  readonly callReleased: boolean;
  readonly createdAt: Date;
  readonly doneAt: Date | null;
  readonly version: number;
}

const columns = [
  "p.project_id as projectId",
  "p.number",
  "p.card_key_id as cardKeyId",
  "p.sealed_name as sealedName",
  "p.sealed_address as sealedAddress",
  "p.sealed_access as sealedAccess",
  "p.state",
  "p.call_released as callReleased",
  "p.created_at as createdAt",
  "p.done_at as doneAt",
  "p.version",
] as const;

export const projects = (tx: Tx) => tx.selectFrom("project as p").select(columns);

export async function loadProject(tx: Tx, projectId: string): Promise<Project | undefined> {
  return await projects(tx).where("p.project_id", "=", projectId).executeTakeFirst();
}

/** Whoever writes under a project's keys and whoever throws them away wait for each other until commit. */
export async function lockProject(tx: Tx, projectId: string): Promise<void> {
  await tx.selectFrom("project").select("project_id").where("project_id", "=", projectId).forNoKeyUpdate().execute();
}

export async function loadProjects(tx: Tx, ids: readonly string[]): Promise<Project[]> {
  if (ids.length === 0) return [];
  return await projects(tx)
    .where("p.project_id", "in", [...ids])
    .execute();
}

/** Open ones first, the newest first; of one member, or of all. */
export async function listProjects(
  tx: Tx,
  which: { readonly memberId?: string; readonly state?: ProjectState; readonly conversationId?: string },
): Promise<Project[]> {
  let query = projects(tx).orderBy(sql`(p.state = 'done')`).orderBy("p.number", "desc");
  const { memberId, state, conversationId } = which;
  if (memberId !== undefined)
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom("project_member as m")
          .whereRef("m.project_id", "=", "p.project_id")
          .where("m.member_id", "=", memberId),
      ),
    );
  if (state !== undefined) query = query.where("p.state", "=", state);
  if (conversationId !== undefined)
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom("project_conversation as c")
          .whereRef("c.project_id", "=", "p.project_id")
          .where("c.conversation_id", "=", conversationId),
      ),
    );
  return await query.execute();
}

export async function isMember(tx: Tx, projectId: string, memberId: string): Promise<boolean> {
  const row = await tx
    .selectFrom("project_member")
    .select("member_id")
    .where("project_id", "=", projectId)
    .where("member_id", "=", memberId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function takeNumber(tx: Tx, tenantId: string): Promise<number> {
  const row = await tx
    .insertInto("project_counter")
    .values({ tenant_id: tenantId, last_number: 1 })
    .onConflict((oc) => oc.column("tenant_id").doUpdateSet({ last_number: sql`project_counter.last_number + 1` }))
    .returning("last_number")
    .executeTakeFirstOrThrow();
  return row.last_number;
}

export interface Card {
  readonly sealed_name?: Buffer | null;
  readonly sealed_address?: Buffer | null;
  readonly sealed_access?: Buffer | null;
}

export async function insertProject(
  tx: Tx,
  tenantId: string,
  project: { projectId: string; number: number; cardKeyId: string; at: Date; card: Card },
): Promise<void> {
  await tx
    .insertInto("project")
    .values({
      tenant_id: tenantId,
      project_id: project.projectId,
      number: project.number,
      card_key_id: project.cardKeyId,
      state: "open",
      created_at: project.at,
      ...project.card,
    })
    .execute();
}

export interface ProjectChange extends Card {
  readonly state?: ProjectState;
  readonly done_at?: Date | null;
  readonly call_released?: boolean;
  readonly card_key_id?: string;
  readonly cleared_at?: Date | null;
}

/** False: somebody changed it since this version was read. */
export async function updateProject(
  tx: Tx,
  projectId: string,
  change: ProjectChange,
  version?: number,
): Promise<boolean> {
  let query = tx
    .updateTable("project")
    .set((eb) => ({ ...change, version: eb("version", "+", 1) }))
    .where("project_id", "=", projectId);
  if (version !== undefined) query = query.where("version", "=", version);
  return (await query.executeTakeFirst()).numUpdatedRows === 1n;
}

/** Ids of the people of each project, in the order they came. */
export async function loadMembersOf(tx: Tx, projectIds: readonly string[]): Promise<Map<string, string[]>> {
  const members = new Map<string, string[]>();
  if (projectIds.length === 0) return members;
  const rows = await tx
    .selectFrom("project_member")
    .select(["project_id", "member_id"])
    .where("project_id", "in", [...projectIds])
    .orderBy("joined_at")
    .orderBy("member_id")
    .execute();
  for (const row of rows) members.set(row.project_id, [...(members.get(row.project_id) ?? []), row.member_id]);
  return members;
}

export async function addMembers(
  tx: Tx,
  tenantId: string,
  projectId: string,
  memberIds: readonly string[],
  at: Date,
): Promise<void> {
  if (memberIds.length === 0) return;
  await tx
    .insertInto("project_member")
    .values(memberIds.map((id) => ({ tenant_id: tenantId, project_id: projectId, member_id: id, joined_at: at })))
    .onConflict((oc) => oc.doNothing())
    .execute();
}

export async function dropMembers(tx: Tx, projectId: string, memberIds: readonly string[]): Promise<void> {
  if (memberIds.length === 0) return;
  await tx
    .deleteFrom("project_member")
    .where("project_id", "=", projectId)
    .where("member_id", "in", [...memberIds])
    .execute();
}

/** Something was written on a project whose papers were cleared away: from now on it has their period. */
export async function keepPapers(tx: Tx, projectId: string, at: Date): Promise<void> {
  await tx
    .updateTable("project")
    .set({ cleared_at: at })
    .where("project_id", "=", projectId)
    .where("cleared_at", "is not", null)
    .execute();
}

/** Done this long ago: for the sweep. `cleared`: what goes after half a year is gone already, or goes as well. */
export async function doneBefore(tx: Tx, before: Date, cleared: boolean, limit: number): Promise<Project[]> {
  let query = projects(tx)
    .where("p.state", "=", "done")
    .where("p.done_at", "<", before)
    .orderBy("p.number")
    .limit(limit);
  // What a legal hold covers and work that begins again just now, are left alone.
  query = query.forNoKeyUpdate().skipLocked().where(sql<boolean>`not ${held}`);
  if (!cleared) query = query.where((eb) => eb.or([eb("p.cleared_at", "is", null), writtenSince(before)]));
  return await query.execute();
}

/** Of one of its customers, those who were erased meanwhile included, or of the whole business. */
export const held = underHold(
  sql`exists (select from project_contact c where c.project_id = p.project_id and c.contact_id = h.contact_id)`,
);

export async function isHeld(tx: Tx, projectId: string): Promise<boolean> {
  return (await projects(tx).where("p.project_id", "=", projectId).where(held).executeTakeFirst()) !== undefined;
}

/** Written on it after it was cleared, and as long ago. */
const writtenSince = (before: Date) => sql<boolean>`(p.cleared_at < ${before} and (p.sealed_access is not null
  or p.call_released
  or exists (select from project_note n where n.project_id = p.project_id)
  or exists (select from project_appointment a where a.project_id = p.project_id)
  or exists (select from project_member m where m.project_id = p.project_id)))`;

export async function deleteProject(tx: Tx, projectId: string): Promise<void> {
  await tx.deleteFrom("project_member").where("project_id", "=", projectId).execute();
  await tx.deleteFrom("project").where("project_id", "=", projectId).execute();
}
