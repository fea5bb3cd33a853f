import { describe, expect, test } from "vitest";
import { recogniseRequests } from "./recognise.ts";

const rights: Readonly<Record<string, readonly string[]>> = {
  access: [
    "AUSKUNFT",
    "Auskunft bitte",
    "Guten Tag, Auskunft bitte. Danke!",
    "Welche Daten haben Sie von mir?",
    "Welche Daten habt ihr über mich gespeichert",
    "Welche persönlichen Daten sind bei Ihnen über mich gespeichert?",
    "Hallo, ich wüsste gern, was Sie über mich gespeichert haben.",
    "was wisst ihr alles über mich",
    "Auskunft nach DSGVO",
    "Ich verlange Auskunft gemäß Art. 15 DSGVO.",
    "Hiermit bitte ich um Auskunft über meine personenbezogenen Daten",
    "Auskunft über die zu meiner Person gespeicherten Daten",
    "Bitte senden Sie mir eine Kopie meiner Daten.",
    "Ich mache mein Auskunftsrecht geltend",
    "auskunft nach dsvgo bitte",
    "What data do you have about me?",
    "Danke für den Termin. Noch etwas: Welche Daten haben Sie zu meiner Person?",
    "Bitte teilen Sie mir mit, welche Daten Sie gespeichert haben.",
    "Welche Informationen verarbeiten Sie eigentlich?",
    "Bitte informieren Sie mich über meine Daten",
    "Ich möchte über meine gespeicherten Daten unterrichtet werden.",
  ],
  erasure: [
    "LÖSCHEN",
    "löschen bitte",
    "Bitte löschen Sie meine Daten",
    "löscht bitte meine daten",
    "Loeschen Sie alle meine Daten!",
    "Ich möchte, dass meine Daten gelöscht werden.",
    "Bitte entfernen Sie meine Telefonnummer aus Ihrer Kartei",
    "Löschung meiner personenbezogenen Daten",
    "Bitte löscht alles, was ihr über mich habt",
    "Nehmen Sie mich aus Ihrer Kundenkartei, bitte löschen Sie mich aus der Kundenkartei.",
    "Ich berufe mich auf mein Recht auf Vergessenwerden",
    "Löschung nach Art. 17 DSGVO",
    "Können Sie bitte meine Fotos und meine Nachrichten löschen?",
    "Bitte meinen Kontakt löschen, mein Kundenkonto auch",
    "please delete my data",
  ],
  rectification: [
    "BERICHTIGUNG",
    "Bitte berichtigen Sie meine Daten, mein Name ist falsch geschrieben",
    "Bitte korrigieren Sie meine gespeicherten Daten",
    "Meine Kontaktdaten haben sich geändert, bitte ändern Sie meine Kontaktdaten",
    "Berichtigung nach Art. 16 DSGVO",
  ],
  restriction: [
    "Bitte sperren Sie meine Daten",
    "Ich verlange die Einschränkung der Verarbeitung",
    "Art. 18 DSGVO: bitte einschränken",
  ],
  objection: [
    "WIDERSPRUCH",
    "Ich widerspreche der Nutzung meiner Daten",
    "Hiermit widerspreche ich der Verarbeitung meiner Daten",
    "Widerspruch gegen Werbung",
    "Ich lege Wiederspruch gegen die Weitergabe meiner Daten ein",
    "Widerspruch nach Art. 21 DSGVO",
  ],
  portability: [
    "Datenübertragbarkeit",
    "Ich möchte meine Daten als CSV mitnehmen",
    "Recht auf Datenübertragbarkeit nach Art. 20 DSGVO",
    "Bitte stellen Sie mir meine Daten maschinenlesbar bereit",
  ],
  question: ["DATENSCHUTZ", "Datenschutz!", "DSGVO-Anfrage", "Frage zum Datenschutz"],
};

const none = [
  "Bitte die alte Rohrleitung löschen",
  "Feuer löschen",
  "Können Sie den Fehlercode löschen?",
  "Bitte den Fehlerspeicher der Heizung löschen",
  "Löschwasserleitung ist undicht",
  "Bitte den Termin am Montag löschen",
  "Der Kalk in der Leitung muss entfernt werden",
  "Meine Heizung bitte entfernen, die Daten stehen auf dem Typenschild",
  "Die Daten der Anlage habe ich fotografiert",
  "Welche Daten brauchen Sie von mir?",
  "Welche Angaben benötigen Sie noch von uns?",
  "Haben Sie meine Daten bekommen?",
  "Hier sind meine Daten: Helga Seidel, Beispielweg 3",
  "Können Sie mir Auskunft über den Preis geben?",
  "Wer gibt Auskunft über den Liefertermin?",
  "Ich brauche eine Mieterselbstauskunft",
  "Ich widerspreche der Rechnung",
  "Widerspruch gegen Ihre Mahnung vom 3. März",
  "Bitte sperren Sie das Wasser ab",
  "Ist das mit dem Datenschutz in Ordnung, wenn ich Fotos schicke?",
  "Bitte korrigieren Sie die Rechnung, die Daten stimmen nicht",
  "Bitte ändern Sie den Termin",
  "Sie müssen meine Daten nicht löschen",
  "Haben Sie meine Daten gelöscht?",
  "Was haben Sie von mir noch an Rechnungen offen?",
  "Welche Daten hat die Heizung gespeichert?",
  "Welche Daten speichert der Wechselrichter eigentlich?",
  "Bitte informieren Sie mich über den Termin",
  "Bitte informieren Sie mich, ob meine Daten angekommen sind",
  "Die Widersprüche im Plan sind geklärt",
  "Datenkabel im Keller ist kaputt, bitte entfernen",
  "Stopp",
  "",
  "👍",
];

describe.each(Object.entries(rights))("%s", (kind, texts) => {
  test.each(texts)("is heard in: %s", (text) => expect(recogniseRequests(text)).toEqual([kind]));
});

test.each(none)("nobody uses a right with: %s", (text) => expect(recogniseRequests(text)).toEqual([]));

test("one message may use two rights", () => {
  const text = "Welche Daten haben Sie über mich gespeichert? Danach löschen Sie bitte meine Daten.";
  expect(recogniseRequests(text)).toEqual(["access", "erasure"]);
});

test("a forwarded contract that names every right is no request", () => {
  const contract = "Sie haben das Recht auf Auskunft nach Art. 15 DSGVO. ".repeat(120);
  expect(recogniseRequests(contract)).toEqual([]);
});
