import fc from "fast-check";
import { expect, test } from "vitest";
import { day, instant } from "../platform/instant.ts";
import { type ConsentStep, consentStanding, openQuestion, type StepState } from "./consent.ts";
import { shippedLife } from "./consent-life.ts";

const states: readonly StepState[] = [
  "pending",
  "asked",
  "ambiguous",
  "clarified",
  "lapsed",
  "refused",
  "granted",
  "withdrawn",
  "used",
  "check",
];
const start = Date.UTC(2026, 10, 24, 8);
/** Histories of up to twenty steps, hours to years apart, and a moment to look at them. */
const histories = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...states), fc.integer({ min: 1, max: 400 })), { maxLength: 20 }),
    fc.integer({ min: 0, max: 1_500 }),
  )
  .map(([steps, later]) => {
    let at = start;
    const history = steps.map(([state, days]): ConsentStep => {
      at += days * day;
      return { state, at: instant(at) };
    });
    return { history, now: instant(at + later * day), last: at };
  });
const isNo = ({ state }: ConsentStep) => state === "withdrawn" || state === "refused";
const holds = (check: (one: { history: ConsentStep[]; now: Date; last: number }) => void) =>
  fc.assert(fc.property(histories, check), { numRuns: 2_000 });

test("only a grant gives, and a no after it takes it back for good", () => {
  holds(({ history, now }) => {
    const { state } = consentStanding(history, now, shippedLife);
    const granted = history.findLastIndex((step) => step.state === "granted");
    if (granted === -1) expect(["granted", "expired"]).not.toContain(state);
    if (history.findLastIndex(isNo) > granted) expect(["granted", "expired"]).not.toContain(state);
  });
});

test("hesitation after a no never wears it away", () => {
  holds(({ history, last }) => {
    const no = history.findLastIndex(isNo);
    if (no === -1 || history.slice(no).some(({ state }) => state === "granted")) return;
    expect(["refused", "withdrawn"]).toContain(consentStanding(history, instant(last + 40 * day), shippedLife).state);
  });
});

test("time alone gives nothing: silence is none, and what is unused ends", () => {
  holds(({ history, last }) => {
    const later = consentStanding(history, instant(last + 900 * day), shippedLife).state;
    expect(["asked", "ambiguous", "pending", "granted"]).not.toContain(later);
    if (later === "expired")
      expect(consentStanding(history, instant(last), shippedLife).state).toMatch(/granted|expired/);
  });
});

test("a stop word about the job and a used consent change nobody's mind", () => {
  holds(({ history, now }) => {
    const without = history.filter(({ state }) => state !== "check");
    expect(consentStanding(history, now, shippedLife)).toEqual(consentStanding(without, now, shippedLife));
    const unused = history.filter(({ state }) => state !== "used");
    expect(consentStanding(history, now, shippedLife).state.replace("expired", "granted")).toBe(
      consentStanding(unused, now, shippedLife).state.replace("expired", "granted"),
    );
  });
});

test("of two steps in the same moment the no counts, whichever came first", () => {
  holds(({ history, now }) => {
    const at = history.at(-1)?.at ?? now;
    const both: ConsentStep[] = [
      { state: "withdrawn", at },
      { state: "granted", at },
    ];
    for (const pair of [both, both.toReversed()])
      expect(consentStanding([...history, ...pair], now, shippedLife).state).toBe("withdrawn");
  });
});

test("an answer belongs to a question only while one is open", () => {
  holds(({ history, now }) => {
    const { context, hours } = openQuestion(history, now);
    const last = history.findLast(({ state }) => state !== "check" && state !== "used")?.state;
    if (last === "granted" || last === "withdrawn" || last === "refused" || last === "lapsed" || last === undefined)
      expect(context).toBe("other");
    expect(hours === null).toBe(context === "other");
  });
});
