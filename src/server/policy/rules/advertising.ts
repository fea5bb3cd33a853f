// (6) Advertising: what counts as such, and the consent it needs. Nothing lifts AD-2 and AD-7.
import {
  consentLapsed,
  consentStands,
  existingCustomerException,
  hasSaidStop,
  invokesExistingCustomer,
  isGoodwill,
  isGreeting,
  isMaintenanceReminder,
  isMixed,
  isNeedlessClosing,
  isPureAdvert,
  isUnaskedOffer,
  kindIsAdvert,
} from "../advertising-facts.ts";
import type { Facts } from "../facts.ts";
import { allow, deny, type Outcome, pass, type Rule, require } from "../rule.ts";
import {
  avvUsable,
  isForCustomer,
  isSend,
  kindOf,
  noticeInPlace,
  onBusinessDevice,
  reachesCustomers,
  transferValid,
} from "../situation.ts";

const consentNeverGiven = (f: Facts): boolean => f.consentAds !== "granted" && f.consentAds !== "expired";

/** AD-1: greetings, parties, review requests and reminders are advertising. RL 2006/114/EC Art. 2(a); BGH VI ZR 225/17. */
export const ad1: Rule = {
  id: "AD-1",
  check(action, f) {
    if (!isSend(action)) return undefined;
    if (isMixed(f) && f.messageClass !== "auto_reply" && !consentStands(f)) {
      return require("remove_promo", "Die Nachricht selbst ist erlaubt, aber ein Satz darin ist Werbung und muss heraus.");
    }
    if (isPureAdvert(f) && consentNeverGiven(f) && !existingCustomerException(f)) return correctedToAdvert(f);
    const isService = f.messageClass === "transactional" || f.messageClass === "service_info";
    return isService && !isPureAdvert(f) && !isMixed(f) ? clearedAsService(f) : undefined;
  },
};

/** Named beside AD-2 when it is the kind of text, not the chosen class, that makes it advertising. */
function correctedToAdvert(f: Facts): Outcome | undefined {
  if (isMaintenanceReminder(f) || f.extra.maintenanceContract === false) {
    return f.extra.maintenanceContract === true ? undefined : deny("Ohne Wartungsvertrag ist die Erinnerung Werbung.");
  }
  if (isGreeting(f)) return deny("Ein Gruß, den der Kunde nicht zuerst geschickt hat, ist Werbung.");
  if (isNeedlessClosing(f))
    return deny(
      "Dass ihr geschlossen habt, erfährt von sich aus nur, wer einen offenen Auftrag hat; bei allen anderen ist es Werbung.",
    );
  if (isUnaskedOffer(f)) return deny("Ein Angebot, um das der Kunde nicht gebeten hat, ist Werbung.");
  if (kindIsAdvert(f))
    return deny("Einladungen, Bewertungsbitten, Rabatte, Stellenanzeigen und Hinweise auf Neues sind Werbung.");
  return f.messageClass === "advertising" ? undefined : deny("Der Text zählt als Werbung.");
}

function clearedAsService(f: Facts): Outcome | undefined {
  if (f.extra.customerGreetedFirst === true) {
    return pass("Du erwiderst nur den Gruß des Kunden in seinem Gespräch und wirbst für nichts, das ist in Ordnung.");
  }
  if (f.extra.maintenanceContract === true)
    return pass("Der Wartungsvertrag deckt die Erinnerung, sie ist keine Werbung.");
  if (isGoodwill(f)) return pass("Der Gutschein gehört zur Reklamation des Kunden und ist keine Werbung.");
  if (kindOf(f) === "offer" && f.extra.answersQuestion === true) return pass("Der Kunde hat nach dem Angebot gefragt.");
  return undefined;
}

/** AD-2: no advertising without prior express consent. § 7(2) Nr. 2 UWG; Art. 4 Nr. 11, 6(1)(a), 7 GDPR. */
export const ad2: Rule = {
  id: "AD-2",
  check(action, f) {
    if (!isSend(action)) return undefined;
    if (isPureAdvert(f) && consentNeverGiven(f))
      return existingCustomerException(f) ? undefined : deny(noConsentReason(f));
    if (!isPureAdvert(f) && !isMixed(f)) return undefined;
    return consentStands(f) && advertMayTravel(f)
      ? allow("Der Kunde hat der Werbung auf diesem Kanal ausdrücklich zugestimmt, deshalb darf sie hinaus.")
      : undefined;
  },
};

/** What an advert needs besides the consent; the rules of those topics say it in their own words. */
const advertMayTravel = (f: Facts): boolean =>
  f.messageClass !== undefined &&
  f.messageClass !== "none" &&
  f.messageClass !== "auto_reply" &&
  isForCustomer(f) &&
  reachesCustomers(f) &&
  noticeInPlace(f) &&
  avvUsable(f) &&
  transferValid(f) &&
  onBusinessDevice(f) &&
  f.optOutHint === true &&
  f.recipients === 1;

