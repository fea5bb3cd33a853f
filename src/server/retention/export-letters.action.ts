import { readLetterFile } from "../attachments/letter-files.action.ts";
import { readAttachment } from "../attachments/read-attachment.action.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { excerptOf } from "../conversations/message-content.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { tableHead, tableRows } from "../platform/documents/table.adapter.ts";
import type { ContactKey } from "../platform/seal.ts";
import type { ZipEntry } from "../platform/zip.ts";
import { classUntil } from "../policy/retention-rules.ts";
import { loadTenantName } from "../tenants/load-tenant-name.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { germanMoment } from "../time/calendar-day.ts";
import { type LetterRow, loadLetters, readChain } from "./letter.store.ts";
import { Original } from "./letter.ts";
import {
  directionDe,
  type IndexRow,
  indexColumns,
  indexXml,
  labelDe,
  partnerOf,
  procedureText,
} from "./letter-index.ts";
import { openOriginal } from "./open-letters.action.ts";
import { verifyLetters } from "./verify-letters.action.ts";

const page = 500;

/**
 * All kept letters, readable by machines: index as CSV and XML, every original byte by byte, the files, and the
 * description of the procedure with the result of checking the chain. @returns what goes into the ZIP; originals and files are
 * read when their turn comes
 */
export async function exportLetters(deps: Deps, caller: Caller): Promise<ZipEntry[]> {
  const { tenantId } = caller;
  return await deps.db.withTenant(tenantId, async (tx) => {
    const zone = await loadTimeZone(tx, tenantId);
    const [rows, entries] = [[] as IndexRow[], [] as ZipEntry[]];
    for (let last = 0; ; ) {
      const letters = await loadLetters(tx, last, page);
      for (const row of letters) await addLetter(deps, tx, tenantId, zone, row, rows, entries);
      last = letters.at(-1)?.letter_number ?? last;
      if (letters.length < page) break;
    }
    const text = (path: string, content: string): ZipEntry => ({ path, read: async () => Buffer.from(content) });
    const procedure = procedureText({
      firm: await loadTenantName(tx, tenantId),
      at: germanMoment(deps.clock.now(), zone),
      count: rows.length,
      emptied: rows.filter((row) => row.vermerk === emptiedDe).length,
      broken: await verifyLetters(deps, tx, tenantId, () => {}),
      head: (await readChain(tx))?.hash.toString("hex") ?? "keine Briefe",
    });
    const details = { letters: rows.length };
    const entry = {
      tenantId,
      actor: actorOf(caller),
      verb: "export-letters",
      subjectKind: "letters",
      details,
    } as const;
    await appendAudit(deps, tx, entry);
    return [
      text("index.csv", tableHead(indexColumns) + tableRows(rows.map((row) => indexColumns.map((name) => row[name])))),
      text("index.xml", indexXml(rows)),
      text("Verfahrensdokumentation.txt", procedure),
      ...entries,
    ];
  });
}

const emptiedDe = "Frist abgelaufen, Inhalt gelöscht";

async function addLetter(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  zone: string,
  row: LetterRow,
  rows: IndexRow[],
  entries: ZipEntry[],
): Promise<void> {
  const opened = await openOriginal(deps, tx, tenantId, row);
  const original = opened && Original.parse(JSON.parse(opened.bytes.toString("utf8")));
  const path = `briefe/${String(row.letter_number).padStart(7, "0")}.json`;
  const files = (original?.files ?? []).map((file) => ({ ...file, path: `anlagen/${file.id}-${file.name}` }));
  rows.push({
    nummer: row.letter_number,
    vorgang: row.conversation_number,
    geschrieben: row.written_at.toISOString(),
    aufbewahrtSeit: row.kept_at.toISOString(),
    richtung: directionDe[row.direction] ?? row.direction,
    kanal: row.channel_kind,
    partner: original ? partnerOf(original) : "",
    adresse: original?.party.addresses.map((address) => address.value).join(", ") ?? "",
    klasse: labelDe(row.retention_class),
    bis: classUntil(row.retention_class, row.written_at, zone) ?? "",
    text: original ? excerptOf(JSON.parse(original.stored).content, 30_000) : "",
    datei: opened ? path : "",
    anlagen: files.map((file) => file.path).join(", "),
    sha256: Buffer.from(row.original_hash).toString("hex"),
    kette: Buffer.from(row.chain_hash).toString("hex"),
    vermerk: opened ? remark(row, original) : emptiedDe,
  });
  if (!opened) return;
  const again = () => openAgain(deps, tenantId, row.letter_number);
  entries.push({ path, read: async () => (await again())?.bytes ?? Buffer.from(emptiedDe) });
  for (const file of files)
    entries.push({
      path: file.path,
      attachmentId: file.id,
      read: async () => fileBytes(deps, tenantId, file.id, (await again())?.key),
    });
}

/** Undefined: the period of the letter ended since the index was written. */
async function openAgain(deps: Deps, tenantId: string, number: number): ReturnType<typeof openOriginal> {
  return await deps.db.withTenant(tenantId, async (tx) => {
    const [row] = await loadLetters(tx, number - 1, 1);
    return row?.letter_number === number ? await openOriginal(deps, tx, tenantId, row) : undefined;
  });
}

function remark(row: LetterRow, original: Original | undefined): string {
  const parts = [
    original?.revokedAt ? "vom Absender zurückgenommen, Original aufbewahrt" : "",
    original?.editedAt ? "vom Absender bearbeitet, früherer Wortlaut im Original" : "",
    row.restricted_at === null ? "" : "gesperrt, der Kontakt ist gelöscht",
  ];
  return parts.filter((part) => part !== "").join("; ");
}

/** From the archive where the message is gone, else from beside the message. */
async function fileBytes(deps: Deps, tenantId: string, id: string, key: ContactKey | undefined) {
  const kept = key && (await readLetterFile(deps, tenantId, id, key));
  return kept ?? (await deps.db.withTenant(tenantId, (tx) => readAttachment(deps, tx, tenantId, id)))?.bytes;
}
