import { z } from "zod";
import { StartCodes } from "../../contract/consent.ts";
import { sendFile } from "../attachments/send-file.adapter.ts";
import { startLinks } from "../channels/start-links.action.ts";
import { readPublicBusiness } from "../imprint/read-public-business.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { renderDocumentPdf } from "../platform/documents/document-pdf.ts";
import { qrPng, qrSvg } from "../platform/documents/qr.adapter.ts";
import { type App, callerOf } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { allowed } from "../rights/allowed.ts";
import { startSheet } from "./start-code.ts";

const params = z.object({ id: z.uuid(), form: z.enum(["qr.svg", "pdf"]) });

/** The START code of each open channel: a list, a picture for print programs, and a finished sheet. */
export function startCodeRoutes(app: App, deps: Deps): void {
  const read = (caller: Caller) => {
    allowed(caller, "read-proofs");
    return deps.db.withTenant(caller.tenantId, async (tx) => ({
      items: await startLinks(deps, tx, caller.tenantId),
      firm: (await readPublicBusiness(tx)).business.name,
    }));
  };

  app.get("/api/consents/start-codes", { schema: { response: { 200: StartCodes } } }, async (request) =>
    read(callerOf(request)),
  );

  app.get("/api/consents/start-codes/:id/:form", { schema: { params } }, async (request, reply) => {
    const { items, firm } = await read(callerOf(request));
    const { id, form } = request.params;
    const found = items.find(({ accountId }) => accountId === id);
    if (!found || found.link === null) throw new Problem("not-found");
    if (form === "qr.svg") return reply.type("image/svg+xml").send(await qrSvg(found.link));
    const bytes = await renderDocumentPdf({
      title: "Bitte bestätigen: START",
      language: "de",
      issuedAt: deps.clock.now(),
      issuer: firm,
      blocks: startSheet(firm, found.channel, found.link, await qrPng(found.link)),
    });
    return sendFile(request, reply, { mimeType: "application/pdf", name: "START", bytes, tag: id }, false);
  });
}
