import { createDecipheriv, type KeyObject } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Seal, WrappedKey } from "../../src/server/platform/seal.ts";
import type { Business } from "./a-business.ts";
import type { TestApp } from "./build-app.ts";

/** Every value of a database, as it lies there: table, column and the bytes. */
export interface Value {
  readonly at: string;
  readonly bytes: Buffer;
}

/**
 * Every column of every table of every schema, driven by the catalogue, so that a new table is looked through without
 * anybody thinking of it. Rows of one business; what belongs to none (the job queue) too.
 */
export async function allValues(app: TestApp, business: Business, logged = false): Promise<Value[]> {
  const client = await app.deps.db.pool.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('app.tenant_id', $1, true)", [business.tenantId]);
    const { rows: tables } = await client.query<{ name: string; columns: { col: string; type: string }[] }>(
      `select c.oid::regclass::text as name,
         json_agg(json_build_object('col', a.attname, 'type', a.atttypid::regtype::text) order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
       where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
         and a.attnum > 0 and not a.attisdropped and ($1 = false or c.relpersistence = 'p')
       group by c.oid order by 1`,
      [logged],
    );
    const values: Value[] = [];
    for (const { name, columns } of tables) {
      const asBytes = columns.map(({ col, type }) =>
        type === "bytea" ? `"${col}"` : `convert_to("${col}"::text, 'UTF8')`,
      );
      const text = `select ${asBytes.join(", ")} from ${name}`;
      const { rows } = await client.query<(Buffer | null)[]>({ text, rowMode: "array" });
      for (const row of rows)
        for (const [i, bytes] of row.entries())
          if (bytes !== null) values.push({ at: `${name}.${columns[i]?.col}`, bytes });
    }
    return values;
  } finally {
    await client.query("rollback");
    client.release();
  }
}

/** Every file below a folder. */
export function allFiles(folder: string): Value[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ at: path.slice(folder.length), bytes: readFileSync(path) }));
}

/** Every key that is still held: the business's own, the epochs', and all keys of contacts these still open. */
export async function heldKeys(app: TestApp, business: Business, wrapped: readonly StoredKey[]): Promise<KeyObject[]> {
  const { key, pepper, epochs } = app.keyring.tenant(business.tenantId);
  const opened = wrapped.flatMap((one) => opens(app.deps.seal, business.tenantId, one));
  return [key, pepper, ...epochs.values(), ...opened];
}

export interface StoredKey {
  readonly owner: string;
  readonly key: WrappedKey;
}

/** The wrapped keys of contacts, rooms and projects as a backup of the keyring would hold them. */
export async function storedKeys(business: Business): Promise<StoredKey[]> {
  const rows = await business.tx((tx) => tx.selectFrom("contact_key").selectAll().execute());
  const team = await business.tx((tx) => tx.selectFrom("team_key").selectAll().execute());
  const inside = team.map((row) => ({ owner: row.owner_id, key: { epoch: row.epoch, wrapped: row.wrapped_key } }));
  const own = rows.flatMap((row) => [
    ...(row.epoch === null || row.wrapped_key === null
      ? []
      : [{ owner: row.contact_id, key: { epoch: row.epoch, wrapped: row.wrapped_key } }]),
    ...(row.letters_epoch === null || row.letters_key === null
      ? []
      : [{ owner: `letters|${row.contact_id}`, key: { epoch: row.letters_epoch, wrapped: row.letters_key } }]),
  ]);
  return [...own, ...inside];
}

function opens(seal: Seal, tenantId: string, { owner, key }: StoredKey): KeyObject[] {
  try {
    return [seal.openContactKey(tenantId, owner, key).secret];
  } catch {
    return [];
  }
}

/**
 * Where one of the words stands: plain, as hex or base64 (WhatsApp's message ids are that), or sealed with any of the
 * keys. The seal is opened without its place and its tag, as somebody would who wants to read at any price.
 */
export function findWords(values: readonly Value[], words: readonly string[], keys: readonly KeyObject[]): string[] {
  const raw = keys.filter((key) => (key.symmetricKeySize ?? 0) === 32).map((key) => key.export());
  const needles = words.flatMap(shapes);
  const found = new Set<string>();
  for (const { at, bytes } of values) {
    const texts = [bytes, ...(looksSealed(bytes) ? raw.map((key) => unseal(bytes, key)) : [])];
    for (const text of texts) {
      const lower = text.toString("latin1").toLowerCase();
      for (const needle of needles) if (lower.includes(needle)) found.add(`${at}: ${needle}`);
    }
  }
  return [...found];
}

const latin1 = (text: string) => Buffer.from(text, "utf8").toString("latin1").toLowerCase();

function shapes(word: string): string[] {
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.from("x".repeat(shift) + word)
      .toString("base64")
      .slice(shift === 0 ? 0 : 4, -4),
  );
  return [latin1(word), Buffer.from(word).toString("hex"), ...base64.map((one) => one.toLowerCase())].filter(
    (needle) => needle.length >= 5,
  );
}

const looksSealed = (bytes: Buffer): boolean => bytes[0] === 1 && bytes.length >= 29;

function unseal(bytes: Buffer, key: Buffer): Buffer {
  // GCM is counter mode from the second block on; without the tag it opens anything.
  const decipher = createDecipheriv("aes-256-ctr", key, Buffer.concat([bytes.subarray(1, 13), Buffer.of(0, 0, 0, 2)]));
  return Buffer.concat([decipher.update(bytes.subarray(13, -16)), decipher.final()]);
}
