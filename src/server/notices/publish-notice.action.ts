import { createHash } from "node:crypto";
import type { NoticeChange, SetupChannel } from "../../contract/setup-papers.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import { unlessChanged } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { classifyText } from "../policy/classify-text.ts";
import { lockSetup } from "../tenants/lock-setup.action.ts";
import { sectionsHtml } from "../tenants/public-page.ts";
import { gatherNotice } from "./gather-notice.action.ts";
import { missingInNotice } from "./missing-notice.ts";
import { insertNotice, loadCurrentNotice, type NoticeRow } from "./notice.store.ts";
import { noticeDrift } from "./notice-drift.ts";
import { noticeSections } from "./notice-fields.ts";
import { addressMark } from "./render-notice.ts";

/**
 * Publishes the notice of a channel as a new version that never changes again (PN-2, PN-3). Whether people must get
 * it anew hangs on the class of change (PN-4); from the second version on a reason is asked for.
 * @returns the version
 */
export async function publishNotice(
  deps: Pick<Deps, "clock" | "ids" | "publicUrl">,
  tx: Tx,
  caller: Pick<Caller, "tenantId" | "memberId" | "kind">,
  channel: SetupChannel,
  input: { readonly change: NoticeChange; readonly reason: string; readonly after?: number | undefined },
): Promise<number> {
  // Two at once: whoever comes second sees what the first one published.
  await lockSetup(tx, caller.tenantId);
  const current = await loadCurrentNotice(tx, channel);
  if (current !== undefined && input.after !== undefined && current.version > input.after) {
    assertOwn(current, caller, input);
    return current.version;
  }
  const gathered = await gatherNotice(deps, tx, channel);
  const version = (current?.version ?? 0) + 1;
  const text = gathered.shortTextOf(version);
  const shown = text.replaceAll(addressMark, deps.publicUrl(caller.tenantId));
  const missing = missingInNotice(gathered.fields, gathered.business, shown);
  const [first] = missing;
  if (first !== undefined) throw new Problem("setup-incomplete", { detail: first.sentence, more: { missing } });
  if (current !== undefined && input.reason.length < 10)
    throw new Problem("bad-input", {
      detail: { de: "Bitte kurz begründen, was sich geändert hat.", en: "Please say briefly what has changed." },
      fields: {
        reason: { de: "Bitte kurz begründen, was sich geändert hat.", en: "Please say briefly what has changed." },
      },
    });
  if (current !== undefined) assertHonest(input.change, noticeDrift(current.fields, gathered.fields));
  assertNoAdvert(text);
  const sections = noticeSections(gathered.fields);
  const pageHtml = sectionsHtml(sections).text;
  await insertNotice(tx, caller.tenantId, {
    channel,
    version,
    fields: { ...gathered.fields, settings: gathered.settings },
    pageHtml,
    shortText: text,
    contentHash: createHash("sha256").update(`${pageHtml}\n${text}`).digest(),
    change: current === undefined ? "first" : input.change,
    reason: current === undefined ? "erste Fassung" : input.reason,
    at: deps.clock.now(),
    by: caller.memberId,
  });
  await appendAudit(deps, tx, {
    tenantId: caller.tenantId,
    actor: actorOf(caller),
    verb: "publish-notice",
    subjectKind: "notice",
    subjectId: `${channel}/${version}`,
    details: { change: current === undefined ? "first" : input.change },
  });
  await appendEvents(deps, tx, caller.tenantId, [{ kind: "setup-changed" }]);
  return version;
}

/** Pressed again because no answer came, the version it asked for is there. What a colleague published is not one's own. */
function assertOwn(
  current: NoticeRow,
  { memberId }: Pick<Caller, "memberId">,
  { change, reason }: { readonly change: NoticeChange; readonly reason: string },
): void {
  const there = { change: current.change, reason: current.reason, by: current.publishedBy };
  // Of the first version nobody said anything, so there is nothing that could be somebody else's.
  if (current.change !== "first") unlessChanged<object>({}, there, { change, reason, by: memberId });
}

/** PN-4: who gets the data, where they go and how long they stay is never a matter of wording. */
function assertHonest(said: NoticeChange, drift: NoticeChange | undefined): void {
  if (said !== "editorial" || drift === undefined || drift === "editorial") return;
  const sentence = {
    de: "Hier ändert sich mehr als die Wortwahl. Bitte wählen, was sich geändert hat, damit es alle erfahren.",
    en: "More than the wording changes here. Please choose what has changed, so that everybody hears of it.",
  };
  throw new Problem("bad-input", { detail: sentence, fields: { change: sentence } });
}

/**
 * PN-7. The frame is ours; what a business can add is its name and its time of answering, so a named advertising signal
 * is what to look for.
 */
function assertNoAdvert(text: string): void {
  if (classifyText(text).signals.length > 0)
    throw new Problem("not-lawful", {
      detail: {
        de: "In der ersten Antwort steht Werbung. Bitte Name und Antwortzeit des Betriebs prüfen.",
        en: "There is advertising in the first answer. Please check name and reply time of the business.",
      },
    });
}
