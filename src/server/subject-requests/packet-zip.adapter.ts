import { PassThrough, Readable } from "node:stream";
import { stringify } from "csv-stringify/sync";
import { ZipFile } from "yazl";
import { renderDocumentPdf } from "../platform/document-pdf.ts";
import { type Packet, packetData, packetRows } from "./packet.ts";
import { packetDocument } from "./packet-document.adapter.ts";

/** A file of the answer; opened only when its turn comes, so that a hundred photos are never in memory together. */
export interface PacketFile {
  readonly path: string;
  readonly open: () => Promise<Buffer>;
}

/**
 * The answer as a ZIP: a PDF for people, JSON and CSV for machines, the files as they are. Cells of the table that a
 * spreadsheet would run are made harmless.
 */
export async function zipPacket(packet: Packet, files: readonly PacketFile[]): Promise<Readable> {
  const zip = new ZipFile();
  const when = { mtime: packet.issuedAt };
  const json = `${JSON.stringify(packetData(packet), undefined, 2)}\n`;
  const csv = stringify(packetRows(packet), { bom: true, escape_formulas: true, record_delimiter: "windows" });
  zip.addBuffer(await renderDocumentPdf(packetDocument(packet)), "auskunft.pdf", when);
  zip.addBuffer(Buffer.from(json), "daten.json", when);
  zip.addBuffer(Buffer.from(csv), "nachrichten.csv", when);
  for (const { path, open } of files)
    zip.addReadStreamLazy(path, { ...when, compress: false }, (give) => {
      open().then(
        (bytes) => give(undefined, Readable.from([bytes])),
        (error: unknown) => give(error, Readable.from([])),
      );
    });
  zip.end();
  const output = new PassThrough();
  zip.outputStream.pipe(output);
  zip.on("error", (error) => output.destroy(error instanceof Error ? error : new Error("zip")));
  return output;
}
