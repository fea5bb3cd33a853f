import { expect, test } from "vitest";
import { openRemedies } from "./open-remedies.ts";

test("a notice that may have arrived is offered to nobody for sending; what a person can do still is", () => {
  const notice = { token: "deliver_notice", label: "Hinweis senden", automatic: true, path: null };
  const review = { token: "avv_review", label: "Prüfung nachholen", automatic: false, path: "/recht/vertraege" };
  const remedies = [notice, review];
  expect(openRemedies({ remedies, noticeUncertain: false })).toEqual(remedies);
  expect(openRemedies({ remedies, noticeUncertain: true })).toEqual([review]);
  expect(openRemedies({ remedies: [notice], noticeUncertain: true })).toEqual([]);
});
