import type { Texts } from "../i18n/make-t.ts";
import type { de } from "./texts.de.ts";

export const en: Texts<typeof de> = {
  "voice.play": "Listen to {name}",
  "voice.pause": "Pause",
  "voice.place": "Place in the recording",
  "voice.at": "{at} of {all}",
  "voice.rate": "Speed {rate}x. Change",
  "voice.broken": "This recording cannot be played here.",
  "voice.load": "Save",
  "voice.label": "Record a voice message",
  "voice.asking": "The browser asks for the microphone.",
  "voice.recording": "Recording",
  "voice.length": "Recording of {time}",
  "voice.warning": "It ends at 5:00. What you said stays.",
  "voice.stop": "Done",
  "voice.throw": "Discard",
  "voice.send": "Send",
  "voice.own": "Your recording",
  "voice.refused": "No microphone. Allow it in the settings of the browser, then it works.",
  "voice.sure": "Discard the recording?",
  "voice.sure-lead": "What you said is gone then.",
  "voice.keep": "Keep",
  "voice.close": "Close",
};
