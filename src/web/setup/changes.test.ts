import { expect, test } from "vitest";
import { changed, laidOver } from "./changes.ts";

const before = { city: "Chemnitz", state: "SN", reasons: { vatId: "Kleinunternehmer", chamber: "" } };

test("only what was changed is sent, reasons one by one", () => {
  expect(changed(before, before)).toEqual({});
  expect(changed(before, { ...before, state: null })).toEqual({ state: null });
  const now = { ...before, city: "Zwickau", reasons: { vatId: "Andere", insurance: "" } };
  expect(changed(before, now)).toEqual({
    city: "Zwickau",
    reasons: { vatId: "Andere", insurance: "", chamber: null },
  });
});

test("what was changed here stays when the server's answer brings what was changed elsewhere", () => {
  const now = { ...before, city: "Zwickau", reasons: { chamber: "" } };
  const elsewhere = { ...before, state: "BY", reasons: { ...before.reasons, insurance: "Keine" } };
  expect(laidOver(elsewhere, changed(before, now))).toEqual({
    city: "Zwickau",
    state: "BY",
    reasons: { chamber: "", insurance: "Keine" },
  });
  expect(laidOver(before, { state: null })).toEqual({ ...before, state: null });
});
