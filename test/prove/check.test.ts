import { describe, expect, test } from "vitest";
import { checkMessages, type ExpectedMessage, type StoredMessage } from "./check.ts";
import { checkFeed, checkOutbound, type OutboxState } from "./check-outbound.ts";

/** The checker itself: each kind of harm, planted by hand, is found and called by its name. */

const expected: ExpectedMessage[] = [0, 1, 2].map((seq) => ({
  sender: 1,
  seq,
  externalId: `m${seq}`,
  text: `Text ${seq}`,
  acknowledged: true,
}));
const stored: StoredMessage[] = [0, 1, 2].map((seq) => ({
  conversation: "c",
  position: seq + 1,
  externalId: `m${seq}`,
  text: `Text ${seq}`,
}));
const named = (findings: object) =>
  Object.entries(findings)
    .filter(([, list]) => list.length > 0)
    .map(([name]) => name);
const change = (at: number, what: Partial<StoredMessage>) => stored.map((m, i) => (i === at ? { ...m, ...what } : m));

describe("the checker of what came in", () => {
  test("finds nothing when everything is there", () => {
    expect(named(checkMessages(expected, stored))).toEqual([]);
  });

  test.each([
    ["a message that is gone", stored.slice(0, 2), ["lost"]],
    ["a message that is there twice", [...stored, { ...stored[0], position: 4 }], ["doubled", "disordered"]],
    ["other words", change(1, { text: "Text l" }), ["altered"]],
    ["a message nobody sent", [...stored, { ...stored[0], position: 4, externalId: "x" }], ["altered"]],
    [
      "two messages turned round",
      change(0, { position: 2 }).map((m, i) => (i === 1 ? { ...m, position: 1 } : m)),
      ["disordered"],
    ],
    ["a hole in the positions", change(2, { position: 4 }), ["gaps"]],
    ["the same position twice", change(2, { position: 2 }), ["gaps"]],
    ["one person in two conversations", change(2, { conversation: "d", position: 1 }), ["mixed"]],
  ])("finds %s", (_, wrong, names) => {
    expect(named(checkMessages(expected, wrong as StoredMessage[]))).toEqual(names);
  });

  test("misses nothing that was never acknowledged", () => {
    const unacknowledged = expected.map((m) => ({ ...m, acknowledged: m.seq < 2 }));
    expect(named(checkMessages(unacknowledged, stored.slice(0, 2)))).toEqual([]);
  });
});

describe("the checker of what went out", () => {
  const row: OutboxState = { messageId: "a", conversation: "c", outbox: "sent", message: "sent", automatic: true };
  const taken = { id: "w", to: "+49", text: "Hinweis", correlation: "a" };

  test.each([
    ["nothing when it is so", [row], [taken], []],
    ["a row that hangs", [{ ...row, outbox: "sending" }], [taken], ["unended"]],
    ["an unknown send that nobody sees", [{ ...row, outbox: "unknown" }], [taken], ["hidden"]],
    ["a message that left twice", [row], [taken, { ...taken, to: "+50" }], ["sentTwice"]],
    [
      "a notice that came twice",
      [row, { ...row, messageId: "b" }],
      [taken, { ...taken, correlation: "b" }],
      ["noticeTwice"],
    ],
    ["a send that never was", [row], [], ["untrue"]],
    ["a failure that arrived", [{ ...row, outbox: "failed", message: "failed" }], [taken], ["untrue"]],
    ["a message of nobody", [], [taken], ["strange"]],
  ])("finds %s", (_, rows, all, names) => {
    expect(named(checkOutbound(rows, all))).toEqual(names);
  });
});

test("the checker of the feed finds a hole, a wrong head and a message nobody heard of", () => {
  const event = (seq: number) => ({ seq, kind: "message-received", messageId: `m${seq}` });
  expect(named(checkFeed(2, [event(1), event(2)], ["m1", "m2"]))).toEqual([]);
  expect(named(checkFeed(3, [event(1), event(3)], ["m1", "m3"]))).toEqual(["feedGaps"]);
  expect(named(checkFeed(3, [event(1), event(2)], ["m1"]))).toEqual(["feedGaps"]);
  expect(named(checkFeed(1, [event(1)], ["m1", "m2"]))).toEqual(["unannounced"]);
});
