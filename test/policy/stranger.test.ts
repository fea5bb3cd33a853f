// Adverts in a service message's words and service messages in an advert's, each beside one that is nearly the same.
import { describe, expect, it } from "vitest";
import { classifyText } from "../../src/server/policy/classify-text.ts";
import { strangerTexts, strangerUnseenTexts } from "./examined-texts.ts";
import { measure } from "./measure.ts";

describe("telling advertising from service in what a stranger to these rules wrote", () => {
  it("does so in texts that were mended and in texts nobody has looked at", () => {
    const result = measure(strangerTexts);
    const alarms = result.wrong.filter((line) => line.startsWith("s "));
    expect(strangerTexts.length).toBeGreaterThan(790);
    expect(alarms.length, alarms.join("\n")).toBeLessThanOrEqual(4);
    expect(result.recall, result.wrong.join("\n")).toBeGreaterThanOrEqual(0.98);
    const unseen = measure(strangerUnseenTexts);
    expect(unseen.precision).toBeGreaterThanOrEqual(0.95);
    expect(unseen.recall).toBeGreaterThanOrEqual(0.85);
  });

  it.each([
    ["Wenn Sie Gas riechen: Fenster auf, keinen Schalter betätigen, Haus verlassen und von draußen 112 rufen!", false],
    ["Gas in der Nase? Unsere Melder schlagen Alarm, jetzt für 49 Euro sichern!", true],
    ["Achtung, eine fremde Firma gibt sich gerade als wir aus und klingelt in Ihrer Straße.", false],
    ["Betrüger an der Tür? Unsere Sprechanlagen gibt es jetzt 20 % günstiger.", true],
    ["Nach unserem Pflegevertrag für die Außenanlage steht im Dezember der Baumkontrollgang an.", false],
    ["Ihre Außenanlage wäre mal wieder dran, wir haben im Dezember Termine frei.", true],
    ["Danke für die fünf Sterne, das freut die ganze Truppe!", false],
    ["Danke für den lieben Kommentar bei Facebook!", false],
    ["Danke, wenn Sie uns fünf Sterne geben!", true],
    ["Danke für die netten Worte! Stellen Sie das doch auch bei Google ein.", true],
    ["Danke dir, auch schöne Ostern! Den Schlüssel hab ich unter die Matte gelegt.", false],
    ["Danke sagt das Team und wünscht schöne Ostern!", true],
    ["Jetzt neu decken wäre rausgeworfenes Geld.", false],
    ["Jetzt neu: Dachdecken zum Festpreis!", true],
    ["Als Wiedergutmachung laden wir Sie auf einen Kaffee ein, wenn Sie den Wagen holen.", false],
    ["Wir laden Sie auf einen Kaffee ein, kommen Sie in unsere Ausstellung!", true],
    ["Wir haben uns vertan, der Hahn kostet nur 89 statt 98 Euro, die Differenz erstatten wir.", false],
    ["Der Hahn kostet jetzt nur 89 statt 98 Euro, greifen Sie zu!", true],
    ["Hallo Frau Sommer, unsere Frau Winter kommt im Herbst zu Ihnen.", false],
    ["Der Sommer kommt, unsere Markisen auch.", true],
    ["Probieren Sie mal, die Sicherung F4 wieder reinzudrücken.", false],
    ["Probieren Sie mal unsere neue Sicherung zum Einführungspreis.", true],
    ["Wir würden uns freuen, wenn Sie den Müll bis Montag aus dem Keller räumen könnten.", false],
    ["Wir würden uns freuen, wenn Sie uns weiterempfehlen könnten.", true],
    ["Welche Qualität sollen wir bestellen, A für 79 oder B für 62 Euro?", false],
  ])("takes a word for what it says: %s", (text, promoContent) => {
    expect(classifyText(text)).toMatchObject({ promoContent });
  });

  it.each([
    ["Ihre Heizung ist jetzt zwei Jahre nicht mehr gewartet worden. Soll ich Ihnen einen Termin vorschlagen?", true],
    ["Ihr Filter ist seit Jahren nicht gereinigt worden, daher der Lärm. Sollen wir ihn gleich tauschen?", false],
    ["Laut Wartungsvertrag ist Ihre Heizung seit einem Jahr nicht gewartet worden. Wann passt es Ihnen?", false],
    ["Rechnung anbei. Die ersten zehn Besteller im neuen Jahr kriegen eine Thermoskanne.", true],
    ["Die ersten Kunden im Haus haben schon Wasser, Sie bekommen es gegen 16 Uhr.", false],
    ["Zahn 36 ist fertig. Ab Januar liefern wir auch Aligner, Muster schicken wir gern mit.", true],
    ["Ab Januar liefern wir auch samstags auf Ihre Baustelle.", false],
    ["Der Schrank steht. Wenn Sie auch Stühle brauchen, wir haben neue da.", true],
    ["Wenn Sie auch eine Kopie brauchen, wir haben sie im Büro.", false],
    ["Vortrag über Wärmepumpen am 20. Januar um 19 Uhr, Eintritt frei, Anmeldung erbeten.", true],
    ["Der erbetene Vortrag vor den Eigentümern ist am 20. Januar.", false],
    ["Bei der Kollegin ist morgen um 9 ein Platz frei geworden. Wer mag?", true],
    ["Wer ist morgen im Haus und kann uns aufmachen?", false],
    ["Du kannst schweißen? Dann fang bei uns an.", true],
    ["Wir fangen bei Ihnen am Montag an.", false],
    ["Bad ist fertig. Falls bei Ihnen auch etwas am Dach zu tun ist, sagen Sie es gern.", true],
    ["Falls bei Ihnen auch der Strom weg ist: Der Netzbetreiber arbeitet dran.", false],
    ["Rechnung per Mail raus. Wie fanden Sie uns? Schreiben Sie gern zwei Sätze ins Gästebuch.", true],
    ["Wie finden Sie uns? Hinter der Tankstelle rechts, dann steht der Wagen schon da.", false],
    ["Kleine Erinnerung: Ihr Auto war 2024 das letzte Mal zur Inspektion.", true],
    ["Ihr Auto war 2024 zuletzt zur Inspektion, deshalb ist das Scheckheft lückenhaft.", false],
    ["Der Hersteller hat die Preise gesenkt, die geben wir weiter: Wärmepumpe jetzt 1.200 Euro günstiger.", true],
    ["Ihr Angebot wird jetzt 1.200 Euro günstiger, weil der Estrich bleibt.", false],
    ["Rost am Tor? Wir entrosten und streichen.", true],
    ["Dichtung porös? Wir reparieren sie morgen mit.", false],
    ["Kürzlich haben wir bei Ihnen die Rinne gemacht. Für die Fassade wären wir auch die Richtigen.", true],
    ["Zahlung eingegangen. Wir freuen uns, wenn Sie uns im nächsten Jahr wieder einen Auftrag geben.", true],
    ["Wir freuen uns, wenn Sie uns wieder einen Schlüssel geben, der alte klemmt.", false],
    ["Handwerk hautnah: Am Samstag dürfen alle an die Drehbank.", true],
    ["Alle dürfen wieder aufs Parkett, auch mit Schuhen.", false],
    ["Die Grabpflege für dieses Jahr ist bezahlt, wir pflanzen im März.", false],
    ["Ihr Zaun steht. Sagen Sie ruhig weiter, von wem er ist.", true],
    ["Sagen Sie bitte Ihrem Mieter weiter, dass das Wasser morgen fehlt.", false],
  ])("hears what nobody asked for, and what is told for the job: %s", (text, promoContent) => {
    expect(classifyText(text)).toMatchObject({ promoContent });
  });
});
