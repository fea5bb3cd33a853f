import { expect, test } from "vitest";
import { appointmentNote } from "./appointment-words.ts";

const morning = { from: "2026-12-01T08:00", to: "2026-12-01T10:00", confirmed: false };
const agreed = { ...morning, confirmed: true };
const night = { from: "2026-12-06T22:00", to: "2026-12-07T02:00", confirmed: true };

test.each([
  [undefined, morning, "Termin eingetragen: Di., 1.12.2026, 08:00 bis 10:00 Uhr, noch nicht abgesprochen."],
  [
    morning,
    agreed,
    "Termin geändert: Di., 1.12.2026, 08:00 bis 10:00 Uhr, abgesprochen. Vorher: Di., 1.12.2026, 08:00 bis 10:00 Uhr, noch nicht abgesprochen.",
  ],
  [night, undefined, "Termin gelöscht: So., 6.12.2026, 22:00 Uhr bis Mo., 7.12.2026, 02:00 Uhr, abgesprochen."],
  [agreed, agreed, undefined],
])("what became of an appointment is told in one sentence (B11)", (was, now, said) => {
  expect(appointmentNote(was, now)).toBe(said);
});
