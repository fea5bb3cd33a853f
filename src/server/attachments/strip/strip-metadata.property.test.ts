import fc from "fast-check";
import { fileTypeFromBuffer } from "file-type";
import { describe, expect, test } from "vitest";
import { animation, CANARIES, document, film, photo } from "../demo-files.contract.ts";
import { sniffType } from "../sniff.adapter.ts";
import { stripAndJudge } from "../strip-and-judge.action.ts";
import { ascii, concat } from "./byte-view.ts";
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

test("a JPEG behind anything short is told by its content, and comes out of it clean", async () => {
  const [, whole] = files[0] ?? [];
  const clean = stripMetadata(whole ?? new Uint8Array()).bytes;
  const noise = fc.oneof(
    fc.constantFrom("\n", "\r\n", "\xef\xbb\xbf", "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n").map(ascii),
    fc.uint8Array({ minLength: 1, maxLength: 1023 }),
  );
  await fc.assert(
    fc.asyncProperty(noise, async (before) => {
      const bytes = concat([before, whole ?? before]);
      const type = await sniffType(bytes);
      // What begins like something else is that.
      if ((await fileTypeFromBuffer(bytes)) !== undefined) return;
      const { bytes: after, removedTags, verdict } = await stripAndJudge(bytes, type);
      expect([type, verdict.verdict, removedTags[0]]).toEqual(["image/jpeg", "allow", "Leading data"]);
      expect(Buffer.compare(after, clean)).toBe(0);
    }),
    { numRuns: 100 },
  );
  // A picture among other things makes no picture of them: nothing of theirs is cut off.
  expect(await sniffType(concat([ascii("PLAN v1\n"), clean, new Uint8Array(2_000)]))).toBe("application/octet-stream");
  const two = await stripAndJudge(concat([ascii("PLAN v1\n"), clean, clean]), "image/jpeg");
  expect([two.looked, two.verdict.verdict]).toEqual([false, "require"]);
});

test("noise behind any known beginning neither throws nor hangs", () => {
  fc.assert(
    fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 600 }), (head, noise) => {
      check(Uint8Array.from([...Buffer.from(head, "latin1"), ...noise]));
    }),
    { numRuns: 1000 },
  );
});
