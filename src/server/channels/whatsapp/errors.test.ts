import { expect, test } from "vitest";
import { channelErrorText, wantsAccess, wantsNoAdverts, wantsTemplate } from "../channel-error-text.ts";
import { ERROR_ROWS } from "./error-table.ts";
import { errorOf, OUR_ERRORS } from "./errors.ts";
import { parseWhatsApp } from "./parse.ts";

/** Every code of Meta's page, as ranges where Meta has ranges. */
const CODES =
  "0 3 10 200 250 299 190 1 2 4 33 100 368 130403 131031 130497 80007 130429 131048 131056 131064 133016 130472 131000 131016 " +
  "131005 131008 131009 131021 131026 131030 131037 131042 131044 131045 131047 131049 131050 131051 131052 131053 " +
  "131055 131057 131060 131062 131063 132000 132001 132005 132007 132008 132012 132015 132016 132018 132021 132068 132069 " +
  "133000 133004 133005 133006 133008 133009 133010 133015 134011 134100 134101 134102 135000 137000 138000 138018 " +
  "139100 139101 139102 139103 131020 131041 131059 131201 131215 2388019 2388039 2388040 2388047 2388072 2388073 2388293 " +
  "2388299 2494100 2593107 2593108 147001 147004";

test.each(CODES.split(" "))("error %s has a sentence of its own", (code) => {
  const unknown = errorOf("nie gesehen").whyDe;
  const { whyDe, code: same } = errorOf(code);
  expect(whyDe).not.toBe(unknown);
  expect(same).toBe(code);
});

test("sentences are German, plain and calm", () => {
  for (const [, , whyDe] of ERROR_ROWS) {
    expect(whyDe).toMatch(/^[A-ZÄÖÜ].*\.$/);
    expect(whyDe).not.toMatch(/!|leider|erfolgreich|#\d|\b(error|failed|template)\b/i);
    expect(whyDe.length).toBeLessThan(120);
  }
});

test("below a message that failed nothing promises that it still leaves", () => {
  for (const [, , whyDe] of ERROR_ROWS) expect(whyDe).not.toMatch(/geht (gleich|später) hinaus/);
});

test("no code stands in two rows", () => {
  const codes = ERROR_ROWS.flatMap(([codes]) => codes);
  expect(new Set(codes).size).toBe(codes.length);
});

test("an unknown code gives no hope: nobody knows whether sending again helps", () => {
  expect(errorOf(999_999)).toMatchObject({ retryable: false, class: "X" });
});

test("below a failed message an English screen reads English, for every code, Meta's and ours", () => {
  const codes = [...CODES.split(" "), "999999", ...Object.values(OUR_ERRORS).map(({ code }) => code), "gone"];
  for (const code of codes) {
    const { why } = channelErrorText("whatsapp", code);
    expect(why.en).toMatch(/^[A-Z].*[.]$/);
    expect(why.en).not.toMatch(/[äöüß]|\b(die|der|das|nicht|WhatsApp nimmt)\b/i);
    expect(why.en).not.toBe(why.de);
  }
});

test.each([
  ["131047", true],
  ["132015", true],
  ["130403", true],
  ["131026", true],
  ["131042", true],
  ["bad-answer", true],
  ["not-configured", true],
  ["131050", false],
  ["131021", false],
  ["999999", false],
])("what may have passed or been put right since can be sent again: %s %s", (code, again) => {
  expect(channelErrorText("whatsapp", code).retryable).toBe(again);
});

test("of several reasons the one that says what to do comes first, and the others stay beside it", () => {
  const statuses = (...codes: number[]) => {
    const errors = codes.map((code) => ({ code }));
    const value = { statuses: [{ id: "a", status: "failed", timestamp: "1793000000", errors }] };
    const body = JSON.stringify({ entry: [{ changes: [{ field: "messages", value }] }] });
    const [item] = parseWhatsApp(new TextEncoder().encode(body));
    return item?.kind === "receipt" ? item.error?.code : undefined;
  };
  expect(statuses(131000, 131047)).toBe("131047 131000");
  expect(statuses(131026, 131042, 999_999)).toBe("131042 131026 999999");
  expect(statuses(131026, 131026)).toBe("131026");
  const { why, retryable } = channelErrorText("whatsapp", "131047 131000");
  expect([why.de, retryable]).toEqual([errorOf(131047).whyDe, true]);
  expect([wantsTemplate("131047 131000"), wantsNoAdverts("131042 131050"), wantsAccess("131042")]).toEqual([
    true,
    true,
    false,
  ]);
});
