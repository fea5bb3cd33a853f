import { createHmac } from "node:crypto";

/**
 * Meta escapes every code unit above U+007F, as `\u` and four lower-case hex digits, in the bytes it signs. A receiver
 * that parses and serialises again before checking the signature fails as soon as an umlaut appears; these bytes bring
 * that to light.
 */
export function webhookBytes(payload: unknown, format: "compact" | "pretty"): Buffer {
  const text = JSON.stringify(payload, undefined, format === "pretty" ? 2 : undefined);
  const escaped = text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return Buffer.from(escaped, "ascii");
}

/** Value of `X-Hub-Signature-256`: HMAC-SHA256 over exactly these bytes. */
export function signature(bytes: Buffer, appSecret: string): string {
  return `sha256=${createHmac("sha256", appSecret).update(bytes).digest("hex")}`;
}
