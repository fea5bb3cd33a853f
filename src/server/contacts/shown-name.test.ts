import { expect, test } from "vitest";
import { channelsNamed, displayName, germanName } from "./shown-name.ts";

test("a name is shown as it was given; only where there is none, words of both languages stand in", () => {
  expect(displayName({ saved: "Helga Seidel", profile: "helga" }, "whatsapp")).toBe("Helga Seidel");
  expect(displayName({ saved: "", profile: "", phone: "+49371471108" }, "whatsapp")).toBe("+49371471108");
  const visitor = displayName({}, "webchat");
  expect(visitor).toEqual({ de: "Besuch auf der Seite", en: "Visitor of the page" });
  expect(germanName(visitor)).toBe("Besuch auf der Seite");
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
