import { errorOf, OUR_ERRORS } from "./whatsapp/errors.ts";

const ownErrors: Readonly<Record<string, string>> = {
  gone: "Der Kanal oder der Kontakt ist nicht mehr da.",
  "file-missing": "Die Datei zu dieser Nachricht fehlt.",
  "member-says-no": "Kam nicht an: So hat es jemand aus dem Team festgestellt.",
};

/**
 * Why a message failed, for a clerk, and whether "Nochmal senden" makes sense. Works from the stored code, so that
 * a better wording reaches old messages too.
 */
export function channelErrorText(kind: string, code: string | null): { stateWhy: string; retryable: boolean } {
  const own = code === null ? undefined : ownErrors[code];
  if (own !== undefined) return { stateWhy: own, retryable: code === "member-says-no" };
  if (kind !== "whatsapp" || code === null) return { stateWhy: "Die Nachricht ging nicht hinaus.", retryable: true };
  const local = Object.values(OUR_ERRORS).find((error) => error.code === code);
  const error = local ?? errorOf(code);
  return { stateWhy: error.whyDe, retryable: error.retryable };
}
