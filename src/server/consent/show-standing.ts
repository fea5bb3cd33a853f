import type { ConsentList } from "../../contract/consent.ts";
import { type ConsentStep, consentStanding } from "./consent.ts";
import { type ConsentLife, endOfConsent, warnOfEnd } from "./consent-life.ts";

type Standing = Pick<ConsentList["items"][number], "state" | "since" | "expiresAt" | "expiresSoon" | "allStop">;

interface PurposeStep extends ConsentStep {
  readonly purpose: "advertising" | "contact";
}

/** Where an identity stands, as screens show it. */
export function showStanding(steps: readonly PurposeStep[], now: Date, life: ConsentLife): Standing {
  const ads = steps.filter(({ purpose }) => purpose === "advertising");
  const contact = steps.filter(({ purpose }) => purpose === "contact");
  const { state, since } = consentStanding(ads, now, life);
  const used = ads.findLast((step) => step.state === "used" || step.state === "granted")?.at;
  return {
    state,
    since: since?.toISOString() ?? null,
    expiresAt: state === "granted" && used ? endOfConsent(used, life).toISOString() : null,
    expiresSoon: state === "granted" && used !== undefined && now >= warnOfEnd(used, life),
    allStop: consentStanding(contact, now, life).state === "withdrawn",
  };
}

export type Shelf = "granted" | "ending" | "open" | "ended";

/** Where the owner looks for it. What ends soon is granted still, and stands on both shelves. */
export function shelvesOf({
  state,
  expiresSoon,
  erased,
}: Pick<Standing, "state" | "expiresSoon"> & { readonly erased: boolean }): readonly Shelf[] {
  if (erased) return ["ended"];
  if (state === "granted") return expiresSoon ? ["granted", "ending"] : ["granted"];
  if (state === "expired") return ["ending", "ended"];
  if (state === "refused" || state === "withdrawn") return ["ended"];
  return state === "none" ? [] : ["open"];
}

/** What ends first comes first, then what is open, then the rest, newest first. */
export function byUrgency(
  a: Pick<Standing, "state" | "expiresAt" | "since">,
  b: Pick<Standing, "state" | "expiresAt" | "since">,
): number {
  const rank = ({ state }: Pick<Standing, "state">) => (state === "expired" ? 0 : state === "granted" ? 1 : 2);
  const ends = (a.expiresAt ?? "").localeCompare(b.expiresAt ?? "");
  return rank(a) - rank(b) || ends || (b.since ?? "").localeCompare(a.since ?? "");
}
