import { expect, it } from "vitest";
import { lintMessage } from "../../src/server/outbound/facts/message-facts.ts";
import { classifyText } from "../../src/server/policy/classify-text.ts";

/** AD-1: a service by the month that nobody asked for is an offer; what somebody pays already, or asked for, is none. */
const adverts = [
  "Unser Abo kostet 20 Euro im Monat.",
  "Guten Tag Frau Kern, unser Notdienst-Abo kostet 8 Euro im Monat, kündbar jederzeit.",
  "Die Heizung läuft wieder. Unser Wartungspaket kostet 15 Euro im Monat.",
  "Ihre Rechnung liegt bei. Das Rundum-Sorglos-Paket gibt es für 29 Euro monatlich.",
  "Ab Januar gibt es unser Garten-Abo für 49 € im Monat.",
  "Mit unserem Pflegevertrag zahlen Sie 25 Euro im Monat und wir kommen zweimal im Jahr.",
  "Die Flatrate für Winterdienst kostet 99 Euro im Monat.",
  "Ein Abo bei uns kostet 20 Euro im Monat.",
  "Der Techniker kommt am Montag um 9 Uhr. Unsere Dachrinnen-Flatrate: 120 Euro im Jahr.",
  "Abo ab 19 € monatlich.",
  "Das Abo können Sie für 20 Euro monatlich abschließen.",
  "Schutzbrief für Ihre Heizung: 6 Euro im Monat.",
  "Danke für Ihre Zahlung. Der Schutzbrief kostet 72 Euro im Jahr und deckt jede Störung ab.",
  "Die Mitgliedschaft kostet 9 Euro im Monat, dafür ist die Anfahrt frei.",
  "Für 12 Euro im Monat gibt es bei uns den Inspektionsvertrag.",
  "Das Tor schließt wieder. Für 5 € monatlich gibt es den Servicevertrag dazu.",
  "Unser Reinigungsabo für die Photovoltaik kostet 180 Euro im Jahr.",
  "Ihr Termin steht. Unser Komfortpaket liegt bei 39 Euro pro Monat.",
  "monatlich nur 7 Euro kostet unser Wartungsplan",
  "Herr Lutz, das Filter-Abo kostet 11 Euro im Quartal, wir liefern frei Haus.",
  "Die Pumpe ist getauscht. Der Wartungsvertrag kostet 139 Euro pro Jahr.",
  "Unser Pflegepaket kostet pro Saison 240 Euro.",
  "Der Betreuungsvertrag für Ihre Anlage kostet 15,50 Euro je Monat.",
  "Kleine Info: Unser Hausmeister-Abo kostet 59 Euro im Monat.",
  "Moin, das Premiumpaket ist für 19,90 € im Monat zu haben.",
  "Wir kommen morgen um 8 Uhr. Ein Wartungsabo kostet bei uns 10 Euro/Monat.",
  "Das Garantiepaket kostet 4 Euro monatlich.",
  "Unsere Servicepakete kosten zwischen 10 und 30 Euro im Monat.",
  "Im Monat kostet unser Winterdienst-Abo 45 Euro.",
  "Ihre Bestellung ist da. Übrigens: unser Messer-Schleif-Abo kostet 8 Euro im Monat.",
];
const services = [
  "Zu Ihrer Frage: Unser Abo kostet 20 Euro im Monat.",
  "Sie hatten gefragt: Der Wartungsvertrag kostet 180 Euro im Jahr.",
  "Wie telefonisch besprochen kostet der Wartungsvertrag 180 Euro im Jahr.",
  "Ja, das Abo kostet 20 Euro im Monat.",
  "Danke für Ihre Anfrage. Das Wartungspaket kostet 15 Euro im Monat.",
  "Ein Wartungsvertrag würde 139 Euro im Jahr kosten, das wollten Sie ja wissen.",
  "Das gewünschte Angebot: Wartungsvertrag für 150 Euro im Jahr, zwei Termine.",
  "Ihr Wartungsvertrag kostet ab Januar 190 Euro im Jahr.",
  "Ihr Abo kostet weiterhin 20 Euro im Monat.",
  "Für Ihren Servicevertrag buchen wir am 1. März 25 Euro im Monat ab.",
  "Der Beitrag für Ihr Wartungs-Abo steigt im Januar auf 22 Euro im Monat.",
  "Das Abo ist gekündigt, die letzten 20 Euro für den Monat erstatten wir.",
  "Der Wartungsvertrag wurde bisher mit 180 Euro im Jahr abgerechnet, das bleibt so.",
  "Die Bank verlangt einen Wartungsvertrag, der kostet 150 Euro im Jahr.",
  "Für die Förderung brauchen Sie den Servicevertrag, 120 Euro im Jahr.",
  "Der Hersteller verlangt den Wartungsvertrag für 99 Euro im Jahr, sonst erlischt die Garantie.",
  "Die Hausverwaltung hat den Wartungsvertrag für 400 Euro im Jahr unterschrieben.",
  "Die Miete für das Gerüst beträgt 120 Euro im Monat.",
  "Der Leihcontainer kostet 45 Euro pro Woche.",
  "Die Rate beträgt 50 Euro im Monat, wie vereinbart.",
  "Die Stunde kostet 65 Euro, die Anfahrt 35 Euro.",
  "Das kostet 20 Euro im Monat.",
  "Die Wartung im Vertrag kostet 180 Euro im Jahr, das steht auf Seite 2.",
  "Der Trockner braucht Strom für etwa 30 Euro im Monat.",
  "Die neue Pumpe spart Ihnen etwa 60 Euro Strom im Jahr, wie in Ihrem Angebot steht.",
  "Ihre Abschlagszahlung von 80 Euro im Monat ist eingegangen.",
  "Auf der Rechnung steht das Abo mit 20 Euro im Monat, das storniere ich.",
  "Der Stellplatz für den Kran kostet bei der Stadt 90 Euro im Monat.",
  "In Ihrem Wartungsvertrag für 180 Euro im Jahr ist die Anfahrt enthalten.",
  "Die Bereitstellung des WC kostet 110 Euro im Monat, das ist im Auftrag enthalten.",
];

it.each(adverts)("hears a price by the month that nobody asked for: %s", (text) => {
  expect(classifyText(text).promoContent).toBe(true);
});
it.each(services)("hears what was asked, is paid already or belongs to the job: %s", (text) => {
  expect(classifyText(text).promoContent).toBe(false);
});

const promo = (text: string, lastInbound: string) =>
  lintMessage(text, { messageClass: "transactional", templateCategory: null }, lastInbound).facts.promoContent;

it.each([
  "Was kostet denn das Abo?",
  "Guten Tag, haben Sie auch Wartungsverträge?",
  "Ich hätte Interesse an einem Wartungs-Abo.",
  "Wie hoch ist der Preis für den Wartungsvertrag",
  "Und was kostet das im Monat?",
])("after “%s” the bare price is an answer, and an advert beside it is none", (question) => {
  expect(promo("Unser Abo kostet 20 Euro im Monat.", question)).toBe(false);
  expect(promo("Der Wartungsvertrag kostet 180 Euro im Jahr.\nViele Grüße", question)).toBe(false);
  expect(promo("Unser Abo kostet 20 Euro im Monat. Besuchen Sie auch unsere Badausstellung!", question)).toBe(true);
});

it.each(["Was kostet die Reparatur?", "Danke, bis Montag", "Wann kommen Sie?", ""])(
  "after “%s” nobody has asked for it",
  (said) => {
    expect(promo("Die Reparatur kostet 80 Euro. Unser Abo kostet 20 Euro im Monat.", said)).toBe(true);
  },
);
