import { appendAudit } from "../audit/append-audit.action.ts";
import { server } from "../audit/audit.ts";
import type { ParsedItem } from "../channels/channel.ts";
import type { Account } from "../contacts/resolve-senders.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { idOfNews } from "./id-of-news.action.ts";
import { noteSeen } from "./parked-change.store.ts";

/**
 * WA-8: what our side wrote on a telephone went past the policy. That it happened stands in the log of deeds; of the
 * message itself nothing is kept but a keyed hash of its id, for a week: the channel delivers it in other bytes too.
 */
export async function noteBypasses(
  deps: Pick<Deps, "clock" | "ids" | "seal">,
  tx: Tx,
  account: Account,
  items: readonly ParsedItem[],
): Promise<void> {
  const { tenantId, accountId } = account;
  const ids = items.flatMap((item) =>
    item.kind === "echo" ? idOfNews(deps.seal, account, ["echo", item.externalId]) : [],
  );
  const count = await noteSeen(tx, tenantId, accountId, ids, deps.clock.now());
  if (count === 0) return;
  const subject = { subjectKind: "channel", subjectId: accountId, details: { count } };
  await appendAudit(deps, tx, { tenantId, actor: server, verb: "notice-bypass", ...subject });
}
