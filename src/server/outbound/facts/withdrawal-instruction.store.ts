import { sql } from "kysely";
import type { Tx } from "../../platform/db.ts";
import { withdrawalInstructionKind } from "./withdrawal-instruction.ts";

/** Whether the instruction left for this conversation since then, or waits in front of what is written now (CT-1). */
export async function hasInstruction(tx: Tx, conversationId: string, since: Date): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select 1 from message m join decision d on d.message_id = m.message_id
      where m.conversation_id = ${conversationId} and m.direction = 'out' and m.sent_at >= ${since}
        and m.state in ('queued', 'sending', 'sent', 'delivered', 'read')
        and d.facts->'extra'->>'kind' = ${withdrawalInstructionKind}
    ) as found`.execute(tx);
  return rows[0]?.found === true;
}
