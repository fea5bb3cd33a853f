import { day, hour, minute, second } from "../platform/instant.ts";

/** How long access lasts. reliability 5.2; ASVS 5.0 7.3.1 and 7.3.2 ask for an idle and an absolute end. */
export const sessionIdleMs = 12 * hour;
export const sessionLifeMs = 7 * day;
/** What a copied cookie is worth at most: after this the device must have signed again. */
export const proofLifeMs = 5 * minute;
/** How far the clock of a device may be off before it is told the right time. */
export const clockSkewMs = 60 * second;
/** `last seen` is written this often, not on every request. */
export const seenEveryMs = minute;
export const challengeLifeMs = 5 * minute;
export const enrolmentCodeLifeMs = 10 * minute;
/** A subcontractor's person gets a link and has the phone somewhere else; the office approves the device in any case. */
export const guestCodeLifeMs = 2 * day;
/** Someone must walk from the terminal to the browser; the code works once and only while nobody owns the tenant. */
export const ownerCodeLifeMs = day;
export const recoveryCodeCount = 8;
