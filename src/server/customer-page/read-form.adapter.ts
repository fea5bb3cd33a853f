import { createHash } from "node:crypto";
import type { z } from "zod";
import { CustomerForm } from "../../contract/customer.ts";
import { chooseSmaller, customerLimits } from "../../contract/customer-limits.ts";
import { dropIncoming } from "../attachments/drop-incoming.action.ts";
import { safeFileName } from "../attachments/file-name.ts";
import { keepIncoming } from "../attachments/keep-incoming.action.ts";
import type { Deps } from "../platform/deps.ts";
import { clientAddress } from "../platform/http/client-address.ts";
import {
  assertBodySize,
  type FilePart,
  type FormRequest,
  partsOf,
  readPart,
  type Sender,
} from "../platform/http/multipart.adapter.ts";
import { forCustomer, Problem } from "../platform/problem.ts";
import type { SentFile } from "./receive-from-customer.action.ts";
import { enoughToday, limitFiles } from "./slow-down.action.ts";

/**
 * What the multipart parser is given. More files than ten are read past, and the person is told: without a script nothing
 * tells them before, and a telephone hands over its whole gallery.
 */
export const formLimits = {
  throwFileSizeLimit: false,
  limits: {
    fileSize: customerLimits.fileBytes,
    files: 500,
    fields: 20,
    parts: 520,
    fieldSize: 400_000,
    headerPairs: 20,
  },
} as const;

const maxBody = customerLimits.files * customerLimits.fileBytes + 1_000_000;

export interface ReadForm {
  readonly form: CustomerForm;
  readonly files: readonly SentFile[];
  /** German sentences about files that were left out. */
  readonly problems: readonly string[];
}

const tooMuch = forCustomer(
  `Das ist zusammen zu groß. Bitte senden Sie höchstens ${customerLimits.files} Dateien auf einmal, jede bis ${customerLimits.fileBytes / 1_000_000} MB.`,
);
const tooLong = forCustomer("Eine Angabe ist zu lang. Bitte kürzen Sie sie.");
const isTooLong = ({ issues }: z.ZodError): boolean => issues.every(({ code }) => code === "too_big");

/**
 * Reads a form of the customer page. Each file is sealed to disk as soon as it is whole, so that one form holds one
 * file in memory; a broken line leaves nothing behind. A file there is no room for is left out, and the words arrive.
 * Throws `bad-input` when the fields make no sense.
 * @param session of the sender, whose share of the memory is counted by it
 */
export async function readForm(
  deps: Deps,
  tenantId: string,
  request: FormRequest,
  session: string | undefined,
): Promise<ReadForm> {
  if (!request.isMultipart()) throw new Problem("unknown-media");
  assertBodySize(request, maxBody, { detail: tooMuch });
  const sender = { tenantId, address: clientAddress(request), session };
  const fields = new Map<string, string>();
  const files: SentFile[] = [];
  const problems = new Set<string>();
  try {
    for await (const part of partsOf(request)) {
      if (part.type === "field") {
        if (typeof part.value === "string") fields.set(part.fieldname, part.value);
        continue;
      }
      const kept = await keepOne(deps, tenantId, sender, part, files.length);
      if (typeof kept === "string") problems.add(kept);
      else if (kept !== undefined) files.push(kept);
    }
    const parsed = CustomerForm.safeParse(Object.fromEntries([...fields].filter(([, value]) => value !== "")));
    if (!parsed.success) throw new Problem("bad-input", isTooLong(parsed.error) ? { detail: tooLong } : {});
    return { form: parsed.data, files, problems: [...problems] };
  } catch (error) {
    await dropFiles(deps, tenantId, files);
    throw error;
  }
}

/** The fields of a small form; empty where they are not there. */
export async function readFields<const Name extends string>(
  request: FormRequest,
  names: readonly Name[],
): Promise<Record<Name, string>> {
  assertBodySize(request, 10_000);
  const read = Object.fromEntries(names.map((name) => [name, ""])) as Record<Name, string>;
  for await (const part of partsOf(request)) {
    if (part.type === "file") part.file.resume();
    else if (typeof part.value === "string" && Object.hasOwn(read, part.fieldname))
      read[part.fieldname as Name] = part.value;
  }
  return read;
}

/** Forgets the files of a form that was not taken. */
export async function dropFiles(deps: Deps, tenantId: string, files: readonly SentFile[]): Promise<void> {
  await dropIncoming(
    deps,
    tenantId,
    files.map((file) => file.attachmentId),
  );
}

/** The kept file, a sentence why not, or undefined for a file field nobody used. */
async function keepOne(
  deps: Deps,
  tenantId: string,
  sender: Extract<Sender, { readonly address: string }>,
  part: FilePart,
  before: number,
): Promise<SentFile | string | undefined> {
  if (before >= customerLimits.files) {
    part.file.resume();
    if (part.filename === "") return undefined;
    return `Mehr als ${customerLimits.files} Dateien gehen nicht auf einmal. Die ersten ${customerLimits.files} sind da. Bitte senden Sie die anderen danach.`;
  }
  const name = safeFileName(part.filename) ?? "Datei";
  try {
    const bytes = await readPart(part, sender);
    if (bytes === undefined)
      return `„${name}“ ist größer als ${customerLimits.fileBytes / 1_000_000} MB und kam nicht an. Alles andere ist da. ${chooseSmaller}`;
    if (bytes.length === 0) return part.filename ? `„${name}“ ist leer. Bitte eine andere Datei wählen.` : undefined;
    await limitFiles(deps, tenantId, sender.address, bytes.length);
    const attachmentId = await keepIncoming(deps, tenantId, bytes);
    const hash = createHash("sha256").update(bytes).digest("hex");
    return { attachmentId, fileName: name, mimeType: part.mimetype, hash };
  } catch (error) {
    const why = error instanceof Problem ? whyLeftOut.get(error.code) : undefined;
    if (why === undefined) throw error;
    return `„${name}“ kam nicht an: ${why} Alles andere ist da.`;
  }
}

const whyLeftOut: ReadonlyMap<string, string> = new Map([
  ["busy", "Gerade kommt zu viel auf einmal. Bitte senden Sie die Datei gleich noch einmal."],
  ["too-many", enoughToday],
  ["no-room", "Auf unserem Server ist kein Platz mehr dafür. Bitte rufen Sie uns an."],
  ["no-place", "Unser Server kann gerade keine Dateien ablegen. Bitte rufen Sie uns an."],
]);
