// What bakers, opticians, garages, undertakers and twenty other trades write, labelled by AD-1's table before it was read.
import { expect, it } from "vitest";
import { classifyText } from "../../src/server/policy/classify-text.ts";
import { sentences } from "../../src/server/policy/text/normalise.ts";

const classOf = (text: string): string => classifyText(text).class;

it.each([
  "Falls Sie noch Fragen haben, melden Sie sich gern.",
  "Neue Bankverbindung gibt es bei uns nie per Nachricht. Wenn Sie so was bekommen, rufen Sie uns an.",
  "Gratis gibt's das nicht, aber ich kann die Anfahrt weglassen.",
  "Mehr Rabatt ist nicht drin.",
  "Die neue Kollektion, nach der Sie gefragt haben, kommt im März.",
  "Der Preis für die neue Tür bleibt bei 2.150 Euro, der Aktionspreis vom Hersteller gilt noch für Ihre Bestellung.",
  "Ihre Reservierung für den Räumungsverkauf haben wir gelöscht.",
  "Ihre Anmeldung zum Workshop haben wir storniert.",
  "Die Störung ist behoben. Lassen Sie den Filter künftig jährlich reinigen, sonst kommt das wieder.",
  "Wir nehmen zurzeit keine neuen Kunden an.",
  "Neue Aufträge nehmen wir erst wieder im Mai an.",
  "Nach Ostern geht's weiter mit dem Estrich. Schöne Feiertage!",
  "Bis nach den Feiertagen, dann rutschen Sie gut rein und am 7. gehts weiter mit dem Trockenbau.",
  "Ihr Haarschnitt vom Samstag: Die Frisörin würde die Spitzen kostenfrei nachschneiden.",
  "Die Naht schneiden wir kostenlos nach, kommen Sie einfach rein.",
  "Übrigens: der Hahn im Bad tropft auch, soll ich den gleich mitmachen? Dichtung kostet 8 Euro.",
  "Kommen Sie zum Aussuchen der Fliesen am Freitag wie abgemacht in unsere Ausstellung.",
  "Rabat 5 % zgodnie z ustaleniami jest już odliczony na fakturze.",
  "The discount is already deducted on your invoice.",
  "Brauchen Sie noch die Winterreifen aus dem Lager?",
  "Brauchen Sie noch eine Quittung?",
  "Wand ist verputzt. Einen schönen Advent noch!",
  "Fenster sind bestellt, Lieferzeit 6 Wochen. Kennen Sie schon den neuen Liefertermin?",
  "Brauchen Sie noch Pellets, oder reicht es bis zur Lieferung im März?",
  "Wir haben grad einen Notfall reinbekommen, wir kommen eine Stunde später.",
  "Falls Sie noch einen Termin brauchen, haben wir am Freitag etwas.",
  "Wir haben Ihre Fliesen reinbekommen, Abholung ab morgen.",
  "Die Gebühr beträgt mtl. 20 Euro, wie im Vertrag steht.",
  "Leihwagen ist umsonst, Sie zahlen nur den Sprit.",
  "Wir haben einen Steinschlag gesehen. Das zahlt meist die Teilkasko, sollen wir es mit der Versicherung klären?",
  "Entsorgung der alten Matratze ist bei uns gratis.",
  "Den Kratzer haben wir gratis wegpoliert.",
  "Die neue Küche ist da, aber eine Front hat einen Kratzer. Die tauscht der Hersteller gratis.",
  "Ihr Sonderangebot vom Küchenstudio können wir leider nicht prüfen, das ist nicht von uns.",
  "Zu den Rabatten bei Ikea kann ich nichts sagen, wir bauen nur auf.",
  "Sollten Sie sich für Variante A entscheiden, sparen Sie 300 € gegenüber B. Beides hält gleich lang.",
  "Wir haben Ihnen 5 % Neukundenrabatt eingetragen, so wie auf der Webseite stand.",
  "Sie müssen uns nicht weiterempfehlen, zahlen reicht 😂",
  "Übrigens: Die Kellertür klemmt, haben Sie das schon gewusst?",
  "Der Facebook-Kommentar war nicht von uns, da hat jemand unser Logo geklaut.",
  "Für den Ärger bekommen Sie von uns einen Einkaufsgutschein über 20 €.",
  "Für Ihr Firmenjubiläum sind die Banner gedruckt.",
  "Bitte keine Bewertung schreiben, bevor die Nacharbeit fertig ist.",
  "Neue Homepage vom Vermieter, dort steht der Zählerstand.",
  "Nach 5 Jahren gehört die Anode gewechselt, die ist bei Ihnen durch, daher das braune Wasser. Sollen wir Ihnen die tauschen?",
  "Glückwunsch zur Hochzeit! Wir verschieben den Einbau dann auf nach den Flitterwochen.",
])("is a service message: %s", (text) => {
  expect(classOf(text)).toBe("service");
});

