import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import type { OfflineKeys } from "../../contract/push.ts";
import { api, isTransient, ProblemError } from "../api.ts";

/**
 * What this device keeps for times without a net, sealed (DV-2). The key comes from the server, to an approved device
 * only; the browser keeps it as a key nobody can export, for 24 hours at most, and loses it with the session. Kinds and
 * ids lie in the open, every word and picture is AES-GCM.
 */
interface Kept {
  readonly kind: string;
  readonly id: string;
  readonly keyId: string;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}
interface KeptKey {
  readonly id: string;
  readonly key: CryptoKey;
  /** By this device's clock. */
  readonly from: number;
  readonly until: number;
}
interface Schema extends DBSchema {
  keys: { key: string; value: KeptKey };
  records: { key: [string, string]; value: Kept; indexes: { kind: string; keyId: string } };
}

/** What is taken out again: a value, and bytes where a file was kept with it. */
interface Opened<T> {
  readonly id: string;
  readonly value: T;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const databaseName = "werkbote-vault";
/** Kinds with this beginning are copies of what the server has: they go when the key may no longer be used. */
const copy = "copy-";

class Vault {
  /** Called when the browser took the store away while it was open: what lay there may be gone. */
  whenLost: () => void = () => undefined;
  #database: Promise<IDBPDatabase<Schema>> | undefined;
  #keys: readonly KeptKey[] = [];
  #expiry: ReturnType<typeof setTimeout> | undefined;

  /** May be read and written now. */
  get open(): boolean {
    return this.#current !== undefined;
  }

  get #current(): KeptKey | undefined {
    const key = this.#keys.at(-1);
    return key && usable(key) ? key : undefined;
  }

  /** Asks the server for the key. Without a net the one from before serves, while it may. @returns whether it is open */
  async unlock(): Promise<boolean> {
    try {
      const database = await this.#connect();
      const held = new Set((await database.getAll("keys")).map((key) => key.id));
      for await (const { key } of database.transaction("records").store.index("keyId").iterate(null, "nextunique"))
        held.add(key);
      await this.#take(await api.post<OfflineKeys>("/api/offline/key", { holds: [...held].slice(-5) }));
    } catch (error) {
      // Only the server's word takes the key; a store that was taken away meanwhile does not.
      if (error instanceof ProblemError && !isTransient(error)) await this.lock();
      else await this.resume();
    }
    return this.open;
  }

