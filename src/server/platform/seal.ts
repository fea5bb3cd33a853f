import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
  randomFillSync,
} from "node:crypto";
import type { Keyring } from "./keyring.ts";

/**
 * The only file that seals and opens content: AES-256-GCM (NIST SP 800-38D), random 96-bit nonce, and the place
 * of the value (tenant, owner, table, row, column) as additional data, so that a ciphertext moved elsewhere does
 * not open. A version byte leads every ciphertext. Layout: version | nonce 12 | ciphertext | tag 16.
 */
const version = 1;

/** Where a sealed value lives: `owner` is a contact id or "tenant". */
export interface Place {
  readonly table: string;
  readonly row: string;
  readonly column: string;
}

/** A contact's data key as the database keeps it. */
export interface WrappedKey {
  readonly epoch: number;
  readonly wrapped: Uint8Array;
}

/** A contact's data key, ready for use. */
export interface ContactKey {
  readonly contactId: string;
  readonly secret: KeyObject;
}

export class Seal {
  readonly #keyring: Keyring;

  constructor(keyring: Keyring) {
    this.#keyring = keyring;
  }

  /** What signs our pushes; the public half goes to every browser that subscribes. */
  pushKeys(): { readonly publicKey: string; readonly privateKey: string } {
    return this.#keyring.push();
  }

  /** A fresh data key for a contact, and its wrapped form for the database. */
  newContactKey(tenantId: string, contactId: string): { key: ContactKey; wrapped: WrappedKey } {
    const keys = this.#keyring.tenant(tenantId);
    const bytes = randomBytes(32);
    const epochKey = keys.epochs.get(keys.currentEpoch);
    if (!epochKey) throw new Error("no current epoch key");
    const wrapped = encrypt(epochKey, bytes, `${tenantId}|${contactId}|contact_key|${keys.currentEpoch}`);
    return { key: { contactId, secret: createSecretKey(bytes) }, wrapped: { epoch: keys.currentEpoch, wrapped } };
  }

  /** False: the epoch is gone, and with it every key it wrapped. */
  livesIn(tenantId: string, { epoch }: WrappedKey): boolean {
    return this.#keyring.tenant(tenantId).epochs.has(epoch);
  }

  /** Throws when the epoch is gone (the contact was erased) or the row belongs to someone else. */
  openContactKey(tenantId: string, contactId: string, { epoch, wrapped }: WrappedKey): ContactKey {
    const epochKey = this.#keyring.tenant(tenantId).epochs.get(epoch);
    if (!epochKey) throw new Error("the epoch of this contact key is gone");
    const bytes = decrypt(epochKey, wrapped, `${tenantId}|${contactId}|contact_key|${epoch}`);
    return { contactId, secret: createSecretKey(bytes) };
  }

  /** The same key wrapped with the current epoch; undefined when it is already. */
  rewrap(tenantId: string, contactId: string, old: WrappedKey): WrappedKey | undefined {
    const { epochs, currentEpoch } = this.#keyring.tenant(tenantId);
    const epochKey = epochs.get(currentEpoch);
    if (!epochKey) throw new Error("no current epoch key");
    if (old.epoch === currentEpoch) return undefined;
    const bytes = this.openContactKey(tenantId, contactId, old).secret.export();
    return {
      epoch: currentEpoch,
      wrapped: encrypt(epochKey, bytes, `${tenantId}|${contactId}|contact_key|${currentEpoch}`),
    };
  }

