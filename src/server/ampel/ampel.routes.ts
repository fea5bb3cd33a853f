import { Ampel } from "../../contract/ampel.ts";
import { sendFile } from "../attachments/send-file.adapter.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { renderDocumentPdf } from "../platform/documents/document-pdf.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { ampelDocument } from "./ampel-document.ts";
import { gatherAmpel } from "./gather-ampel.action.ts";

/** GET /api/law/ampel: may we write today? And the same as one sheet. */
export function ampelRoutes(app: App, deps: Deps): void {
  const gather = (caller: Caller) => {
    allowed(caller, "read-proofs");
    return deps.db.withTenant(caller.tenantId, (tx) => gatherAmpel(deps, tx, caller.tenantId));
  };

  app.get("/api/law/ampel", { schema: { response: { 200: Ampel } } }, async (request) => gather(callerOf(request)));

  app.get("/api/law/ampel.pdf", async (request, reply) => {
    const ampel = await gather(callerOf(request));
    const issuedAt = deps.clock.now();
    const bytes = await renderDocumentPdf({ ...ampelDocument(ampel), issuedAt });
    const name = `Ampel ${ampel.at.slice(0, 10)}`;
    return sendFile(request, reply, { mimeType: "application/pdf", name, bytes, tag: ampel.at }, false);
  });
}
