import { Problem } from "../platform/problem.ts";

/** The parts of a form, as @fastify/multipart hands them over; only its own types live in routes. */
export interface FilePart {
  readonly type: "file";
  readonly fieldname: string;
  readonly filename: string;
  readonly mimetype: string;
  readonly file: AsyncIterable<Buffer> & { readonly truncated: boolean; resume(): unknown };
}

export interface FieldPart {
  readonly type: "field";
  readonly fieldname: string;
  readonly value: unknown;
}

export interface FormRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  isMultipart(): boolean;
  parts(): AsyncIterable<FilePart | FieldPart>;
}

/**
 * A body of known and bearable size. Browsers always name the length of a form; without one the body could go on
 * for ever (V45), so it is refused before a byte is read.
 */
export function assertBodySize(request: Pick<FormRequest, "headers">, maxBytes: number): void {
  const header = String(request.headers["content-length"] ?? "");
  const length = Number(header);
  if (!/^\d{1,15}$/.test(header))
    throw new Problem("bad-input", {
      detail: { de: "Die Länge der Sendung fehlt.", en: "The length of the upload is missing." },
    });
  if (length > maxBytes) throw new Problem("too-large");
}

/** The parts of a form in order. A form that breaks off or makes no sense is the sender's mistake, not ours. */
export async function* partsOf(request: FormRequest): AsyncGenerator<FilePart | FieldPart> {
  try {
    yield* request.parts();
  } catch (error) {
    throw broken(error);
  }
}

function broken(error: unknown): unknown {
  if (error instanceof Problem) return error;
  if (error instanceof Error && "statusCode" in error && error.statusCode !== 500) return error;
  return new Problem("bad-input", {
    detail: {
      de: "Die Sendung brach ab. Bitte senden Sie noch einmal.",
      en: "The upload broke off. Please send it once more.",
    },
  });
}

/** Files being read into memory may hold this much in all, so that many slow uploads cannot fill a small server. */
const budget = 200_000_000;
let held = 0;

/**
 * The bytes of one file of a form; undefined when it is larger than the limit given to the parser.
 * Throws `unavailable` while too much is being read at once.
 */
export async function readPart(part: Pick<FilePart, "file">): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let mine = 0;
  try {
    for await (const chunk of part.file) {
      if (part.file.truncated) continue;
      mine += chunk.length;
      held += chunk.length;
      if (held > budget)
        throw new Problem("unavailable", {
          detail: {
            de: "Gerade kommt zu viel auf einmal. Bitte gleich noch einmal.",
            en: "Too much arrives at once right now. Please try again in a moment.",
          },
          retryAfterSeconds: 10,
        });
      chunks.push(chunk);
    }
    return part.file.truncated ? undefined : Buffer.concat(chunks);
  } catch (error) {
    throw broken(error);
  } finally {
    held -= mine;
  }
}
