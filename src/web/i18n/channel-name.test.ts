import { afterAll, expect, test, vi } from "vitest";
import { channelName } from "./channel-name.ts";
import { setLanguage } from "./language.ts";

// Other tests run in the same process.
afterAll(() => {
  setLanguage("de");
  vi.unstubAllGlobals();
});

test("the chat Werkbote made is named towards the team, in its language; a name of the house is not touched", async () => {
  vi.stubGlobal("document", { documentElement: {} });
  const names = ["Chat auf unserer Seite", "WhatsApp Werkstatt"];
  expect(names.map(channelName)).toEqual(["Chat auf eurer Seite", "WhatsApp Werkstatt"]);
  setLanguage("en");
  // The English texts come on demand.
  await expect.poll(() => names.map(channelName)).toEqual(["Chat on your site", "WhatsApp Werkstatt"]);
});
