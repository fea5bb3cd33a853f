import type { MissingThing, SetupOverview, SetupStep } from "../../contract/setup.ts";
import { listChannels } from "../channel-setup/list-channels.action.ts";
import { readMetadata } from "../channels/read-metadata.action.ts";
import { readImprint } from "../imprint/read-imprint.action.ts";
import { listNotices } from "../notices/list-notices.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { listProcessors } from "../processors/list-processors.action.ts";
import { validateBusiness } from "../tenants/business-fields.ts";
import { isDemo } from "../tenants/is-demo.action.ts";
import { loadTenantName } from "../tenants/load-tenant-name.action.ts";
import { readSetup } from "../tenants/read-setup.action.ts";

const usable: ReadonlySet<string> = new Set(["complete", "gaps_accepted", "not_required"]);

/** Where the set-up stands: per step what is open, and in sentences what keeps a channel closed. */
export async function setupOverview(
  deps: Pick<Deps, "clock" | "publicUrl">,
  tx: Tx,
  tenantId: string,
  rights: Pick<SetupOverview, "mayEdit" | "readsInbox">,
): Promise<SetupOverview> {
  const { business, entered } = await readSetup(tx);
  const { accounts } = await listChannels(deps, tx, tenantId);
  const wanted = new Set(accounts.map(({ channel }) => channel));
  const imprint = await readImprint(deps, tx, tenantId);
  const notices = await listNotices(deps, tx, tenantId);
  const { processors } = await listProcessors(deps, tx);
  const { profiles } = await readMetadata(tx);
  const unpublished = notices.channels.filter(
    (one) => wanted.has(one.channel) && (one.version === null || (one.outdated && one.suggestedChange !== "editorial")),
  );
  const open: Readonly<Record<SetupStep, number>> = {
    business: validateBusiness(business).length,
    imprint: imprint.problems.length + (imprint.status === "complete" || imprint.problems.length > 0 ? 0 : 1),
    processors: processors.filter(({ status }) => !usable.has(status)).length + (hasEvery(processors, wanted) ? 0 : 1),
    metadata: profiles.filter((one) => wanted.has(one.channel) && one.confirmedAt === null).length,
    notice: notices.problems.length + unpublished.length,
    channels: accounts.filter(({ state }) => state !== "live").length,
  };
  const begun: Readonly<Record<SetupStep, boolean>> = {
    business: entered.has("business"),
    imprint: entered.has("imprint"),
    processors: processors.length > 0,
    metadata: profiles.some(({ confirmedAt }) => confirmedAt !== null),
    notice: entered.has("notice"),
    // The page of one's own is there from the start.
    channels: accounts.some(({ channel, state }) => channel !== "webchat" || state !== "draft"),
  };
  const steps = order.map((step) => ({ step, done: open[step] === 0, open: open[step], begun: begun[step] }));
  return {
    businessName: business.name || (await loadTenantName(tx, tenantId)),
    demo: await isDemo(tx, tenantId),
    publicUrl: deps.publicUrl(tenantId),
    steps,
    next: steps.find(({ done }) => !done)?.step ?? "channels",
    missing: unique(accounts.filter(({ state }) => state !== "live").flatMap(({ missing }) => missing)),
    ...rights,
  };
}

/** The order that spares going back: the notice is built from register and metadata, so it comes after them. */
const order: readonly SetupStep[] = ["business", "imprint", "processors", "metadata", "notice", "channels"];

/** The server has a row, and every provider channel has its own. */
function hasEvery(rows: readonly { readonly channel: string | null }[], wanted: ReadonlySet<string>): boolean {
  const whatsapp = !wanted.has("whatsapp") || rows.some(({ channel }) => channel === "whatsapp");
  return whatsapp && rows.some(({ channel }) => channel === null);
}

function unique(things: readonly MissingThing[]): MissingThing[] {
  return things.filter((one, i) => things.findIndex((other) => other.sentence.de === one.sentence.de) === i);
}
