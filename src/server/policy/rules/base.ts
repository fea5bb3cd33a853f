// The two base permissions. They allow what the other rules have nothing against, and only with every fact known.
import { carriesPromo, isPureAdvert } from "../advertising-facts.ts";
import type { Action, Facts } from "../facts.ts";
import { allow, type Rule } from "../rule.ts";
import {
  avvUsable,
  isForCustomer,
  isInvitedGuest,
  isPrivacyNotice,
  isSend,
  noticeInPlace,
  onBusinessDevice,
  onClassicChannel,
  onWhatsApp,
  reachesCustomers,
  transferValid,
  usesTemplate,
  windowOpen,
} from "../situation.ts";
import { firstByOptIn, hasOrderOrInquiry } from "./first-contact.ts";
import { affectedByOrder } from "./mass-sending.ts";

/** Service messages. AD-1's table counts invoices and warnings among them. */
const isServiceClass = (f: Facts): boolean =>
  f.messageClass === "transactional" ||
  f.messageClass === "service_info" ||
  f.messageClass === "auto_reply" ||
  f.messageClass === "invoice" ||
  f.messageClass === "safety";

/** The conversation is the customer's, or was begun with an opt-in (FC-2), or concerns an order by mail or phone (FC-1). */
function mayUseThread(f: Facts): boolean {
  const hasWritten = (f.inboundCount ?? 0) > 0;
  if (onClassicChannel(f)) return f.initiatedBy === "customer" || hasOrderOrInquiry(f);
  if (!hasWritten) return false;
  return f.initiatedBy === "customer" || (onWhatsApp(f) && f.initiatedBy === "business" && f.optInDocumented === true);
}

const oneByOne = (f: Facts): boolean => f.recipients === 1 || affectedByOrder(f);

const isStaff = (f: Facts): boolean => f.recipientIsEmployee === true && f.employeeRelation === "staff";

const mayAdvertise = "Es steht nicht fest, dass die Nachricht frei von Werbung ist; nimm werbende Sätze heraus.";

/** Each condition of BASE-1 with the sentence shown when it alone is what is missing. */
const baseOneConditions: readonly (readonly [(f: Facts) => boolean, string])[] = [
  [
    reachesCustomers,
    "Auf diesem Kanal lässt sich keine Nachricht an Kunden schicken; nimm den Kanal, auf dem der Kunde geschrieben hat.",
  ],
  [(f) => !isStaff(f), "Der Empfänger ist ein Kollege; schreib ihm im internen Messenger."],
  [isForCustomer, "Es steht nicht fest, dass der Empfänger ein Kunde ist; ordne ihn zuerst zu."],
  [
    isServiceClass,
    "Diese Art von Nachricht ist auf diesem Kanal nicht vorgesehen; erlaubt sind Antworten, Termine, Auftragsnachrichten und Rechnungen.",
  ],
  [
    mayUseThread,
    "Das Gespräch hat nicht der Kunde begonnen; dafür braucht ihr seinen nachgewiesenen Wunsch, oder er schreibt zuerst.",
  ],
  [
    (f) => noticeInPlace(f) || isPrivacyNotice(f),
    "Es steht nicht fest, dass der Kunde den Datenschutzhinweis hat; er muss zuerst hinaus.",
  ],
  [avvUsable, "Es steht nicht fest, dass der Vertrag zur Auftragsverarbeitung in Ordnung ist; prüft ihn zuerst."],
  [
    transferValid,
    "Es steht nicht fest, dass die Daten in das Land des Anbieters dürfen; hinterlegt zuerst die Grundlage.",
  ],
  [onBusinessDevice, "Es steht nicht fest, dass das Gerät dem Betrieb gehört; lass es zuerst eintragen."],
  [
    (f) => !onWhatsApp(f) || windowOpen(f) || usesTemplate(f),
    "Das Antwortfenster ist zu; wähl eine genehmigte Vorlage.",
  ],
  [(f) => !carriesPromo(f) && !isPureAdvert(f), mayAdvertise],
  [(f) => f.extra.outdated !== true, "Die automatische Antwort ist überholt: Der Betrieb hat wieder geöffnet."],
  [(f) => (f.recipients ?? 0) > 0, "Es steht nicht fest, an wen die Nachricht geht; wähl zuerst den Empfänger."],
  [oneByOne, "Die Nachricht darf nur an einen Kunden gehen; schick sie jedem einzeln."],
];

