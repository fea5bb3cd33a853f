import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { verifySignature } from "../../src/server/channels/whatsapp/whatsapp-signature.adapter.ts";

/** V01, after Chatwoot GHSA-7rw7-pc8v-mrr3: webhooks were taken unsigned, so anybody could write messages. */

const secret = "demo-app-secret";
// Meta escapes what is not ASCII and signs the escaped bytes.
const raw = '{"entry":[{"changes":[{"field":"messages","value":{"text":"Gr\\u00fc\\u00dfe \\ud83d\\udd27"}}]}]}';
const body = Buffer.from(raw);
const hex = (of: Buffer | string = body, key = secret) => createHmac("sha256", key).update(of).digest("hex");
const good = `sha256=${hex()}`;

test("what Meta signed is taken, also with either of two secrets while one is rotated", () => {
  expect(verifySignature(body, good, [secret])).toBe(true);
  expect(verifySignature(body, good, ["the next one", secret])).toBe(true);
  expect(verifySignature(body, good, [secret, "the next one"])).toBe(true);
});

describe("everything else is refused", () => {
  const tampered = Uint8Array.from(body, (byte, i) => (i === 20 ? byte ^ 1 : byte));
  const reserialised = Buffer.from(JSON.stringify(JSON.parse(raw)));

  test.each<[string, Uint8Array, string | undefined, readonly string[]]>([
    ["no header", body, undefined, [secret]],
    ["an empty header", body, "", [secret]],
    ["the bare digest", body, hex(), [secret]],
    ["an empty digest", body, "sha256=", [secret]],
    ["a truncated digest", body, good.slice(0, -1), [secret]],
    ["a digest with something behind it", body, `${good}0`, [secret]],
    ["a line break behind it", body, `${good}\n`, [secret]],
    ["an upper-case digest", body, `sha256=${hex().toUpperCase()}`, [secret]],
    ["SHA-1", body, `sha1=${createHmac("sha1", secret).update(body).digest("hex")}`, [secret]],
    [
      "SHA-1 under the name of SHA-256",
      body,
      `sha256=${createHmac("sha1", secret).update(body).digest("hex")}`,
      [secret],
    ],
    ["another channel's secret", body, `sha256=${hex(body, "another secret")}`, [secret]],
    ["one changed byte", tampered, good, [secret]],
    ["a re-serialised body", reserialised, good, [secret]],
    ["an empty body", new Uint8Array(), good, [secret]],
    ["no secret set", body, good, []],
    ["an empty secret, signed with the empty secret", body, `sha256=${hex(body, "")}`, [""]],
    ["two signatures in one header", body, `${good},${good}`, [secret]],
  ])("%s", (_, bytes, header, secrets) => {
    expect(verifySignature(bytes, header, secrets)).toBe(false);
  });
});
