import type { Texts } from "../../i18n/make-t.ts";
import type { de } from "./texts.de.ts";

export const en: Texts<typeof de> = {
  title: "Restored: nothing is sent",
  words: "This is the state of {time}. What you write waits until the owner lets it go.",
  "unsure-one": "One message of then is uncertain: it may have left already.",
  unsure: "{count} messages of then are uncertain: they may have left already.",
  go: "Send again",
  dialog: "Send again?",
  check:
    "Look first: is the old machine still running? Then switch it off, or two of them answer. Have the uncertain messages been looked through? Were devices lost, or did people leave, who are still listed here?",
  yes: "Yes, send again",
  no: "Not yet",
};
