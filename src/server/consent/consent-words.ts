import { asksForNotice, saysStart } from "./consent.ts";
import { judgeAnswer, type Worth } from "./judge-answer.ts";
import { agreesToKeep } from "./special-words.ts";

/** What the words of a customer say by themselves, whatever was asked before. */
export interface ConsentWords {
  /** DATENSCHUTZ (PN-5). */
  readonly asksForNotice: boolean;
  /** START (AD-6). */
  readonly saysStart: boolean;
  /** JA UNTERLAGEN (SC-1). */
  readonly agreesToKeep: boolean;
  /** What they are worth for a consent to adverts where no question is open (AD-7). */
  readonly unasked: Worth;
}

/** Reads a message once for all who act on it. Pure, and dear enough to be done while the database writes. */
export const readConsentWords = (text: string): ConsentWords => ({
  asksForNotice: asksForNotice(text),
  saysStart: saysStart(text),
  agreesToKeep: agreesToKeep(text),
  unasked: judgeAnswer({ text, context: "other", button: null, hoursSinceQuestion: null }).worth,
});
