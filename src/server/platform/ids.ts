import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";

/** Where new ids and secrets come from, handed in so that tests can repeat a run. */
export interface Ids {
  /** UUID version 7 (RFC 9562): 48 bits of time, 26 that count within a millisecond, 48 random. Sorts in order of making. */
  uuid(): string;
  /** 256 random bits in base64url, for sessions, links and tokens. */
  secret(): string;
}

export function createIds(now: () => Date): Ids {
  let [latest, count] = [0, 0];
  return {
    uuid() {
      const ms = now().getTime();
      // What one press writes down has one time, and is listed by it. A clock that goes back meets its old ids again.
      count = ms > latest ? 0 : count + 1;
      latest = Math.max(latest, ms);
      return uuidv7(ms, count);
    },
    secret: () => randomBytes(32).toString("base64url"),
  };
}

/** The count stands around the variant. The random bits are from Node's version 4, which it draws for many ids at once. */
function uuidv7(ms: number, count: number): string {
  const time = ms.toString(16).padStart(12, "0");
  const [high, low] = [(count >>> 14) & 0xfff, (count & 0x3fff) | 0x8000];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${high.toString(16).padStart(3, "0")}-${low.toString(16)}${randomUUID().slice(23)}`;
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
