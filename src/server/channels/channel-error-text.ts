import { errorOf, OUR_ERRORS } from "./whatsapp/errors.ts";

const ownErrors: Readonly<Record<string, string>> = {
  gone: "Der Kanal oder der Kontakt ist nicht mehr da.",
  "file-missing": "Die Datei zu dieser Nachricht fehlt.",
  "member-says-no": "Kam nicht an: So hat es jemand aus dem Team festgestellt.",
};

/** "Message undeliverable": nobody with WhatsApp there now, which a new phone or an update of the app can end. */
const outOfReach = "131026";

/**
 * Why a message failed, for a clerk, and whether "Nochmal senden" makes sense. Works from the stored code, so that
 * a better wording reaches old messages too.
 */
export function channelErrorText(kind: string, code: string | null): { stateWhy: string; retryable: boolean } {
  const own = code === null ? undefined : ownErrors[code];
  if (own !== undefined) return { stateWhy: own, retryable: code === "member-says-no" };
  if (kind !== "whatsapp" || code === null) return { stateWhy: "Die Nachricht ging nicht hinaus.", retryable: true };
  const local = Object.values(OUR_ERRORS).find((error) => error.code === code);
  if (local !== undefined) return { stateWhy: local.whyDe, retryable: local.retryable };
  const error = errorOf(code);
  // A member may try again once something was put right: a set-up, a payment method, a phone that was out of reach.
  return { stateWhy: error.whyDe, retryable: error.class !== "X" || code === outOfReach };
}
