import type { Gauge } from "prom-client";
import { newestOf } from "../backup/archive.ts";
import { showArchives } from "../backup/backup-folder.adapter.ts";
import type { Deps } from "../platform/deps.ts";
import { freeBytes } from "../platform/files/room.adapter.ts";
import { second } from "../platform/instant.ts";
import { showPushDelivery } from "../push/show-push.action.ts";
import { listTenants } from "../tenants/list-tenants.action.ts";
import { checkBusiness } from "./check-business.action.ts";
import { ailments, checkHealth, type OwnSigns } from "./check-health.action.ts";
import { loadStanding } from "./standing.store.ts";

type MakeGauge = <L extends string = never>(name: string, help: string, labels?: readonly L[]) => Gauge<L>;

/**
 * How the server and each business on it stand, in the text format of Prometheus 0.0.4: numbers and the ids of
 * businesses, nothing of any person. While the database does not answer there is only what can be known without it.
 */
export async function gatherMetrics(deps: Deps, own: OwnSigns): Promise<string> {
  // Loaded once somebody asks: a server nobody measures does without the memory.
  const prom = await import("prom-client");
  const registry = new prom.Registry();
  const gauge: MakeGauge = (name, help, labels = []) =>
    new prom.Gauge({ name: `werkbote_${name}`, help, labelNames: [...labels], registers: [registry] });
  const trouble = await checkHealth(deps, own);
  const troubles = gauge("trouble", "1 while this ails the server, as /health names it", ["kind"]);
  for (const kind of ailments) troubles.set({ kind }, trouble.includes(kind) ? 1 : 0);
  gauge("disk_free_bytes", "Room on the disk of the data folder").set(await freeBytes(deps.config.dataDir));
  const newest = newestOf((await showArchives(deps.config.backupDir)) ?? [], deps.clock.now());
  // A gauge that is never set says 0: an age of 0 would be the best there is.
  if (newest)
    gauge("backup_age_seconds", "Age of the newest backup").set(secondsSince(deps, Date.parse(newest.madeAt)));
  if (!trouble.includes("database")) await addBusinesses(deps, gauge);
  return await registry.metrics();
}

async function addBusinesses(deps: Deps, gauge: MakeGauge): Promise<void> {
  const of = ["business"] as const;
  const waits = gauge("waiting", "Deliveries not taken in, messages due and not sent", [...of, "way"]);
  const oldest = gauge("waiting_seconds", "How long the oldest of them has waited", [...of, "way"]);
  const parked = gauge("parked", "Deliveries that could not be read and that nobody has dealt with", of);
  const ails = gauge("business_trouble", "1 for what keeps a business from working", [...of, "kind"]);
  const pushes = gauge("push_week", "Pushes of seven days", [...of, "platform", "outcome"]);
  for (const business of await listTenants(deps)) {
    const standing = await deps.db.withTenant(business, (tx) => loadStanding(tx, deps.clock.now()));
    waits.set({ business, way: "in" }, standing.inboundWaiting);
    waits.set({ business, way: "out" }, standing.outboundWaiting);
    oldest.set({ business, way: "in" }, secondsSince(deps, standing.inboundSince?.getTime()));
    oldest.set({ business, way: "out" }, secondsSince(deps, standing.outboundSince?.getTime()));
    parked.set({ business }, standing.inboundParked);
    for (const { kind } of await checkBusiness(deps, business)) ails.set({ business, kind }, 1);
    const { items } = await showPushDelivery(deps, { tenantId: business });
    for (const { platform, ...outcomes } of items)
      for (const [outcome, count] of Object.entries(outcomes)) pushes.set({ business, platform, outcome }, count);
  }
}

const secondsSince = ({ clock }: Pick<Deps, "clock">, at: number | undefined): number =>
  at === undefined ? 0 : Math.max(0, (clock.now().getTime() - at) / second);
