import type { z } from "zod";
import type { LetterView } from "../../contract/retention.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { openLettersKey } from "../contacts/open-letters-key.action.ts";
import { excerptOf } from "../conversations/message-content.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import type { ContactKey } from "../platform/seal.ts";
import { classUntil } from "../policy/retention-rules.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { letterPlace } from "./archive-letters.action.ts";
import { type LetterRow, loadLetters } from "./letter.store.ts";
import { Original } from "./letter.ts";
import { partnerOf } from "./letter-index.ts";

const most = 1_000;

/** The original of a letter, as the bytes that were hashed. Undefined: its period is over, or its key is gone. */
export async function openOriginal(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  row: LetterRow,
): Promise<{ bytes: Buffer; key: ContactKey } | undefined> {
  if (row.sealed_original === null) return undefined;
  const key = await openLettersKey(deps, tx, tenantId, row.contact_id, false);
  return (
    key && { key, bytes: deps.seal.openForContact(tenantId, key, letterPlace(row.letter_number), row.sealed_original) }
  );
}

/** Locked letters of an erased contact, for a named reason; who opened them is written down first (ER-3). */
export async function openLetters(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  contactId: string,
  reason: string,
): Promise<z.output<typeof LetterView>[]> {
  const { tenantId } = caller;
  const rows = (await loadLetters(tx, 0, most, contactId)).filter((row) => row.sealed_original !== null);
  if (rows.length === 0) throw new Problem("not-found");
  const actor = actorOf(caller);
  const details = { reason, letters: rows.length };
  const subject = { subjectKind: "contact", subjectId: contactId, details };
  await appendAudit(deps, tx, { tenantId, actor, verb: "open-letters", ...subject });
  const zone = await loadTimeZone(tx, tenantId);
  const views: z.output<typeof LetterView>[] = [];
  for (const row of rows) {
    const opened = await openOriginal(deps, tx, tenantId, row);
    if (!opened) continue;
    const original = Original.parse(JSON.parse(opened.bytes.toString("utf8")));
    views.push({
      number: row.letter_number,
      conversationNumber: row.conversation_number,
      direction: original.direction,
      writtenAt: row.written_at.toISOString(),
      retentionClass: row.retention_class,
      keptUntil: classUntil(row.retention_class, row.written_at, zone),
      party: partnerOf(original),
      text: excerptOf(JSON.parse(original.stored).content, 2_000),
      files: original.files.map((file) => file.name),
    });
  }
  return views;
}
