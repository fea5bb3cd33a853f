import { describe, expect, it, test } from "vitest";
import { decides, type Row } from "../../../../test/policy/decide.ts";
import { given } from "../../../../test/policy/given.ts";
import { evaluate } from "../evaluate.ts";
import type { ExtraFacts } from "../facts.ts";

const paper = (extra: ExtraFacts) => given({ channel: "none", extra: { now: "2026-11-24", taxHold: false, ...extra } });

describe("deleting", () => {
  decides("delete", [
    [
      "a letter of 2020 stays until the end of 2026",
      paper({ retentionClass: "LK-2", documentDate: "2020-03-12" }),
      "deny",
      "ER-2",
    ],
    [
      "on the last day it still stays",
      paper({ retentionClass: "LK-2", documentDate: "2020-03-12", now: "2026-12-31" }),
      "deny",
      "ER-2",
    ],
    [
      "on New Year's Day it may go",
      paper({ retentionClass: "LK-2", documentDate: "2020-03-12", now: "2027-01-01" }),
      "allow",
      "ER-2",
    ],
    ["vouchers stay eight years", paper({ retentionClass: "LK-3", documentDate: "2018-06-02" }), "deny", "ER-2"],
    ["books stay ten", paper({ retentionClass: "LK-4", documentDate: "2017-06-02" }), "deny", "ER-2"],
    ["a tax hold stops everything", paper({ retentionClass: "LK-1", taxHold: true }), "deny", "ER-2"],
    [
      "a lawsuit does as well",
      paper({ retentionClass: "LK-3", documentDate: "2010-01-01", legalHold: true }),
      "deny",
      "ER-2",
    ],
    [
      "an unknown tax hold stops vouchers",
      paper({ retentionClass: "LK-3", documentDate: "2010-01-01", taxHold: undefined }),
      "deny",
      "ER-2",
    ],
    [
      "nobody shortens the statute",
      paper({ retentionClass: "LK-3", documentDate: "2022-01-01", retainUntil: "2024-12-31" }),
      "deny",
      "ER-2",
    ],
    ...["LK-0", "LK-1", "LK-1b", "LK-5", "LK-5v", "LK-5b", "LK-11", "LK-12", "LK-13", "LK-14", "LK-16"].map(
      (name): Row => [
        `nobody owes it to anyone: ${name} may go any time`,
        paper({ retentionClass: name }),
        "allow",
        "ER-2",
      ],
    ),
    [
      "a consent proof stays for its time",
      paper({ retentionClass: "LK-6", retainUntil: "2028-12-31" }),
      "deny",
      "ER-2",
    ],
    ["and goes after it", paper({ retentionClass: "LK-6", retainUntil: "2025-12-31" }), "allow", "ER-2"],
    ["an unknown class stays", paper({ documentDate: "2001-01-01" }), "deny", "ER-2"],
    [
      "without today's date nothing has expired",
      paper({ retentionClass: "LK-2", documentDate: "2001-01-01", now: undefined }),
      "deny",
      "ER-2",
    ],
  ]);
});

test("until when a paper stays is said as a day", () => {
  const { whyDe } = evaluate("delete", paper({ retentionClass: "LK-3", documentDate: "2019-03-12" }));
  expect(whyDe).toContain("noch bis 31.12.2027 aufbewahren");
});

describe("erasing a contact", () => {
  decides("erase_all", [
    [
      "what must stay is locked",
      given({ extra: { retainedClasses: ["LK-2", "LK-3"] } }),
      "require:split_erase_and_restrict",
      "ER-1",
      "ER-3",
    ],
    [
      "without duties everything goes",
      given({ extra: { retainedClasses: [], otherClasses: ["LK-1"] } }),
      "allow",
      "ER-3",
    ],
    ["unknown duties are duties", given(), "require:split_erase_and_restrict", "ER-3"],
  ]);
});

it.each([
  ["what day it is", { retentionClass: "LK-3", documentDate: "2017-05-01", now: undefined }, "welcher Tag heute ist"],
  ["a period that no statute sets", { retentionClass: "LK-7", documentDate: "2017-05-01" }, "leg fest, bis wann"],
  ["of when it is", { retentionClass: "LK-3" }, "trag nach, von wann"],
])("says what is missing: %s", (_what, extra, said) => {
  expect(evaluate("delete", paper(extra as ExtraFacts)).whyDe).toContain(said);
});
