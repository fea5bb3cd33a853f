import { readAttachment } from "../attachments/read-attachment.action.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Deps } from "../platform/deps.ts";
import { inSmallPieces } from "../platform/http/small-pieces.adapter.ts";
import { hashSecret, sameSecret } from "../platform/ids.ts";
import { forCustomer, Problem } from "../platform/problem.ts";
import { countFileTry, findFileLink, markFileFetched, takeBackFileTry } from "./file-link.store.ts";

/** Keyed hash of the code that goes another way than the link. */
export const fileCodeMac = (deps: Pick<Deps, "seal">, tenantId: string, fileLinkId: string, code: string): Buffer =>
  deps.seal.blindIndex(tenantId, "file-code", `${fileLinkId}|${code}`);

const gone = () =>
  new Problem("gone", {
    detail: forCustomer("Dieser Link gilt nicht mehr. Schreiben Sie uns bitte, dann bekommen Sie einen neuen."),
  });

export interface FetchedFile {
  readonly bytes: number;
  readonly name: string;
  readonly mimeType: string;
  readonly content: AsyncGenerator<Buffer>;
}

/**
 * Hands the file over to whoever has link and code, five wrong ones. It counts as fetched when the last bytes were on
 * their way; for an hour the link works on, because nobody hears whether they arrived.
 * @throws Problem gone, code-wrong
 */
export async function fetchFileLink(deps: Deps, tenantId: string, link: string, typed: string): Promise<FetchedFile> {
  const secret = /([\w-]{43})\s*$/.exec(link)?.[1];
  if (secret === undefined) throw gone();
  const found = await deps.db.withTenant(tenantId, async (tx) => {
    const row = await findFileLink(tx, hashSecret(secret), deps.clock.now());
    if (!row || row.code_mac === null) return undefined;
    const left = await countFileTry(tx, row.file_link_id);
    if (left === undefined) return undefined;
    const mac = fileCodeMac(deps, tenantId, row.file_link_id, typed.replace(/\D/g, ""));
    const right = sameSecret(row.code_mac, mac);
    if (right) await takeBackFileTry(tx, row.file_link_id);
    // the conversation says that the link is dead, so that somebody sends a new one
    else if (left === 0) await appendEvents(deps, tx, tenantId, [changed(row)]);
    return { row, right, file: right ? await readAttachment(deps, tx, tenantId, row.attachment_id) : undefined };
  });
  if (!found) throw gone();
  if (!found.right)
    throw new Problem("code-wrong", {
      detail: forCustomer("Der Code stimmt nicht. Nach fünf falschen Codes geht dieser Link nicht mehr."),
    });
  const { row, file } = found;
  if (!file) throw gone();
  const { name, mimeType, bytes } = file;
  return { bytes: bytes.length, name, mimeType, content: handOver() };

  async function* handOver(): AsyncGenerator<Buffer> {
    yield* inSmallPieces([bytes]);
    await noteFetched(deps, tenantId, row);
  }
}

type FileLinkRow = NonNullable<Awaited<ReturnType<typeof findFileLink>>>;

const changed = (row: FileLinkRow) =>
  ({ kind: "message-changed", conversationId: row.conversation_id, messageId: row.message_id }) as const;

async function noteFetched(deps: Deps, tenantId: string, row: FileLinkRow): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    if (!(await markFileFetched(tx, row.file_link_id, deps.clock.now()))) return;
    await appendAudit(deps, tx, {
      tenantId,
      actor: { kind: "contact", id: row.contact_id },
      verb: "fetch-file",
      subjectKind: "message",
      subjectId: row.message_id,
      details: { fileLinkId: row.file_link_id },
    });
    await appendEvents(deps, tx, tenantId, [{ kind: "contact-changed", contactId: row.contact_id }, changed(row)]);
  });
}
