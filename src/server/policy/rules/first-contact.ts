// (1) First contact: who may begin a conversation, and on which account.
import { isPureAdvert } from "../advertising-facts.ts";
import type { Facts } from "../facts.ts";
import { allow, deny, type Rule } from "../rule.ts";
import {
  isEmployeesOwnOrder,
  isForCustomer,
  isSend,
  isStaffMatter,
  onClassicChannel,
  onWhatsApp,
} from "../situation.ts";
import { affectedByOrder } from "./mass-sending.ts";

/** FC-2's conditions: opt-in with proof, notice handed over with it, a template approved for service, no advertising. */
const documentedOptIn = (f: Facts): boolean =>
  f.optInDocumented === true &&
  (f.noticeStatus === "sent" || f.noticeStatus === "delivered") &&
  f.templateCategory === "utility" &&
  (f.messageClass === "transactional" || f.messageClass === "service_info") &&
  // a number passed on by someone else carries no opt-in of its own
  f.extra.numberSource !== "third_party";

/** An order that runs, or an inquiry: the reasons for which mail, SMS and telephone may begin. */
export const hasOrderOrInquiry = (f: Facts): boolean =>
  f.extra.openOrder === true ||
  (f.extra.jobOrdered === true && (f.extra.openOrder !== false || f.messageClass === "invoice")) ||
  f.extra.answersQuestion === true ||
  (f.inboundCount ?? 0) > 0;

/** FC-1: the first contact comes from the customer. Art. 5(1)(a), 6(1), 13(1) GDPR; Meta's opt-in duty. */
export const fc1: Rule = {
  id: "FC-1",
  check(action, f) {
    if (!isSend(action)) return undefined;
    if (isUnbegun(f)) return deny(whatsAppReason(f));
    if (!isForCustomer(f) || onWhatsApp(f)) return undefined;
    if (f.channel === "own_webchat") {
      if (f.initiatedBy === "customer" && (f.inboundCount ?? 0) > 0) return undefined;
      return deny("Den Chat auf eurer Seite kann nur der Kunde öffnen; warte, bis er schreibt.");
    }
    // adverts by mail stand or fall with AD-2 and AD-8, not with an order
    if (!onClassicChannel(f) || f.initiatedBy === "customer" || isPureAdvert(f) || hasOrderOrInquiry(f))
      return undefined;
    return deny(
      "Ohne laufenden Auftrag oder Anfrage darfst du den Kunden nicht von dir aus anschreiben; warte, bis er sich meldet.",
    );
  },
};

/** FC-2: the only other way is an opt-in with proof. Meta's opt-in rule; Art. 5(2), 7(1) GDPR. */
export const fc2: Rule = {
  id: "FC-2",
  check(action, f) {
    if (!isSend(action) || !isForCustomer(f) || !onWhatsApp(f) || f.initiatedBy !== "business") return undefined;
    if (firstByOptIn(f)) {
      return f.promoContent === false && (f.recipients === 1 || affectedByOrder(f))
        ? allow(
            "Der Kunde hat diesen Kanal nachweislich gewünscht und den Datenschutzhinweis dabei bekommen, deshalb darfst du mit der Vorlage beginnen.",
          )
        : undefined;
    }
    // an opt-in for a number somebody else passed on is none; FC-1 says why
    if ((f.inboundCount ?? 0) > 0 || f.optInDocumented !== true || f.extra.numberSource === "third_party")
      return undefined;
    if (f.messageClass !== "transactional" && f.messageClass !== "service_info")
      return deny(
        "Der Wunsch des Kunden liegt vor; beginnen darfst du aber nur mit einer Nachricht zu seinem Auftrag oder einer Serviceinformation.",
      );
    return deny(
      "Der Wunsch des Kunden liegt vor; beginnen darfst du aber erst mit übergebenem Datenschutzhinweis und einer genehmigten Vorlage ohne Werbung.",
    );
  },
};

/** FC-3: official business channels only. Art. 28, 32 GDPR; WhatsApp's terms forbid business use of the private app. */
export const fc3: Rule = {
  id: "FC-3",
  check(action, f) {
    // erasing what came in there stays possible, and so does closing the incident it caused
    if (f.channel !== "whatsapp_private" || action === "delete" || action === "erase_all") return undefined;
    if (action === "close_incident") return undefined;
    return deny("Das private WhatsApp ist für den Betrieb gesperrt, nimm den Geschäftskanal.");
  },
};

/** The first message, ours, and the opt-in with all that goes with it is there. */
export const firstByOptIn = (f: Facts): boolean =>
  (f.inboundCount ?? 0) === 0 && f.initiatedBy === "business" && documentedOptIn(f);

/** On WhatsApp a customer has not written yet, be it a colleague with an order of their own, and no opt-in stands for it. */
export const isUnbegun = (f: Facts): boolean =>
  onWhatsApp(f) &&
  (isForCustomer(f) || (isEmployeesOwnOrder(f) && !isStaffMatter(f))) &&
  (f.inboundCount ?? 0) === 0 &&
  !firstByOptIn(f);

const whatsAppReason = (f: Facts): string =>
  f.extra.numberSource === "third_party"
    ? "Die Nummer stammt von einem Dritten und der Kunde hat noch nicht geschrieben; ruf an oder schick einen Brief mit QR-Code zum Chat."
    : f.inboundCount === undefined
      ? "Es steht nicht fest, dass der Kunde hier schon geschrieben hat; ruf an, schick einen Brief oder gib ihm den QR-Code zum Chat."
      : "Der Kunde hat hier noch nicht geschrieben; ruf an, schick einen Brief oder gib ihm den QR-Code zum Chat.";
