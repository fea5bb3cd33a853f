import { afterAll, expect, test, vi } from "vitest";
import { channelName } from "./channel-name.ts";
import { setLanguage } from "./language.ts";

// Other tests run in the same process.
afterAll(() => {
  setLanguage("de");
  vi.unstubAllGlobals();
});

test("the name Werkbote gave the chat is said in English on an English screen, a name of the house is not", () => {
  vi.stubGlobal("document", { documentElement: {} });
  const names = ["Chat auf unserer Seite", "WhatsApp Werkstatt"];
  expect(names.map(channelName)).toEqual(names);
  setLanguage("en");
  expect(names.map(channelName)).toEqual(["Chat on our site", "WhatsApp Werkstatt"]);
});
