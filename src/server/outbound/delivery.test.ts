import { expect, test } from "vitest";
import type { SendOutcome } from "../channels/channel.ts";
import { sendLimits } from "../channels/send-limits.ts";
import { instant, minute, second } from "../platform/instant.ts";
import { afterTry, fileLeaseMs, leaseMs, mostNoticeTries, mostTries } from "./delivery.ts";

const now = instant(Date.parse("2026-11-24T09:00:00Z"));
const error = { code: "ECONNREFUSED", whyDe: "Nicht erreicht.", retryable: true };
const unreachable = (retryAfterMs?: number): SendOutcome => ({
  kind: "unreachable",
  error,
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});
const waits = (tries: number, outcome = unreachable()) =>
  Array.from({ length: tries }, (_, i) => {
    const next = afterTry(outcome, i + 1, now, mostTries);
    return next.state === "queued" ? next.notBefore.getTime() - now.getTime() : next.state;
  });

test("what surely never left is tried nine times, at first soon, then every half hour, and then it has failed", () => {
  const half = 30 * minute;
  expect(waits(9)).toEqual([...[2, 8, 32, 128, 512].map((s) => s * second), half, half, half, "failed"]);
});

test("a channel that names a time is not asked before it, and one that goes on saying so less and less often", () => {
  const half = 30 * minute;
  // Meta's limit for one person can last minutes and names six seconds each time: nine tries would be over in one.
  expect(waits(9, unreachable(6 * second))).toEqual([
    ...[6, 8, 32, 128, 512].map((s) => s * second),
    ...[half, half, half, "failed"],
  ]);
  expect(waits(2, unreachable(60 * minute))).toEqual([60 * minute, 60 * minute]);
});

test("the privacy notice gives up at its third try, so that the reply can carry its text", () => {
  const states = [1, 2, 3].map((attempt) => afterTry(unreachable(), attempt, now, mostNoticeTries).state);
  expect(states).toEqual(["queued", "queued", "failed"]);
});

test("what may have left is never tried again by itself, and neither is what was refused", () => {
  const first = (outcome: SendOutcome) => afterTry(outcome, 1, now, mostTries);
  expect(first({ kind: "uncertain", error })).toEqual({ state: "unknown", errorCode: "ECONNREFUSED" });
  expect(first({ kind: "rejected", error })).toEqual({ state: "failed", errorCode: "ECONNREFUSED" });
  expect(first({ kind: "sent", externalId: "wamid.1" })).toEqual({ state: "sent", errorCode: null });
});

test("whoever hands a message to its channel holds it for longer than the channel may take, with its file as well", () => {
  const { messageMs, fileMs, fileSilenceMs } = sendLimits;
  const slack = 30 * second;
  expect(leaseMs).toBeGreaterThanOrEqual(messageMs + slack);
  expect(fileLeaseMs).toBeGreaterThanOrEqual(fileMs + messageMs + slack);
  // 16 MB at half a megabit a second.
  expect(fileMs).toBeGreaterThan((16_000_000 / (500_000 / 8)) * second);
  // What Linux takes from a program before it is sent, at most (tcp_wmem), on a line just fast enough for 16 MB.
  expect(fileSilenceMs).toBeGreaterThan(fileMs * (4_194_304 / 16_000_000));
  expect(fileSilenceMs).toBeLessThan(fileMs);
});
