import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { animation, CANARIES, document, film, photo } from "../demo-files.contract.ts";
import { concat } from "./byte-view.ts";
import { stripMetadata } from "./strip-metadata.ts";

const files: readonly (readonly [string, Uint8Array])[] = [
  ["JPEG", await photo("jpeg", 6)],
  ["PNG", await photo("png", 6)],
  ["WebP", await photo("webp", 6)],
  ["AVIF", await photo("avif", 6)],
  ["GIF", await animation()],
  ["MP4", film()],
  ["MOV", film("qt  ")],
  ["PDF", await document()],
];
const heads = ["\xff\xd8\xff", "\x89PNG\r\n\x1a\n", "RIFF\xff\xff\0\0WEBP", "GIF89a", "\0\0\0\x08ftyp", "%PDF-"];

/** Holds for every file, whole or not. */
function check(bytes: Uint8Array): void {
  const copy = bytes.slice();
  const { kind, bytes: after, removedTags } = stripMetadata(bytes);
  // The caller's bytes are never written to.
  expect(Buffer.compare(bytes, copy)).toBe(0);
  if (kind !== "stripped") expect(after).toBe(bytes);
  expect(removedTags.length > 0).toBe(kind === "stripped");
  // At most the bare orientation is added to what was there.
  expect(after.length).toBeLessThanOrEqual(bytes.length + 40);
}

describe.each(files)("a damaged %s neither throws nor hangs", (_, whole) => {
  test("cut off anywhere, and what is left of it is never called clean with a place in it", () => {
    for (let length = 0; length < whole.length; length += 1 + Math.floor(whole.length / 400)) {
      const cut = whole.slice(0, length);
      check(cut);
      const { kind, bytes } = stripMetadata(cut);
      if (kind !== "unsupported") expect(CANARIES.filter((one) => Buffer.from(bytes).includes(one))).toEqual([]);
    }
  });

  test("with bytes changed anywhere", () => {
    const changes = fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), { maxLength: 8 });
    fc.assert(
      fc.property(changes, (list) => {
        const bytes = whole.slice();
        for (const [at, value] of list) bytes[at] = value;
        check(bytes);
      }),
      { numRuns: 300 },
    );
  });

  test("with pieces swapped and doubled", () => {
    const place = fc.nat({ max: whole.length });
    fc.assert(
      fc.property(place, place, place, (a, b, c) => {
        check(concat([whole.slice(0, a), whole.slice(b), whole.slice(c)]));
      }),
      { numRuns: 100 },
    );
  });
});

test("noise behind any known beginning neither throws nor hangs", () => {
  fc.assert(
    fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 600 }), (head, noise) => {
      check(Uint8Array.from([...Buffer.from(head, "latin1"), ...noise]));
    }),
    { numRuns: 1000 },
  );
});
