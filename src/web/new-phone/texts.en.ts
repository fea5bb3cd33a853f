import type { Texts } from "../i18n/make-t.ts";
import type { de } from "./texts.de.ts";

/** English texts around a new phone. */
export const en: Texts<typeof de> = {
  lead: "Enrol the new phone from here. This one still sends what waits, then empties itself.",
  button: "Enrol a new phone",
  "unsent-here": "Waiting here: {what}. It goes out before this phone empties itself.",
  "replaced-title": "This phone is replaced",
  "replaced-lead": "You work on the new one now. What waits here still goes out, then it empties itself.",
  looking: "We look what still waits.",
  "still-here": "Not sent yet",
  drafts: "Begun and not sent",
  "drafts-hint": "Take with you what you need. A text that was begun does not go out by itself.",
  emptying: "Everything has gone out. This phone empties itself.",
  again: "Send now",
  "empty-anyway": "Discard and empty",
  empty: "Empty now",
  "empty-sure": "Really discard? {what} will be nowhere any more.",
  later: "Not yet",
  banner: "This phone is replaced and empties itself.",
  "banner-link": "Look",
  draft: "{n} begun texts",
  "draft-one": "1 begun text",
};
