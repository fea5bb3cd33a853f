import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Lanes, type Tried } from "./lanes.ts";

let tries: number[];
let answer: Tried;
let lanes: Lanes;

beforeEach(() => {
  vi.useFakeTimers();
  const began = Date.now();
  tries = [];
  answer = "later";
  lanes = new Lanes(async () => {
    tries.push((Date.now() - began) / 1_000);
    await Promise.resolve();
    return answer;
  });
});
afterEach(() => {
  vi.useRealTimers();
});

test("a server that says no for a minute is asked seven times, however often somebody looks again", async () => {
  const looks = setInterval(() => void lanes.run("conversation"), 20);
  await vi.advanceTimersByTimeAsync(59_000);
  clearInterval(looks);
  expect(tries.map(Math.round)).toEqual([0, 1, 3, 7, 15, 30, 45]);
});

test("a net that is back is used at once, and what fails after that rests as briefly as at first", async () => {
  void lanes.run("conversation");
  await vi.advanceTimersByTimeAsync(8_000);
  lanes.netIsBack();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(tries).toEqual([0, 1, 3, 7, 8, 9]);
});

test("a net that came back while a try was failing puts off nothing", async () => {
  let failed: () => void = () => undefined;
  lanes = new Lanes(async (lane) => {
    tries.push(tries.length);
    if (tries.length > 1) return "stop";
    await new Promise<void>((resolve) => (failed = resolve));
    return lane === "conversation" ? "later" : "stop";
  });
  const ran = lanes.run("conversation");
  lanes.netIsBack();
  failed();
  await ran;
  expect(tries).toHaveLength(2);
});

test("one lane that rests does not keep another from going out", async () => {
  void lanes.run("conversation");
  await vi.advanceTimersByTimeAsync(100);
  answer = "stop";
  await lanes.run("another");
  expect(tries).toEqual([0, 0.1]);
});

test("what comes in the very moment a lane turns out to be empty is not left lying", async () => {
  const waiting: string[] = [];
  const sent: (string | undefined)[] = [];
  lanes = new Lanes((lane) => {
    sent.push(waiting.shift());
    const tried = Promise.resolve<Tried>("stop");
    if (sent.length === 1)
      void tried.then(() => {
        waiting.push("late");
        void lanes.run(lane);
      });
    return tried;
  });
  await lanes.run("conversation");
  expect(sent).toEqual([undefined, "late"]);
});
