import type { QrCode } from "../../../contract/access.ts";

/** Four light modules around the code (ISO/IEC 18004). */
const quietZone = 4;

/**
 * An SVG path over the dark modules: one stroke per horizontal run. No HTML, so nothing has to be trusted.
 * @param size modules per side; `isDark(row, column)`
 */
export function qrPath(size: number, isDark: (row: number, column: number) => boolean): QrCode {
  const strokes: string[] = [];
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (!isDark(row, column)) continue;
      const start = column;
      while (column + 1 < size && isDark(row, column + 1)) column += 1;
      const width = column - start + 1;
      strokes.push(`M${start + quietZone} ${row + quietZone}h${width}v1h-${width}z`);
    }
  }
  return { size: size + 2 * quietZone, path: strokes.join("") };
}
