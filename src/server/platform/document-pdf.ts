import type { DocumentText } from "./document.ts";

/**
 * The document as a tagged PDF (PDF/UA). What draws it takes ten megabytes and is loaded when the first paper is wanted.
 */
export async function renderDocumentPdf(document: DocumentText): Promise<Buffer> {
  const { drawDocument } = await import("./draw-document.ts");
  return await drawDocument(document);
}
