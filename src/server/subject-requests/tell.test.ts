import { expect, test } from "vitest";
import { RequestKind } from "../../contract/subject-requests.ts";
import { classifyText } from "../policy/classify-text.ts";
import { codeText, doubtText, extensionText, linkText, pageText, receiptText } from "./tell.ts";

const due = "2026-12-24";
const texts = [
  ...RequestKind.options.flatMap((kind) => [
    receiptText([kind], due, "0371 000 00-0"),
    receiptText([kind], due, ""),
    doubtText(kind),
    extensionText(kind, due, "Sehr viele Vorgänge über zehn Jahre."),
  ]),
  receiptText(["access", "erasure"], due, ""),
  linkText("https://chat.beispiel.example/abholen#abc", due),
  codeText("12345678", due),
  pageText(due),
];

test.each(texts)("no sentence of ours sounds like advertising: %s", (text) => {
  expect(classifyText(text).promoContent).toBe(false);
  expect(text.length).toBeLessThanOrEqual(1_024);
});

test("nobody is asked for a copy of an identity card", () => {
  expect(doubtText("access")).toContain("keinen Ausweis");
  expect(receiptText(["access"], due, "")).toContain("Einen Ausweis brauchen wir nicht");
});
