import type { Words } from "../../../contract/words.ts";
import { Problem, type ProblemDetails } from "../problem.ts";
import { type Share, Shares, withinBusiness } from "./shares.ts";
import { isStorable } from "./storable-text.ts";

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
  readonly ip: string;
  readonly ips?: readonly string[] | undefined;
  isMultipart(): boolean;
  parts(): AsyncIterable<FilePart | FieldPart>;
}

/**
 * A body of known and bearable size. Browsers always name the length of a form; without one the body could go on
 * for ever (V45), so it is refused before a byte is read.
 */
export function assertBodySize(
  request: Pick<FormRequest, "headers">,
  maxBytes: number,
  details: ProblemDetails = {},
): void {
  const header = String(request.headers["content-length"] ?? "");
  const length = Number(header);
  if (!/^\d{1,15}$/.test(header))
    throw new Problem("bad-input", {
      detail: { de: "Die Länge der Sendung fehlt.", en: "The length of the upload is missing." },
    });
  if (length > maxBytes) throw new Problem("too-large", details);
}

/**
 * The parts of a form in order. A form that breaks off or makes no sense is the sender's mistake, not ours.
 * Throws `bad-input` for a text that cannot be stored: the check of JSON bodies does not see forms.
 */
export async function* partsOf(request: FormRequest): AsyncGenerator<FilePart | FieldPart> {
  try {
    for await (const part of request.parts()) {
      const texts = part.type === "field" ? part.value : part.mimetype;
      if (!isStorable([part.fieldname, texts])) {
        if (part.type === "file") part.file.resume();
        throw new Problem("bad-input", { detail: unreadable });
      }
      yield part;
    }
  } catch (error) {
    throw broken(error);
  }
}

const unreadable = {
  de: "Der Text enthält ein Zeichen, das wir nicht annehmen können. Bitte schreiben Sie ihn neu.",
  en: "The text contains a character we cannot take. Please write it again.",
};

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

/** Who sends a file, for the shares below: a member, or somebody without an account. */
export type Sender = { readonly tenantId: string } & (
  | { readonly address: string; readonly session?: string | undefined }
  | { readonly memberId: string; readonly role: string }
);

/**
 * How many bytes of files may be in memory on their way in. Visitors, guests and staff have a budget each, so that
 * nobody's customers or subcontractors lock out the office, and one business has a part of it; of that one visitor and one
 * address have a share (two files, and a household), and so has one of the staff.
 */
export const shares = {
  staff: { business: 120_000_000, all: 180_000_000 },
  member: 60_000_000,
  guests: { business: 60_000_000, all: 90_000_000 },
  visitors: { business: 120_000_000, all: 180_000_000 },
  address: { business: 60_000_000, all: 90_000_000 },
  session: 50_000_000,
};
const incoming = new Shares();

function sharesOf(sender: Sender, most: typeof shares): readonly Share[] {
  const { tenantId } = sender;
  if ("memberId" in sender) {
    if (sender.role === "guest") return withinBusiness(tenantId, "guests", most.guests);
    return [...withinBusiness(tenantId, "staff", most.staff), [`member ${sender.memberId}`, most.member]];
  }
  const own: Share[] = sender.session === undefined ? [] : [[`session ${sender.session}`, most.session]];
  return [
    ...withinBusiness(tenantId, "visitors", most.visitors),
    ...withinBusiness(tenantId, `address ${sender.address}`, most.address),
    ...own,
  ];
}

/**
 * The bytes of one file of a form; undefined when it is larger than the limit given to the parser.
 * Throws `busy` when the sender's share is used up; the rest of the file is read past, so that what follows it in the
 * form can still be read.
 */
export async function readPart(
  part: Pick<FilePart, "file">,
  sender: Sender,
  most = shares,
): Promise<Buffer | undefined> {
  const list = sharesOf(sender, most);
  let kept = inBlocks();
  let [mine, busy] = [0, false];
  const drop = () => {
    kept = inBlocks();
    incoming.hold(list, -mine);
    mine = 0;
  };
  try {
    for await (const chunk of part.file) {
      if (part.file.truncated || busy) continue;
      mine += chunk.length;
      incoming.hold(list, chunk.length);
      kept.add(chunk);
      if (!incoming.isOver(list)) continue;
      busy = true;
      drop();
    }
    if (busy) throw new Problem("busy", { retryAfterSeconds: 10 });
    return part.file.truncated ? undefined : kept.whole();
  } catch (error) {
    throw broken(error);
  } finally {
    drop();
  }
}

const blockBytes = 256 * 1024;

/**
 * Bytes put together as they come. A piece that is kept by itself takes two hundred bytes besides: a film that somebody
 * sends byte by byte would take gigabytes, and nobody counts them.
 */
function inBlocks() {
  const full: Buffer[] = [];
  let [open, used] = [Buffer.alloc(0), 0];
  const filled = () => open.subarray(0, used);
  return {
    add(piece: Buffer) {
      if (piece.length > open.length - used) {
        full.push(filled());
        [open, used] = [Buffer.allocUnsafe(Math.max(blockBytes, piece.length)), 0];
      }
      used += piece.copy(open, used);
    },
    whole: () => Buffer.concat([...full, filled()]),
  };
}

/** "größer als 25 MB": the sentence for every size limit. */
export function tooBig(maxBytes: number): Words {
  const most = Math.floor(maxBytes / 1_000_000);
  return {
    de: `Die Datei ist größer als ${most} MB und deshalb nicht gespeichert.`,
    en: `The file is larger than ${most} MB and therefore not kept.`,
  };
}