  currentEpoch(tenantId: string): { readonly epoch: number; readonly began: Date; readonly older: number } {
    const { currentEpoch, epochs } = this.#keyring.tenant(tenantId);
    return { epoch: currentEpoch, began: this.#keyring.epochBegan(tenantId), older: epochs.size - 1 };
  }

  beginEpoch(tenantId: string, at: Date): void {
    this.#keyring.beginEpoch(tenantId, at);
  }

  endOldEpochs(tenantId: string): number {
    return this.#keyring.endOldEpochs(tenantId);
  }

  /** Seals UTF-8 text or bytes with the contact's key. */
  forContact(tenantId: string, key: ContactKey, place: Place, content: string | Uint8Array): Buffer {
    return encrypt(key.secret, content, additional(tenantId, key.contactId, place));
  }

  openForContact(tenantId: string, key: ContactKey, place: Place, sealed: Uint8Array): Buffer {
    return decrypt(key.secret, sealed, additional(tenantId, key.contactId, place));
  }

  /** Seals what belongs to the business itself, such as channel secrets. */
  forTenant(tenantId: string, place: Place, content: string | Uint8Array): Buffer {
    return encrypt(this.#keyring.tenant(tenantId).key, content, additional(tenantId, "tenant", place));
  }

  openForTenant(tenantId: string, place: Place, sealed: Uint8Array): Buffer {
    return decrypt(this.#keyring.tenant(tenantId).key, sealed, additional(tenantId, "tenant", place));
  }

  /**
   * Seals what belongs to people nobody has looked up yet and lives for days only: raw deliveries, uploads under way.
   * It ends with its epoch, so an old backup of it is noise like the keys of erased contacts.
   */
  forEpoch(tenantId: string, place: Place, content: string | Uint8Array): Buffer {
    const { epochs, currentEpoch } = this.#keyring.tenant(tenantId);
    const key = epochs.get(currentEpoch);
    if (!key) throw new Error("no current epoch key");
    return encrypt(key, content, additional(tenantId, "epoch", place));
  }

  /** Throws when the epoch it was sealed in is gone. */
  openForEpoch(tenantId: string, place: Place, sealed: Uint8Array): Buffer {
    const { epochs } = this.#keyring.tenant(tenantId);
    for (const key of [...epochs.values()].reverse()) {
      try {
        return decrypt(key, sealed, additional(tenantId, "epoch", place));
      } catch {}
    }
    throw new Error("the epoch of this value is gone");
  }

  /** Keyed hash of a record: only who has the keyring can make it, so that a record can be told from a forged one. */
  proof(tenantId: string, kind: string, text: string): Buffer {
    return createHmac("sha256", this.#keyring.tenant(tenantId).pepper).update(`proof|${kind}|${text}`).digest();
  }

  /** Keyed hash of an address, so that it can be looked up without being readable. */
  blindIndex(tenantId: string, kind: string, value: string): Buffer {
    return createHmac("sha256", this.#keyring.tenant(tenantId).pepper).update(`${kind}|${value}`).digest();
  }
}

function additional(tenantId: string, owner: string, place: Place): string {
  return `${tenantId}|${owner}|${place.table}|${place.row}|${place.column}|${version}`;
}

// Random bytes are drawn in one large gulp: a system call per nonce would cost more than the cipher.
const pool = Buffer.alloc(12 * 512);
let used = pool.length;
function nextNonce(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const nonce = Buffer.from(pool.subarray(used, used + 12));
  used += 12;
  return nonce;
}

function encrypt(key: KeyObject, content: string | Uint8Array, aad: string): Buffer {
  const nonce = nextNonce();
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(aad));
  const head = typeof content === "string" ? cipher.update(content, "utf8") : cipher.update(content);
  return Buffer.concat([Buffer.of(version), nonce, head, cipher.final(), cipher.getAuthTag()]);
}

/** Cut short, changed, or sealed by another key: nothing of it can be read. */
export class Unreadable extends Error {}

function decrypt(key: KeyObject, sealed: Uint8Array, aad: string): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes[0] !== version || bytes.length < 29) throw new Unreadable("unknown seal version");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(1, 13)).setAAD(Buffer.from(aad));
  decipher.setAuthTag(bytes.subarray(-16));
  const head = decipher.update(bytes.subarray(13, -16));
  try {
    return Buffer.concat([head, decipher.final()]);
  } catch (error) {
    throw new Unreadable("the seal does not fit", { cause: error });
  }
}
