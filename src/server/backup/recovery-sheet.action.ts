import { hostname } from "node:os";
import type { Deps } from "../platform/deps.ts";
import { renderDocumentPdf } from "../platform/documents/document-pdf.ts";
import { type BackupKey, openBackupKey } from "./backup-key.adapter.ts";
import { sheetText } from "./sheet-text.ts";

/** The recovery sheet as a PDF of one page: what it opens, the code twice, and what to do. */
export async function recoverySheet(
  deps: Pick<Deps, "config" | "clock">,
  issuer: string,
): Promise<{ pdf: Buffer; key: BackupKey }> {
  const key = await openBackupKey(deps.config.dataDir);
  const { default: QRCode } = await import("qrcode");
  const qr = await QRCode.toBuffer(key.secret, { errorCorrectionLevel: "M", margin: 2, scale: 4 });
  const place = { machine: hostname(), backups: deps.config.backupDir, keys: deps.config.keysBackupDir };
  const pdf = await renderDocumentPdf(sheetText({ key, qr, issuer, place, at: deps.clock.now() }));
  return { pdf, key };
}
