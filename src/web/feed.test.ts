import { afterEach, expect, test, vi } from "vitest";
import { Feed } from "./feed.ts";

class Source extends EventTarget {
  static last: Source | undefined;
  readyState = 1;
  constructor(readonly address: string) {
    super();
    Source.last = this;
  }
  close(): void {
    this.readyState = 2;
  }
}
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a feed that was stopped while everything was fetched anew asks for nothing more", async () => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Source);
  let asked = 0;
  let refuse: (why: Error) => void = () => undefined;
  const feed = new Feed(7, {
    event: () => undefined,
    presence: () => undefined,
    opened: () => undefined,
    revoked: () => undefined,
    gone: () => {
      asked += 1;
      return new Promise<number>((_, reject) => (refuse = reject));
    },
  });
  Source.last?.dispatchEvent(new Event("gone"));
  feed.stop();
  refuse(new Error("signed out"));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toBe(1);
});
