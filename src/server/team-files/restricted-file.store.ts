import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";
import { allFiles, type TeamFileRow } from "./team-file.store.ts";

/** Takes files of a project out of sight: those that one key sealed, and those about one contact. @returns how many */
export async function restrict(
  tx: Tx,
  projectId: string,
  { ownerId, contactId }: { readonly ownerId: string; readonly contactId: string },
  at: Date,
): Promise<number> {
  const done = await tx
    .updateTable("team_file")
    .set({ restricted_at: at })
    .where("project_id", "=", projectId)
    .where("restricted_at", "is", null)
    .where(sql<boolean>`(owner_id = ${ownerId} or about @> ${[contactId]}::uuid[])`)
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

/**
 * Whoever it shows or names is erased and kept; whoever does that just now is waited for, or waits. Undefined: one of them
 * is no customer here any more, and nothing is kept of them.
 */
export async function restrictedSince(
  tx: Tx,
  projectId: string,
  { ownerId, about }: { readonly ownerId: string; readonly about: readonly string[] },
): Promise<Date | null | undefined> {
  const customers = await tx
    .selectFrom("project_contact")
    .select(["contact_id", "restricted_at"])
    .where("project_id", "=", projectId)
    .where(sql<boolean>`(key_id = ${ownerId} or contact_id = any(${[...about]}::uuid[]))`)
    .forShare()
    .execute();
  if (!about.every((id) => customers.some((one) => one.contact_id === id))) return undefined;
  return customers.find((one) => one.restricted_at !== null)?.restricted_at ?? null;
}

/** What is out of sight in a project, oldest first. */
export async function loadRestricted(tx: Tx, projectId: string): Promise<TeamFileRow[]> {
  return await allFiles(tx)
    .where("f.project_id", "=", projectId)
    .where("f.restricted_at", "is not", null)
    .orderBy("f.created_at")
    .orderBy("f.file_id")
    .execute();
}

/** @returns their ids */
export async function deleteRestricted(tx: Tx, projectId: string): Promise<string[]> {
  const gone = await tx
    .deleteFrom("team_file")
    .where("project_id", "=", projectId)
    .where("restricted_at", "is not", null)
    .returning("file_id")
    .execute();
  return gone.map((row) => row.file_id);
}
