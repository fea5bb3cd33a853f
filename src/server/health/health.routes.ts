import { z } from "zod";
import type { Deps } from "../platform/deps.ts";
import type { App } from "../platform/http.ts";
import { second } from "../platform/instant.ts";
import { ailments, checkHealth, type OwnSigns } from "./check-health.action.ts";

const Health = z.object({
  well: z.boolean(),
  trouble: z.array(z.enum(ailments)),
});

/**
 * GET /health: for whoever runs the machine, under every name, without sign-in. It says nothing of any business. 503
 * only when nobody can be answered, so that a proxy which asks here does not shut the door over a late backup.
 */
export function healthRoutes(app: App, deps: Deps, own: OwnSigns): void {
  let known: ReturnType<typeof checkHealth> | undefined;
  let askedAt = 0;
  app.get("/health", { schema: { response: { 200: Health, 503: Health } } }, async (_request, reply) => {
    const now = deps.clock.now().getTime();
    // However many ask, the database is asked once a second.
    if (known === undefined || Math.abs(now - askedAt) >= second) {
      askedAt = now;
      known = checkHealth(deps, own);
    }
    const trouble = await known;
    reply.header("cache-control", "no-store").code(trouble.includes("database") ? 503 : 200);
    return { well: trouble.length === 0, trouble };
  });
}
