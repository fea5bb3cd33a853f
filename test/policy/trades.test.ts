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

it.each([
  "Ihr Auto ist nicht von uns, kein Problem: Urlaubs-Check jetzt nur 19,90 €!",
  "Abfluss verstopft? Wir helfen sofort!",
  "App laden, Kunde werden und bar bezahlen",
  "Erst einziehen, später zahlen: Bäder auf Raten",
  "Der Techniker ist gegen 11 da. Schon an einen Wartungsvertrag gedacht?",
  "Rechnung 455 wurde bezahlt, danke. Bei Ihrer nächsten Bestellung sparen Sie mit dem Code MALER10.",
  "Unsere beliebten Pellets sind wieder lieferbar, gleich bestellen!",
  "Neue Fenster auf Raten",
  "Jetzt bestellen, später zahlen!",
  "Heizung ausgefallen? Wir helfen schnell und zuverlässig.",
  "Schlüssel verloren? Wir helfen sofort!",
  "Rohr verstopft? Wir helfen Tag und Nacht.",
  "Jetzt Kunde werden und sparen!",
  "Neukunde werden und 20 Euro kassieren",
  "Schon mal über eine Sauna nachgedacht?",
  "Fremdes Auto? Egal: Winter-Check nur 29 €!",
  "Sparen Sie 10 % bei Ihrer nächsten Bestellung.",
  "Hätten Sie Interesse an einem neuen Bad?",
  "Hätten Sie Interesse an einem Wartungsvertrag?",
  "Die neue Kollektion ist ab März lieferbar!",
  "Das Sofa kommt Dienstag. Bis Sonntag 20 % auf Kissen.",
  "Am Samstag 15 % auf Farben",
  "Diese Woche 10 % auf Kerzen",
])(
  "finds the advert in help for anybody's trouble, money lent to whoever buys, and what the next time brings: %s",
  (text) => {
    expect(classOf(text)).not.toBe("service");
  },
);

it.each([
  "Hätten Sie Interesse an einem früheren Termin?",
  "Kleine Umfrage zum Termin: passt Ihnen vormittags oder nachmittags besser?",
  "Kleine Umfrage zum Termin im Januar, wer kann wann?",
  "Die Scharniere sind nach Ostern wieder lieferbar",
  "Weil das letzte mal so schief lief kriegen Sie den Schnitt umsonst.",
  "Kleine Umfrage zum Termin: Passt Ihnen lieber der 3. oder der 5.?",
  "Kleine Umfrage zum Termin nächste Woche. Wann sind Sie daheim?",
  "Kurze Umfrage wegen dem Termin, Mo oder Di?",
  "Tropft es noch? Wir helfen gern.",
  "Hahn undicht wie beschrieben? Wir helfen gern, Freitag 9 Uhr.",
  "Fragen zur Rechnung? Wir helfen gern.",
  "Heizung wieder aus? Wir helfen sofort, Herr Timm ist unterwegs.",
  "Probleme mit dem Link? Wir helfen gern.",
  "Alles verstanden? Wir helfen gern beim Ausfüllen.",
  "Bei Ihnen ist der Abfluss verstopft? Wir helfen, morgen 8 Uhr.",
  "Hilfe beim Tragen nötig? Wir helfen gern.",
  "Noch Wasser im Keller? Wir helfen sofort.",
  "Schlüssel nicht gefunden? Liegt unter der Matte.",
  "Der Urlaubs-Check an Ihrem Golf ist gemacht, 19,90 €.",
  "Sie fragten nach dem Preis: Urlaubs-Check 19,90 €.",
  "Ihr Winter-Check ist am Montag um 8.",
  "Der Winter-Check kostet wie besprochen 29 €.",
  "Auf der Rechnung steht der Urlaubs-Check mit 19,90 €, das stimmt so.",
  "Sie können die Rechnung auf Raten zahlen, 3 mal 200 Euro.",
  "Auf Raten geht bei uns leider nicht.",
  "Die Küche zahlen Sie auf Raten, die erste am 1.3.",
  "Bitte erst unterschreiben, später zahlen Sie dann die Anzahlung.",
  "Sie können erst prüfen und später zahlen.",
  "Wie besprochen: erst einziehen, später zahlen.",
  "Die Fenster auf Raten hat die Bank abgelehnt.",
  "Die Bank sagt, erst müssen Sie Kunde werden und ein Konto eröffnen.",
  "Wollen Sie bei uns Kunde werden? Dann brauchen wir Ihre Adresse.",
  "Sie müssen kein Kunde werden, wir reparieren es auch so.",
  "Muss man für die Einspeisung beim Netzbetreiber Kunde werden und zahlen? Nein.",
  "Hätten Sie Interesse an einem früheren Termin? Am Dienstag ist jemand abgesprungen.",
  "Haben Sie Interesse an einem früheren Termin?",
  "Interesse an einem früheren Termin? Freitag 8 Uhr wäre jetzt frei.",
  "Haben Sie Interesse an einem anderen Termin, falls der 3. nicht klappt?",
  "Schon an die Vollmacht gedacht?",
  "Schon an einen Ersatztermin gedacht?",
  "Schon über eine Farbe nachgedacht?",
  "Schon über einen Griff nachgedacht?",
  "Und schon an einen Stellplatz für den Container gedacht?",
  "Schon an einen Ersatzschlüssel für uns gedacht?",
  "Schon über die Fugen nachgedacht?",
  "Bei Ihrer nächsten Wartung sparen Sie sich die Anfahrt nicht, die ist im Vertrag.",
  "Bei Ihrem nächsten Termin bringen Sie bitte den Brief mit.",
  "Bei der nächsten Lieferung sparen wir uns das Gerüst.",
  "Die Scharniere sind nach Ostern wieder lieferbar.",
  "Der Filter ist laut Hersteller erst ab März lieferbar.",
  "Die Dichtung ist erst in KW 12 wieder lieferbar.",
  "Das Glas ist Ende Januar wieder verfügbar.",
  "Ihr Griff ist ab Montag wieder lieferbar",
  "Weil es letztes Mal schief ging, ist das Nachschneiden umsonst.",
  "Wir haben das vermasselt, die Stunde ist umsonst.",
  "Bei uns gibts keine Rabatte, tut mir leid.",
  "Der neue Kompressor ist erst ab März wieder lieferbar.",
  "Bis Freitag 30 % auf unser Konto, der Rest nach Abnahme.",
  "Bis Montag 50 % auf die Rechnung anzahlen, bitte.",
  "Heute 20 % auf Anzahlung, der Rest im Mai.",
  "Die Heizung bitte bis Sonntag 20 % auf Sparbetrieb stellen.",
  "Morgen 40 % auf das Treuhandkonto, wie im Vertrag.",
  "Bis Dezember 19 % auf Material, die Steuer bleibt gleich.",
  "Am Montag 80 % auf der Anzeige, da ist die Batterie noch gut.",
  "Bis Freitag 2 % Skonto.",
  "Heute 60 % auf dem Messgerät, der Estrich ist noch feucht.",
])("and none in help for this customer, what they pay or wait for, and another date: %s", (text) => {
  expect(classOf(text)).toBe("service");
});
