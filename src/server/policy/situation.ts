// Readings of the facts that several rules share. Each answers "is it known that …?", so unknown is always `false`.
import { defaults } from "./defaults.ts";
import type { Action, Facts } from "./facts.ts";

/** Anything that leaves the house for a person. */
export const isSend = (action: Action): boolean =>
  action === "send" || action === "send_media" || action === "send_email";

export const onWhatsApp = (f: Facts): boolean =>
  f.channel === "whatsapp_cloud" || f.channel === "whatsapp_app" || f.channel === "whatsapp_private";

/** Messengers and SMS that run outside the house; mail and telephone are not messengers. */
export const onExternalMessenger = (f: Facts): boolean => onWhatsApp(f) || f.channel === "sms";

/** Channels where bulk advertising has no place (MS-1). */
export const onCustomerMessenger = (f: Facts): boolean => onExternalMessenger(f) || f.channel === "own_webchat";

/** Mail, SMS and telephone: here the business may begin, for an order or an inquiry (FC-1). */
export const onClassicChannel = (f: Facts): boolean =>
  f.channel === "email" || f.channel === "sms" || f.channel === "phone";

/** A channel on which a message can reach a customer at all. */
export const reachesCustomers = (f: Facts): boolean =>
  f.channel === "whatsapp_cloud" || f.channel === "whatsapp_app" || f.channel === "own_webchat" || onClassicChannel(f);

/** Duty matters: roster, shift, team. These belong to the internal messenger alone. */
export const isStaffMatter = (f: Facts): boolean =>
  f.messageClass === "internal" || f.messageClass === "shift_notice" || f.channel === "own_internal";

/** Known to be no colleague, or a colleague writing about an order of their own (IN-2). */
export const isKnownCustomer = (f: Facts): boolean =>
  (f.recipientIsEmployee === false && (f.employeeRelation === "none" || f.employeeRelation === "customer")) ||
  isEmployeeAsCustomer(f);

/** Normal customer rules apply where the colleague began (IN-2). */
export const isEmployeeAsCustomer = (f: Facts): boolean => isEmployeesOwnOrder(f) && f.initiatedBy === "customer";

/** The order of a colleague, whoever began. */
export const isEmployeesOwnOrder = (f: Facts): boolean =>
  f.recipientIsEmployee === true && f.employeeRelation === "customer" && f.extra.threadAbout === "own_order";

/** Somebody of another firm with an account of their own here; no number and no customer (MS-3). */
export const isInvitedGuest = (f: Facts): boolean =>
  f.channel === "own_internal" && f.extra.invitedGuest === true && f.recipientIsEmployee === false;

/** A message to customers: everything that is neither a duty matter nor addressed to a colleague as such. */
export const isForCustomer = (f: Facts): boolean => !isStaffMatter(f) && isKnownCustomer(f);

/** The current privacy notice, or one that differs only in wording (PN-4), is with the contact. */
export const noticeInPlace = (f: Facts): boolean =>
  f.noticeStatus === "sent" || f.noticeStatus === "delivered" || f.noticeStatus === "outdated_editorial";

/** Inside the 24 hours in which WhatsApp takes free text (WA-2). */
export const windowOpen = (f: Facts): boolean =>
  typeof f.windowAgeHours === "number" && f.windowAgeHours < defaults.serviceWindowHours;

/** A template is used at all; null and unknown both mean free text. */
export const usesTemplate = (f: Facts): boolean => f.templateCategory !== undefined && f.templateCategory !== null;

export const onBusinessDevice = (f: Facts): boolean =>
  f.deviceType === "business_managed" || f.deviceType === "business_registered" || f.deviceType === "server";

/** Art. 44 ff. GDPR: nothing to transfer, or a basis that stands (AV-6). */
export const transferValid = (f: Facts): boolean => {
  if (f.transferMechanism === "none_needed") return true;
  if (f.transferMechanism === "dpf") return f.dpfValid === true || f.extra.sccOnFile === true;
  return f.transferMechanism === "scc" && f.extra.sccOnFile === true;
};

/** Lower case with underscores, whatever the caller wrote. */
export const kindOf = (f: Facts): string => {
  // A dozen rules ask, and most messages are of no kind.
  if (f.extra.kind === undefined) return "";
  return f.extra.kind
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
};

/** Messages a late review must not hold up (AV-4), because the law owes them to the person. */
const owedKinds: ReadonlySet<string> = new Set([
  "privacy_notice",
  "first_contact_notice",
  "withdrawal_confirmation",
  "dsr_answer",
  "subject_request_answer",
]);
const isOwedByLaw = (f: Facts): boolean => owedKinds.has(kindOf(f)) && f.promoContent === false;

/** The notice itself must not wait for the notice (PN-1). */
export const isPrivacyNotice = (f: Facts): boolean =>
  (kindOf(f) === "privacy_notice" || kindOf(f) === "first_contact_notice") && f.promoContent === false;

/** Art. 28 GDPR: a contract stands and its gaps are closed or answered for (AV-1, AV-2, AV-4). */
export const avvUsable = (f: Facts): boolean => {
  if (f.avvStatus === "complete" || f.avvStatus === "gaps_accepted") return true;
  if (f.avvStatus === "not_required") return !onWhatsApp(f);
  return f.avvStatus === "review_overdue" && (f.messageClass === "safety" || isOwedByLaw(f));
};

/** Danger to life, named, with the reason why it cannot wait (PN-8). */
export const dangerNamed = (f: Facts): boolean =>
  (f.extra.danger ?? "").trim() !== "" && (f.extra.overrideReason ?? "").trim() !== "";

/** Nobody knows whether it arrived: nothing goes on by itself until a member says so beside it. */
export const isNoticeUncertain = (f: Facts): boolean => f.noticeStatus === "queued" && f.extra.noticeUncertain === true;
