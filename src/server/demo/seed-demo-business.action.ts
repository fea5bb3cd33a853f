import { actorOf, server } from "../audit/audit.ts";
import { activateChannel } from "../channel-setup/activate-channel.action.ts";
import { listChannels } from "../channel-setup/list-channels.action.ts";
import { confirmMetadata } from "../channels/confirm-metadata.action.ts";
import { connectWhatsApp } from "../channels/connect-whatsapp.action.ts";
import { metadataDefaults } from "../channels/metadata-defaults.ts";
import { saveCustomerPage } from "../channels/save-customer-page.action.ts";
import { saveImprintStep } from "../imprint/save-imprint-step.action.ts";
import { enterMember, inviteMember } from "../members/invite-member.action.ts";
import { listPeople } from "../members/list-people.action.ts";
import { publishNotice } from "../notices/publish-notice.action.ts";
import { saveNoticeSettings } from "../notices/save-notice-settings.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { addProcessor } from "../processors/add-processor.action.ts";
import { isoDay } from "../processors/agreement-status.ts";
import { decideGaps } from "../processors/decide-gaps.action.ts";
import { reviewProcessor } from "../processors/review-processor.action.ts";
import { saveProcessor } from "../processors/save-processor.action.ts";
import { keepFirmRoom } from "../rooms/keep-firm-room.action.ts";
import { saveBusiness } from "../setup/save-business.action.ts";
import { saveTeamSetting } from "../team/team-setting.action.ts";
import { daysAgo } from "./days-ago.ts";
import {
  demoBusiness,
  demoGapDecision,
  demoImprint,
  demoMembers,
  demoPages,
  demoServerReason,
  demoSettings,
  demoWhatsAppChange,
} from "./demo-business.ts";

/** Access to the simulator, in the words of the WhatsApp adapter; `mediaHosts` with commas. */
export interface DemoWhatsApp {
  readonly baseUrl: string;
  readonly phoneNumberId: string;
  readonly wabaId: string;
  readonly accessToken: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly mediaHosts: string;
}

export interface DemoBusiness {
  readonly whatsappAccountId: string;
  readonly webchatAccountId: string;
}

/** Whether the business has its papers and both channels, which come in one transaction. */
export async function isDemoOpen(deps: Deps, tenantId: string): Promise<boolean> {
  const { accounts } = await deps.db.withTenant(tenantId, (tx) => listChannels(deps, tx, tenantId));
  return accounts.some(({ channel }) => channel === "whatsapp");
}

/**
 * Fills a demo tenant: people, papers, both channels open. Everything goes through the actions a real owner uses, so
 * the policy opens these channels or nobody does. Called again (restart) it only renews the simulator's access.
 * @param options since: how many days ago the business began with it; then its yearly reviews are done, too
 */
export async function seedDemoBusiness(
  deps: Deps,
  tenantId: string,
  options: { readonly whatsapp: DemoWhatsApp; readonly since?: number },
): Promise<DemoBusiness> {
  const secrets = { ...options.whatsapp };
  const access = { label: "WhatsApp (Demo)", secrets };
  const before = await deps.db.withTenant(tenantId, (tx) => listChannels(deps, tx, tenantId));
  const webchat = before.accounts.find(({ channel }) => channel === "webchat");
  if (webchat === undefined) throw new Error("a tenant starts with a web chat");
  const known = before.accounts.find(({ channel }) => channel === "whatsapp");
  const system = { tenantId, actor: server };
  if (known !== undefined) {
    await deps.db.withTenant(tenantId, (tx) => connectWhatsApp(deps, tx, system, access, known.id));
    return { whatsappAccountId: known.id, webchatAccountId: webchat.id };
  }
  const then = daysAgo(deps, options.since ?? 0);
  const owner = await seedMembers(then, tenantId);
  const whatsappAccountId = await deps.db.withTenant(tenantId, async (tx) => {
    const meta = await seedPapers(then, tx, owner);
    for (const page of demoPages) await saveCustomerPage(tx, tenantId, { ...page, accountId: webchat.id });
    const accountId = await connectWhatsApp(then, tx, system, access);
    // The chat first: the notice for WhatsApp names it as the way without Meta.
    for (const [channel, id] of [["webchat", webchat.id] as const, ["whatsapp", accountId] as const]) {
      await publishNotice(then, tx, owner, channel, { change: "material", reason: "" });
      await open(then, tx, owner, id);
    }
    if (options.since !== undefined) await lookThrough(daysAgo(deps, sinceReview), tx, owner, meta);
    return accountId;
  });
  return { whatsappAccountId, webchatAccountId: webchat.id };
}

