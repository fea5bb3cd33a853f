import { type FileHandle, open, readFile } from "node:fs/promises";

/**
 * The sender's own book, in a file the product cannot touch: what was sent, and every 200 that was seen. Written
 * through to the disk (fdatasync) in batches; `close` returns when the last line is there.
 */
export class Ledger {
  readonly #file: FileHandle;
  #lines: string[] = [];
  #writing: Promise<void> | undefined;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(path: string): Promise<Ledger> {
    return new Ledger(await open(path, "wx"));
  }

  /** @param what delivery numbers, or the client id of a reply */
  sent(what: readonly (number | string)[]): void {
    this.#write("sent", what);
  }

  acknowledged(what: readonly (number | string)[]): void {
    this.#write("200", what);
  }

  #write(word: string, what: readonly (number | string)[]): void {
    for (const one of what) this.#lines.push(`${word} ${one}\n`);
    this.#writing ??= this.#flush();
  }

  async #flush(): Promise<void> {
    while (this.#lines.length > 0) {
      const text = this.#lines.join("");
      this.#lines = [];
      await this.#file.write(text);
      await this.#file.datasync();
    }
    this.#writing = undefined;
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#file.close();
  }
}

export interface Book {
  readonly sent: ReadonlySet<string>;
  readonly acknowledged: ReadonlySet<string>;
}

export async function readLedger(path: string): Promise<Book> {
  const sent = new Set<string>();
  const acknowledged = new Set<string>();
  for (const line of (await readFile(path, "utf8")).split("\n")) {
    const [word, what] = line.split(" ");
    if (what === undefined) continue;
    (word === "200" ? acknowledged : sent).add(what);
  }
  return { sent, acknowledged };
}
