import type { Readable } from "node:stream";
import { renderDocumentPdf } from "../platform/documents/document-pdf.ts";
import { tableHead, tableRows } from "../platform/documents/table.adapter.ts";
import type { Log } from "../platform/log.ts";
import { type ZipEntry, type ZipText, zipOf } from "../platform/zip.ts";
import { type Packet, packetData, packetRows } from "./packet.ts";
import { packetDocument } from "./packet-document.adapter.ts";

/**
 * The answer as a ZIP: the files as they are, a PDF for people, JSON and CSV for machines. These come last, because they
 * say of which files nothing is left.
 * @param onMissing told how many those are, before the archive ends
 */
export function zipPacket(
  packet: Packet,
  files: readonly ZipEntry[],
  about: { readonly log: Log; readonly tenantId: string; readonly onMissing: (count: number) => void },
): Readable {
  const last = async (missing: ReadonlySet<string>) => {
    about.onMissing(missing.size);
    return await textsOf(withoutMissing(packet, missing));
  };
  return zipOf(files, { ...about, at: packet.issuedAt, compress: false, last });
}

async function textsOf(packet: Packet): Promise<ZipText[]> {
  const json = `${JSON.stringify(packetData(packet), undefined, 2)}\n`;
  const [head = [], ...rows] = packetRows(packet);
  return [
    { path: "auskunft.pdf", bytes: await renderDocumentPdf(packetDocument(packet)) },
    { path: "daten.json", bytes: Buffer.from(json) },
    { path: "nachrichten.csv", bytes: Buffer.from(tableHead(head) + tableRows(rows)) },
  ];
}

function withoutMissing(packet: Packet, missing: ReadonlySet<string>): Packet {
  const said = <T extends { readonly files: readonly string[] }>(one: T): T => ({
    ...one,
    files: one.files.map((path) => (missing.has(path) ? `${path} (bei uns nicht mehr vorhanden)` : path)),
  });
  return { ...packet, messages: packet.messages.map(said), consents: packet.consents.map(said) };
}
