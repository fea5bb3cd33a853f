import { setTimeout as pause } from "node:timers/promises";
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
import { hurry, loadStanding } from "./standing.store.ts";

/** The default patience of Prometheus is ten seconds: what has not come by then has not come at all. */
export const usualLimits = { statementMs: 2_000, roundMs: 8_000 };

type MakeGauge = <L extends string = never>(name: string, help: string, labels?: readonly L[]) => Gauge<L>;

/**
 * How the server and each business on it stand, in the text format of Prometheus 0.0.4: numbers and the ids of
 * businesses, nothing of any person. While the database does not answer there is only what can be known without it.
 */
export async function gatherMetrics(deps: Deps, own: OwnSigns, limits = usualLimits): Promise<string> {
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
  if (!trouble.includes("database")) await addBusinesses(deps, gauge, limits);
  return await registry.metrics();
}

async function addBusinesses(deps: Deps, gauge: MakeGauge, limits: typeof usualLimits): Promise<void> {
  const of = ["business"] as const;
  const waits = gauge("waiting", "Deliveries not taken in, messages due and not sent", [...of, "way"]);
  const oldest = gauge("waiting_seconds", "How long the oldest of them has waited", [...of, "way"]);
  const parked = gauge("parked", "Deliveries that could not be read and that nobody has dealt with", of);
  const ails = gauge("business_trouble", "1 for what keeps a business from working", [...of, "kind"]);
  const pushes = gauge("push_week", "Pushes of seven days", [...of, "platform", "outcome"]);
  const unread = gauge("business_unread", "1 for a business whose numbers could not be read: it has no others", of);
  let inTime = true;
  const tooLate = pause(limits.roundMs, undefined, { ref: false }).then((): undefined => {
    inTime = false;
  });
  for (const business of await listTenants(deps)) {
    const found = inTime
      ? await Promise.race([tooLate, lookAt(inHaste(deps, limits.statementMs), business)])
      : undefined;
    unread.set({ business }, found === undefined ? 1 : 0);
    if (found === undefined) continue;
    const { standing, troubles, pushed } = found;
    waits.set({ business, way: "in" }, standing.inboundWaiting);
    waits.set({ business, way: "out" }, standing.outboundWaiting);
    oldest.set({ business, way: "in" }, secondsSince(deps, standing.inboundSince?.getTime()));
    oldest.set({ business, way: "out" }, secondsSince(deps, standing.outboundSince?.getTime()));
    parked.set({ business }, standing.inboundParked);
    for (const { kind } of troubles) ails.set({ business, kind }, 1);
    for (const { platform, ...outcomes } of pushed)
      for (const [outcome, count] of Object.entries(outcomes)) pushes.set({ business, platform, outcome }, count);
  }
}

/** A business whose numbers cannot be read takes nobody else's away. */
async function lookAt(deps: Deps, business: string) {
  try {
    return {
      standing: await deps.db.withTenant(business, (tx) => loadStanding(tx, deps.clock.now())),
      troubles: await checkBusiness(deps, business),
      pushed: (await showPushDelivery(deps, { tenantId: business })).items,
    };
  } catch (error) {
    deps.log.error("numbers of a business not read", { tenantId: business, error });
    return undefined;
  }
}

/** The database ends by itself what takes too long: a question nobody waits for any more would keep its connection. */
const inHaste = (deps: Deps, statementMs: number): Deps => ({
  ...deps,
  db: {
    ...deps.db,
    withTenant: (tenantId, work) =>
      deps.db.withTenant(tenantId, async (tx) => {
        await hurry(tx, statementMs);
        return await work(tx);
      }),
  },
});

const secondsSince = ({ clock }: Pick<Deps, "clock">, at: number | undefined): number =>
  at === undefined ? 0 : Math.max(0, (clock.now().getTime() - at) / second);
