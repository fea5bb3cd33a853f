import { expect, test } from "vitest";
import { channelsNamed, displayName, germanName } from "./shown-name.ts";

test("a name is shown as it was given; only where there is none, words of both languages stand in", () => {
  expect(displayName({ saved: "Helga Seidel", profile: "helga" }, "whatsapp")).toBe("Helga Seidel");
  expect(displayName({ saved: "", profile: "", phone: "+49371471108" }, "whatsapp")).toBe("+49 371 471108");
  const visitor = displayName({}, "webchat");
  expect(visitor).toEqual({ de: "Besuch auf der Seite", en: "Visitor of the page" });
  expect(germanName(visitor)).toBe("Besuch auf der Seite");
});

test("a name cannot turn round the sentence it stands in; letters that run the other way stay", () => {
  expect(displayName({ profile: "\u202egro\u2066 Brandt\u2069" }, "whatsapp")).toBe("gro Brandt");
  expect(displayName({ saved: "שרה\u200f כהן" }, "webchat")).toBe("שרה\u200f כהן");
  expect(displayName({ saved: "\u202e", phone: "+49371471108" }, "whatsapp")).toBe("+49 371 471108");
});

test("a name is one line, whatever came between its words, and one of nothing else is none", () => {
  expect(displayName({ profile: "Helga\n\tSeidel\u2028(neu)\u001b" }, "whatsapp")).toBe("Helga Seidel (neu)");
  expect(displayName({ saved: "\r\n", profile: "Helga" }, "whatsapp")).toBe("Helga");
});

test.each([
  ["spaces of no width", "\u200b\u200b\u2060"],
  ["Korean fillers", "\u3164\uffa0"],
  ["an empty Braille cell", " \u2800\u2800 "],
  ["a sign of variation alone", "\ufe0f"],
])("a name of %s, of which nothing is seen, is none", (_, unseen) => {
  expect(displayName({ saved: unseen, profile: unseen, phone: "+49371471108" }, "whatsapp")).toBe("+49 371 471108");
  expect(displayName({ saved: `${unseen}Ute`, profile: "Helga" }, "whatsapp")).toContain("Ute");
});

test("what joins letters and pictures of a name stays in it", () => {
  for (const name of ["👩‍🔧❤️ Ute", "می‌خواهم", "⠓⠑⠇⠛⠁"]) expect(displayName({ profile: name }, "whatsapp")).toBe(name);
});

test.each([
  ["besuch", ["webchat"]],
  ["Visitor of", ["webchat"]],
  ["WhatsApp", ["whatsapp"]],
  ["kontakt", ["whatsapp", "email", "telegram"]],
  ["contact", ["whatsapp", "email", "telegram"]],
  ["Seidel", []],
  ["Besuch Seidel", []],
  ["  ", []],
  ["der", []],
  ["a", []],
  ["WhatsApp-Kontakt", ["whatsapp"]],
  ["e-mail", ["email"]],
])("%j means the nameless of %j", (typed, channels) => {
  expect(channelsNamed(typed)).toEqual(channels);
});