/** BASE-1's conditions as a whole; IN-2 builds on them. */
export const baseOneHolds = (f: Facts): boolean => baseOneConditions.every(([holds]) => holds(f));

/** BASE-1: a service message in the customer's own conversation may leave. Art. 6(1)(b) GDPR. */
export const base1: Rule = {
  id: "BASE-1",
  check(action, f) {
    if (!isSend(action) || !baseOneHolds(f)) return undefined;
    return allow("Die Nachricht gehört zum Anliegen des Kunden, und es fehlt nichts.");
  },
};

const permittedActions: ReadonlySet<Action> = new Set<Action>([
  "activate_channel",
  "enable_internal",
  "open_inbox",
  "enrol_device",
  "close_incident",
  "save_contact",
  "store_media",
  "save_to_order",
  "deliver_export",
  "record_consent",
  "accept_order",
  "change_iban",
]);

/** Team matters on the own messenger, inside the colleague's schedule; staff rooms belong there as well. */
const isTeamMatter = (action: Action, f: Facts): boolean => {
  if (action === "add_to_group" && isInvitedGuest(f)) return true;
  if (f.channel !== "own_internal" || !isStaff(f)) return false;
  if (action === "create_group" || action === "add_to_group") return true;
  return isSend(action) && isDuty(f) && f.extra.withinSchedule === true && f.promoContent === false;
};

const isDuty = (f: Facts): boolean =>
  f.messageClass === "internal" || f.messageClass === "shift_notice" || f.messageClass === "safety";

/** Said only where no rule has anything of its own to say. */
export const plainPermission = "Es spricht keine Regel dagegen.";

/** BASE-2: what stays in the house is allowed unless a rule objects. */
export const base2: Rule = {
  id: "BASE-2",
  check(action, f) {
    if (isTeamMatter(action, f) && !isSend(action))
      return allow("Der Raum bleibt im Betrieb; in ihm sind nur Kollegen und eingeladene Partner.");
    if (isTeamMatter(action, f))
      return allow("Die Nachricht bleibt im Betrieb und erreicht den Kollegen in seiner Arbeitszeit.");
    if (!permittedActions.has(action)) return undefined;
    if (action === "activate_channel" && (f.channel === undefined || f.channel === "none")) return undefined;
    return allow(plainPermission);
  },
};

/** What no token makes lawful: nobody knows what it is or which way it takes. */
export const isNowhere = (action: Action, f: Facts): boolean => {
  if (!isSend(action)) return false;
  if (f.channel === undefined || f.channel === "none") return true;
  // a picture by itself is of no class yet; what must be cut out of it must be so either way (PH-1)
  return action !== "send_media" && (f.messageClass === undefined || f.messageClass === "none");
};

function whyNotInside(f: Facts): string {
  if (!isStaff(f))
    return "Intern gehen nur Nachrichten an Kollegen des Betriebs; einem Kunden schreibst du in seinem Gespräch.";
  if (isDuty(f) && f.promoContent !== false) return mayAdvertise;
  if (f.messageClass === "safety")
    return "Eine Warnung erreicht Kollegen außerhalb ihrer Arbeitszeit nur mit Gefahr und Grund; nenn beides.";
  return "An Kollegen gehen nur interne Nachrichten, Einsatzzeiten und Warnungen; wähl eine davon.";
}

/** Why nothing allowed the action: the first condition that is not known to hold. */
export function whyNothingAllows(action: Action, f: Facts): string {
  if (action === "activate_channel") return "Es steht nicht fest, welcher Kanal es ist; wähl ihn zuerst aus.";
  if (!isSend(action)) return "Für diesen Vorgang gibt es keine Erlaubnis.";
  if (f.channel === "own_internal") return whyNotInside(f);
  if (isPureAdvert(f) && f.recipients === undefined)
    return "Es steht nicht fest, an wie viele Kunden die Werbung geht; schick sie einzeln.";
  if (f.messageClass === undefined || f.messageClass === "none")
    return "Es steht nicht fest, was für eine Nachricht das ist; ordne sie zuerst ein.";
  // Whose wish is proven may be written to first (FC-2): then something else is missing.
  const isMissing = (holds: (f: Facts) => boolean) => !holds(f) && !(holds === mayUseThread && firstByOptIn(f));
  return baseOneConditions.find(([holds]) => isMissing(holds))?.[1] ?? "Für diese Nachricht gibt es keine Erlaubnis.";
}
