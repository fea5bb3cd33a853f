import { afterEach, expect, test, vi } from "vitest";
import { outbox } from "../offline/outbox.svelte.ts";
import { keepShots, shotsFor } from "./shots.ts";

afterEach(() => {
  outbox.empty();
  vi.unstubAllGlobals();
});

test("a photo that cannot be read is said to be missing, also with a good one after it, and leaves no gap", async () => {
  // As for a kind of picture this browser does not know: that one goes as it is.
  vi.stubGlobal("createImageBitmap", () => Promise.reject(new DOMException("", "InvalidStateError")));
  const photo = (name: string) => new File(["a"], name, { type: "image/heic" });
  const gone = Object.assign(photo("weg.heic"), {
    slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException("", "NotReadableError")) }),
  });
  expect(await keepShots("room/1", [photo("eins.heic"), gone, photo("zwei.heic")])).toBe(false);
  expect(shotsFor("room/1").map(({ files: [file] }) => file?.name)).toEqual(["eins.heic", "zwei.heic"]);
  expect(await keepShots("room/1", [photo("drei.heic")])).toBe(true);
});
