import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

export interface Guest {
  readonly memberId: string;
  readonly projectId: string;
  readonly firm: string;
}

const columns = ["member_id as memberId", "project_id as projectId", "firm"] as const;

export async function insertGuest(tx: Tx, tenantId: string, guest: Guest & { readonly at: Date }): Promise<void> {
  await tx
    .insertInto("guest")
    .values({
      tenant_id: tenantId,
      member_id: guest.memberId,
      project_id: guest.projectId,
      firm: guest.firm,
      invited_at: guest.at,
    })
    .execute();
}

export async function guestsOf(tx: Tx, projectId: string): Promise<Guest[]> {
  return await tx
    .selectFrom("guest")
    .select(columns)
    .where("project_id", "=", projectId)
    .orderBy("invited_at", "desc")
    .orderBy("member_id", "desc")
    .execute();
}

/** Guests whose access ended before that. */
export async function deleteFormer(tx: Tx, before: Date): Promise<void> {
  await tx
    .deleteFrom("guest")
    .where("member_id", "in", (eb) =>
      eb
        .selectFrom("member")
        .select("member_id")
        .where(sql<boolean>`least(disabled_at, (ends_on + 1)::timestamptz) < ${before}`),
    )
    .execute();
}
