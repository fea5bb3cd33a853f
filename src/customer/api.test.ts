import { afterEach, expect, test, vi } from "vitest";
import { upload } from "./api.ts";

class Broken {
  upload = {};
  onerror: () => void = () => undefined;
  open(): void {}
  setRequestHeader(): void {}
  abort(): void {}
  send(): void {
    this.onerror();
  }
}
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a photo that the phone can read no more is said to be so, and not sent until the net is back", async () => {
  vi.useFakeTimers();
  vi.stubGlobal("XMLHttpRequest", Broken);
  const gone = Object.assign(new Blob(), {
    slice: () =>
      Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(new DOMException("", "NotReadableError")) }),
  });
  expect(await upload("heizung", "PUT", "uploads/x/0", gone)).toEqual({
    kind: "refused",
    sentence: "Diese Datei lässt sich auf Ihrem Gerät nicht mehr lesen. Bitte noch einmal auswählen.",
    fields: {},
  });
  expect(await upload("heizung", "PUT", "uploads/x/0", new Blob(["a"]))).toEqual({ kind: "no-net" });
  // Where words and photos go in one, it is among them.
  const form = new FormData();
  form.append("photo", new File(["a"], "bad.jpg"));
  expect(await upload("heizung", "POST", "messages", form)).toEqual({ kind: "no-net" });
  vi.spyOn(Blob.prototype, "arrayBuffer").mockRejectedValueOnce(new DOMException("", "NotReadableError"));
  expect(await upload("heizung", "POST", "messages", form)).toMatchObject({
    kind: "refused",
    sentence: "„bad.jpg“ lässt sich auf Ihrem Gerät nicht mehr lesen. Bitte noch einmal auswählen.",
  });
});
