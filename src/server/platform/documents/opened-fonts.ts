import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const fontFolder = dirname(require.resolve("@expo-google-fonts/atkinson-hyperlegible-next/package.json"));
/** Not packed: out of a WOFF pdfkit unpacks the letters anew for every document, which took most of its time. */
const fonts = {
  regular: join(fontFolder, "400Regular", "AtkinsonHyperlegibleNext_400Regular.ttf"),
  bold: join(fontFolder, "700Bold", "AtkinsonHyperlegibleNext_700Bold.ttf"),
} as const;

export type Weight = keyof typeof fonts;

/** What pdfkit keeps of a font file it has opened. */
interface OpenedFont {
  hasGlyphForCodePoint(point: number): boolean;
}

/** The font `pdf` writes with just now; pdfkit keeps the opened file there. */
export function fontOf(pdf: object): OpenedFont {
  return (pdf as { readonly _font: { readonly font: OpenedFont } })._font.font;
}

/**
 * To open a font file was half of the work for a short document: it stays open for the next one. Each sign of this font is
 * a glyph of its own, so that what was written before shows in no later document.
 */
const opened = new Map<Weight, OpenedFont>();

/** From now on `pdf.font(weight)` writes with it. */
export function useFont(pdf: PDFKit.PDFDocument, weight: Weight): void {
  // pdfkit takes an opened font as well as a path.
  pdf.registerFont(weight, (opened.get(weight) ?? fonts[weight]) as string);
  opened.set(weight, fontOf(pdf.font(weight)));
}
