import { afterEach, expect, test, vi } from "vitest";
import { api, sitDown, upload, whenSignedOut } from "./api.ts";

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

test("an answer that was on its way while somebody signed in again does not sign them out", async () => {
  const waiting: ((answer: Response) => void)[] = [];
  vi.stubGlobal("fetch", () => new Promise((resolve) => waiting.push(resolve)));
  const refusal = () =>
    new Response('{"code":"not-signed-in"}', { status: 401, headers: { "content-type": "application/problem+json" } });
  const ended = vi.fn<() => void>();
  whenSignedOut(ended);
  const ask = () => api.get("/api/me").catch((error: unknown) => error);
  const both = [ask(), ask()];
  waiting[0]?.(refusal());
  await both[0];
  expect(ended).toHaveBeenCalledTimes(1);
  sitDown();
  waiting[1]?.(refusal());
  expect(await both[1]).toMatchObject({ code: "not-signed-in" });
  expect(ended).toHaveBeenCalledTimes(1);
  const later = ask();
  waiting[2]?.(refusal());
  await later;
  expect(ended).toHaveBeenCalledTimes(2);
});
