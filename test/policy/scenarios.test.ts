import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { explainCases } from "../../src/server/policy/explain.ts";

const file = "../shared/law/scenarios.json";
const schema = z.array(z.record(z.string(), z.unknown()));
const cases = existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, "utf8"))) : [];
const field = (item: Record<string, unknown>, name: string): unknown => item[name];

describe.skipIf(cases.length === 0)("the catalogue's scenarios", () => {
  it.each(cases.map((item) => [`${field(item, "id")}: ${field(item, "title")}`, item] as const))(
    "%s",
    (_name, item) => {
      const noticed: string[] = [];
      const [answer] = explainCases(item, (line) => noticed.push(line));
      expect(noticed).toEqual([]);
      expect(answer?.id).toBe(field(item, "id"));
      expect(answer?.verdict).toBe(field(item, "then"));
      expect(answer?.rules).toEqual(field(item, "rules"));
      expect(answer?.why_de).toMatch(/^[A-ZÄÖÜ].*\.$/);
    },
  );
});
