import type { FieldProblem } from "../../contract/setup.ts";
import { type NoticeAnswer, type NoticeSettings, SetupChannel } from "../../contract/setup-papers.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { currentNotice } from "./current-notice.action.ts";
import { gatherNotice } from "./gather-notice.action.ts";
import { missingInNotice } from "./missing-notice.ts";
import { loadCurrentNotice } from "./notice.store.ts";
import { noticeDrift } from "./notice-drift.ts";
import { noticeSections } from "./notice-fields.ts";
import { noticeTemplate, noticeTemplateBody } from "./notice-template.action.ts";
import { addressMark, permanentPath } from "./render-notice.ts";
import { validateSettings } from "./validate-settings.ts";

type ChannelNotice = NoticeAnswer["channels"][number];

/** Step 3: settings, and per channel what is published beside what would be published now. */
export async function listNotices(
  deps: Pick<Deps, "clock" | "publicUrl">,
  tx: Tx,
  tenantId: string,
): Promise<NoticeAnswer> {
  const channels: ChannelNotice[] = [];
  let settings: NoticeSettings | undefined;
  let problems: FieldProblem[] = [];
  for (const channel of SetupChannel.options) {
    const gathered = await gatherNotice(deps, tx, channel);
    settings = gathered.settings;
    problems = validateSettings(gathered.settings);
    const current = await loadCurrentNotice(tx, channel);
    const drift = current === undefined ? undefined : noticeDrift(current.fields, gathered.fields);
    const stands =
      current !== undefined && drift === undefined && gathered.stillSays(current.version, current.shortText);
    const outdated = current !== undefined && !stands;
    // What a new customer gets now, or would get after the next publication.
    const next = stands ? current.shortText : gathered.shortTextOf((current?.version ?? 0) + 1);
    const shown = next.replaceAll(addressMark, deps.publicUrl(tenantId));
    channels.push({
      channel,
      version: current?.version ?? null,
      publishedAt: current?.publishedAt.toISOString() ?? null,
      permanentUrl:
        current === undefined ? null : `${deps.publicUrl(tenantId)}${permanentPath(channel, current.version)}`,
      outdated,
      suggestedChange: drift ?? "editorial",
      lateTemplate: await lateTemplate(deps, tx, tenantId, channel),
      preview: {
        sections: noticeSections(gathered.fields),
        shortText: shown,
        missing: missingInNotice(gathered.fields, gathered.business, shown),
      },
    });
  }
  if (settings === undefined) throw new Error("no channels");
  return { settings, problems, channels };
}

/** What Meta is to approve so that the notice can leave even when a first message comes a day late (PN-1, WA-2). */
async function lateTemplate(
  deps: Pick<Deps, "publicUrl">,
  tx: Tx,
  tenantId: string,
  channel: ChannelNotice["channel"],
): Promise<ChannelNotice["lateTemplate"]> {
  const notice = channel === "whatsapp" ? await currentNotice(deps, tx, tenantId, channel) : undefined;
  if (!notice) return null;
  const approved = (await noticeTemplate(tx, undefined, notice)) !== undefined;
  return { body: noticeTemplateBody(notice), approved };
}
