import type { Words } from "../../contract/words.ts";
import { OURS_IN_ENGLISH } from "./whatsapp/error-english.ts";
import { errorOf, OUR_ERRORS } from "./whatsapp/errors.ts";

const ownErrors: Readonly<Record<string, Words>> = {
  gone: {
    de: "Der Kanal oder der Kontakt ist nicht mehr da.",
    en: "The channel or the contact is not there any more.",
  },
  "file-missing": {
    de: "Die Datei zu dieser Nachricht fehlt oder ist beschädigt.",
    en: "The file of this message is missing or damaged.",
  },
  "number-moved": {
    de: "Die Nummer gehört jetzt zu einem anderen Gespräch. Such die Nummer und frag dort zuerst, ob es dieselbe Person ist.",
    en: "The number belongs to another conversation now. Search for it, and ask there first whether it is the same person.",
  },
  "member-says-no": {
    de: "Kam nicht an: So hat es jemand aus dem Team festgestellt.",
    en: "Did not arrive: somebody on the team found out.",
  },
};
const oursInEnglish: Readonly<Record<keyof typeof OUR_ERRORS, string>> = OURS_IN_ENGLISH;
const elsewhere: Words = { de: "Die Nachricht ging nicht hinaus.", en: "The message did not leave." };

/** What ends by itself or by somebody else's doing; whether it has is judged before the message leaves once more. */
const passing: ReadonlySet<string> = new Set([
  // "Message undeliverable": nobody with WhatsApp there now, which a new phone or an update of the app can end.
  "131026",
  // The contact has not written for 24 hours, the template is paused, the business blocked the contact.
  ...["131047", "132015", "130403"],
]);

/** Meta's code for: this person told WhatsApp that they want no adverts. */
export const wantsNoAdverts = (code: string | null): code is string => reasonsIn(code).includes("131050");

/** Meta's code for: the contact has not written for 24 hours. */
export const wantsTemplate = (code: string | null): code is string => reasonsIn(code)[0] === "131047";

/** Meta's codes for: it does not take the access any more. */
export const wantsAccess = (code: string | null): boolean => ["0", "190"].some((one) => reasonsIn(code).includes(one));

/** A channel may give several, the one that helps most first. */
const reasonsIn = (code: string | null): readonly string[] => code?.split(" ") ?? [];

/**
 * Why a message failed, for a clerk, and whether "Nochmal senden" makes sense. Works from the stored code, so that
 * a better wording reaches old messages too.
 */
export function channelErrorText(kind: string, code: string | null): { why: Words; retryable: boolean } {
  const own = code === null ? undefined : ownErrors[code];
  if (own !== undefined) return { why: own, retryable: code === "member-says-no" };
  if (kind !== "whatsapp" || code === null) return { why: elsewhere, retryable: true };
  for (const [name, english] of Object.entries(oursInEnglish)) {
    const local = OUR_ERRORS[name as keyof typeof OUR_ERRORS];
    if (local.code === code) return { why: { de: local.whyDe, en: english }, retryable: local.retryable };
  }
  const [first = code] = reasonsIn(code);
  const error = errorOf(first);
  // A member may try again once something was put right: a set-up, a payment method, a phone that was out of reach.
  return { why: { de: error.whyDe, en: error.whyEn }, retryable: error.class !== "X" || passing.has(first) };
}
