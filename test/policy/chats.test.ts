// What craft businesses write in chats, and the texts of either kind that sound like the other.
import { describe, expect, it } from "vitest";
import { classifyText } from "../../src/server/policy/classify-text.ts";
import { alikeTexts, chatTexts, chatUnseenTexts, clerkTexts } from "./examined-texts.ts";
import { measure } from "./measure.ts";

describe("telling advertising from service in chats", () => {
  it("does so, also where nobody has looked", () => {
    const result = measure(chatTexts);
    expect(result.f1, result.wrong.join("\n")).toBeGreaterThanOrEqual(0.95);
    expect(measure(chatUnseenTexts).f1).toBeGreaterThanOrEqual(0.94);
  });

  it("does so where one sounds like the other", () => {
    const { precision, recall } = measure(alikeTexts);
    expect(precision).toBeGreaterThanOrEqual(0.85);
    expect(recall).toBeGreaterThanOrEqual(0.78);
  });

  it("does so in what an office writes all day", () => {
    const result = measure(clerkTexts);
    expect(clerkTexts.length).toBeGreaterThan(200);
    expect(result.f1, result.wrong.join("\n")).toBeGreaterThanOrEqual(0.97);
    expect(result.exact).toBeGreaterThanOrEqual(0.93);
  });

  it.each([
    ["advice against buying", "Das günstigere Modell tut es bei Ihnen auch, die teure Pumpe lohnt sich nicht.", false],
    [
      "a saving within the job",
      "Wenn wir die Leitung gleich mitmachen, sparen Sie sich das Aufstemmen. Ja oder nein?",
      false,
    ],
    ["a draft to be judged", "Bewerten Sie bitte den Entwurf, damit ich weiß, was ich ändern soll.", false],
    [
      "a vote of the tenants",
      "Kurze Umfrage unter allen Mietern: Passt Ihnen vormittags oder nachmittags besser?",
      false,
    ],
    [
      "a course the firm goes to",
      "Wir sind Montag auf einem Seminar, die Anmeldung der PV machen wir am Mittwoch.",
      false,
    ],
    ["a course for customers", "Am Montag ist unser Kurs zum Lüften, noch sind Plätze frei.", true],
    ["what is left on a voucher", "Auf Ihrem Gutschein sind noch 23,50 Euro drauf.", false],
    ["a question to all customers", "Kurze Umfrage unter allen Kunden: Wie gut gefällt Ihnen unser Service?", true],
    ["a voucher for whoever wants one", "Gutscheine ab 20 Euro, das ideale Geschenk!", true],
    ["work done, then a plea", "Das Tor läuft wieder. Wir freuen uns über fünf Sterne bei Google.", true],
  ])("reads %s", (_what, text, promoContent) => {
    expect(classifyText(text)).toMatchObject({ promoContent });
  });

  it.each([
    [
      "Die Leitung ist gespült. Sollen wir noch eine Regenwassernutzung vorsehen? Rechnet sich nach ein paar Jahren.",
      true,
    ],
    ["Bis Freitag 8 Uhr! Darf der Monteur gleich einen neuen Duschkopf mitbringen? Ist sehr beliebt.", true],
    ["Ihre Tür hängt wieder gerade. Möchten Sie noch einen Fingerprint-Leser dazu? Passt perfekt dazu.", true],
    ["Ihr Dachfenster ist dicht. Möchten Sie auch noch ein Außenrollo? Da gibt es gerade schöne Farben.", true],
    ["Der Kamin zieht wieder. Haben Sie mal überlegt, auf Pellets umzusteigen? Zahlt sich aus.", true],
    ["Das Fallrohr ist durchgerostet. Sollen wir gleich ein neues setzen? Das lohnt sich.", false],
    ["Sie hatten nach einem Außenrollo gefragt. Sollen wir das gleich mit einbauen? Das bietet sich an.", false],
    ["Sollen wir die zweite Wand gleich mit streichen? Bietet sich an, die Leiter steht eh.", false],
    ["Möchten Sie die Leisten auch in Eiche? Passt super dazu.", false],
    ["Sollen wir gleich eine Abdeckung über den Estrich legen? Sonst reißt er.", false],
    ["Soll ich noch einen Termin für die Abnahme eintragen? Freitag würde sich anbieten.", false],
  ])(
    "knows more than was ordered, and praised, from what the job needs or the customer asked for: %s",
    (text, promo) => {
      expect(classifyText(text).promoContent).toBe(promo);
    },
  );

  it.each([
    ['Sie haben gestern geschrieben: "Frohes neues Jahr, der Abfluss ist zu". Wir kommen um 10.', false],
    ["In Ihrer Mail steht „Sommerfest am 14.“. Bis dahin ist die Terrasse fertig.", false],
    ["Ihr Kommentar „am Black Friday war alles billiger“ ist angekommen.", false],
    ["Sie schrieben „schöne Küche!“ Danke. Jetzt gibt es die passende Bank dazu, 10 % günstiger.", true],
    ["Unsere Kunden sagen: „Da gibt's immer Rabatt!“ Kommen Sie vorbei.", true],
    ['Ihre Nachricht "nur diese Woche 20 % auf alle Türen" – so heißt unsere Aktion.', true],
    ["Für die Wartung zahlen Sie ab Januar 88 statt 82 Euro.", false],
    ["Der Monatsbeitrag wird angehoben, 14,90 statt 13,50 Euro.", false],
    ["Das Holz kostet jetzt 61,50 statt 54 Euro pro Meter. Sollen wir trotzdem bestellen?", false],
    ["Jetzt 3 Raummeter Brennholz für 1.270 € statt 1.300 €.", true],
    ["Ihr Termin bleibt am Montag um acht. Auf die Türen gibt es 15 statt 10 Prozent.", true],
    ["Ihr Skonto beträgt 3 statt 2 Prozent, wie besprochen.", false],
    ["In Ihrer Nachricht stand „Wir haben neue Badmöbel in der Ausstellung, schauen Sie vorbei“.", true],
    ["Ihre Frage „Haben Sie neue Badmöbel in der Ausstellung?“ beantworte ich gern.", false],
    ["Kurze Frage: Hätten Sie Bedarf an Fensterläden?", true],
    ["Sie hatten nach Ersatzfliesen gefragt. Haben Sie noch Bedarf an 3 qm?", false],
    ["Soll der Fahrer die leeren Kisten gleich mitnehmen?", false],
  ])("hears the customer's words, a price that rises and a need put to somebody: %s", (text, promo) => {
    expect(classifyText(text).promoContent).toBe(promo);
  });

  it.each([
    ["Wer noch etwas zu ändern hat: letzte Chance ist heute Abend, dann gehen die Maße in die Produktion.", false],
    ["Bitte schnell sein, gleich stellen wir im ganzen Haus den Strom ab.", false],
    ["Den Griff haben wir exklusiv für Ihre Schublade nachgebaut.", false],
    ["Letzte Chance: Nur noch drei Kaminöfen vom Aussteller!", true],
    ["Exklusiv für unsere Kunden: Vorverkauf der Gartenmöbel.", true],
    [
      "Die Lüftung ist jetzt 18 Jahre alt, die Filter sind nirgends zu bekommen. Wir müssen über einen Ersatz reden.",
      false,
    ],
    ["Ihr Tor ist schon 30 Jahre alt. Zeit für ein neues mit Funk.", true],
    ["Ihre Markise ist schon 19 Jahre alt. Zeit für etwas Neues.", true],
    ["Vergessen Sie nicht, dass ich auch Schlösser tausche.", true],
    ["Denken Sie daran, dass wir auch am Freitag noch da sind.", false],
    ["Für Kunden wie Sie haben wir uns etwas Schönes ausgedacht.", true],
    ["Für Ihre schräge Wand haben wir uns etwas Besonderes einfallen lassen, Skizze anbei.", false],
  ])("tells haste about the job and what cannot be had any more from an advert's haste and age: %s", (text, promo) => {
    expect(classifyText(text).promoContent).toBe(promo);
  });

  it.each([
    ["Das Regal ist geölt. Passend zu Ihrem Tisch gibt es jetzt auch Stühle.", true],
    ["Passend zur Tür haben wir den Griff bestellt, den Sie ausgesucht hatten.", false],
    ["Passend zu Ihrem Termin kommt auch der Elektriker, dann geht alles an einem Tag.", false],
    ["Bei Bestellung bis Ende Januar bekommen Sie die Griffe dazu.", true],
    ["Bei Auftrag bis 10.12. bekommen Sie den Termin im Januar, sonst wird es März.", false],
    ["Zugang ist eingerichtet. Für 8 € im Monat behalten wir die Anlage im Auge, ein Ja reicht.", true],
    ["Für 14 Euro im Monat warten wir laut Vertrag beide Tore.", false],
    ["Sie fragten nach den Kosten: Für 11 Euro im Monat übernehmen wir die Fernüberwachung.", false],
    ["Kleine Bitte: auf Abonnieren klicken, danke.", true],
    ["Klicken Sie im Portal auf Bestätigen, dann ist die Abnahme erledigt.", false],
  ])("knows what is put beside the order, for signing soon, by the month or for a click: %s", (text, promo) => {
    expect(classifyText(text).promoContent).toBe(promo);
  });

  it.each([
    [
      "Die Heizung läuft wieder. Schließen Sie doch gleich einen Wartungsvertrag ab, dann passiert das nicht noch einmal.",
      true,
    ],
    ["Ihr Ventil ist getauscht. Mit unserem Wartungsvertrag haben Sie künftig Ruhe.", true],
    ["Der Brenner läuft wieder. Wie wäre es mit einem Wartungsvertrag?", true],
    ["Die Pumpe ist getauscht. Ein Wartungsvertrag würde Ihnen so etwas künftig ersparen.", true],
    ["Die Rechnung liegt bei. Nehmen Sie am besten gleich einen Servicevertrag dazu.", true],
    ["Ein Wartungsvertrag würde 139 Euro im Jahr kosten, das wollten Sie ja wissen.", false],
    ["Ihr Wartungsvertrag läuft im März aus. Möchten Sie ihn verlängern?", false],
    ["Im Wartungsvertrag ist die Anfahrt enthalten, deshalb steht sie nicht auf der Rechnung.", false],
    ["Mit Ihrem Wartungsvertrag haben Sie Anspruch auf einen Termin innerhalb von 24 Stunden.", false],
    ["Für die Förderung müssen Sie einen Wartungsvertrag abschließen, das verlangt die Bank.", false],
    ["Bevor wir anfangen, schließen Sie bitte den Einspeisevertrag mit dem Netzbetreiber ab.", false],
  ])("tells a contract that is put to somebody from one that there is, or that others want: %s", (text, promo) => {
    expect(classifyText(text).promoContent).toBe(promo);
  });

  it.each([
    "Das Rohr ist wieder frei. Mit unserem Rohrreinigungs-Abo haben Sie künftig Ruhe, nur 9 Euro im Monat.",
    "Der Kamin zieht wieder. Besuchen Sie unsere Ofenausstellung.",
    "Der Strom ist wieder da. Jetzt PV-Anlage sichern!",
  ])("hears that a thing does its work again, whatever it is, beside an advert: %s", (text) => {
    expect(classifyText(text).class).toBe("mixed");
  });

  it.each([
    ["Der Monteur ist unterwegs. Bewerten Sie ihn danach doch bitte mit Sternen.", true],
    ["Bewerten Sie bitte auf dem Plan mit Sternen, welcher Griff Ihnen gefällt.", false],
    ["Sie haben lange nichts von uns gehört. Gibt es etwas zu tun?", true],
    ["Gibt es noch etwas zu tun, bevor wir das Gerüst abbauen?", false],
    ["Im Januar beginnen die Kurse „Kleine Reparaturen selbst gemacht“, Anmeldung ab sofort.", true],
    ["Ihre Anmeldung zum Kurs ist angekommen, Ihr Platz ist reserviert.", false],
    ["Die Preise für Pellets sind gerade niedrig, lassen Sie sich beliefern.", true],
    ["Sie hatten gefragt: Die Preise für Pellets sind gerade niedrig, lassen Sie sich ruhig jetzt beliefern.", false],
    ["Ihre Gastherme ist 20 Jahre alt, dafür gibt es keine Ersatzteile mehr.", false],
    ["Ein paar Zeilen zum Schaden würden uns helfen, die Versicherung fragt danach.", false],
  ])("hears who asks for stars, work, guests or orders, and who needs something for the job: %s", (text, promo) => {
    expect(classifyText(text).promoContent).toBe(promo);
  });
});
