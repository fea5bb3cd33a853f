import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { tryJson } from "../../contract/try-json.ts";
import { makeFolder, writeDurably } from "./files/durable-file.ts";
import { instant } from "./instant.ts";

/**
 * The keys, in files of their own outside the database and its backups:
 * root.key -> tenant key -> weekly epoch key -> contact key (the last one wrapped in the database).
 * Throwing an epoch away makes every old wrapped copy of a contact key noise, backups included.
 */
const fileSchema = z.object({
  version: z.literal(1),
  installationId: z.uuid(),
  /** The pair the push services know this installation by (VAPID, RFC 8292); made when it is first asked for. */
  push: z.object({ publicKey: z.base64url(), wrappedSecret: z.base64() }).optional(),
  tenants: z.record(
    z.uuid(),
    z.object({
      wrappedKey: z.base64(),
      wrappedPepper: z.base64(),
      epochs: z.array(
        z.object({ epoch: z.number().int().positive(), wrappedKey: z.base64(), madeAt: z.iso.datetime() }),
      ),
    }),
  ),
});
type KeyringFile = z.infer<typeof fileSchema>;

/** Keys as KeyObjects: from a bare buffer every cipher would build one anew, which costs more than the cipher. */
export interface TenantKeys {
  readonly key: KeyObject;
  /** For blind indexes; lives as long as the tenant, because look-ups must find old rows. */
  readonly pepper: KeyObject;
  readonly epochs: ReadonlyMap<number, KeyObject>;
  readonly currentEpoch: number;
}

const putBack = "Bitte den Ordner keys aus der Kopie zurücklegen.";

export class Keyring {
  readonly #path: string;
  readonly #root: Buffer;
  #file: KeyringFile;
  readonly #opened = new Map<string, TenantKeys>();

  private constructor(path: string, root: Buffer, file: KeyringFile) {
    this.#path = path;
    this.#root = root;
    this.#file = file;
  }

  /** True when both key files lie in the folder. */
  static exists(dir: string): boolean {
    return existsSync(join(dir, "root.key")) && existsSync(join(dir, "keyring.json"));
  }

  /** Makes a root key and an empty keyring. Never called when data exist (the caller checks, F23). */
  static create(dir: string, installationId: string): Keyring {
    makeFolder(dir);
    const root = randomBytes(32);
    writeDurably(join(dir, "root.key"), root.toString("base64"));
    const keyring = new Keyring(join(dir, "keyring.json"), root, { version: 1, installationId, tenants: {} });
    keyring.#change(() => {});
    return keyring;
  }

  /** Reads the files; throws a plain German sentence when one is damaged. */
  static open(dir: string): Keyring {
    const root = Buffer.from(readFileSync(join(dir, "root.key"), "utf8").trim(), "base64");
    if (root.length !== 32) throw new Error(`Der Hauptschlüssel (root.key) ist beschädigt. ${putBack}`);
    const parsed = fileSchema.safeParse(tryJson(readFileSync(join(dir, "keyring.json"), "utf8")));
    if (!parsed.success) throw new Error(`Der Schlüsselbund (keyring.json) ist beschädigt. ${putBack}`);
    return new Keyring(join(dir, "keyring.json"), root, parsed.data);
  }

  get installationId(): string {
    return this.#file.installationId;
  }

