import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Stale } from "./stale.ts";

describe("what the feed told and the net kept back", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("is fetched together, once", async () => {
    const fetched: (readonly string[])[] = [];
    const stale = new Stale(40, async (keys) => {
      fetched.push(keys);
      return [];
    });
    for (const key of ["a", "b", "a"]) stale.add(key);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fetched).toEqual([["a", "b"]]);
  });

  it("is asked for until it gets through, with what changed meanwhile", async () => {
    const fetched: (readonly string[])[] = [];
    let net = false;
    const stale = new Stale(40, async (keys) => {
      fetched.push(keys);
      return net ? [] : keys;
    });
    stale.add("a");
    await vi.advanceTimersByTimeAsync(1_000);
    stale.add("b");
    net = true;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fetched).toEqual([["a"], ["a", "b"]]);
  });

  it("waits for the fetch that is under way, and is fetched right behind it", async () => {
    const fetched: (readonly string[])[] = [];
    let answer = () => {};
    const stale = new Stale(40, async (keys) => {
      fetched.push(keys);
      await new Promise<void>((done) => {
        answer = done;
      });
      return [];
    });
    stale.add("a");
    await vi.advanceTimersByTimeAsync(1_000);
    stale.add("b");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fetched).toEqual([["a"]]);
    answer();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fetched).toEqual([["a"], ["b"]]);
  });
});
