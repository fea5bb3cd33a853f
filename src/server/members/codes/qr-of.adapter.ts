import type { QrCode } from "../../../contract/access.ts";
import { qrPath } from "./qr.ts";

/** An address as a code to scan from another screen. */
export async function qrOf(text: string): Promise<QrCode> {
  const { default: QRCode } = await import("qrcode");
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  return qrPath(modules.size, (row, column) => modules.get(row, column) === 1);
}
