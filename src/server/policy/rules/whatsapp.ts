// WhatsApp's own rules, as far as they decide about a message.
import { consentStands, isMixed, isPureAdvert } from "../advertising-facts.ts";
import type { Facts } from "../facts.ts";
import { deny, pass, type Rule, require } from "../rule.ts";
import { isForCustomer, isPrivacyNotice, isSend, onWhatsApp, usesTemplate, windowOpen } from "../situation.ts";
import { saidStop } from "./advertising.ts";

/** What Meta must see as marketing: adverts, and service messages whose promo the consent covers. An automatic reply
 * never carries any (PN-7). */
const isMarketing = (f: Facts): boolean =>
  isPureAdvert(f) || (isMixed(f) && consentStands(f) && f.messageClass !== "auto_reply");

/** WA-1: every conversation we begin needs an opt-in that names us. WhatsApp Business Messaging Policy. */
export const wa1: Rule = {
  id: "WA-1",
  check(action, f) {
    if (!isSend(action) || !onWhatsApp(f) || !isForCustomer(f) || f.initiatedBy === "customer") return undefined;
    // a standing advertising consent is itself the permission Meta asks for
    if (f.optInDocumented === true || (isMarketing(f) && consentStands(f))) return pass();
    if ((f.inboundCount ?? 0) === 0) return undefined; // FC-1 says it
    return f.initiatedBy === undefined
      ? deny(
          "Es steht nicht fest, dass der Kunde dieses Gespräch begonnen hat; ruf ihn an, oder warte, bis er schreibt.",
        )
      : deny(
          "Dieses Gespräch habt ihr begonnen, und es fehlt der Nachweis, dass der Kunde es auf WhatsApp wünscht; ruf ihn an, oder warte, bis er schreibt.",
        );
  },
};

/** WA-2: free text only within 24 hours of the contact's last message, then templates. WhatsApp Business Platform. */
export const wa2: Rule = {
  id: "WA-2",
  check(action, f) {
    if (!isSend(action) || !onWhatsApp(f) || windowOpen(f) || usesTemplate(f)) return undefined;
    if (isPrivacyNotice(f))
      return require("template_utility", "Die Nachricht des Kunden ist mindestens 24 Stunden alt; der Datenschutzhinweis kann nur in einer genehmigten Vorlage hinaus, oder wenn der Kunde wieder schreibt.");
    if (typeof f.windowAgeHours !== "number")
      return isMarketing(f)
        ? require("template_marketing", "In den letzten 24 Stunden ist keine Nachricht des Kunden bekannt, dafür brauchst du eine genehmigte Werbevorlage.")
        : require("template_utility", "In den letzten 24 Stunden ist keine Nachricht des Kunden bekannt, wähl eine genehmigte Vorlage.");
    return isMarketing(f)
      ? require("template_marketing", "Die letzte Nachricht des Kunden ist mindestens 24 Stunden her, dafür brauchst du eine genehmigte Werbevorlage.")
      : require("template_utility", "Die letzte Nachricht des Kunden ist mindestens 24 Stunden her, wähl eine genehmigte Vorlage.");
  },
};

/** WA-3: the template's category tells the truth; our class wins over Meta's. WhatsApp template guidelines. */
export const wa3: Rule = {
  id: "WA-3",
  check(action, f) {
    if (!isSend(action) || !onWhatsApp(f) || !isForCustomer(f)) return undefined;
    if (!usesTemplate(f) && !windowOpen(f)) return undefined; // WA-2 says it
    if (f.templateCategory !== "marketing" && usesTemplate(f) && isMixed(f)) {
      return require("remove_promo", "In einer Servicevorlage ist Werbung nicht zugelassen; nimm den werbenden Satz heraus.");
    }
    if (isMarketing(f) && f.templateCategory !== "marketing") {
      return require("template_marketing", "Werbung braucht auf WhatsApp immer eine genehmigte Werbevorlage.");
    }
    return usesTemplate(f) ? pass() : undefined;
  },
};

/** WA-6: Meta's stop is a withdrawal, its resume is nothing. Webhook `user_preferences`. */
export const wa6: Rule = {
  id: "WA-6",
  check(action, f) {
    if (!isSend(action) || !onWhatsApp(f) || !isPureAdvert(f) || f.extra.metaPreference === undefined) return undefined;
    return f.extra.metaPreference === "stop" || f.consentAds === "withdrawn" ? deny(saidStop(f)) : undefined;
  },
};

/** WA-10: a machine always shows the way to a person. Meta's human contact policy. */
export const wa10: Rule = {
  id: "WA-10",
  check(action, f) {
    if (!isSend(action) || !onWhatsApp(f) || f.messageClass !== "auto_reply" || f.extra.humanContact !== false)
      return undefined;
    return require("human_contact", "Die automatische Antwort muss zeigen, wie der Kunde einen Menschen erreicht; das System ergänzt es.");
  },
};
