// Is this message advertising, and may this person be advertised to? AD-1's table, read from the facts.

import type { Facts } from "./facts.ts";
import { limitsOf } from "./limits.ts";
import { isStaffMatter, kindOf, windowOpen } from "./situation.ts";

/** A kind comes from whoever asks, in words of their own ("open_day", "google_review"): the word that tells is looked for. */
const greetingKind =
  /(^|_)greetings?$|^(christmas|xmas|easter|birthday|new_year|season|seasonal|holiday)s?(_(wish(es)?|card|congratulations?))?$/;

/** AD-1's table, row by row: events, reviews and recommendations, prices, novelties, jobs. */
const advertKind = new RegExp(
  [
    /^((company|firm)_)?(anniversary|jubilee)$|(^|_)(party|invitation|event|exhibition|fair|showroom)$|^open_(house|day|doors)$|^(summer|winter|autumn|spring)_?fest(ival)?$/,
    /^((google|customer|satisfaction|online)_)*(review|rating|feedback|survey)s?(_(request|reminder|link|invitation))?$/,
    /^(customer_)?(referral|recommendation)(_(request|bonus|reward|program))?$|^refer_a_friend$/,
    /(^|_)(discount|promo|promotion|campaign|coupon|newsletter|raffle|giveaway)$|^((flash|clearance|summer|winter)_)?sale$|^(gift|discount)_voucher$|^(seasonal|special|promotional)_offer$|^(loyalty|customer)_bonus$|^(cross|up)_?sell(ing)?$/,
    /^(new|additional)_(service|product|branch|shop|collection|offer)$|^product_(launch|news)$/,
    /^(job|vacancy|apprenticeship)(_(ad|advert|advertisement|offer|opening|posting))?$|^(recruiting|recruitment|hiring)$|^advertis(ing|ement)$/,
  ]
    .map(({ source }) => source)
    .join("|"),
);

/** Christmas, Easter, birthday: advertising unless it only answers a greeting of the contact. */
export const isGreeting = (f: Facts): boolean => greetingKind.test(kindOf(f));

/** "Ihre Heizung wäre wieder dran": advertising unless a maintenance contract owes the reminder. */
export const isMaintenanceReminder = (f: Facts): boolean =>
  /^(maintenance|inspection|service)_reminder$/.test(kindOf(f));

/**
 * A contract, a service or a longer warranty put to somebody; who asked for it gets an answer. A quote is taken for
 * asked for, unless it is known that nobody asked and no order stands behind it.
 */
export const isUnaskedOffer = (f: Facts): boolean =>
  kindOf(f) === "offer"
    ? f.extra.answersQuestion === false && f.extra.openOrder !== true && f.extra.jobOrdered !== true
    : /^((maintenance|inspection|service|warranty)_(contract_|plan_)?offer|warranty_extension)$/.test(kindOf(f)) &&
      f.extra.answersQuestion !== true;

const goodwillKinds: ReadonlySet<string> = new Set(["goodwill_voucher", "goodwill", "complaint_goodwill"]);

const closedKinds: ReadonlySet<string> = new Set(["office_closed", "company_holiday", "closing_notice"]);

/** "Wir haben bis zum 6. Januar zu" is service for whoever has an open order or just asked (AD-1, MS-2); else a contact without need. */
export const isNeedlessClosing = (f: Facts): boolean =>
  closedKinds.has(kindOf(f)) &&
  f.messageClass !== "auto_reply" &&
  f.extra.openOrder !== true &&
  f.extra.answersQuestion !== true &&
  !windowOpen(f);

/** A voucher as goodwill belongs to the complaint it settles (own, AD-1 edge). */
export const isGoodwill = (f: Facts): boolean => goodwillKinds.has(kindOf(f)) && f.messageClass === "transactional";

/** What the text is by its kind, whatever class a member picked. */
export const kindIsAdvert = (f: Facts): boolean => {
  if (isGreeting(f)) return f.extra.customerGreetedFirst !== true;
  if (isMaintenanceReminder(f)) return f.extra.maintenanceContract !== true;
  return isNeedlessClosing(f) || isUnaskedOffer(f) || advertKind.test(kindOf(f));
};

/** Promotional lines the linter found, goodwill set aside. Unknown counts as found. */
export const carriesPromo = (f: Facts): boolean => f.promoContent !== false && !isGoodwill(f);

/** Advertising through and through: by its class, by its kind, or promo without anything else in it. */
export const isPureAdvert = (f: Facts): boolean => {
  if (f.messageClass === "advertising") return true;
  if (isStaffMatter(f) || f.messageClass === "consent_request") return false;
  if (kindIsAdvert(f)) return true;
  return (
    f.messageClass !== "auto_reply" && f.promoContent === true && f.hasTransactionalCore !== true && !isGoodwill(f)
  );
};

/** A service message with a promotional line: "mixed = advertising". */
export const isMixed = (f: Facts): boolean =>
  !isStaffMatter(f) && !isPureAdvert(f) && f.promoContent === true && !isGoodwill(f);

/** § 7(2) Nr. 3 lit. c UWG, Art. 21(2) GDPR: the contact said stop, in words or by Meta's button. */
export const hasSaidStop = (f: Facts): boolean =>
  f.consentAds === "withdrawn" || f.extra.metaPreference === "stop" || f.extra.objected === true;

/** Nobody was asked here and nothing was refused, or what was given has ended: asking is open (AD-3). */
export const isConsentOpen = (f: Facts): boolean =>
  (f.consentAds === "none" || f.consentAds === "expired") && !hasSaidStop(f);

/** Given, but not used for so long that it must be asked for again (AD-9). */
export const consentLapsed = (f: Facts): boolean => {
  if (f.consentAds === "expired") return true;
  if (f.consentAds !== "granted") return false;
  // Every consent was given some day. Without that day nobody knows how old it is: not fulfilled.
  if (typeof f.consentIdleMonths !== "number") return true;
  return f.consentIdleMonths > limitsOf(f).consentIdleMonths;
};

/** A consent for this identity and channel that stands today; a minor cannot give one (SC-3). */
export const consentStands = (f: Facts): boolean =>
  f.consentAds === "granted" && f.recipientAge !== "minor" && !consentLapsed(f) && !hasSaidStop(f);

/** Any fact of § 7(3) UWG was put forward, so the exception has to be answered. */
export const invokesExistingCustomer = (f: Facts): boolean =>
  f.extra.addressFromSale !== undefined ||
  f.extra.ownSimilarService !== undefined ||
  f.extra.hintAtCollection !== undefined ||
  f.extra.hintInMessage !== undefined;

/** § 7(3) UWG: all four conditions, e-mail only, nobody who said no, no mere greeting (AD-8). */
export const existingCustomerException = (f: Facts): boolean =>
  f.channel === "email" &&
  f.extra.addressFromSale === true &&
  f.extra.ownSimilarService === true &&
  f.extra.objected === false &&
  f.extra.hintAtCollection === true &&
  f.extra.hintInMessage === true &&
  f.consentAds !== undefined &&
  f.consentAds !== "refused" &&
  !hasSaidStop(f) &&
  !isGreeting(f);
