import type { DocumentText } from "./document.ts";

/** The document as a tagged PDF (PDF/UA). */
export async function renderDocumentPdf(document: DocumentText): Promise<Buffer> {
  const { drawDocument } = await loadDrawing();
  return await drawDocument(document);
}

/**
 * What draws takes ten megabytes, and no start waits for it; but it is there before somebody lays a new version over the
 * running one, which would draw with half of each.
 */
export const loadDrawing = () => import("./draw-document.ts");
