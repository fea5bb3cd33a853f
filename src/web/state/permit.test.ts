import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { DraftInput } from "../../contract/messages.ts";
import { api, ProblemError } from "../api.ts";
import { PermitAsk } from "./permit.svelte.ts";

const [draft, newer] = ["Morgen um acht.", "Morgen um neun."].map((text) => ({ text }) as DraftInput);
const failedWith = (status: number) => new ProblemError("any", status, "");

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test("a question that did not get through is asked again, once, until there is an answer, and no older one beside a newer", async () => {
  const post = vi.spyOn(api, "post").mockRejectedValue(failedWith(0));
  const ask = new PermitAsk("any");
  ask.ask(draft, 0);
  await vi.advanceTimersByTimeAsync(0);
  expect(ask.failed).toBe(true);
  ask.ask(newer, 300);
  post.mockResolvedValue({ verdict: "allow" });
  await vi.advanceTimersByTimeAsync(300);
  expect([ask.failed, ask.permit]).toEqual([false, { verdict: "allow" }]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(post.mock.calls.map(([, body]) => body)).toEqual([draft, newer]);

  post.mockRejectedValue(failedWith(0));
  ask.again(newer);
  await vi.advanceTimersByTimeAsync(0);
  expect(ask.failed).toBe(true);
  post.mockResolvedValue({ verdict: "deny" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect([ask.failed, ask.permit, post.mock.calls.length]).toEqual([false, { verdict: "deny" }, 4]);
});

test("what the server refuses to answer is not asked again, nor is anything once the field is gone", async () => {
  const post = vi.spyOn(api, "post").mockRejectedValue(failedWith(404));
  const ask = new PermitAsk("any");
  ask.ask(draft, 0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(post).toHaveBeenCalledTimes(1);
  post.mockRejectedValue(failedWith(0));
  ask.again(draft);
  await vi.advanceTimersByTimeAsync(0);
  ask.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(post).toHaveBeenCalledTimes(2);
});
