import { expect, test } from "vitest";
import { type DraftShift, type PublishedShift, saysTheSame, stateOf, toTell } from "./shift.ts";

const draft: DraftShift = {
  id: "shift",
  memberId: "tarik",
  kind: "work",
  start: new Date("2026-11-24T06:00:00Z"),
  end: new Date("2026-11-24T14:30:00Z"),
  localStart: "2026-11-24T07:00",
  localEnd: "2026-11-24T15:30",
  place: "Lindenstraße 4",
  projectId: null,
  qualification: null,
  removed: false,
};
const told: PublishedShift = {
  ...draft,
  sequence: 1,
  publishedAt: new Date("2026-11-20T08:00:00Z"),
  cancelledAt: null,
  askedAt: null,
  answer: "none",
  answeredAt: null,
  reason: "",
};
const cancelled = { ...told, cancelledAt: new Date("2026-11-21T08:00:00Z") };

test("a shift says something else to its person as soon as one thing of it is another", () => {
  const others: readonly Partial<DraftShift>[] = [
    { memberId: "leonie" },
    { kind: "training" },
    { localStart: "2026-11-24T07:30" },
    { localEnd: "2026-11-24T15:00" },
    { place: "Lindenstraße 5" },
    { projectId: "bad" },
    { qualification: "Gas" },
  ];
  expect(saysTheSame(draft, told)).toBe(true);
  for (const other of others) expect(saysTheSame({ ...draft, ...other }, told), JSON.stringify(other)).toBe(false);
});

test.each([
  ["nobody was told", draft, [], "new", { write: true, cancel: [] }],
  ["whoever was told of it was told that it fell away", draft, [cancelled], "new", { write: true, cancel: [] }],
  ["it is as it was told", draft, [told], "published", { write: false, cancel: [] }],
  ["it begins later", { ...draft, localStart: "2026-11-24T08:00" }, [told], "changed", { write: true, cancel: [] }],
  ["it is somebody else's", { ...draft, memberId: "leonie" }, [told], "changed", { write: true, cancel: [told] }],
  ["it is taken out", { ...draft, removed: true }, [told], "removed", { write: false, cancel: [told] }],
  ["it is taken out untold", { ...draft, removed: true }, [cancelled], "removed", { write: false, cancel: [] }],
] as const)("publishing when %s", (_when, planned, versions, state, tells) => {
  expect(stateOf(planned, versions)).toBe(state);
  expect(toTell(planned, versions)).toEqual(tells);
});
