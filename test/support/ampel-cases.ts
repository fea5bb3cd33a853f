import type { ProcessorView } from "../../src/contract/setup-papers.ts";
import { type AmpelFacts, ampelLights } from "../../src/server/ampel/ampel.ts";
import { type ChannelPapers, channelPapers } from "../../src/server/channel-papers/channel-papers.ts";
import { demoGapDecision, demoWhatsAppChange } from "../../src/server/demo/demo-business.ts";
import { instant } from "../../src/server/platform/instant.ts";
import { changedProcessor } from "../../src/server/processors/changed-processor.ts";
import { processorView } from "../../src/server/processors/processor-view.ts";
import { templateRow } from "../../src/server/processors/templates.ts";
import { addDays } from "../../src/server/time/calendar-day.ts";

export const today = "2026-11-24";
export const noChecks = { due: 0, overdue: 0, waiting: 0, nextOn: null };
const now = instant(Date.parse(`${today}T10:00:00Z`));

type Row = Parameters<typeof processorView>[0];
export const server: Row = {
  ...templateRow("hosting"),
  id: "00000000-0000-4000-8000-000000000001",
  template: "hosting",
  notRequiredReason: "Der Server steht im Betrieb.",
  gapDecision: null,
  nextReviewOn: null,
};
const meta = changedProcessor(templateRow("whatsapp_meta"), demoWhatsAppChange(today));
export const whatsapp: Row = {
  ...meta,
  id: "00000000-0000-4000-8000-000000000002",
  channel: "whatsapp",
  template: "whatsapp_meta",
  nextReviewOn: "2027-11-24",
  gapDecision: {
    ...demoGapDecision,
    items: meta.checklist.filter(({ state }) => state !== "present").map(({ key }) => key),
    decidedAt: now.toISOString(),
    decidedBy: "00000000-0000-4000-8000-000000000003",
    deciderName: "Jörg",
    expiresOn: "2027-11-24",
  },
};

/** A business as its papers stand; everything in order unless a test says otherwise. */
export interface Case {
  readonly rows?: readonly Row[];
  readonly changes?: ProcessorView["changes"];
  readonly source?: Partial<Parameters<typeof channelPapers>[0]>;
  readonly facts?: Partial<AmpelFacts>;
  readonly outdated?: boolean;
}
export function factsOf({
  rows = [server, whatsapp],
  changes = [],
  source = {},
  facts = {},
  outdated = false,
}: Case): AmpelFacts {
  const papersOf = (kind: "whatsapp" | "webchat"): ChannelPapers =>
    channelPapers(
      {
        kind,
        impressumStatus: "complete",
        imprintOkAt: now,
        noticeVersion: 1,
        metadataConfirmed: true,
        dpfValid: true,
        processors: rows.filter(
          ({ channel, template }) => (channel === null || channel === kind) && template !== "mail_relay",
        ),
        ...source,
      },
      now,
    );
  return {
    today,
    accounts: [
      { channel: "whatsapp", label: "WhatsApp", state: "live" },
      { channel: "webchat", label: "Chat", state: "live" },
    ],
    channels: (["whatsapp", "webchat"] as const).map((channel) => ({
      channel,
      papers: papersOf(channel),
      noticeOutdated: outdated,
    })),
    processors: rows.map((row) => processorView(row, now, { files: [], changes: row === whatsapp ? changes : [] })),
    imprintCheckedOn: today,
    relayUnregistered: false,
    hostAgreementDue: undefined,
    pendingDevices: 0,
    deviceChecks: noChecks,
    lostDevices: 0,
    admittedDevices: 0,
    activePeople: 5,
    officerAppointed: false,
    backup: { unreadable: false, fresh: true, newestOn: today, sheetMissing: false, rehearsalFailed: false },
    requests: { open: 0, overdue: 0, nextDueOn: null },
    consents: { ending: 0, endsOn: null },
    incidents: { open: 0, dueOn: null },
    ...facts,
  };
}
export const lit = (one: Case, duty: string) => {
  const { lights, channels } = ampelLights(factsOf(one));
  const light = lights.find((found) => found.duty === duty);
  if (!light) throw new Error(`no light for ${duty}`);
  return { light, channels: Object.fromEntries(channels.map(({ channel, level }) => [channel, level])) };
};

export const withMeta = (change: Partial<Row>): Case => ({ rows: [server, { ...whatsapp, ...change }] });
export const noContract = withMeta({ agreement: null });
export const overdue = withMeta({ nextReviewOn: addDays(today, -31) });
export const lateReview = withMeta({ nextReviewOn: addDays(today, -30) });
export const relay: Row = {
  ...templateRow("mail_relay"),
  id: server.id,
  template: "mail_relay",
  gapDecision: null,
  nextReviewOn: null,
};
export const store: Row = { ...relay, ...templateRow("backup_store"), template: "backup_store" };
export const days = (count: number) => instant(now.getTime() - count * 86_400_000);
export const announced = {
  id: server.id,
  announcedOn: "2026-11-20",
  objectUntil: "2026-12-20",
  who: "Neu Inc.",
  what: "Speicher",
  reason: "",
  decidedAt: null,
};
