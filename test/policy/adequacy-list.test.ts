import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { adequate, isAdequate } from "../../src/server/processors/third-country.ts";

test.each(["de", "en"])("what the screen lists (%s) is what the register takes as a decision of the EU", (language) => {
  const texts = readFileSync(join(import.meta.dirname, `../../src/web/setup/papers/texts.${language}.ts`), "utf8");
  const list = /"papers\.basis-adequacy-hint":\s*"[^":]*: ([^"]*)\."/.exec(texts)?.[1] ?? "";
  const names = list.split(", ");
  expect(names).toHaveLength(adequate.length);
  expect(names.filter((name) => !isAdequate(name))).toEqual([]);
});