  /** Opens with the key kept on this device; a clock that was turned back opens nothing. */
  async resume(): Promise<boolean> {
    try {
      const keys = await (await this.#connect()).getAll("keys");
      const good = keys.filter(usable).sort((a, b) => a.from - b.from);
      if (good.length > 0) this.#use(good);
      else await this.lock();
    } catch {
      // A browser without storage keeps nothing; what one writes is sent from memory.
    }
    return this.open;
  }

  /** The key goes, here and in memory, and with it every copy. What waits to be sent stays, sealed. */
  async lock(): Promise<void> {
    clearTimeout(this.#expiry);
    this.#keys = [];
    try {
      const database = await this.#connect();
      await database.clear("keys");
      const kinds = IDBKeyRange.bound([copy, ""], [`${copy}\uffff`, ""]);
      await database.delete("records", kinds);
    } catch {
      // Nothing kept, nothing to take away.
    }
  }

  /** Nothing of it is left on this device. */
  async wipe(): Promise<void> {
    clearTimeout(this.#expiry);
    this.#keys = [];
    const database = await this.#database?.catch(() => undefined);
    database?.close();
    this.#database = undefined;
    // Another window may still have it open: it lets go by itself (`blocking`).
    await deleteDB(databaseName).catch(() => undefined);
  }

  async put(kind: string, id: string, value: unknown, bytes: Uint8Array = new Uint8Array()): Promise<boolean> {
    const current = this.#current;
    if (!current) return false;
    const record = await seal(current, kind, id, join(value, bytes));
    await (await this.#connect()).put("records", record);
    return true;
  }

  async get<T>(kind: string, id: string): Promise<Opened<T> | undefined> {
    if (!this.open) return undefined;
    const record = await (await this.#connect()).get("records", [kind, id]);
    return record && (await this.#open<T>(record));
  }

  async has(kind: string, id: string): Promise<boolean> {
    return (await (await this.#connect()).getKey("records", [kind, id])) !== undefined;
  }

  async all<T>(kind: string): Promise<Opened<T>[]> {
    if (!this.open) return [];
    const records = await (await this.#connect()).getAllFromIndex("records", "kind", kind);
    const opened = await Promise.all(records.map((record) => this.#open<T>(record)));
    return opened.filter((one) => one !== undefined);
  }

  /** Ids lie in the open: they can be read without the key. */
  async ids(kind: string): Promise<string[]> {
    const places = await (await this.#connect()).getAllKeysFromIndex("records", "kind", kind);
    return places.map(([, id]) => id);
  }

  async remove(kind: string, id: string): Promise<void> {
    await (await this.#connect()).delete("records", [kind, id]);
  }

  #connect(): Promise<IDBPDatabase<Schema>> {
    this.#database ??= openDB<Schema>(databaseName, 1, {
      upgrade: (database) => {
        const keys = database.createObjectStore("keys", { keyPath: "id" });
        // In place of one the browser took away: what is kept in it can be opened after a reload too.
        for (const key of this.#keys) void keys.put(key);
        const records = database.createObjectStore("records", { keyPath: ["kind", "id"] });
        records.createIndex("kind", "kind");
        records.createIndex("keyId", "keyId");
      },
      blocking: () => {
        // Another window wipes: hold nothing back.
        void this.#database?.then((database) => database.close());
        this.#database = undefined;
        this.#keys = [];
      },
      terminated: () => {
        // The next one who wants something opens it anew.
        this.#database = undefined;
        this.whenLost();
      },
    });
    return this.#database;
  }

  async #take({ keys, until, now }: OfflineKeys): Promise<void> {
    const from = Date.now();
    const end = from + Date.parse(until) - Date.parse(now);
    const kept = await Promise.all(
      keys.map(async ({ id, secret }, index): Promise<KeptKey> => {
        const key = await crypto.subtle.importKey("raw", fromBase64url(secret), "AES-GCM", false, [
          "encrypt",
          "decrypt",
        ]);
        return { id, key, from: from + index, until: end };
      }),
    );
    this.#use(kept);
    const database = await this.#connect();
    const transaction = database.transaction("keys", "readwrite");
    await transaction.store.clear();
    for (const key of kept) await transaction.store.put(key);
    await transaction.done;
    await this.#sealAnew();
  }

  #use(keys: readonly KeptKey[]): void {
    this.#keys = keys;
    clearTimeout(this.#expiry);
    const until = keys.at(-1)?.until ?? 0;
    this.#expiry = setTimeout(() => void this.lock(), Math.max(0, until - Date.now()));
  }

  /**
   * Everything under the newest key; a copy that no key opens is of no use to anybody. What waits to be sent is left: it
   * may still be in memory, and were it gone from here, it would count as sent by another window.
   */
  async #sealAnew(): Promise<void> {
    const current = this.#current;
    if (!current) return;
    const database = await this.#connect();
    for (const place of await database.getAllKeys("records")) {
      const record = await database.get("records", place);
      if (!record || record.keyId === current.id) continue;
      const plain = await this.#plain(record);
      if (plain) await replaceIfSame(database, record, await seal(current, record.kind, record.id, plain));
      else if (record.kind.startsWith(copy)) await database.delete("records", place);
    }
  }

  async #open<T>(record: Kept): Promise<Opened<T> | undefined> {
    const plain = await this.#plain(record);
    return plain && { id: record.id, ...split<T>(plain) };
  }

  async #plain({ kind, id, keyId, iv, sealed }: Kept): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const held = this.#keys.find((key) => key.id === keyId && usable(key));
    if (!held) return undefined;
    try {
      return new Uint8Array(await crypto.subtle.decrypt(cipher(kind, id, iv), held.key, sealed));
    } catch {
      return undefined;
    }
  }
}
export const vault = new Vault();

/** What was changed or taken away while it was sealed anew stays so. */
async function replaceIfSame(database: IDBPDatabase<Schema>, before: Kept, now: Kept): Promise<void> {
  const { store, done } = database.transaction("records", "readwrite");
  const there = await store.get([before.kind, before.id]);
  if (there?.iv.join() === before.iv.join()) await store.put(now);
  await done;
}

const usable = ({ from, until }: KeptKey): boolean => Date.now() < until && Date.now() >= from - 60_000;

/** The place of a value is part of its seal: moved elsewhere it does not open. */
const cipher = (kind: string, id: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams => ({
  name: "AES-GCM",
  iv,
  additionalData: new TextEncoder().encode(`${kind}/${id}`),
});

async function seal(
  { id: keyId, key }: KeptKey,
  kind: string,
  id: string,
  plain: Uint8Array<ArrayBuffer>,
): Promise<Kept> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { kind, id, keyId, iv, sealed: await crypto.subtle.encrypt(cipher(kind, id, iv), key, plain) };
}

/** Length of the value, the value, the bytes. */
function join(value: unknown, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(value ?? null));
  const whole = new Uint8Array(4 + text.length + bytes.length);
  new DataView(whole.buffer).setUint32(0, text.length);
  whole.set(text, 4);
  whole.set(bytes, 4 + text.length);
  return whole;
}

function split<T>(whole: Uint8Array<ArrayBuffer>): { value: T; bytes: Uint8Array<ArrayBuffer> } {
  const length = new DataView(whole.buffer).getUint32(0);
  const value = JSON.parse(new TextDecoder().decode(whole.subarray(4, 4 + length))) as T;
  return { value, bytes: whole.slice(4 + length) };
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
