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

/** What of a picture of this size is sent: the size of what is drawn of it. */
async function drawn(width: number, height: number): Promise<[number, number]> {
  const canvas = { width: 0, height: 0, getContext: () => null, toBlob: (done: (blob: null) => void) => done(null) };
  vi.stubGlobal("createImageBitmap", async () => ({ width, height, close: () => {} }));
  vi.stubGlobal("document", { createElement: () => canvas });
  await shrink(new File([new Uint8Array(500_000)], "a.jpg", { type: "image/jpeg" }));
  return [canvas.width, canvas.height];
}

test("a long screenshot and a panorama stay readable: their shorter side is not pressed together with the longer", async () => {
  expect(await drawn(4032, 3024)).toEqual([2048, 1536]);
  expect(await drawn(4000, 2250)).toEqual([2048, 1152]);
  expect(await drawn(1080, 7000)).toEqual([1024, 6637]);
  expect(await drawn(12_000, 1800)).toEqual([6827, 1024]);
  // What no old phone could draw.
  expect(await drawn(1080, 30_000)).toEqual([295, 8192]);
});