it.each([
  "Brauchst noch an Christbaum?",
  "Ihre Reservierung für die Black Week ist nur einen Klick entfernt.",
  "Vielen Dank für Ihr Vertrauen in den letzten 20 Jahren!",
  "Nachlass nicht möglich? Bei uns schon, 15 Prozent auf Polster.",
  "Wenn Sie das sehen, rufen Sie uns an: Fliesen zum halben Preis!",
  "Brauchts no a Brennholz fürn Winter?",
  "Fehlt Ihnen noch ein Gesteck fürs Grab?",
  "Abibälle stehen an! Änderungen am Ballkleid binnen 3 Tagen – wir freuen uns auf dich.",
  "Im Filzkurs am 3. März sind noch zwei Stühle frei, magst du?",
  "Diesen Rabatt gibt es nicht überall.",
  "Gratis gibt es das nicht alle Tage!",
  "Haben Sie Fragen zu unserer neuen Ausstellung? Rufen Sie uns an!",
  "Falls Sie an eine neue Küche denken, rufen Sie uns an.",
  "Wir messen kostenlos nach, kommen Sie vorbei!",
  "Weiter geht's mit dem Abverkauf: bis Samstag 30 %.",
  "Rabat 20 % na wszystko do soboty!",
  "Ihre Heizung wurde seit zwei Jahren nicht gewartet. Sollen wir mal wieder drüberschauen?",
  "Entsorgung Ihrer alten Matratze ist bei uns gratis, wenn Sie jetzt eine neue kaufen!",
  "Wir haben 15 % Rabatt für Sie eingetragen – einfach bis Freitag bestellen!",
  "Sparen Sie 300 Euro gegenüber dem Listenpreis!",
  "Herzlichen Glückwunsch zur Hochzeit wünscht Ihr Autohaus Stein",
  "Herzlichen Glückwunsch zum Führerschein! Dein Team von Fahrzeughaus Brink",
  "Wesołych Świąt życzy firma Nowak!",
  "Buon Natale dal vostro idraulico",
  "С Новым годом! Ваша мастерская",
  "Nach 5 Jahren gehört die Anode gewechselt. Sollen wir Ihnen eine bestellen und einbauen?",
  "Alle zwei Jahre gehört die Bremsflüssigkeit gewechselt – sollen wir?",
  "Zur Silberhochzeit alles Gute vom Blumenhaus Rose",
  "Die 5 Jahre sind rum – sollen wir Ihre PV mal durchchecken? 149 Euro.",
  "Wir lassen es krachen: 30 Jahre Autohaus Reiter, 12.6. ab 11 Uhr",
  "Quereinsteiger willkommen – ruf an oder schreib uns",
  "Herzlichen Glückwunsch zum bestandenen Abi wünscht deine Fahrschule",
  "Wartungsvertrag abschließen und nie mehr an den Termin denken müssen",
  "Bis zu 20 % Steuerbonus auf Handwerkerleistungen – nutzen Sie ihn für Ihr neues Dach",
  "Muttertagssträuße jetzt vorbestellen",
  "Könnten Sie bei Google kurz was Nettes schreiben? Danke!",
])("is an advert: %s", (text) => {
  expect(classOf(text)).toBe("advertising");
});

