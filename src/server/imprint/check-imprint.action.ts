import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { ImprintStatus } from "../../contract/setup.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import type { Actor } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Deps } from "../platform/deps.ts";
import { type GuardedFetch, GuardedFetchError } from "../platform/network/guarded-fetch.ts";
import { lockSetup } from "../tenants/lock-setup.action.ts";
import { insertCheck, loadImprint, loadLastHash, setImprintStatus } from "./imprint.store.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { type KeptImprint, pageText, publicImprint } from "./published-imprint.ts";
import { judgeLink } from "./speaking-link.ts";

interface Finding {
  readonly url: string;
  readonly finalUrl: string | null;
  readonly httpStatus: number | null;
  readonly result: string;
  readonly content: string | Uint8Array | null;
  readonly status: ImprintStatus;
  readonly lacks?: readonly string[];
}

/**
 * Looks at the Impressum as a customer would and keeps the proof (IM-1, IM-2): the page we serve is judged from its
 * fields, a page on the firm's own site is fetched. The network is asked outside any transaction.
 * @param actor who asked for the look; nobody did where it was due
 */
export async function checkImprint(
  deps: Pick<Deps, "db" | "clock" | "ids" | "publicUrl">,
  guardedFetch: GuardedFetch,
  tenantId: string,
  actor?: Actor,
): Promise<ImprintStatus | undefined> {
  const row = await deps.db.withTenant(tenantId, loadImprint);
  const kept = publicImprint(row?.fields);
  if (row === undefined || kept === undefined) return undefined;
  const publicUrl = deps.publicUrl(tenantId);
  const finding =
    row.link === null ? judgeOwn(publicUrl, kept) : await fetchForeign(publicUrl, guardedFetch, row.link, kept);
  await deps.db.withTenant(tenantId, async (tx) => {
    const { content, status, lacks = [], ...check } = finding;
    await lockSetup(tx, tenantId);
    const contentHash = content === null ? null : createHash("sha256").update(content).digest();
    const last = await loadLastHash(tx);
    // The page itself is kept once per state: the hash of a later look says that it was still the same.
    const page =
      content === null || contentHash === null || (last && contentHash.equals(last)) ? null : gzipSync(content);
    await insertCheck(tx, tenantId, {
      ...check,
      lacks,
      page,
      contentHash,
      checkId: deps.ids.uuid(),
      at: deps.clock.now(),
    });
    await setImprintStatus(tx, status, deps.clock.now());
    if (actor) await appendAudit(deps, tx, { tenantId, actor, verb: "check-imprint", subjectKind: "imprint" });
    await appendEvents(deps, tx, tenantId, [{ kind: "setup-changed" }]);
  });
  return finding.status;
}

/** It was complete when it became public; what the form asks for since then is asked where somebody edits it. */
function judgeOwn(publicUrl: string, kept: KeptImprint): Finding {
  const url = `${publicUrl}/impressum`;
  const { speaking } = judgeLink("", { publicUrl, website: kept.business.website });
  const status: ImprintStatus = speaking ? "complete" : "link_not_speaking";
  return {
    url,
    finalUrl: url,
    httpStatus: 200,
    result: status === "complete" ? "ok" : status,
    content: pageText(kept),
    status,
  };
}

async function fetchForeign(
  publicUrl: string,
  guardedFetch: GuardedFetch,
  url: string,
  { business, imprint }: KeptImprint,
): Promise<Finding> {
  const { speaking } = judgeLink(url, { publicUrl, website: business.website });
  if (!speaking)
    return {
      url,
      finalUrl: null,
      httpStatus: null,
      result: "not_speaking",
      content: null,
      status: "link_not_speaking",
    };
  try {
    const answer = await guardedFetch(url, { timeoutMs: 15_000, maxBytes: 2_000_000, redirects: 3 });
    const text = new TextDecoder().decode(answer.bytes);
    const judged = judgeAnswer({ url, finalUrl: answer.url, httpStatus: answer.status, text }, business, imprint);
    return { url, finalUrl: answer.url, httpStatus: answer.status, content: answer.bytes, ...judged };
  } catch (error) {
    if (!(error instanceof GuardedFetchError)) throw error;
    return { url, finalUrl: null, httpStatus: null, result: error.reason, content: null, status: "unreachable" };
  }
}
