import { expect, test } from "vitest";
import { contactSearchOf } from "./contact-search.ts";

test.each(["0371 471108", "0371/47 11 08", "+49 371 471108", "+49 (0)371 471108", "0049 371-471108", "0371–471108"])(
  "%s is the number of the same telephone",
  (typed) => {
    expect(contactSearchOf(typed)?.addresses).toEqual([{ kind: "phone", value: "+49371471108" }]);
  },
);

test("a number without any prefix may be local or international", () => {
  expect(contactSearchOf("43 1 588580")?.addresses.map(({ value }) => value)).toEqual(["+431588580", "+49431588580"]);
});

test("an e-mail address is one, however it is written", () => {
  expect(contactSearchOf("Kern@Haus.example")?.addresses).toEqual([{ kind: "email", value: "kern@haus.example" }]);
});

test("a name is no number, and nothing typed is no search", () => {
  expect(contactSearchOf("Müller & Söhne")).toEqual({ words: ["mueller", "soehne"], addresses: [] });
  expect(contactSearchOf("Haus 12")?.addresses).toEqual([]);
  expect(contactSearchOf("%")?.words).toEqual(["%"]);
  expect(contactSearchOf("   ")).toBeUndefined();
});

test("who leaves out the dots is understood, and signs of a pattern are only signs", () => {
  const finds = (typed: string, name: string) =>
    contactSearchOf(typed)?.words.every((word) => new RegExp(word, "u").test(name));
  for (const typed of ["Jörg", "joerg", "jorg", "org"])
    expect([typed, finds(typed, "joerg bauer")]).toEqual([typed, true]);
  expect(finds("Bauer", "joerg bauer")).toBe(true);
  // Who writes them means them.
  expect([finds("Mül", "mulde"), finds("mue", "mulde")]).toEqual([false, false]);
  for (const typed of [".", "(?i)", "***=", "[", "\\"])
    expect([typed, finds(typed, "joerg bauer")]).toEqual([typed, false]);
});