  /** Says whether a database belongs to this root key, without revealing the key. */
  checkValue(): Buffer {
    return createHmac("sha256", this.#root).update(`kcv|${this.#file.installationId}`).digest();
  }

  /** Seals a secret of the installation itself for keeping on this machine. */
  protect(purpose: string, secret: Buffer): string {
    return wrap(this.#root, secret, `installation|${purpose}`);
  }

  reveal(purpose: string, wrapped: string): Buffer {
    return unwrap(this.#root, wrapped, `installation|${purpose}`);
  }

  /** The VAPID pair, raw and base64url. A new one would end every subscription, so it lies with the other keys. */
  push(): { readonly publicKey: string; readonly privateKey: string } {
    const { push } = this.#file;
    if (push)
      return { publicKey: push.publicKey, privateKey: this.reveal("push", push.wrappedSecret).toString("base64url") };
    const pair = createECDH("prime256v1");
    const publicKey = pair.generateKeys("base64url");
    // Leading zeros are dropped by the library and missed by WebCrypto.
    const secret = Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()]).subarray(-32);
    this.#change((file) => {
      file.push = { publicKey, wrappedSecret: this.protect("push", secret) };
    });
    return { publicKey, privateKey: secret.toString("base64url") };
  }

  /** True when a business has keys here: somewhere there are data they open. */
  isUsed(): boolean {
    return Object.keys(this.#file.tenants).length > 0;
  }

  hasTenant(tenantId: string): boolean {
    return this.#file.tenants[tenantId] !== undefined;
  }

  addTenant(tenantId: string, at: Date): void {
    if (this.hasTenant(tenantId)) return;
    const key = randomBytes(32);
    this.#change(({ tenants }) => {
      tenants[tenantId] = {
        wrappedKey: wrap(this.#root, key, `tenant|${tenantId}`),
        wrappedPepper: wrap(key, randomBytes(32), `pepper|${tenantId}`),
        epochs: [{ epoch: 1, wrappedKey: wrap(key, randomBytes(32), `epoch|${tenantId}|1`), madeAt: at.toISOString() }],
      };
    });
  }

  /** For good: what they sealed is noise from here on, in this database and in every backup of it. */
  removeTenant(tenantId: string): void {
    this.#change(({ tenants }) => {
      delete tenants[tenantId];
    });
    this.#opened.delete(tenantId);
  }

  /** The unwrapped keys of a tenant, kept in memory. */
  tenant(tenantId: string): TenantKeys {
    const known = this.#opened.get(tenantId);
    if (known) return known;
    const row = this.#row(tenantId);
    const key = unwrap(this.#root, row.wrappedKey, `tenant|${tenantId}`);
    const epochs = new Map(
      row.epochs.map(
        (e) => [e.epoch, createSecretKey(unwrap(key, e.wrappedKey, `epoch|${tenantId}|${e.epoch}`))] as const,
      ),
    );
    const opened: TenantKeys = {
      key: createSecretKey(key),
      pepper: createSecretKey(unwrap(key, row.wrappedPepper, `pepper|${tenantId}`)),
      epochs,
      currentEpoch: Math.max(...epochs.keys()),
    };
    this.#opened.set(tenantId, opened);
    return opened;
  }

  /** When the current epoch of a tenant began. */
  epochBegan(tenantId: string): Date {
    const newest = this.#row(tenantId).epochs.reduce((a, b) => (a.epoch > b.epoch ? a : b));
    return instant(Date.parse(newest.madeAt));
  }

  /** Begins a new epoch: from now on contact keys are wrapped with it. The older ones stay until `endOldEpochs`. */
  beginEpoch(tenantId: string, at: Date): void {
    const row = this.#row(tenantId);
    const tenantKey = unwrap(this.#root, row.wrappedKey, `tenant|${tenantId}`);
    const epoch = this.tenant(tenantId).currentEpoch + 1;
    const wrappedKey = wrap(tenantKey, randomBytes(32), `epoch|${tenantId}|${epoch}`);
    this.#change(({ tenants }) => {
      tenants[tenantId]?.epochs.push({ epoch, wrappedKey, madeAt: at.toISOString() });
    });
    this.#opened.delete(tenantId);
  }

  /**
   * Destroys every epoch but the current one: what they wrapped is noise from here on, in this database and in every
   * backup of it. The caller makes sure that nothing living hangs on them. @returns how many went
   */
  endOldEpochs(tenantId: string): number {
    const row = this.#row(tenantId);
    const { currentEpoch } = this.tenant(tenantId);
    const kept = row.epochs.filter(({ epoch }) => epoch === currentEpoch);
    const gone = row.epochs.length - kept.length;
    if (gone === 0) return 0;
    this.#change(({ tenants }) => {
      tenants[tenantId] = { ...row, epochs: kept };
    });
    this.#opened.delete(tenantId);
    return gone;
  }

  #row(tenantId: string) {
    const row = this.#file.tenants[tenantId];
    if (!row) throw new Error("no keys for this tenant");
    return row;
  }

  /** The file first: a key that a full disk did not take must not seal anything. */
  #change(change: (file: KeyringFile) => void): void {
    const file = structuredClone(this.#file);
    change(file);
    writeDurably(this.#path, `${JSON.stringify(file, null, 2)}\n`);
    this.#file = file;
  }
}

function wrap(key: Buffer, secret: Buffer, purpose: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(purpose));
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]).toString("base64");
}

function unwrap(key: Buffer, wrapped: string, purpose: string): Buffer {
  const bytes = Buffer.from(wrapped, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12)).setAAD(Buffer.from(purpose));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
}
