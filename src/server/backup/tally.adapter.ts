import { createHash } from "node:crypto";
import type { Count, Manifest } from "./archive.ts";

/**
 * Counts and hashes what goes into an archive, or comes out of it, in constant memory: one running hash a table, one
 * over all files with their names.
 */
export class Tally {
  readonly #tables = new Map<string, Running>();
  readonly #files = new Running();

  rows(table: string, bytes: Uint8Array): void {
    const running = this.#tables.get(table) ?? new Running();
    this.#tables.set(table, running);
    running.add(bytes);
    // COPY writes a row a line and no line break within a row.
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) running.count += 1;
  }

  /** An empty table is counted too. */
  table(table: string): void {
    if (!this.#tables.has(table)) this.#tables.set(table, new Running());
  }

  file(name: string, size: number): void {
    this.#files.count += 1;
    this.#files.label(`${name}\n${size}\n`);
  }

  fileBytes(bytes: Uint8Array): void {
    this.#files.add(bytes);
  }

  /** What was counted so far. */
  manifest(): Manifest {
    const tables = [...this.#tables].map(([name, running]) => [name, running.result()] as const);
    return { tables: Object.fromEntries(tables), files: this.#files.result() };
  }
}

class Running {
  count = 0;
  bytes = 0;
  readonly #hash = createHash("sha256");

  add(bytes: Uint8Array): void {
    this.bytes += bytes.length;
    this.#hash.update(bytes);
  }

  label(text: string): void {
    this.#hash.update(text);
  }

  result(): Count {
    return { count: this.count, bytes: this.bytes, sha256: this.#hash.copy().digest("hex") };
  }
}

export function sameManifest(a: Manifest, b: Manifest): boolean {
  const same = (x: Count | undefined, y: Count | undefined) =>
    x?.count === y?.count && x?.bytes === y?.bytes && x?.sha256 === y?.sha256;
  const names = new Set([...Object.keys(a.tables), ...Object.keys(b.tables)]);
  return same(a.files, b.files) && [...names].every((name) => same(a.tables[name], b.tables[name]));
}
