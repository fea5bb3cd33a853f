import { PassThrough, Readable } from "node:stream";
import yazl from "yazl";
import type { Log } from "./log.ts";
import { Unreadable } from "./seal.ts";

/** A file of the archive; read when its turn comes, so that many photos never lie in memory together. */
export interface ZipEntry {
  readonly path: string;
  /** For the log, where the bytes are those of a stored file. */
  readonly attachmentId?: string;
  /** Undefined, or `Unreadable`: the disk has lost it. */
  readonly read: () => Promise<Uint8Array | undefined>;
}

export interface ZipText {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * An archive as a stream; every file in it bears `at` as its time. What the disk has lost is left out and named in the
 * archive: one lost photo must not cost the other thousand.
 * @param about.compress false: photos and films are compressed already, and thousands of them would cost minutes of work
 * @param about.last what goes in at the end, by the paths of what is missing; without it a list of those
 */
export function zipOf(
  entries: Iterable<ZipEntry>,
  about: {
    readonly at: Date;
    readonly compress: boolean;
    readonly log: Log;
    readonly tenantId: string;
    readonly last?: (missing: ReadonlySet<string>) => Promise<readonly ZipText[]>;
  },
): Readable {
  const zip = new yazl.ZipFile();
  // Not `wrap`: it closes with its source, and a slow line would lose what still waits here, the list of files with it.
  const out = new PassThrough();
  zip.outputStream.pipe(out);
  const fail = (error: unknown) => out.destroy(error instanceof Error ? error : new Error("zip"));
  zip.on("error", fail);
  addAll(zip, entries, about).catch(fail);
  return out;
}

async function addAll(zip: yazl.ZipFile, entries: Iterable<ZipEntry>, about: Parameters<typeof zipOf>[1]) {
  const { at: mtime, compress, log, tenantId, last = listMissing } = about;
  const missing = new Set<string>();
  for (const { path, attachmentId = "", read } of entries) {
    const bytes = await read().catch(lost);
    if (bytes === undefined) {
      missing.add(path);
      log.warn("a stored file is missing", { tenantId, attachmentId });
      continue;
    }
    const stream = Readable.from([Buffer.from(bytes)]);
    // The next one is read when this one has left.
    await new Promise<void>((left, broken) => {
      stream.once("end", left).once("error", broken);
      zip.addReadStream(stream, path, { mtime, compress });
    });
  }
  for (const { path, bytes } of await last(missing)) zip.addBuffer(Buffer.from(bytes), path, { mtime });
  zip.end();
}

function lost(error: unknown): undefined {
  if (!(error instanceof Unreadable)) throw error;
}

async function listMissing(missing: ReadonlySet<string>): Promise<readonly ZipText[]> {
  if (missing.size === 0) return [];
  const count = missing.size === 1 ? "1 Datei fehlt" : `${missing.size} Dateien fehlen`;
  const text = [
    `${count} in diesem Archiv. Auf dem Server war hierfür nichts Lesbares mehr da:`,
    "",
    ...missing,
    "",
    "Wer den Server betreibt, kann in einer Sicherung nachsehen.",
    "",
  ];
  return [{ path: "nicht-dabei.txt", bytes: Buffer.from(text.join("\r\n")) }];
}
