import { PassThrough, Readable } from "node:stream";
import yazl from "yazl";

/** A file of the archive; read when its turn comes, so that many photos never lie in memory together. */
export interface ZipEntry {
  readonly path: string;
  readonly read: () => Promise<Uint8Array>;
}

/**
 * An archive as a stream; every file in it bears `at` as its time.
 * @param compress false: photos and films are compressed already, and thousands of them would cost minutes of work
 */
export function zipOf(entries: readonly ZipEntry[], at: Date, compress: boolean): Readable {
  const zip = new yazl.ZipFile();
  // Not `wrap`: it closes with its source, and a slow line would lose what still waits here, the list of files with it.
  const out = new PassThrough();
  zip.outputStream.pipe(out);
  zip.on("error", (error) => out.destroy(error instanceof Error ? error : new Error("zip")));
  for (const { path, read } of entries)
    zip.addReadStreamLazy(path, { mtime: at, compress }, (give) => {
      read().then(
        (bytes) => give(null, Readable.from([Buffer.from(bytes)])),
        (error: unknown) => give(error, Readable.from([])),
      );
    });
  zip.end();
  return out;
}
