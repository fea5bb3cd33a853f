import { createHash } from "node:crypto";
import { PassThrough, Readable } from "node:stream";
import { ZipFile } from "yazl";

/** A file of the archive; its content is made when its turn comes. */
export interface Entry {
  readonly path: string;
  /** False: packed already, as photos are. */
  readonly squeeze: boolean;
  readonly content: () => AsyncIterable<string | Uint8Array>;
}

export interface Listed {
  readonly datei: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Entries as a ZIP, one after the other: the next one is asked for when the last one has left, so that memory holds one
 * photo or one page of messages, however much there is.
 * @param listed gets a line for each file, with the hash of its content
 */
export function zipStream(entries: AsyncIterable<Entry>, at: Date, listed: Listed[]): Readable {
  const zip = new ZipFile();
  const out = new PassThrough();
  const fail = (error: unknown) => out.destroy(error instanceof Error ? error : new Error("zip"));
  zip.on("error", fail);
  zip.outputStream.pipe(out);
  addAll(zip, entries, at, listed).catch(fail);
  return out;
}

async function addAll(zip: ZipFile, entries: AsyncIterable<Entry>, at: Date, listed: Listed[]): Promise<void> {
  for await (const { path, squeeze, content } of entries) {
    const hash = createHash("sha256");
    let bytes = 0;
    async function* measured(): AsyncGenerator<Buffer> {
      for await (const piece of content()) {
        const chunk = Buffer.from(piece as Uint8Array);
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    }
    const stream = Readable.from(measured(), { objectMode: false });
    await new Promise<void>((left, broken) => {
      stream.once("end", left).once("error", broken);
      zip.addReadStream(stream, path, { mtime: at, compress: squeeze });
    });
    listed.push({ datei: path, bytes, sha256: hash.digest("hex") });
  }
  zip.end();
}

/** A text that is there already. */
export const textEntry = (path: string, text: string): Entry => ({
  path,
  squeeze: true,
  content: async function* () {
    yield text;
  },
});
