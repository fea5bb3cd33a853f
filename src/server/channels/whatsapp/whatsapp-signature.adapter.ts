import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * True only if `header` (X-Hub-Signature-256) is the HMAC-SHA256 of exactly these bytes under one of `secrets`.
 *
 * Over the raw bytes, before anything parses them: Meta escapes every non-ASCII character, so a re-serialised body
 * has another signature. Several secrets, because one is rotated while deliveries signed with the old one are still
 * under way. No secret, an empty one, or a header of another form: false (fail closed).
 */
export function verifySignature(body: Uint8Array, header: string | undefined, secrets: readonly string[]): boolean {
  const match = /^sha256=([0-9a-f]{64})$/.exec(header ?? "");
  if (match?.[1] === undefined) return false;
  const claimed = Buffer.from(match[1], "hex");
  let proven = false;
  // Every secret is tried, also after a hit, so that the time says nothing about which one it was.
  for (const secret of secrets) {
    if (secret === "") continue;
    // By way of text: a short Buffer from there lies in Node's pool, one from the digest is an object of its own.
    const expected = Buffer.from(createHmac("sha256", secret).update(body).digest("hex"), "hex");
    proven = (expected.length === claimed.length && timingSafeEqual(expected, claimed)) || proven;
  }
  return proven;
}
