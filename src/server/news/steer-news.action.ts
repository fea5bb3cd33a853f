import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { setNewsState } from "./news.store.ts";
import { openNews } from "./read-news.action.ts";

/** Pauses, goes on, or ends for good. What has left has left. */
export async function steerNews(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  newsId: string,
  state: "running" | "paused" | "stopped",
): Promise<void> {
  const { row } = await openNews(deps, tx, caller.tenantId, newsId);
  if (row.state !== "running" && row.state !== "paused")
    throw new Problem("conflict", {
      detail: { de: "Diese Neuigkeit ist schon fertig.", en: "This piece of news is already finished." },
    });
  await setNewsState(tx, newsId, state);
  await appendAudit(deps, tx, {
    tenantId: caller.tenantId,
    actor: actorOf(caller),
    verb: "steer-news",
    subjectKind: "news",
    subjectId: newsId,
    details: { state },
  });
}