/** Every rule that a stop concerns says it in the same words, so that it stands there once. */
export function saidStop(f: Facts): string {
  if (f.extra.metaPreference === "resume")
    return "Der Kunde hat Werbung beendet; dass er sie bei WhatsApp wieder einschaltet, ersetzt keine neue Einwilligung.";
  if (f.consentAds === "withdrawn")
    return "Der Kunde hat seine Einwilligung widerrufen; Werbung bleibt gesperrt, bis er selbst wieder zustimmt.";
  if (f.extra.metaPreference === "stop")
    return "Der Kunde hat Werbung über die Einstellung in WhatsApp abgestellt; sie bleibt gesperrt, bis er selbst wieder zustimmt.";
  return "Der Kunde hat Werbung beendet; das gilt sofort und bis er selbst wieder zustimmt.";
}

function noConsentReason(f: Facts): string {
  if (hasSaidStop(f)) return saidStop(f);
  if (f.consentAds === "refused") return "Der Kunde hat Werbung abgelehnt; nur er selbst kann das wieder ändern.";
  if (f.consentAds === "ambiguous")
    return "Die Antwort des Kunden war nicht eindeutig; als Einwilligung gilt nur der Knopf oder JA WERBUNG.";
  if (f.consentAds === "asked")
    return "Der Kunde hat auf die Frage nach der Einwilligung noch nicht geantwortet; warte auf sein Ja, Schweigen zählt nicht.";
  if (f.recipientType === "business") {
    const way = f.channel === "email" ? "per E-Mail" : "per Messenger";
    return `Auch Firmenkunden darfst du ${way} nur mit vorheriger Einwilligung Werbung schicken.`;
  }
  // Nor is somebody asked who has their data restricted (DS-4).
  if (f.extra.useRestricted === true) return "Für Werbung fehlt die Einwilligung des Kunden auf diesem Kanal.";
  return "Für Werbung fehlt die Einwilligung des Kunden auf diesem Kanal; frag ihn danach, wenn er das nächste Mal schreibt.";
}

export const noAdvertsToMinors = "Minderjährigen schicken wir keine Werbung, und wir fragen sie auch nicht danach.";

/** AD-3: consent is asked once, in the contact's own conversation. § 7(2) Nr. 2 UWG; Art. 7(4) GDPR. */
export const ad3: Rule = {
  id: "AD-3",
  check(action, f) {
    if (!isSend(action) || f.messageClass !== "consent_request") return undefined;
    const obstacle = consentQuestionObstacle(f);
    if (obstacle !== undefined) return deny(obstacle);
    if (f.promoContent !== false || !isForCustomer(f) || !reachesCustomers(f)) return undefined;
    return allow(
      "Der Kunde hat das Gespräch begonnen, sein Anliegen ist beantwortet und er wurde noch nicht gefragt, deshalb darfst du einmal fragen.",
    );
  },
};

function consentQuestionNeedless(f: Facts): string | undefined {
  // an expired consent may be renewed under the same conditions (AD-9), also where it is still called granted
  if (f.consentAds === "none" || f.consentAds === "expired") return undefined;
  if (f.consentAds === "granted" && typeof f.consentIdleMonths === "number")
    return consentLapsed(f)
      ? undefined
      : "Der Kunde hat schon zugestimmt; du brauchst ihn nicht noch einmal zu fragen.";
  return f.consentAds === undefined || f.consentAds === "granted"
    ? "Es steht nicht fest, ob der Kunde schon gefragt wurde oder zugestimmt hat; sieh beim Kontakt nach."
    : "Die Frage nach der Einwilligung ist schon gestellt; warte auf eine eindeutige Antwort.";
}

function consentQuestionObstacle(f: Facts): string | undefined {
  if (f.consentAds === "withdrawn" || f.consentAds === "refused" || hasSaidStop(f)) {
    return "Der Kunde hat Werbung abgelehnt oder widerrufen; du darfst ihn nicht erneut fragen, nur er kann darauf zurückkommen.";
  }
  const standing = consentQuestionNeedless(f);
  if (standing !== undefined) return standing;
  if (f.initiatedBy !== "customer")
    return "Nach der Einwilligung darfst du nur in einem Gespräch fragen, das der Kunde begonnen hat.";
  if (typeof f.windowAgeHours !== "number")
    return "In den letzten 24 Stunden ist keine Nachricht des Kunden bekannt; frag erst, wenn er wieder schreibt.";
  if (f.windowAgeHours >= 24) {
    return "Die letzte Nachricht des Kunden ist mindestens 24 Stunden alt; frag erst, wenn er wieder schreibt.";
  }
  if (f.noticeStatus !== "delivered" && f.noticeStatus !== "outdated_editorial") {
    return "Vor der Frage muss der Datenschutzhinweis beim Kunden angekommen sein.";
  }
  if (f.extra.concernAnswered !== true) return "Beantworte zuerst das Anliegen des Kunden, danach darfst du fragen.";
  if (f.extra.askedWithin12Months === undefined)
    return "Es steht nicht fest, ob der Kunde in den letzten zwölf Monaten schon gefragt wurde; sieh beim Kontakt nach.";
  if (f.extra.askedWithin12Months !== false)
    return "Der Kunde wurde in den letzten zwölf Monaten schon gefragt; vor Ablauf dieser Zeit kann nur er selbst darauf zurückkommen.";
  if (f.recipients !== 1) return "Die Frage darf nur einzeln gestellt werden, nicht an mehrere Kunden auf einmal.";
  return f.recipientAge === "minor" ? noAdvertsToMinors : undefined;
}

