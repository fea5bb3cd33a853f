import { z } from "zod";
import { EntryCode, EntrySources, NewEntrySource } from "../../contract/entry-sources.ts";
import { contentDisposition } from "../attachments/file-name.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { renderDocumentPdf } from "../platform/documents/document-pdf.ts";
import { qrPng, qrSvg } from "../platform/documents/qr.adapter.ts";
import { type App, callerOf } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { pressOnce } from "../presses/press-once.action.ts";
import { allowed } from "../rights/allowed.ts";
import { loadTenantName } from "../tenants/load-tenant-name.action.ts";
import { addEntrySource } from "./add-entry-source.action.ts";
import { dropEntrySource } from "./drop-entry-source.action.ts";
import { codeSheet } from "./entry-source.ts";
import { showEntrySources } from "./show-entry-sources.action.ts";

/** QR codes that say where they hang, and how many conversations began there. */
export function entrySourceRoutes(app: App, deps: Deps): void {
  const response = { 200: EntrySources };
  const shown = (caller: Caller, work: (tx: Tx) => Promise<unknown>) => {
    allowed(caller, "manage-channels");
    return deps.db.withTenant(caller.tenantId, async (tx) => {
      await work(tx);
      return await showEntrySources(deps, tx, caller.tenantId);
    });
  };

  app.get("/api/setup/entry-sources", { schema: { response } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-channels", "read-proofs");
    return await deps.db.withTenant(caller.tenantId, (tx) => showEntrySources(deps, tx, caller.tenantId));
  });

  app.post("/api/setup/entry-sources", { schema: { body: NewEntrySource, response } }, async (request) => {
    const caller = callerOf(request);
    const { name } = request.body;
    return await shown(caller, (tx) =>
      pressOnce(deps, tx, caller, "add-entry-source", request.body, () => addEntrySource(deps, tx, caller, name)),
    );
  });

  app.delete(
    "/api/setup/entry-sources/:id",
    { schema: { params: z.object({ id: z.uuid() }), response } },
    async (request) => {
      const caller = callerOf(request);
      return await shown(caller, (tx) => dropEntrySource(deps, tx, caller, request.params.id));
    },
  );

  app.get("/api/setup/entry-sources/:id/:account/:form", { schema: { params: EntryCode } }, async (request, reply) => {
    const caller = allowed(callerOf(request), "manage-channels", "read-proofs");
    const { id, account, form } = request.params;
    const { items, firm } = await deps.db.withTenant(caller.tenantId, async (tx) => ({
      ...(await showEntrySources(deps, tx, caller.tenantId)),
      firm: await loadTenantName(tx, caller.tenantId),
    }));
    const source = items.find((one) => one.id === id);
    const code = source?.codes.find(({ accountId }) => accountId === account);
    if (!source || !code || code.link === null) throw new Problem("not-found");
    const name = `QR ${source.name}${code.channel === "whatsapp" ? " WhatsApp" : ""}`;
    reply.header("content-disposition", contentDisposition("attachment", `${name}.${form === "pdf" ? "pdf" : "svg"}`));
    if (form === "qr.svg") return reply.type("image/svg+xml").send(await qrSvg(code.link));
    const bytes = await renderDocumentPdf({
      title: firm,
      language: "de",
      issuedAt: deps.clock.now(),
      issuer: source.name,
      bare: true,
      blocks: codeSheet(code.channel, code.link, await qrPng(code.link), source.name),
    });
    return reply.type("application/pdf").send(bytes);
  });
}
