import { afterEach, expect, test, vi } from "vitest";
import { upload } from "./api.ts";

/** A request that never gets through, whether the net or the file is the reason: the browser says the same. */
class Broken {
  upload = {};
  onerror: () => void = () => undefined;
  open(): void {}
  setRequestHeader(): void {}
  send(): void {
    this.onerror();
  }
}
/** Deleted or changed on the disk since it was chosen. */
class Gone extends File {
  override slice(): Blob {
    const arrayBuffer = () => Promise.reject(new DOMException("gone", "NotReadableError"));
    return Object.assign(new Blob(), { arrayBuffer });
  }
}
/** Hands a file on as it is; the one of Node makes another of it. */
class Form extends Map<string, unknown> {
  append(name: string, value: unknown): void {
    this.set(name, value);
  }
}
afterEach(() => {
  vi.unstubAllGlobals();
});

test("a file that can be read no more is said to be so, and not taken for a net that comes back", async () => {
  vi.stubGlobal("XMLHttpRequest", Broken);
  vi.stubGlobal("FormData", Form);
  const refused = (file: File) => upload("/x", file, "Plan.pdf", { headers: {} }).catch((error: unknown) => error);
  expect(await refused(new File(["a"], "Plan.pdf"))).toMatchObject({ code: "offline", status: 0 });
  expect(await refused(new Gone(["a"], "Plan.pdf"))).toMatchObject({ code: "lost", status: 410 });
});
