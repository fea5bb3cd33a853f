import { describe, expect, test } from "vitest";
import { answerFile } from "./serve-file.ts";

const bytes = Uint8Array.from({ length: 100 }, (_, i) => i);
const file = (mimeType: string) => ({ mimeType, name: "Datei", bytes, tag: "t1" });
const ask = (mimeType: string, range?: string) => answerFile(file(mimeType), { range, download: false });

describe("how a stored file reaches a browser", () => {
  test.each(["image/svg+xml", "text/html", "application/xhtml+xml", "application/pdf", "text/plain", "image/heic", ""])(
    "%s is only ever downloaded, in a sandbox without rights (V33, U44)",
    (mimeType) => {
      const { headers } = ask(mimeType);
      expect(headers["content-type"]).toBe("application/octet-stream");
      expect(headers["content-disposition"]).toMatch(/^attachment;/);
      expect(headers["content-security-policy"]).toBe("sandbox; default-src 'none'");
      expect(headers["x-content-type-options"]).toBe("nosniff");
    },
  );

  test("a photo is shown, and nobody keeps a copy in a cache", () => {
    const { headers } = ask("image/jpeg");
    expect(headers["content-type"]).toBe("image/jpeg");
    expect(headers["content-disposition"]).toMatch(/^inline; filename="Datei.jpg"/);
    expect(headers["cache-control"]).toBe("private, no-store");
  });

  test.each([
    ["bytes=0-9", 206, 10, "bytes 0-9/100"],
    ["bytes=90-", 206, 10, "bytes 90-99/100"],
    ["bytes=-5", 206, 5, "bytes 95-99/100"],
    ["bytes=50-500", 206, 50, "bytes 50-99/100"],
    ["bytes=-500", 206, 100, "bytes 0-99/100"],
    ["bytes=100-", 416, undefined, "bytes */100"],
    ["bytes=9-3", 416, undefined, "bytes */100"],
    ["bytes=-0", 416, undefined, "bytes */100"],
    ["bytes=0-1,5-6", 200, 100, undefined],
    ["bytes=-", 200, 100, undefined],
    ["pages=1-2", 200, 100, undefined],
  ])("a player that asks for %s gets %i", (range, status, length, contentRange) => {
    const answer = ask("video/mp4", range);
    expect(answer.status).toBe(status);
    expect(answer.body?.length).toBe(length);
    expect(answer.headers["content-range"]).toBe(contentRange);
  });

  test("what the browser has already is not sent again", () => {
    const answer = answerFile(file("image/jpeg"), { ifNoneMatch: '"t1"', download: false });
    expect(answer).toMatchObject({ status: 304, body: undefined });
  });
});
