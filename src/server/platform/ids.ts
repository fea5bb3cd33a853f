import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** Where new ids and secrets come from, handed in so that tests can repeat a run. */
export interface Ids {
  /** UUID version 7 (RFC 9562): 48 bits of time, then 74 random bits; sorts by time of making. */
  uuid(): string;
  /** 256 random bits in base64url, for sessions, links and tokens. */
  secret(): string;
}

export function createIds(now: () => Date): Ids {
  return {
    uuid: () => uuidv7(now().getTime(), randomBytes(10)),
    secret: () => randomBytes(32).toString("base64url"),
  };
}

function uuidv7(ms: number, random: Buffer): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(ms, 0, 6);
  random.copy(bytes, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
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
