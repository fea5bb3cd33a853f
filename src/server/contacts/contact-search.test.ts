import { expect, test } from "vitest";
import { contactSearchOf } from "./contact-search.ts";

test.each(["0371 471108", "0371/47 11 08", "+49 371 471108", "+49 (0)371 471108", "0049 371-471108"])(
  "%s is the number of the same telephone",
  (typed) => {
    expect(contactSearchOf(typed)?.phones).toEqual(["+49371471108"]);
  },
);

test("a number without any prefix may be local or international", () => {
  expect(contactSearchOf("43 1 588580")?.phones).toEqual(["+431588580", "+49431588580"]);
});

test("a name is no number, and nothing typed is no search", () => {
  expect(contactSearchOf("Müller  Söhne")).toEqual({ words: ["mueller", "soehne"], phones: [] });
  expect(contactSearchOf("Haus 12")?.phones).toEqual([]);
  expect(contactSearchOf("   ")).toBeUndefined();
});
