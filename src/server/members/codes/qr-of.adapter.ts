import QRCode from "qrcode";
import type { QrCode } from "../../../contract/access.ts";
import { qrPath } from "./qr.ts";

/** An address as a code to scan from another screen. */
export function qrOf(text: string): QrCode {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  return qrPath(modules.size, (row, column) => modules.get(row, column) === 1);
}
