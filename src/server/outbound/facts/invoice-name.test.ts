import { expect, test } from "vitest";
import { isInvoiceName } from "./invoice-name.ts";

test.each([
  ["Rechnung_2026-114.pdf", true],
  ["RECHNUNG 17 Müller.pdf", true],
  ["2026-11-03 Schlussrechnung Bad.pdf", true],
  ["Abschlagsrechnung-2.pdf", true],
  ["invoice-2026.pdf", true],
  ["Rechnungen.pdf", true],
  ["Berechnung Heizlast.pdf", false],
  ["Rechnungsadresse.pdf", false],
  ["Aufmaß.pdf", false],
])("%s is an invoice: %s", (name, is) => {
  expect(isInvoiceName({ name, mimeType: "application/pdf" })).toBe(is);
});

test("a photo of one is no document that somebody could pay by", () => {
  expect(isInvoiceName({ name: "Rechnung.jpg", mimeType: "image/jpeg" })).toBe(false);
});
