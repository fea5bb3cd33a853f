// A plain reply to a customer in their own WhatsApp conversation; tests change what they are about.
import type { ExtraFacts, Facts } from "../../src/server/policy/facts.ts";

const plainReply: Facts = {
  channel: "whatsapp_cloud",
  initiatedBy: "customer",
  inboundCount: 3,
  optInDocumented: false,
  noticeStatus: "delivered",
  consentAds: "none",
  consentIdleMonths: null,
  messageClass: "transactional",
  promoContent: false,
  hasTransactionalCore: true,
  deviceType: "business_managed",
  recipientIsEmployee: false,
  employeeRelation: "none",
  recipientAge: "adult",
  recipientType: "consumer",
  windowAgeHours: 1,
  templateCategory: null,
  avvStatus: "gaps_accepted",
  transferMechanism: "dpf",
  dpfValid: true,
  impressumStatus: "complete",
  recipients: 1,
  optOutHint: false,
  extra: {},
};

/** The plain reply with some facts changed; `extra` replaces the empty one. */
export const given = (changes: Partial<Facts> = {}): Facts => ({ ...plainReply, ...changes });

export const consentingAdvert = (changes: Partial<Facts> = {}): Facts =>
  given({
    messageClass: "advertising",
    promoContent: true,
    hasTransactionalCore: false,
    consentAds: "granted",
    consentIdleMonths: 3,
    windowAgeHours: 50,
    templateCategory: "marketing",
    optOutHint: true,
    ...changes,
  });

export const optInStart = (changes: Partial<Facts> = {}): Facts =>
  given({
    initiatedBy: "business",
    inboundCount: 0,
    optInDocumented: true,
    windowAgeHours: null,
    templateCategory: "utility",
    ...changes,
  });

export const teamMessage = (extra: ExtraFacts, changes: Partial<Facts> = {}): Facts =>
  given({
    channel: "own_internal",
    initiatedBy: "business",
    messageClass: "internal",
    recipientIsEmployee: true,
    employeeRelation: "staff",
    windowAgeHours: null,
    avvStatus: "complete",
    transferMechanism: "none_needed",
    extra,
    ...changes,
  });

export const mail = (changes: Partial<Facts> = {}): Facts =>
  given({
    channel: "email",
    windowAgeHours: null,
    avvStatus: "complete",
    transferMechanism: "none_needed",
    ...changes,
  });
