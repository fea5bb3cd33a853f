import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { explainCases } from "../../src/server/policy/explain.ts";

const line = z.object({
  id: z.string(),
  when: z.string().default(""),
  given: z.record(z.string(), z.unknown()),
  verdict: z.string().default(""),
  rules: z.array(z.string()).default([]),
});

/** Written from the catalogue's words alone, one a line; each names only what differs from the first line's facts. */
const [base, ...cases] = readFileSync(join(import.meta.dirname, "catalogue-cases.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((text) => line.parse(JSON.parse(text)));

/** A fact given as "__absent__" is not given at all. */
const known = (given: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== "__absent__"));

describe("cases made from the catalogue", () => {
  it("are many, and no two are called the same", () => {
    expect(cases.length).toBeGreaterThan(240);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  it.each(cases.map((item) => [item.id, item] as const))("%s", (_id, { id, when, given, verdict, rules }) => {
    const [answer] = explainCases({ id, when, given: known({ ...base?.given, ...given }) });
    expect(answer?.verdict).toBe(verdict);
    expect(new Set(answer?.rules)).toEqual(new Set(rules));
    expect(answer?.why_de).not.toMatch(/\b(Sie|Ihnen|Ihre?[mnrs]?)\b/);
  });
});
