// Every number the rules use, in one place, each with its origin. "own" marks product policy no statute demands;
// a business may make these stricter, never looser.

export const defaults = {
  /** Hours of free text after the contact wrote or called. Meta, WhatsApp Business Platform. */
  serviceWindowHours: 24,
  /** Months after which an unused consent counts as expired. Own, between BGH III ZR 196/17 and AG München 161 C 12736/22. */
  consentIdleMonths: 24,
  /** Months after which the owner is reminded of an unused consent. Own. */
  consentIdleWarnMonths: 18,
  /** Months before a contact may be asked for consent again. Own. */
  consentAskCooldownMonths: 12,
  /** Days within which an answer to the consent question counts. Own. */
  consentAnswerDays: 7,
  /** Contacts that may get the same advert within 24 hours. Own. */
  identicalAdTexts24h: 10,
  /** Contacts one piece of service information may reach in a run. Own. */
  serviceInfoRunMax: 50,
  /** Months between two reviews of a processor. Own, after Art. 28(1) GDPR. */
  avvReviewMonths: 12,
  /** Days a review may be late before sending stops. Own. */
  avvReviewGraceDays: 30,
  /** Days the imprint may fail its check before we stop starting conversations. Own, after § 5(1) DDG. */
  impressumGraceDays: 7,
  /** Hours to notify the authority of a breach. Art. 33(1) GDPR (the Digital Omnibus's 96 hours are not in force). */
  breachNotifyHours: 72,
  /** Latest time, the day before, for a shift notice in free time. Own, after the facts of BAG 5 AZR 349/22. */
  shiftNoticeCutoff: "20:00",
  /** Uninterrupted rest of an adult in hours. § 5(1) ArbZG. */
  adultRestHours: 11,
  /** Free time of a minor in hours. § 13 JArbSchG. */
  minorRestHours: 12,
  /** Minors work, and are reached, only between these times. § 14(1) JArbSchG. */
  minorQuietFrom: "20:00",
  minorQuietUntil: "06:00",
  /** Invoices from this sum on need a protected way. Own, after OLG Schleswig 12 U 9/24. */
  invoiceSecureFromEUR: 1000,
  /** Conversations on different days before a contact is kept. Own. */
  contactSaveConversations: 2,
  /** Hits in the threshold questionnaire that call for an impact assessment. Art. 35 GDPR, WP248. */
  dpiaHits: 2,
  /** Years after the end of the calendar year. § 257(4) HGB, § 147(3) AO, § 14b UStG (vouchers 8 since BEG IV). */
  retentionYears: { "LK-2": 6, "LK-3": 8, "LK-4": 10 },
} as const;

/** Where each number comes from. A law's and Meta's stand; our own may be made stricter (limits.ts). */
export const origins: Readonly<Record<keyof typeof defaults, "law" | "meta" | "own">> = {
  serviceWindowHours: "meta",
  consentIdleMonths: "own",
  consentIdleWarnMonths: "own",
  consentAskCooldownMonths: "own",
  consentAnswerDays: "own",
  identicalAdTexts24h: "own",
  serviceInfoRunMax: "own",
  avvReviewMonths: "own",
  avvReviewGraceDays: "own",
  impressumGraceDays: "own",
  breachNotifyHours: "law",
  shiftNoticeCutoff: "own",
  adultRestHours: "law",
  minorRestHours: "law",
  minorQuietFrom: "law",
  minorQuietUntil: "law",
  invoiceSecureFromEUR: "own",
  contactSaveConversations: "own",
  dpiaHits: "law",
  retentionYears: "law",
};

/** AC-4: from this many people who always work with personal data a data-protection officer is due. § 38(1) BDSG. */
export const officerFrom = 20;
