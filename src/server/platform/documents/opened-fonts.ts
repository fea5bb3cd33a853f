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

/** A font in one document: the opened file, and how each word of it is set. */
interface Setting {
  readonly font: OpenedFont;
  layoutCache: Record<string, unknown>;
}

export function setting(pdf: object): Setting {
  return (pdf as { readonly _font: Setting })._font;
}

/**
 * To open a font file and to set words were two thirds of the work for a document. The file stays open for the next
 * one, and common words are set once; names and numbers of people are forgotten with their document. Each sign of this
 * font is a glyph of its own, so that what was written before shows in no later document.
 */
const opened = new Map<Weight, { readonly font: OpenedFont; words: Record<string, unknown>; count: number }>();
const mostWords = 5_000;
/** A word in small letters. */
const common = /^\p{Ll}+[.,;:]? ?$/u;

/** From now on `pdf.font(weight)` writes with it. */
export function useFont(pdf: PDFKit.PDFDocument, weight: Weight): void {
  const known = opened.get(weight);
  // pdfkit takes an opened font as well as a path.
  pdf.registerFont(weight, (known?.font ?? fonts[weight]) as string);
  pdf.font(weight);
  const here = setting(pdf);
  if (known) here.layoutCache = Object.create(known.words);
  else opened.set(weight, { font: here.font, words: Object.create(null), count: 0 });
}

/** Of a document that is written: what the next may use. */
export function keepWords(pdf: PDFKit.PDFDocument, weight: Weight): void {
  const known = opened.get(weight);
  if (!known) return;
  const { layoutCache } = setting(pdf.font(weight));
  for (const word of Object.keys(layoutCache)) {
    if (!common.test(word)) continue;
    if (known.count >= mostWords) {
      known.words = Object.create(null);
      known.count = 0;
    }
    known.words[word] = layoutCache[word];
    known.count += 1;
  }
}
