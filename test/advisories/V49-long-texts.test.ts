import { expect, test } from "vitest";
import { safeFileName } from "../../src/server/attachments/file-name.ts";
import { excerptOf } from "../../src/server/conversations/message-content.ts";
import { linked } from "../../src/server/customer-page/message-view.ts";
import { demoBusiness, demoImprint } from "../../src/server/demo/demo-business.ts";
import { judgeAnswer } from "../../src/server/imprint/judge-answer.ts";
import { lintMessage } from "../../src/server/outbound/facts/message-facts.ts";
import { namesIn } from "../../src/server/platform/http/web-files.ts";
import { classifyText } from "../../src/server/policy/classify-text.ts";
import { ownWords } from "../../src/server/policy/text/own-words.ts";
import { readSignals } from "../../src/server/policy/text/signals.ts";
import { suggestMarks } from "../../src/server/subject-requests/suggest-marks.ts";
import { extensionText } from "../../src/server/subject-requests/tell.ts";
import { linkify } from "../../src/web/message/linkify.ts";
import { costOf } from "../support/cost-of.ts";

/**
 * V49 (linkify-it CVE-2026-48801, Chatwoot GHSA-964r-mpxx-74p7): a text whose pattern had to be tried from every place
 * held the process for seconds. What a stranger writes costs as much as it is long.
 */
const plain = { messageClass: "transactional", templateCategory: null } as const;
const page = { url: "https://a.example/recht", finalUrl: "https://a.example/recht", httpStatus: 200 };
const readers: readonly (readonly [string, (text: string) => unknown])[] = [
  ["a file's name", safeFileName],
  ["how a browser takes its pages", namesIn],
  ["addresses on a screen", linkify],
  ["addresses on the customer's page", linked],
  ["what a text is about", (text) => readSignals(text.slice(0, 8_000))],
  ["an excerpt", (text) => excerptOf({ type: "text", text })],
  ["the Impressum on somebody's page", (text) => judgeAnswer({ ...page, text }, demoBusiness, demoImprint)],
  ["who else is named in an answer", (text) => suggestMarks(text, { names: [], phones: [], emails: [] })],
  ["a greeting to be returned", (text) => lintMessage("Danke", plain, text)],
  ["a reason", (text) => extensionText("access", "2026-12-24", text)],
];
const pieces = [
  ".",
  " ",
  "\n",
  ")",
  "a",
  "1",
  "@",
  "-",
  "a@b.de\n",
  "https://a",
  "„",
  "ab ",
  "\u0301",
  "\u200b",
  "_*",
  "DE12 ",
  "frohe ",
  "Frau Ab ",
  "<",
  "<h1 ",
  "<script>",
  "<input ",
];

test.each(readers)(
  "%s",
  (_, read) => {
    const slow: unknown[] = [];
    for (const piece of pieces)
      for (const before of ["", "a", "https://a"]) {
        const text = `${before}${piece.repeat(Math.ceil(60_000 / piece.length))}x`;
        const cost = costOf(() => read(text));
        // Milliseconds by rights; from every place anew it would be many seconds.
        if (cost > 2_000) slow.push([before, piece, cost]);
      }
    expect(slow).toEqual([]);
  },
  300_000,
);

test("a quoted question above a great many empty lines", () => {
  expect(costOf(() => classifyText(`> Kommt ihr?\n${"\n".repeat(60_000)} Ja.`))).toBeLessThan(2_000);
});

test("a word without end that names a sign again and again", () => {
  for (const piece of ["schild", "Banner", "folie"])
    expect(costOf(() => ownWords(`${piece.repeat(200)} „a“`))).toBeLessThan(1_000);
});
