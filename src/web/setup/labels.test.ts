import { expect, test } from "vitest";
import { leadLabel, toneOf } from "./labels.ts";

test.each([
  ["complete", null, "fine"],
  ["complete", "2026-12-01", "fine"],
  ["gaps_accepted", "2026-11-30", "attention"],
  ["review_overdue", "2026-10-01", "attention"],
  ["missing", "2026-11-01", "stop"],
] as const)(
  "an agreement that is %s, to be looked at again by %s, stands there as %s",
  (status, nextReviewOn, tone) => {
    expect(toneOf({ status, nextReviewOn }, "2026-12-01")).toBe(tone);
  },
);

test.each([
  ["notice_outdated", "notice", "Neu veröffentlichen"],
  ["notice", "notice", "Datenschutz\u00adhinweis veröffentlichen"],
  ["avv_review", "processors", "Prüfung nachholen"],
  ["complete_impressum", "imprint", "Impressum ergänzen"],
] as const)("the button to %s says what is to be done there", (token, step, words) => {
  expect(leadLabel({ token, step })).toBe(words);
});
