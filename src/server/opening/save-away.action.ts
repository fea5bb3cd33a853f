import { isDeepStrictEqual } from "node:util";
import type { AwayPreview, SaveAway } from "../../contract/opening.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { openAccount } from "../channels/open-account.action.ts";
import { withHumanLine } from "../outbound/own-words/with-human-line.action.ts";
import type { Caller } from "../platform/caller.ts";
import { unlessChanged } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { lockSetup } from "../tenants/lock-setup.action.ts";
import { localTime } from "../time/zone.ts";
import { calendarProblem, previewAway } from "./away-message.ts";
import { loadAwayTexts, putAwayText } from "./opening.store.ts";
import { readOpening } from "./read-opening.action.ts";
import { awayOf } from "./show-opening.action.ts";

/** Keeps the away text of a channel. Switched on, it must be fit to leave; switched off, it may be a draft. */
export async function saveAway(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  accountId: string,
  { active, text, was }: SaveAway,
): Promise<void> {
  const { tenantId } = caller;
  await lockSetup(tx, tenantId);
  const account = await openAccount(deps, tx, tenantId, accountId);
  if (!account || (account.kind !== "whatsapp" && account.kind !== "webchat")) throw new Problem("not-found");
  const opening = await readOpening(tx, tenantId);
  const now = localTime(deps.clock.now(), opening.timeZone);
  const own = (await loadAwayTexts(tx)).find((row) => row.accountId === accountId);
  const [stored, wanted] = [awayOf(own, opening), { active, text }];
  unlessChanged(was, stored, wanted);
  const problem = active ? (calendarProblem(opening, now) ?? previewAway(opening, text, now).problem) : undefined;
  if (problem !== undefined) throw new Problem("bad-input", { detail: problem });
  if (isDeepStrictEqual(wanted, stored)) return;
  await putAwayText(tx, tenantId, { accountId, active, text });
  await appendAudit(deps, tx, {
    tenantId,
    actor: actorOf(caller),
    verb: active ? "switch-away-text-on" : "switch-away-text-off",
    subjectKind: "channel_account",
    subjectId: accountId,
  });
}

/** The text as a customer would get it, or why it may not be used. Nothing is kept. */
export async function showAwayPreview(deps: Deps, tx: Tx, tenantId: string, text: string): Promise<AwayPreview> {
  const opening = await readOpening(tx, tenantId);
  const preview = previewAway(opening, text, localTime(deps.clock.now(), opening.timeZone));
  return {
    text: preview.text === undefined ? null : await withHumanLine(tx, preview.text),
    problem: preview.problem ?? null,
  };
}
