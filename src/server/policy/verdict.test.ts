import { expect, test } from "vitest";
import { isAutomatic, requireTokens } from "./verdict.ts";

test("what the catalogue marks (auto) the system fulfils itself, and nothing else", () => {
  expect(requireTokens.filter(isAutomatic)).toEqual([
    "deliver_notice",
    "opt_out_hint",
    "queue_until_work_start",
    "strip_exif",
    "individual_sending",
    "ai_disclosure",
    "human_contact",
  ]);
});
