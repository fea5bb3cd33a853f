import { extractText, getDocumentProxy } from "unpdf";

/** The words on each page of a PDF, as another program (Mozilla's pdf.js) reads them. */
export async function pdfPages(pdf: Buffer): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)));
  return text;
}
