import { Readable } from "node:stream";
import yazl from "yazl";

/** A file of the archive; read when its turn comes, so that many photos never lie in memory together. */
export interface ZipEntry {
  readonly path: string;
  readonly read: () => Promise<Uint8Array>;
}

/** An archive as a stream; every file in it bears `at` as its time. */
export function zipOf(entries: readonly ZipEntry[], at: Date): Readable {
  const zip = new yazl.ZipFile();
  const out = new Readable().wrap(zip.outputStream);
  zip.on("error", (error) => out.destroy(error instanceof Error ? error : new Error("zip")));
  for (const { path, read } of entries)
    zip.addReadStreamLazy(path, { mtime: at }, (give) => {
      read().then(
        (bytes) => give(null, Readable.from([Buffer.from(bytes)])),
        (error: unknown) => give(error, Readable.from([])),
      );
    });
  zip.end();
  return out;
}
