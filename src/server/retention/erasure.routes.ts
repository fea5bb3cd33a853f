import { z } from "zod";
import { Done } from "../../contract/access.ts";
import { ContactId } from "../../contract/ids.ts";
import { Erase, ErasureList, ErasurePreview, ErasureReceipt } from "../../contract/retention.ts";
import { actorOf } from "../audit/audit.ts";
import type { Channels } from "../channels/channel.ts";
import { accessContact } from "../contacts/access-contact.action.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { allowed } from "../rights/allowed.ts";
import { assertSteppedUp } from "../rights/assert-stepped-up.ts";
import { beginErasure } from "./begin-erasure.action.ts";
import { carryOutErasure } from "./carry-out-erasure.action.ts";
import { settleForget } from "./settle-forget.action.ts";
import { previewErasure, showErasures } from "./show-erasure.action.ts";
import { askAgain } from "./stopped-forgets.action.ts";

const params = z.object({ id: ContactId });

/** Erasing a contact: look first, decide, keep the receipt. Whoever takes up such wishes may look; the owner decides. */
export function erasureRoutes(app: App, deps: Deps, channels: Channels): void {
  app.get("/api/contacts/:id/erasure", { schema: { params, response: { 200: ErasurePreview } } }, async (request) => {
    const caller = allowed(callerOf(request), "answer-subject-requests");
    return await deps.db.withTenant(caller.tenantId, (tx) => previewErasure(deps, tx, caller, request.params.id));
  });

  app.post(
    "/api/contacts/:id/erasure",
    { schema: { params, body: Erase, response: { 200: ErasureReceipt } } },
    async (request) => {
      const caller = allowed(callerOf(request), "manage-retention");
      assertSteppedUp(caller, deps.clock.now());
      const { tenantId } = caller;
      const contactId = request.params.id;
      const erasureId = await deps.db.withTenant(tenantId, async (tx) => {
        await accessContact(deps, tx, caller, contactId);
        return await beginErasure(deps, tx, {
          tenantId,
          contactId,
          cause: request.body.cause,
          actor: actorOf(caller),
          deviceId: caller.deviceId,
        });
      });
      await carryOutErasure(deps, channels, tenantId, erasureId);
      const [receipt] = await deps.db.withTenant(tenantId, (tx) => showErasures(deps, tx, tenantId, contactId));
      if (!receipt) throw new Problem("not-found");
      return receipt;
    },
  );

  const settle = { params: z.object({ id: z.uuid() }), body: z.strictObject({}), response: { 200: Done } };
  app.post("/api/erasures/:id/settle", { schema: settle }, async (request) => {
    const caller = allowed(callerOf(request), "manage-retention");
    await deps.db.withTenant(caller.tenantId, (tx) => settleForget(deps, tx, caller, request.params.id));
    return { now: deps.clock.now().toISOString() };
  });
  app.post("/api/erasures/:id/ask-again", { schema: settle }, async (request) => {
    const caller = allowed(callerOf(request), "manage-retention");
    await deps.db.withTenant(caller.tenantId, (tx) => askAgain(deps, tx, caller.tenantId, request.params.id));
    return { now: deps.clock.now().toISOString() };
  });

  app.get("/api/erasures", { schema: { response: { 200: ErasureList } } }, async (request) => {
    const caller = allowed(callerOf(request), "read-proofs");
    return { items: await deps.db.withTenant(caller.tenantId, (tx) => showErasures(deps, tx, caller.tenantId)) };
  });
}