it.each([
  "Termin Montag 9 Uhr bestätigt. Falls Sie noch Rauchmelder brauchen, bringen wir gern welche mit, 3 Stück 69 Euro.",
  "hallo herr fink der reifen ist geflickt können sie holen und ach ja wir haben grad winterreifen ganz günstig reinbekommen falls sie welche wollen sagen sie bescheid dann leg ich die zurück",
  "Ihre Therme läuft wieder. Frohe Weihnachten wünscht das Team von Aqua Süd! Wir freuen uns auf viele weitere Aufträge von Ihnen.",
  "Schlüssel nachgemacht, 12 Euro. Übrigens gravieren wir jetzt auch Schilder.",
  "Heizung entlüftet, läuft. Wenn Sie zufrieden waren, schenken Sie uns doch ein paar Sterne.",
  "Wand ist verputzt. Einen frohen Advent und schauen Sie bei unserer Ausstellung rein!",
  "Der Kessel heizt wieder. Unser Komfortvertrag kostet mtl. 19 Euro.",
  "Dachfenster ist eingebaut und dicht. Wenn Sie auch an eine Photovoltaikanlage denken: Wir machen gerade Sonderkonditionen.",
  "Dein E-Bike steht bereit. Wir haben gerade auch Helme im Sale, schau dich um wenn du kommst.",
  "Ihr Rasenmäher ist fertig. Falls Sie noch Öl brauchen, legen wir gern eine Dose dazu, 12 Euro.",
  "Ihr Termin morgen steht, und denken Sie an unseren Tag der offenen Tür am Samstag!",
  "Anbei die Rechnung, frohe Weihnachten und schauen Sie im neuen Jahr in unsere neue Ausstellung rein",
  "Mittwoch um neun geht klar, und übrigens suchen wir dringend einen Gesellen, sagen Sie es gern weiter.",
  "also der wagen is fertig und ähm wir haben grad winterräder im angebot falls sie noch welche brauchen",
  "Rechnung anbei, und nicht vergessen: Samstag großes Hoffest mit Livemusik!",
  "Bremsen sind neu. Dürfen wir auf eine kleine Bewertung hoffen? 😊",
  "Der Zaun steht. Frohe Weihnachten, und im Januar gibts bei uns 20 % auf Tore!",
  "Arabanız hazır. Arkadaşınıza önerin, 20 euro kazanın.",
])("is a service message with an advert in it: %s", (text) => {
  expect(classOf(text)).toBe("mixed");
});

it("takes the bare price of the contract for an answer, and the same price put forward for an offer", () => {
  expect(classOf("Der Servicevertrag liegt bei 180 Euro im Jahr.")).toBe("service");
  expect(classOf("Guten Tag Frau Kern, der Wartungsvertrag kostet 139 Euro pro Jahr.")).toBe("service");
  expect(classOf("Unser Servicevertrag liegt bei 180 Euro im Jahr.")).toBe("advertising");
  expect(classOf("Ein Servicevertrag liegt bei 180 Euro im Jahr.")).toBe("advertising");
  expect(classOf("Die Pumpe läuft. Der Servicevertrag liegt bei nur 180 Euro im Jahr.")).toBe("mixed");
});

it("ends no sentence behind a word cut short", () => {
  expect(sentences("Das kostet mtl. 20 Euro inkl. Anfahrt. Wir kommen am Mo. Passt das?")).toEqual([
    "Das kostet mtl. 20 Euro inkl. Anfahrt.",
    "Wir kommen am Mo.",
    "Passt das?",
  ]);
  expect(sentences("Dauert 20 Min. Wir rufen an.")).toHaveLength(2);
  expect(sentences("Es sind 3 Std. zu je 65 Euro.")).toHaveLength(1);
});

it.each([
  "Frohes neues Jahr! Wir sind ab 7. Januar wieder für Sie da.",
  "Frohe Weihnachten! Wir sind am 2. Januar wieder erreichbar.",
  "Liebe Kunden, frohes Fest! Wir sind ab 10 Uhr am 27. wieder da.",
])("takes the day a house opens again for no matter of the customer's: %s", (text) => {
  expect(classOf(text)).not.toBe("service");
});

it.each([
  "Frohes neues Jahr! Wir sind ab 7. Januar wieder auf Ihrer Baustelle.",
  "Am 7.1. sind wir wieder da und machen Ihr Dach fertig. Schöne Feiertage!",
  "Danke, Ihnen auch ein frohes neues Jahr! Wir sind ab 7. Januar wieder da und machen dann weiter.",
  "Frohes neues Jahr! Wir sind ab 7. Januar wieder da. Ihre Rechnung kommt dann auch.",
  "Wir sind am 7. April wieder da. Frohe Ostern!",
])("and leaves the wish beside a matter of the customer's a courtesy: %s", (text) => {
  expect(classOf(text)).toBe("service");
});

it.each([
  "Hier ist unser Katalog, den Sie bestellt haben.",
  "Hier unser Webshop, nach dem du gefragt hast: kern-holz.de",
  "Gern, hier unser Katalog Innentüren, nach dem Sie gefragt hatten. Seite 14 ist die mit Glas.",
  "Unser Katalog, den Sie angefordert haben, liegt in Ihrem Briefkasten.",
  "Hier der Link zu unserem Onlineshop, nach dem du gefragt hast.",
])("what the customer asked to see is an answer: %s", (text) => {
  expect(classOf(text)).toBe("service");
});

it("but a catalogue nobody asked for is an advert", () => {
  expect(classOf("Unsere Ausstellung, die Sie begeistern wird: Bäder auf zwei Etagen.")).toBe("advertising");
  expect(classOf("Unser neuer Katalog ist da! Jetzt anfordern.")).toBe("advertising");
});
