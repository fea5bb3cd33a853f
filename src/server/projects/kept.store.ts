import { sql } from "kysely";
import type { ProjectKept } from "../../../db/types.ts";
import type { Tx } from "../platform/db.ts";
import type { ProjectContact } from "../project-links/project-contact.ts";
import { held, type Project, projects } from "./project.store.ts";

export interface Kept {
  readonly keptId: string;
  /** The key of the card at that time. */
  readonly keyId: string;
  readonly because: ProjectKept["because"];
  readonly sealedContent: Uint8Array;
  readonly keptAt: Date;
}

export async function insertKept(tx: Tx, tenantId: string, projectId: string, kept: Kept): Promise<void> {
  await tx
    .insertInto("project_kept")
    .values({
      tenant_id: tenantId,
      kept_id: kept.keptId,
      project_id: projectId,
      key_id: kept.keyId,
      because: kept.because,
      sealed_content: Buffer.from(kept.sealedContent),
      kept_at: kept.keptAt,
    })
    .execute();
}

/** What a hold keeps of a project, the oldest first. */
export async function loadKept(tx: Tx, projectId: string): Promise<Kept[]> {
  return await tx
    .selectFrom("project_kept")
    .select(["kept_id as keptId", "key_id as keyId", "because", "sealed_content as sealedContent", "kept_at as keptAt"])
    .where("project_id", "=", projectId)
    .orderBy("kept_at")
    .orderBy("kept_id")
    .execute();
}

/** All that is kept of a project, or what one key opens. */
export async function dropKept(tx: Tx, projectId: string, keyId?: string): Promise<void> {
  let query = tx.deleteFrom("project_kept").where("project_id", "=", projectId);
  if (keyId !== undefined) query = query.where("key_id", "=", keyId);
  await query.execute();
}

/**
 * The customer is erased and a hold keeps the key: by this row one knows what the hold covers. The conversations go with
 * their messages.
 */
export async function restrictContact(tx: Tx, { projectId, contactId }: ProjectContact, at: Date): Promise<void> {
  await tx
    .deleteFrom("project_conversation")
    .where("project_id", "=", projectId)
    .where("contact_id", "=", contactId)
    .execute();
  await tx
    .updateTable("project_contact")
    .set({ restricted_at: at })
    .where("project_id", "=", projectId)
    .where("contact_id", "=", contactId)
    .execute();
}

export async function restrictedContacts(tx: Tx, projectId: string): Promise<ProjectContact[]> {
  return await tx
    .selectFrom("project_contact")
    .select(["project_id as projectId", "contact_id as contactId", "key_id as keyId"])
    .where("project_id", "=", projectId)
    .where("restricted_at", "is not", null)
    .orderBy("contact_id")
    .execute();
}

/** Something of an erased customer is here, in whatever form. */
const restricted = sql<boolean>`(exists (select from project_contact c
    where c.project_id = p.project_id and c.restricted_at is not null)
  or exists (select from team_file f where f.project_id = p.project_id and f.restricted_at is not null))`;
const versions = sql<boolean>`exists (select from project_kept k where k.project_id = p.project_id)`;

/** Whether a hold stands over it, and whether something of an erased customer is restricted. */
export async function holdOn(tx: Tx, projectId: string): Promise<{ held: boolean; restricted: boolean }> {
  const row = await tx
    .selectFrom("project as p")
    .select([held.as("held"), restricted.as("restricted")])
    .where("p.project_id", "=", projectId)
    .executeTakeFirst();
  return row ?? { held: false, restricted: false };
}

/** Projects of which something is kept that no hold keeps any more, for the sweep. */
export async function keptWithoutHold(tx: Tx, limit: number): Promise<Project[]> {
  return await projects(tx)
    .where(sql<boolean>`(${restricted} or ${versions}) and not ${held}`)
    .orderBy("p.number")
    .limit(limit)
    .forNoKeyUpdate()
    .skipLocked()
    .execute();
}

export interface KeptCount {
  readonly projectId: string;
  readonly number: number;
  readonly since: Date;
  readonly restricted: boolean;
}

/** Projects of which something is kept, the newest first. */
export async function projectsWithKept(tx: Tx): Promise<KeptCount[]> {
  return await tx
    .selectFrom("project as p")
    .select([
      "p.project_id as projectId",
      "p.number",
      restricted.as("restricted"),
      sql<Date>`least((select min(k.kept_at) from project_kept k where k.project_id = p.project_id),
        (select min(c.restricted_at) from project_contact c where c.project_id = p.project_id),
        (select min(f.restricted_at) from team_file f where f.project_id = p.project_id))`.as("since"),
    ])
    .where(sql<boolean>`(${restricted} or ${versions})`)
    .orderBy("p.number", "desc")
    .execute();
}

/** In how many projects somebody is the customer, and how many of them a hold keeps. */
export async function countOfCustomer(tx: Tx, contactId: string): Promise<{ all: number; held: number }> {
  return await tx
    .selectFrom("project as p")
    .innerJoin("project_contact as mine", "mine.project_id", "p.project_id")
    .select([sql<number>`count(*)::int`.as("all"), sql<number>`count(*) filter (where ${held})::int`.as("held")])
    .where("mine.contact_id", "=", contactId)
    .where("mine.restricted_at", "is", null)
    .executeTakeFirstOrThrow();
}
