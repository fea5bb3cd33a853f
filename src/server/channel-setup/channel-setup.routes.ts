import { z } from "zod";
import { ChannelsAnswer, WhatsAppAccess } from "../../contract/setup-channels.ts";
import { MetadataAnswer, SaveMetadata, SetupChannel } from "../../contract/setup-papers.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { confirmMetadata } from "../channels/confirm-metadata.action.ts";
import { connectWhatsApp, graphElsewhere } from "../channels/connect-whatsapp.action.ts";
import { readMetadata } from "../channels/read-metadata.action.ts";
import { stopChannel } from "../channels/stop-channel.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { allowed } from "../rights/allowed.ts";
import { assertSteppedUp } from "../rights/assert-stepped-up.ts";
import { lockSetup } from "../tenants/lock-setup.action.ts";
import { activateChannel } from "./activate-channel.action.ts";
import { listChannels } from "./list-channels.action.ts";

/** /api/setup/metadata (step 5) and /api/setup/channels (step 6). Secrets go in; no answer has a field for them. */
export function channelSetupRoutes(app: App, deps: Deps): void {
  metadataRoutes(app, deps);
  const response = { 200: ChannelsAnswer };
  const params = z.object({ id: z.uuid() });
  const accessOf = ({ label, ...secrets }: WhatsAppAccess) => ({
    label,
    secrets: { ...secrets, ...graphElsewhere(deps.config) },
  });
  const list = (caller: Caller, work: (tx: Tx) => Promise<unknown>) => {
    allowed(caller, "manage-channels");
    return deps.db.withTenant(caller.tenantId, async (tx) => {
      await work(tx);
      return listChannels(deps, tx, caller.tenantId);
    });
  };

  app.get("/api/setup/channels", { schema: { response } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-channels", "read-proofs");
    return deps.db.withTenant(caller.tenantId, (tx) => listChannels(deps, tx, caller.tenantId));
  });

  app.post("/api/setup/channels/whatsapp", { schema: { body: WhatsAppAccess, response } }, async (request) => {
    const caller = callerOf(request);
    return list(caller, (tx) => connectWhatsApp(deps, tx, byOf(caller), accessOf(request.body)));
  });

  app.put(
    "/api/setup/channels/:id/whatsapp",
    { schema: { params, body: WhatsAppAccess, response } },
    async (request) => {
      const caller = allowed(callerOf(request), "manage-channels");
      assertSteppedUp(caller, deps.clock.now());
      return list(caller, (tx) => connectWhatsApp(deps, tx, byOf(caller), accessOf(request.body), request.params.id));
    },
  );

  app.post("/api/setup/channels/:id/activate", { schema: { params, response } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-channels");
    const by = { ...byOf(caller), deviceId: caller.deviceId };
    const missing = await deps.db.withTenant(caller.tenantId, (tx) => activateChannel(deps, tx, by, request.params.id));
    // The refusal is told after the commit: the decision is kept either way.
    const [first] = missing;
    if (first !== undefined) throw new Problem("setup-incomplete", { detail: first.sentence, more: { missing } });
    return deps.db.withTenant(caller.tenantId, (tx) => listChannels(deps, tx, caller.tenantId));
  });

  app.post("/api/setup/channels/:id/stop", { schema: { params, response } }, async (request) => {
    const caller = callerOf(request);
    return list(caller, (tx) => stopChannel(deps, tx, byOf(caller), request.params.id));
  });
}

function metadataRoutes(app: App, deps: Deps): void {
  const response = { 200: MetadataAnswer };
  app.get("/api/setup/metadata", { schema: { response } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-setup", "read-proofs");
    return deps.db.withTenant(caller.tenantId, readMetadata);
  });

  const params = z.object({ channel: SetupChannel });
  app.put("/api/setup/metadata/:channel", { schema: { params, body: SaveMetadata, response } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-setup");
    return deps.db.withTenant(caller.tenantId, async (tx) => {
      await lockSetup(tx, caller.tenantId);
      const { channel } = request.params;
      if (await confirmMetadata(deps, tx, caller.tenantId, channel, request.body)) {
        const deed = { verb: "confirm-metadata", subjectKind: "channel", details: { channel } } as const;
        await appendAudit(deps, tx, { ...byOf(caller), ...deed });
      }
      return readMetadata(tx);
    });
  });
}

const byOf = (caller: Caller) => ({ tenantId: caller.tenantId, actor: actorOf(caller) });
