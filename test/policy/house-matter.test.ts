import { describe, expect, it } from "vitest";
import { houseMatterOf, isSickNote } from "../../src/server/policy/house-matter.ts";
import { costOf } from "../support/cost-of.ts";
import { developmentTexts } from "./advertising-texts.ts";
import { heldOutTexts } from "./held-out-texts.ts";
import { measureHouse } from "./house-measure.ts";
import { heldOutHouseTexts, houseTexts, roomTexts } from "./house-texts.ts";

describe("what stays in the house", () => {
  it("is seen in the texts the cues were built with", () => {
    const { precision, recall, kinds, wrong } = measureHouse(houseTexts);
    expect(precision, wrong.join("\n")).toBeGreaterThanOrEqual(0.97);
    expect(recall, wrong.join("\n")).toBeGreaterThanOrEqual(0.97);
    expect(kinds, wrong.join("\n")).toBeGreaterThanOrEqual(0.97);
  });

  it("is seen in texts nobody tuned it for", () => {
    const { precision, recall, kinds, wrong } = measureHouse(heldOutHouseTexts);
    expect(precision, wrong.join("\n")).toBeGreaterThanOrEqual(0.95);
    expect(recall, wrong.join("\n")).toBeGreaterThanOrEqual(0.85);
    expect(kinds, wrong.join("\n")).toBeGreaterThanOrEqual(0.95);
  });

  it("stops next to none of the hundreds of messages a firm sends its customers", () => {
    const service = [...developmentTexts, ...heldOutTexts].filter(([label]) => label === "s").map(([, text]) => text);
    const stopped = service.filter((text) => houseMatterOf(text) !== undefined);
    expect(service.length).toBeGreaterThan(150);
    expect(stopped.length / service.length, stopped.join("\n")).toBeLessThanOrEqual(0.02);
  });

  it("is seen in capitals, and behind a salutation", () => {
    const loud = heldOutHouseTexts.map(([label, text]) => [label, text.toUpperCase()] as const);
    const framed = heldOutHouseTexts.map(([label, text]) => [label, `Hallo zusammen!\n${text}\nViele Grüße`] as const);
    expect(measureHouse(loud).recall).toBeGreaterThanOrEqual(0.85);
    expect(measureHouse(framed).recall).toBeGreaterThanOrEqual(0.85);
  });

  it("is measured with enough texts to mean something", () => {
    const all = [...houseTexts, ...heldOutHouseTexts].map(([, text]) => text);
    expect(new Set(all).size).toBeGreaterThanOrEqual(120);
    expect(new Set(all).size).toBe(all.length);
  });

  it("stays quick on a page of text and on noise", () => {
    for (const text of [
      "krank ".repeat(2000),
      "a".repeat(9000),
      "DE12 ".repeat(2000),
      "Mo: Ali, Tarik\n".repeat(600),
    ]) {
      // Milliseconds by rights; a pattern that begins anew everywhere takes minutes.
      expect(costOf(() => [houseMatterOf(text), isSickNote(text)])).toBeLessThan(2_000);
    }
  });
});

it("in a room, nobody's health is told to the others; rosters, keys and customers may be talked of", () => {
  const wrong = roomTexts.filter(([sick, text]) => isSickNote(text) !== sick).map(([, text]) => text);
  expect(wrong).toEqual([]);
});
