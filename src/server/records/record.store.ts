import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { RecordKind } from "../../contract/records.ts";
import type { Tx } from "../platform/db.ts";
import type { Block } from "../platform/documents/document.ts";
import type { Changes } from "./compare.ts";
import type { SchemaTable } from "./sources.ts";

export interface NewRecord {
  readonly kind: RecordKind;
  readonly version: number;
  readonly madeAt: Date;
  readonly blocks: readonly Block[];
  readonly changes: Changes;
  readonly page: Buffer;
  readonly pdf: Buffer;
}

const hash = (bytes: Buffer) => createHash("sha256").update(bytes).digest();

/** @returns false when somebody made the same version meanwhile */
export async function insertRecord(tx: Tx, tenantId: string, record: NewRecord): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto("record_version")
    .values({
      tenant_id: tenantId,
      kind: record.kind,
      version: record.version,
      made_at: record.madeAt,
      content: JSON.stringify(record.blocks),
      changes: JSON.stringify(record.changes),
      page: record.page,
      pdf: record.pdf,
      page_hash: hash(record.page),
      pdf_hash: hash(record.pdf),
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** All versions without their files, the newest first. */
export async function loadRecords(tx: Tx) {
  return await tx
    .selectFrom("record_version")
    .select(["kind", "version", "made_at", "changes", "page_hash", "pdf_hash"])
    .orderBy("version", "desc")
    .execute();
}

/** What the newest version says. */
export async function loadNewest(tx: Tx, kind: RecordKind): Promise<{ version: number; blocks: Block[] } | undefined> {
  const row = await tx
    .selectFrom("record_version")
    .select(["version", "content"])
    .where("kind", "=", kind)
    .orderBy("version", "desc")
    .executeTakeFirst();
  return row && { version: row.version, blocks: row.content as unknown as Block[] };
}

export async function loadFile(
  tx: Tx,
  kind: RecordKind,
  version: number,
  file: "page" | "pdf",
): Promise<Buffer | undefined> {
  const row = await tx
    .selectFrom("record_version")
    .select(file)
    .where("kind", "=", kind)
    .where("version", "=", version)
    .executeTakeFirst();
  return row && Buffer.from(Reflect.get(row, file) as Uint8Array);
}

/** How many people per role, devices per state and contacts there are, and which notices were published. */
export async function loadNumbers(tx: Tx) {
  const members = await tx
    .selectFrom("member")
    .select(["role as key", (eb) => eb.fn.countAll<number>().as("count")])
    .where("disabled_at", "is", null)
    .groupBy("role")
    .execute();
  const devices = await tx
    .selectFrom("device")
    .select(["state as key", (eb) => eb.fn.countAll<number>().as("count")])
    .groupBy("state")
    .execute();
  const contacts = await tx
    .selectFrom("contact")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  const published = await tx
    .selectFrom("notice")
    .select(["channel_kind as channel", "version", "published_at as publishedAt", "change"])
    .orderBy("channel_kind")
    .orderBy("version")
    .execute();
  return {
    members: Object.fromEntries(members.map((row) => [row.key, row.count])),
    devices: Object.fromEntries(devices.map((row) => [row.key, row.count])),
    contacts: contacts.count,
    published,
  };
}

/** Tables and personal columns with what the schema says of them. */
export async function loadSchema(tx: Tx): Promise<SchemaTable[]> {
  const { rows } = await sql<{
    table: string;
    note: string | null;
    columns: { name: string; note: string }[] | null;
  }>`
    select c.relname as "table", obj_description(c.oid) as note,
      (select json_agg(json_build_object('name', a.attname, 'note', col_description(c.oid, a.attnum)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          and col_description(c.oid, a.attnum) like 'personal:%') as columns
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migration'
    order by c.relname`.execute(tx);
  return rows.map(({ table, note, columns }) => {
    const about = parts(note ?? "");
    return {
      table,
      purpose: about.purpose ?? "",
      retentionClass: about.class ?? "",
      personal: (columns ?? []).map((column) => {
        const own = parts(column.note);
        return {
          column: column.name,
          what: own.personal ?? "",
          purpose: own.purpose ?? "",
          retentionClass: own.class ?? "",
        };
      }),
    };
  });
}

/** "class: LK-1; purpose: reply" -> { class: "LK-1", purpose: "reply" } */
function parts(note: string): Record<string, string> {
  const pairs = note.split(";").map((part) => part.split(/:(.*)/s).map((text) => text.trim()));
  return Object.fromEntries(pairs.map(([key = "", value = ""]) => [key, value]));
}
