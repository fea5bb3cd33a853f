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

test("a list with the same in it was not changed", () => {
  const week = { days: [{ day: 1, from: "07:00" }], crew: "Nord" };
  expect(changed(week, structuredClone(week))).toEqual({});
  expect(changed(week, { ...week, days: [] })).toEqual({ days: [] });
});

test("records in records are followed to the one thing that changed; null and absent are the same", () => {
  const card = {
    fields: { country: "DE", checkedOn: null },
    items: { subject: { state: "unknown", source: "" }, transfer: { state: "missing", source: "S. 3" } },
    agreement: null,
  };
  expect(changed(card, { ...card, fields: { country: "DE" } })).toEqual({});
  const now = { ...card, items: { ...card.items, subject: { state: "present", source: "" } } };
  expect(changed(card, now)).toEqual({ items: { subject: { state: "present" } } });
  const elsewhere = {
    ...card,
    items: { ...card.items, subject: { state: "unknown", source: "S. 1" } },
    agreement: { version: "2026" },
  };
  expect(laidOver(elsewhere, changed(card, now))).toEqual({
    ...elsewhere,
    items: { ...card.items, subject: { state: "present", source: "S. 1" } },
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
