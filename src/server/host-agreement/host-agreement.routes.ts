import { z } from "zod";
import { ConcludeHostAgreement, HostAgreement } from "../../contract/host-agreement.ts";
import { sendFile } from "../attachments/send-file.adapter.ts";
import type { Deps } from "../platform/deps.ts";
import type { DocumentText } from "../platform/documents/document.ts";
import { renderDocumentHtml } from "../platform/documents/document-html.ts";
import { renderDocumentPdf } from "../platform/documents/document-pdf.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { concludeHostAgreement } from "./conclude-host-agreement.action.ts";
import { readConcluded } from "./read-concluded.action.ts";
import { readHostAgreement } from "./read-host-agreement.action.ts";

/** /api/law/host-agreement: what the operator offers, agree to it, and every concluded contract as page and PDF. */
export function hostAgreementRoutes(app: App, deps: Deps): void {
  const response = { 200: HostAgreement };

  app.get("/api/law/host-agreement", { schema: { response } }, async (request) =>
    deps.db.withTenant(allowed(callerOf(request), "read-proofs").tenantId, (tx) => readHostAgreement(deps, tx)),
  );

  app.post("/api/law/host-agreement", { schema: { body: ConcludeHostAgreement, response } }, async (request) => {
    const caller = allowed(callerOf(request), "read-proofs");
    return deps.db.withTenant(caller.tenantId, async (tx) => {
      await concludeHostAgreement(deps, tx, caller, request.body.terms);
      return readHostAgreement(deps, tx);
    });
  });

  const params = z.object({ id: z.uuid(), form: z.enum(["html", "pdf"]) });
  app.get("/api/law/host-agreement/:id/:form", { schema: { params } }, async (request, reply) => {
    const { tenantId } = allowed(callerOf(request), "read-proofs");
    const { id, form } = request.params;
    const { blocks, ...row } = await deps.db.withTenant(tenantId, (tx) => readConcluded(tx, id));
    const document: DocumentText = {
      title: "Vertrag zur Auftragsverarbeitung",
      language: "de",
      issuer: row.operator,
      issuedAt: row.agreedAt,
      blocks,
    };
    const pdf = form === "pdf";
    const bytes = pdf ? await renderDocumentPdf(document) : Buffer.from(renderDocumentHtml(document));
    const mimeType = pdf ? "application/pdf" : "text/html";
    return sendFile(request, reply, { mimeType, name: `AVV ${row.version}.${form}`, bytes, tag: id + form }, true);
  });
}
