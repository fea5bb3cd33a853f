import { z } from "zod";
import type { Deps } from "../platform/deps.ts";
import type { App } from "../platform/http.ts";
import { sameSecret } from "../platform/ids.ts";
import { second } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";
import type { OwnSigns } from "./check-health.action.ts";
import { gatherMetrics, usualLimits } from "./gather-metrics.action.ts";

/** However many ask, the businesses are gone through once in so many milliseconds, and never twice at the same time. */
const freshMs = 10 * second;

/** GET /metrics: for the monitoring of whoever runs the machine, under every name, with the secret of the settings. */
export function metricsRoutes(app: App, deps: Deps, own: OwnSigns, limits = usualLimits): void {
  const { metricsToken } = deps.config;
  if (metricsToken === undefined) return;
  let known: Promise<string> | undefined;
  let askedAt = 0;
  let isUnderWay = false;
  app.get("/metrics", { schema: { response: { 200: z.string() } } }, async (request, reply) => {
    const shown = request.headers.authorization ?? "";
    if (!sameSecret(shown, `Bearer ${metricsToken}`)) throw new Problem("not-signed-in");
    const now = deps.clock.now().getTime();
    if (known === undefined || (!isUnderWay && Math.abs(now - askedAt) >= freshMs)) {
      askedAt = now;
      isUnderWay = true;
      known = gatherMetrics(deps, own, limits).finally(() => {
        isUnderWay = false;
      });
      known.catch(() => (known = undefined));
    }
    const text = await known;
    return reply.header("cache-control", "no-store").type("text/plain; version=0.0.4; charset=utf-8").send(text);
  });
}
