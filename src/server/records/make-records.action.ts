import { RecordKind } from "../../contract/records.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { type Actor, server } from "../audit/audit.ts";
import type { Deps } from "../platform/deps.ts";
import type { DocumentText } from "../platform/documents/document.ts";
import { renderDocumentHtml } from "../platform/documents/document-html.ts";
import { renderDocumentPdf } from "../platform/documents/document-pdf.ts";
import { changesBetween, readsSame } from "./compare.ts";
import { gatherSources } from "./gather-sources.action.ts";
import { insertRecord, loadNewest } from "./record.store.ts";
import { papers } from "./record-kinds.ts";

/**
 * Keeps a new version of each record that no longer says what is true.
 * @param actor who asked for the comparison; a first version is written for whoever looks first, and nobody asked for it
 */
export async function makeRecords(deps: Deps, tenantId: string, actor: Actor): Promise<void> {
  const madeAt = deps.clock.now();
  const outdated = await deps.db.withTenant(tenantId, async (tx) => {
    const sources = await gatherSources(deps, tx, tenantId);
    const found = [];
    for (const kind of RecordKind.options) {
      const blocks = papers[kind].build(sources);
      const newest = await loadNewest(tx, kind);
      if (newest !== undefined && readsSame(newest.blocks, blocks)) continue;
      const changes = newest === undefined ? { added: [], removed: [] } : changesBetween(newest.blocks, blocks);
      found.push({ kind, blocks, changes, version: (newest?.version ?? 0) + 1, issuer: sources.business.name });
    }
    return found;
  });
  // Drawn outside a transaction: a long document takes a moment.
  for (const { kind, blocks, changes, version, issuer } of outdated) {
    const { title, article } = papers[kind];
    const subtitle = `${article}, Fassung ${version}`;
    const document: DocumentText = { title, subtitle, language: "de", issuedAt: madeAt, issuer, blocks };
    const page = Buffer.from(renderDocumentHtml(document));
    const pdf = await renderDocumentPdf(document);
    await deps.db.withTenant(tenantId, async (tx) => {
      if (!(await insertRecord(tx, tenantId, { kind, version, madeAt, blocks, changes, page, pdf }))) return;
      const subject = { subjectKind: "record", subjectId: kind };
      const by = version === 1 ? server : actor;
      await appendAudit(deps, tx, { tenantId, actor: by, verb: "make-record", ...subject, details: { version } });
    });
  }
}
