import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";

/** Where new ids and secrets come from, handed in so that tests can repeat a run. */
export interface Ids {
  /** UUID version 7 (RFC 9562): 48 bits of time, then 74 random bits; sorts by time of making. */
  uuid(): string;
  /** 256 random bits in base64url, for sessions, links and tokens. */
  secret(): string;
}

export function createIds(now: () => Date): Ids {
  return {
    uuid: () => uuidv7(now().getTime()),
    secret: () => randomBytes(32).toString("base64url"),
  };
}

/** The random bits of Node's version 4, which it draws for many ids at once, behind the time. */
function uuidv7(ms: number): string {
  const time = ms.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/** SHA-256 of a secret: what the database keeps instead of it. */
export function hashSecret(secret: string): Buffer {
  return createHash("sha256").update(secret, "utf8").digest();
}

/** Compares two secrets in constant time; differing lengths are simply unequal (V03). */
export function sameSecret(a: string | Uint8Array, b: string | Uint8Array): boolean {
  const left = createHash("sha256").update(a).digest();
  const right = createHash("sha256").update(b).digest();
  return timingSafeEqual(left, right);
}

/** 48 random bits folded to ninety million. It never begins with zero: people and tables drop that one, and it is how phone numbers begin. */
export function eightDigits(secret: string): string {
  return String(10_000_000 + (hashSecret(secret).readUIntBE(0, 6) % 90_000_000));
}
