import type { Texts } from "../../i18n/make-t.ts";
import type { de } from "./texts.de.ts";

export const en: Texts<typeof de> = {
  "duty.unavailable": "Not available",
  "duty.next-unavailable": "{name} is not available then. Whoever makes the plan looks for a stand-in.",
  "duty.now-unavailable": "{name} is not available. Alarms go to the others first.",
  needed: "needs a stand-in",
  one: "{name} is not available: 1 shift needs a stand-in",
  count: "{name}: not available, {n} shifts need a stand-in",
  find: "Find a stand-in",
  title: "Who can step in?",
  lead: "Shown are those whom no rule keeps from it. Whoever you tap is planned.",
  "is-away": "{name} is not available then. Who can step in:",
  nobody: "nobody without a question. Choose yourself, Werkbote says what is against it.",
  other: "Choose yourself or remove …",
  given: "Takes it: {name}",
  all: "All shifts are taken. Publish now, so that everybody knows.",
};
