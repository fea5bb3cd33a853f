// Adverts in a service message's words and service messages in an advert's, each beside one that is nearly the same.
import { describe, expect, it } from "vitest";
import { classifyText } from "../../src/server/policy/classify-text.ts";
import { prospectTexts, strangerTexts, strangerUnseenTexts } from "./examined-texts.ts";
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

  it("does so in what looks for the next job in passing", () => {
    const result = measure(prospectTexts);
    const alarms = result.wrong.filter((line) => line.startsWith("s "));
    expect(prospectTexts.length).toBeGreaterThan(580);
    expect(alarms.length, alarms.join("\n")).toBeLessThanOrEqual(2);
    expect(result.recall, result.wrong.join("\n")).toBeGreaterThanOrEqual(0.92);
  });

  it.each([
    ["Blumenkränze ab 15 €", true],
    ["Reparatur ab 80 €", false],
    ["Sie fragten nach Kränzen. Die gibt es ab 15 €.", false],
    ["Heute im Angebot: Dinkelvollkorn 3,20 €", true],
    ["Im Angebot: Pos. 4 fehlt, ich ergänze sie.", false],
    ["Mittagstisch: Mo Gulasch 7,90, Di Lasagne 8,50", true],
    ["Der Mittagstisch für Ihre Feier: 20 Portionen, wie bestellt.", false],
    ["Diesen Monat nur 19 € für die Felgenwäsche", true],
    ["Heute nur 25 € bezahlt, der Rest ist offen.", false],
    ["Ihre Fassade könnte mal wieder Farbe vertragen, meinen Sie nicht?", true],
    ["Die Wand könnte noch einen zweiten Anstrich vertragen, machen wir morgen.", false],
    ["Gern machen wir Ihnen auch für die Garage ein gutes Angebot, die hätte es nötig.", true],
    ["Wir machen Ihnen bis Freitag ein Angebot.", false],
    ["Bei Abschluss eines Wartungsvertrags sparen Sie die Anfahrt.", true],
    ["Bei Abschluss der Arbeiten bekommen Sie das Protokoll.", false],
    ["Alles erledigt bei Ihnen. Falls Freunde einen Maler brauchen: wir freuen uns.", true],
    ["Falls Nachbarn einen Parkplatz brauchen, fahre ich den Transporter weg.", false],
    ["Verstopfter Abfluss? Wir kommen 24/7.", true],
    ["Kein Warmwasser? Wir kommen heute um 14 Uhr.", false],
    ["Schuhe neu besohlt, 24 €, abholbereit.", false],
    ["Die Rabatte im Vorgarten haben wir neu bepflanzt.", false],
    ["Angebot nachgebessert: ohne Demontage 300 € günstiger. So in Ordnung?", false],
    ["Haben Sie schon etwas vom Amt gehört?", false],
    ["Haben Sie schon von unserem Kaminstudio gehört?", true],
    ["Auf Ihrem Schaufenster steht jetzt „Sale bis 50 %“, wie gewünscht.", false],
    ["Die Fahrzeugbeschriftung „Ihr Partner für Bäder“ ist geklebt.", false],
    ["Auf unserem Banner steht „20 % auf alles“, kommen Sie vorbei.", true],
    ["Wir haben die Traueranzeige gekürzt, spart 80 €.", false],
    ["Sie wollten doch immer schon ein Gartenhaus.", true],
    ["Sie wollten schon lange wissen, wem die Mauer gehört: laut Plan Ihnen.", false],
    ["Ja, der Termin geht klar. Sagen Sie, wäre für Sie nicht auch eine Solaranlage interessant?", true],
    ["Wäre für Sie auch Freitag möglich?", false],
    ["Ich wollte mal hören, ob bei Ihnen im Frühjahr was am Dach geplant ist.", true],
    ["Ich wollte hören, ob bei Ihnen der Strom wieder da ist.", false],
    ["Beim Vorbeifahren habe ich gesehen, dass Ihre Fassade grün wird, soll ich mal schauen?", true],
    ["Beim Vorbeifahren habe ich gesehen, dass auf Ihrer Baustelle noch Licht brennt. Soll ich es ausmachen?", false],
    ["Nach dem Sturm sollte jedes Dach einmal angesehen werden. Das machen wir für Sie.", true],
    ["Jede Wallbox muss angemeldet werden, das erledigen wir für Sie.", false],
    ["Ihre Markise ist montiert, Rechnung folgt. Haben Sie Bekannte, die auch Schatten suchen?", true],
    ["Haben Sie Nachbarn, die einen Schlüssel haben?", false],
    ["Das Gerüst bei Ihrem Nachbarn steht noch. Wenn Sie auch streichen lassen wollen, rufen Sie an.", true],
    ["Bei Ihrem Nachbarn liegt der Schlüssel. Wenn Sie auch einen brauchen, sagen Sie es.", false],
    ["Die Abnahme ist am 3.2., 9 Uhr. Wir sind nominiert, bitte stimmen Sie für uns ab: preis.de/vote", true],
    ["Bitte stimmen Sie den Tag mit uns ab.", false],
    ["Wir sind die Nummer eins im Landkreis.", true],
    ["Nummer eins im Plan ist die Küche.", false],
    ["Die Treppenaktion läuft noch bis Samstag.", true],
    ["Die Austauschaktion des Versorgers läuft noch bis Samstag, Ihr Zähler ist am Freitag dran.", false],
    ["Wir dürfen jetzt auch Gas.", true],
    ["Wir können jetzt auch weiterarbeiten.", false],
    ["Wer seine Heizung vor dem 1.3. tauscht, bekommt den Geschwindigkeitsbonus. Rufen Sie an.", true],
    ["Wer den Zähler tauscht, sagt Ihnen der Netzbetreiber.", false],
    ["Schornstein gekehrt, Bescheinigung liegt bei. Ich verkaufe auch Kaminholzregale, Stück 80 €.", true],
    ["Wir verkaufen auch keine Einzelteile.", false],
    ["Jetzt Fenstertausch planen, Steuerbonus mitnehmen.", true],
    ["Bitte jetzt die Fenster planen und Maße mitnehmen.", false],
    ["Ihr Ersatzteil ist da. Haben Sie schon an eine Garantieverlängerung gedacht? 49 € im Jahr.", true],
    ["Haben Sie schon an die Zählernummer gedacht?", false],
    ["Der Handlauf ist montiert. Wir bauen auch Treppenlifte.", true],
    ["Der Handlauf ist montiert. Wir streichen auch morgen.", false],
    ["Wir kommen morgen zwischen 8 und 10. Fragen Sie den Monteur nach unserem Wartungsvertrag!", true],
    ["Fragen Sie den Monteur nach dem Schlüssel.", false],
    [
      "Die Rechnung finden Sie anbei. Frohe Ostern und denken Sie an den Sommerreifenwechsel, jetzt 10 € günstiger!",
      true,
    ],
    ["Das Angebot gilt bis 28.2., danach ändern sich die Holzpreise.", false],
    ["Sehr geehrter Herr Arnold, Ihr letzter Kundendienst bei uns war im Mai 2025.", true],
    ["Ihr letzter Kundendienst bei uns war im Mai 2025, deshalb steht er noch im Scheckheft.", false],
    ["Entwurf anbei, bitte prüfen. Und nicht vergessen: Bis 31. gibt es Beschläge gratis.", true],
    ["Danke, dass Sie uns weiterempfohlen haben, Familie Ernst hat sich schon gemeldet!", false],
    ["Danke, wenn Sie uns weiterempfehlen!", true],
    ["Der neue Besitzer müsste uns noch die Vollmacht schicken.", false],
    ["Mit den neuen Rollen läuft die Tür jetzt leise, probieren Sie mal.", false],
    ["Wir hätten Ihnen gern früher zugesagt, aber der Plan fehlt.", false],
  ])("tells who looks for a job from who does one: %s", (text, promoContent) => {
    expect(classifyText(text)).toMatchObject({ promoContent });
  });

  it.each([
    [
      "Termin: 12.01., 13 Uhr, Jahreshauptuntersuchung. Ihr Kfz-Meisterbetrieb Lind. Aktion: Klimaservice nur 69,- €",
      "mixed",
    ],
    ["Frau Roth, Ihr Rad ist durchgesehen, 74 €. Neue Modelle sind da, Probefahrt jederzeit!", "mixed"],
    ["Infoabend zum vernetzten Haus am 14.1. um 18 Uhr. Anmeldung unter 04321 777.", "advertising"],
    ["Wie zufrieden waren Sie mit unserem Monteur? Bitte bewerten Sie von 1 bis 5.", "advertising"],
  ])("tells what serves beside an advert from the advert's own details: %s", (text, expected) => {
    expect(classifyText(text).class).toBe(expected);
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
