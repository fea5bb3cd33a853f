const margin = 2;
const options = { errorCorrectionLevel: "M", margin } as const;

/** A QR code as SVG; black on white also in dark mode, because cameras want it so. */
export async function qrSvg(text: string): Promise<string> {
  const { default: QRCode } = await import("qrcode");
  return QRCode.toString(text, { ...options, type: "svg" });
}

/**
 * For print programs that know no SVG: PNG, about 1,000 pixels wide. What draws it works beside the server; in its own
 * steps a million pixels hold up everybody else for as long as a second.
 */
export async function qrPng(text: string): Promise<Buffer> {
  const [{ default: QRCode }, { default: sharp }] = await Promise.all([import("qrcode"), import("sharp")]);
  const { modules } = QRCode.create(text, options);
  const side = modules.size + 2 * margin;
  const pixels = Buffer.alloc(side * side, 255);
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) pixels[(row + margin) * side + column + margin] = 0;
  // Whole pixels for each square: edges stay sharp.
  const width = Math.floor(1_000 / side) * side;
  const picture = sharp(pixels, { raw: { width: side, height: side, channels: 1 } });
  return await picture.resize(width, width, { kernel: "nearest" }).toColourspace("b-w").png().toBuffer();
}
