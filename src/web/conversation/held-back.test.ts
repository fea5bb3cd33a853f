import { expect, test } from "vitest";
import { heldBack } from "./held-back.ts";

const whatsapp = { maxTextLength: 4096, mimeTypes: ["application/pdf", "image/jpeg"] };
const webchat = { maxTextLength: 10_000, mimeTypes: null };
const reply = { note: false, text: "Guten Tag", template: undefined, uploads: [] };
const file = (name: string, mimeType: string) => ({ name, view: { mimeType } });

test("a reply longer than its channel takes is held back, and says by how much", () => {
  const long = { ...reply, text: "x".repeat(4650) };
  expect(heldBack(long, whatsapp)).toEqual({ key: "permit.too-long", with: { what: 554 } });
  expect(heldBack(long, webchat)).toBeUndefined();
  expect(heldBack({ ...long, note: true }, whatsapp)).toBeUndefined();
  expect(heldBack({ ...long, template: {} }, whatsapp)).toBeUndefined();
});

test("a broken PDF or photo is said to be broken, and not asked for as a PDF", () => {
  const uploads = [file("Angebot.PDF", "application/octet-stream")];
  expect(heldBack({ ...reply, uploads }, whatsapp)).toEqual({
    key: "permit.file-broken",
    with: { what: "Angebot.PDF" },
  });
});

test("a kind of file WhatsApp does not take is named before sending", () => {
  const uploads = [file("plan.pdf", "application/pdf"), file("logo.svg", "image/svg+xml")];
  expect(heldBack({ ...reply, uploads }, whatsapp)).toEqual({ key: "permit.file-kind", with: { what: "logo.svg" } });
  expect(heldBack({ ...reply, uploads }, webchat)).toBeUndefined();
  expect(heldBack({ ...reply, uploads: uploads.slice(0, 1) }, whatsapp)).toBeUndefined();
  expect(heldBack({ ...reply, uploads: [{ name: "unterwegs", view: undefined }] }, whatsapp)).toBeUndefined();
});

test("more files than one message carries, because some were taken back, are held back until they fit", () => {
  const uploads = Array.from({ length: 12 }, (_, n) => file(`${n}.jpg`, "image/jpeg"));
  expect(heldBack({ ...reply, uploads }, webchat)).toEqual({ key: "permit.too-many", with: { what: 2 } });
  expect(heldBack({ ...reply, note: true, uploads }, webchat)).toMatchObject({ key: "permit.too-many" });
  expect(heldBack({ ...reply, uploads: uploads.slice(2) }, webchat)).toBeUndefined();
});
