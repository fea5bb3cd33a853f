import { afterEach, expect, test, vi } from "vitest";
import { copyText } from "./copy-text.ts";
import { toasts } from "./toasts.svelte.ts";

afterEach(() => {
  toasts.dismiss();
  vi.unstubAllGlobals();
});

test("what the browser did not copy is not said to be copied", async () => {
  vi.stubGlobal("navigator", {
    clipboard: { writeText: () => Promise.reject(new DOMException("", "NotAllowedError")) },
  });
  expect(await copyText("geheim")).toBe(false);
  expect(toasts.current).toMatchObject({ kind: "attention", text: expect.stringContaining("Kopieren nicht zu") });
  // Without a secure address there is no clipboard at all.
  vi.stubGlobal("navigator", {});
  expect(await copyText("geheim")).toBe(false);
  const writeText = vi.fn(async () => undefined);
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  expect(await copyText("geheim")).toBe(true);
  expect(writeText).toHaveBeenCalledWith("geheim");
});
