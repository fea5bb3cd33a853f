import { appendAudit } from "../audit/append-audit.action.ts";
import { server } from "../audit/audit.ts";
import type { ParsedItem } from "../channels/channel.ts";
import type { Account } from "../contacts/resolve-senders.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";

/**
 * WA-8: what our side wrote on a telephone went past the policy. That it happened stands in the log of deeds; of the
 * message itself nothing is kept.
 */
export async function noteBypasses(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  { tenantId, accountId }: Account,
  items: readonly ParsedItem[],
): Promise<void> {
  const count = items.filter(({ kind }) => kind === "echo").length;
  if (count === 0) return;
  const subject = { subjectKind: "channel", subjectId: accountId, details: { count } };
  await appendAudit(deps, tx, { tenantId, actor: server, verb: "notice-bypass", ...subject });
}
