import { z } from "zod";
import { ParkedDelivery, ParkedWords } from "../../contract/parked.ts";
import { LongNumberInAddress } from "../../contract/values.ts";
import type { Channels } from "../channels/channel.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { readParked, readParkedWords, retryParked, settleParked } from "./parked.action.ts";

/** Deliveries that could not become part of a conversation: kept seven days and shown, never dropped in silence. */
export function parkedRoutes(app: App, deps: Deps, channels: Channels): void {
  app.get("/api/parked-deliveries", { schema: { response: { 200: z.array(ParkedDelivery) } } }, async (request) => {
    const caller = allowed(callerOf(request), "read-conversations");
    return await deps.db.withTenant(caller.tenantId, readParked);
  });

  const params = z.object({ id: LongNumberInAddress });
  app.get(
    "/api/parked-deliveries/:id/words",
    { schema: { params, response: { 200: z.array(ParkedWords) } } },
    async (request) => {
      // Whose it is nobody knows: it may be of somebody whose conversation is kept from a crew's lead.
      const { tenantId } = allowed(callerOf(request), "read-reserved");
      return await deps.db.withTenant(tenantId, (tx) =>
        readParkedWords(deps, channels, tx, tenantId, request.params.id),
      );
    },
  );

  app.post(
    "/api/parked-deliveries/:id/retry",
    { schema: { params, response: { 200: z.object({ retried: z.boolean() }) } } },
    async (request) => {
      const caller = allowed(callerOf(request), "answer-conversations");
      await deps.db.withTenant(caller.tenantId, (tx) => retryParked(tx, caller.tenantId, request.params.id));
      return { retried: true };
    },
  );

  app.post(
    "/api/parked-deliveries/:id/settle",
    { schema: { params, response: { 200: z.array(ParkedDelivery) } } },
    async (request) => {
      const caller = allowed(callerOf(request), "manage-channels");
      return await deps.db.withTenant(caller.tenantId, async (tx) => {
        await settleParked(deps, tx, caller, request.params.id);
        return await readParked(tx);
      });
    },
  );
}