/** Days before today on which the yearly reviews were done last. */
const sinceReview = 30;

async function lookThrough(deps: Deps, tx: Tx, owner: Caller, meta: string): Promise<void> {
  const { agreement: _, ...checked } = demoWhatsAppChange(isoDay(deps.clock.now()));
  await saveProcessor(deps, tx, owner.tenantId, meta, checked);
  await decideGaps(deps, tx, owner, meta, demoGapDecision);
  await reviewProcessor(deps, tx, owner, meta, "Unverändert, die Lücke besteht weiter (Demo-Angabe)");
}

async function open(deps: Deps, tx: Tx, owner: Caller, accountId: string): Promise<void> {
  const by = { tenantId: owner.tenantId, actor: actorOf(owner), deviceId: null };
  const missing = await activateChannel(deps, tx, by, accountId);
  if (missing.length > 0) throw new Error(`the demo is incomplete: ${missing.map(({ token }) => token).join(", ")}`);
}

/** Enters those of the demo's people who are not there yet; the owner comes first and enters the others. */
async function seedMembers(deps: Deps, tenantId: string): Promise<Caller> {
  const [first, ...others] = demoMembers;
  if (first === undefined) throw new Error("the demo has no owner");
  const before = await deps.db.withTenant(tenantId, (tx) => listPeople(deps, tx));
  const known = (person: { readonly name: string }) => before.find(({ name }) => name === person.name)?.id;
  // Nobody was there who could have invited them.
  const enter = (tx: Tx) => enterMember(deps, tx, { tenantId, actor: server }, first, keepFirmRoom);
  const memberId = known(first) ?? (await deps.db.withTenant(tenantId, enter));
  const signedIn = { kind: "session", sessionId: null, deviceId: null, steppedUpAt: null } as const;
  const owner: Caller = { tenantId, memberId, name: first.name, role: "owner", ...signedIn };
  for (const person of others) if (known(person) === undefined) await inviteMember(deps, owner, person, keepFirmRoom);
  return owner;
}

/** @returns the row of Meta in the register */
async function seedPapers(deps: Deps, tx: Tx, owner: Caller): Promise<string> {
  const { tenantId } = owner;
  await saveBusiness(deps, tx, tenantId, demoBusiness);
  await saveImprintStep(deps, tx, tenantId, demoImprint);
  await saveNoticeSettings(deps, tx, tenantId, demoSettings);
  await saveTeamSetting(deps, tx, owner, { worksCouncil: false });
  const { id: server } = await addProcessor(deps, tx, tenantId, "hosting");
  await saveProcessor(deps, tx, tenantId, server, {
    name: "Eigener Server (Demo)",
    notRequiredReason: demoServerReason,
  });
  const { id: meta } = await addProcessor(deps, tx, tenantId, "whatsapp_meta");
  await saveProcessor(deps, tx, tenantId, meta, demoWhatsAppChange(isoDay(deps.clock.now())));
  await decideGaps(deps, tx, owner, meta, demoGapDecision);
  for (const channel of ["webchat", "whatsapp"] as const)
    await confirmMetadata(deps, tx, tenantId, channel, metadataDefaults[channel]);
  return meta;
}
