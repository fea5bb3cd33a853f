const options = { errorCorrectionLevel: "M", margin: 2 } as const;

/** A QR code as SVG; black on white also in dark mode, because cameras want it so. */
export async function qrSvg(text: string): Promise<string> {
  const { default: QRCode } = await import("qrcode");
  return QRCode.toString(text, { ...options, type: "svg" });
}

/** For print programs that know no SVG: PNG, about 1,000 pixels wide. */
export async function qrPng(text: string): Promise<Buffer> {
  const { default: QRCode } = await import("qrcode");
  return QRCode.toBuffer(text, { ...options, type: "png", width: 1_000 });
}
