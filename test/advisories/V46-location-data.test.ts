import { describe, expect, test } from "vitest";
import { animation, CANARIES, document, film, photo } from "../../src/server/attachments/demo-files.contract.ts";
import { stripMetadata } from "../../src/server/attachments/strip/strip-metadata.ts";

/** V46, after helpy 1697 and GitLab 55469: the place a photo was taken stayed in it. Here: no trace in the raw bytes. */

const files: readonly (readonly [string, () => Promise<Uint8Array>])[] = [
  ["JPEG", () => photo("jpeg")],
  ["turned JPEG", () => photo("jpeg", 6)],
  ["PNG", () => photo("png", 3)],
  ["WebP", () => photo("webp", 8)],
  ["AVIF (the same container as HEIC)", () => photo("avif")],
  ["GIF", animation],
  ["MP4", async () => film()],
  ["QuickTime", async () => film("qt  ")],
  ["PDF", document],
];

describe.each(files)("%s", (_, make) => {
  test("carries the canaries in, and none of them out", async () => {
    const before = await make();
    const { kind, bytes } = stripMetadata(before);
    const within = (file: Uint8Array) => CANARIES.filter((canary) => Buffer.from(file).includes(canary));
    expect(within(before)).not.toEqual([]);
    expect(kind).toBe("stripped");
    expect(within(bytes)).toEqual([]);
  });

  test("is told by its bytes: a wrong name or type cannot lead around the stripping", async () => {
    // There is no parameter for a name or type at all.
    expect(stripMetadata).toHaveLength(1);
    expect(stripMetadata(await make()).kind).toBe("stripped");
  });
});
