import { createHash, createPublicKey, verify } from "node:crypto";
import { DeviceKey } from "../../contract/access.ts";

/** JWK thumbprint (RFC 7638): SHA-256 over the required members in lexical order. */
export function thumbprintOf(key: DeviceKey): string {
  const text = JSON.stringify({ crv: key.crv, kty: key.kty, x: key.x, y: key.y });
  return createHash("sha256").update(text).digest("base64url");
}

/**
 * True only for a valid ECDSA P-256 signature over `text` (SHA-256, raw r and s as WebCrypto makes them).
 * A key that is not on the curve, or is not a key, is simply false.
 * @param key as stored; checked again, because it comes from a JSON column
 */
export function deviceSigned(key: unknown, text: string, signature: string): boolean {
  const parsed = DeviceKey.safeParse(key);
  const bytes = Buffer.from(signature, "base64url");
  if (!parsed.success || bytes.length !== 64) return false;
  try {
    const publicKey = createPublicKey({ key: { ...parsed.data }, format: "jwk" });
    return verify("sha256", Buffer.from(text), { key: publicKey, dsaEncoding: "ieee-p1363" }, bytes) === true;
  } catch {
    return false;
  }
}