/** AD-4: a consent covers this identity, this channel and this purpose only. Art. 4 Nr. 11 GDPR; BGH III ZR 196/17. */
export const ad4: Rule = {
  id: "AD-4",
  check(action, f) {
    if (!isSend(action) || !isPureAdvert(f) || !consentNeverGiven(f) || existingCustomerException(f)) return undefined;
    if ((f.extra.consentOtherChannels ?? []).filter((channel) => channel !== f.channel).length === 0) return undefined;
    // Who was asked here, or said no here, is not to be asked again (AD-3).
    return f.consentAds === "none" && !hasSaidStop(f)
      ? deny("Die Einwilligung gilt für einen anderen Kanal; nimm den, oder frag den Kunden auf diesem hier.")
      : deny("Eine Einwilligung für einen anderen Kanal gilt hier nicht.");
  },
};

/** AD-7: withdrawal is as easy as giving, and it holds. Art. 7(3), 21(2)-(4) GDPR; § 7(2) Nr. 3 lit. c UWG. */
export const ad7: Rule = {
  id: "AD-7",
  check(action, f) {
    if (!isSend(action)) return undefined;
    if (f.extra.allStop === true && kindOf(f) !== "withdrawal_confirmation") {
      return deny("Der Kunde hat mit ALLES STOPP jede Nachricht auf diesem Kanal beendet; nimm Brief oder Telefon.");
    }
    if (!isPureAdvert(f) || !hasSaidStop(f)) return undefined;
    return deny(saidStop(f));
  },
};

/** AD-8: the exception for existing customers, e-mail only. § 7(3) UWG; ECJ C-654/23. */
export const ad8: Rule = {
  id: "AD-8",
  check(action, f) {
    if (!isSend(action) || !isPureAdvert(f)) return undefined;
    if (existingCustomerException(f)) {
      return advertMayTravel(f)
        ? allow(
            "Die Adresse stammt aus einem Auftrag, ihr werbt für eigene ähnliche Leistungen, und der Widerspruchshinweis stand damals und steht jetzt dabei.",
          )
        : undefined;
    }
    if (!consentNeverGiven(f) || !invokesExistingCustomer(f)) return undefined;
    return deny(whyNoException(f));
  },
};

/** The first condition of § 7(3) UWG that is not known to hold. */
function whyNoException(f: Facts): string {
  if (f.channel !== "email") return "Die Ausnahme für Bestandskunden gilt bei uns nur für E-Mail.";
  if (f.consentAds === "refused" || hasSaidStop(f))
    return "Wer Werbung abgelehnt hat, bekommt auch als Bestandskunde keine.";
  if (isGreeting(f)) return "Ein Gruß zum Fest fällt nicht unter die Ausnahme für Bestandskunden.";
  if (f.extra.addressFromSale !== true)
    return "Bestandskunden darfst du ohne Einwilligung nur an eine Adresse schreiben, die sie bei einem Auftrag genannt haben.";
  if (f.extra.ownSimilarService !== true)
    return "Bestandskunden darfst du ohne Einwilligung nur anbieten, was dem ähnlich ist, das sie bei euch beauftragt haben.";
  if (f.extra.hintAtCollection !== true)
    return "Bestandskunden darfst du ohne Einwilligung nur anschreiben, wenn schon im Auftrag stand, dass sie widersprechen können.";
  if (f.extra.hintInMessage !== true)
    return "Bestandskunden darfst du ohne Einwilligung nur mit dem Satz anschreiben, dass sie jederzeit widersprechen können; füg ihn ein.";
  return "Es steht nicht fest, ob der Kunde der Werbung widersprochen hat; sieh beim Kontakt nach.";
}

/** AD-9: a consent long unused is asked for again. BGH III ZR 196/17; AG München 161 C 12736/22. */
export const ad9: Rule = {
  id: "AD-9",
  check(action, f) {
    if (!isSend(action) || !isPureAdvert(f) || !consentLapsed(f) || hasSaidStop(f)) return undefined;
    const idle = f.consentIdleMonths;
    if (f.consentAds === "granted" && typeof idle !== "number")
      return require("renew_consent", "Es steht nicht fest, wann die Einwilligung zuletzt genutzt wurde; sie muss zuerst in einem Gespräch, das der Kunde beginnt, erneuert werden.");
    const since =
      typeof idle !== "number" || idle < 1
        ? "zu lange"
        : idle === 1
          ? "seit einem Monat"
          : `seit ${idle.toLocaleString("de-DE", { maximumFractionDigits: 1 })} Monaten`;
    return require("renew_consent", `Die Einwilligung wurde ${since} nicht genutzt und muss zuerst in einem Gespräch, das der Kunde beginnt, erneuert werden.`);
  },
};
