import type { Actor } from "../decisions/decision.ts";
import type { Tx } from "../platform/db.ts";

/** Who stands behind a message as it waits now, and what became of the device it was written on. */
export async function loadOrigin(
  tx: Tx,
  messageId: string,
): Promise<{ actor: Actor; deviceState: string | null } | undefined> {
  const row = await tx
    .selectFrom("message as m")
    .innerJoin("decision as d", "d.decision_id", "m.decision_id")
    .leftJoin("device as v", "v.device_id", "d.device_id")
    .select(["d.actor_kind", "d.actor_id", "d.device_id", "v.state"])
    .where("m.message_id", "=", messageId)
    .executeTakeFirst();
  if (!row) return undefined;
  const actor = { kind: row.actor_kind, id: row.actor_id, deviceId: row.device_id };
  return { actor, deviceState: row.state };
}

/** The decisions about a message in the order they were made, with who asked for each. */
export async function loadDecisions(tx: Tx, messageId: string) {
  return await tx
    .selectFrom("decision as d")
    .leftJoin("member as m", "m.member_id", "d.actor_id")
    .selectAll("d")
    .select("m.name as member_name")
    .where("d.message_id", "=", messageId)
    .orderBy("d.at")
    .orderBy("d.decision_id")
    .execute();
}
