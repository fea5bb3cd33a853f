import { afterEach, expect, test, vi } from "vitest";
import { shrink } from "./shrink.ts";

afterEach(() => vi.unstubAllGlobals());

test("ten photos chosen at once are opened one after the other: each is fifty megabytes in the memory of a phone", async () => {
  let [open, most] = [0, 0];
  vi.stubGlobal("createImageBitmap", async ({ name }: File) => {
    most = Math.max(most, ++open);
    await Promise.resolve();
    if (name === "2.jpg") {
      open -= 1;
      throw new DOMException("", "InvalidStateError");
    }
    return { width: 640, height: 480, close: () => (open -= 1) };
  });
  const files = Array.from({ length: 10 }, (_, n) => new File(["x"], `${n}.jpg`, { type: "image/jpeg" }));
  expect(await Promise.all(files.map(shrink))).toEqual(files);
  expect([open, most]).toEqual([0, 1]);
});
