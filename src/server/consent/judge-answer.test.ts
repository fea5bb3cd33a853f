import { describe, expect, test } from "vitest";
import { again, reply, saying, worth } from "../../../test/support/answer-worth.ts";

describe("after the consent question", () => {
  saying(reply, {
    granted: [
      "JA WERBUNG",
      "ja werbung",
      "Ja, Werbung!",
      " ja   Werbung. ",
      "„JA WERBUNG“",
      "Ja Werbung 👍",
      "*JA WERBUNG*",
      "JA-WERBUNG",
    ],
    refused: [
      "det will ick nich",
      "Nein",
      "nein danke",
      "NEIN!!",
      "Nö",
      "noi",
      "nä",
      "nee lass mal",
      "Ne, brauch ich nicht",
      "Danke, nein",
      "Nein danke 😊",
      "lieber nicht",
      "Eher nicht",
      "kein Interesse",
      "Kein Bedarf, danke",
      "brauche ich nicht",
      "Das möchte ich nicht",
      "Nicht nötig",
      "auf keinen Fall!",
      "Nein, bitte keine Werbung",
      "Nein, keine Werbung",
      "Nein, nur zum Auftrag bitte",
      "Nein. Und wann kommt die Rechnung?",
      "Ich verzichte",
      "Bloß nicht!",
      "Na, mog i ned",
      "naa, brauch i ned",
      "Ned nötig",
      "No thanks",
      "no thank you",
      "Not interested",
      "👎",
      "🙅‍♀️",
      "Nein danke, bis Dienstag dann",
      "nein, vielleicht später mal",
      "Lass gut sein",
      "Muss nicht sein",
      "nicht interessiert",
      "Nein, davon krieg ich schon genug",
      "I don't want that",
      "momentan nicht",
      "Ja, aber keine Werbung",
      "Ja zu Terminen, nein zu Werbung",
      "lieber doch nicht",
      "No",
      "Nicht erwünscht",
      "nope",
    ],
    ambiguous: [
      "ja und wann seid ihr fertig",
      "Ja zu Neuigkeiten, nein zu Grußkarten",
      "gern Tipps und Infos, aber keine Rabattaktionen",
      "wenn es nicht zu oft ist",
      "ja aber keine Weihnachtsgrüße bitte",
      "kommt drauf an",
      "ok",
      "Ok.",
      "👍",
      "👍🏽",
      "passt",
      "passt scho",
      "meinetwegen",
      "ja",
      "Ja!",
      "Ja gern",
      "Ja, gern",
      "ja gerne, schicken Sie mir Angebote",
      "von mir aus",
      "klar",
      "Na klar",
      "jo",
      "joa",
      "sure",
      "yes please",
      "Okay 😊",
      "einverstanden",
      "JA WERBUNG ist ja nett",
      "Ja bitte Werbung",
      "ja werbung 🙄",
      "JA WERBUNG?",
      "Soll ich JA WERBUNG schreiben?",
      "Ja, aber nur Termine",
      "Ja aber nur wichtige Infos",
      "vielleicht",
      "Mal sehen",
      "weiß noch nicht",
      "Warum nicht",
      "Kein Problem",
      "habe nichts dagegen",
      "Kann nicht schaden",
      "egal",
      "Jein",
      "jetzt nicht, vielleicht später",
      "Na toll, noch mehr Werbung, genau was ich brauche 🙄",
      "Klar, Werbung kann man nie genug haben...",
      "Ja ja, und morgen kommt der Weihnachtsmann?",
      "Wie oft wäre das denn?",
      "Was für Angebote sind das?",
      "muss ich mir überlegen",
      "❤️",
      "😂",
      "🙏",
      "Danke",
      "Danke!",
      "Gerne",
      "Super",
      "in Ordnung",
      "Ja, machen Sie mal",
      "YES",
      "ja ich will newsletter",
      "ja wrbung",
      "Nein, ja doch",
      "Wenn es denn sein muss",
      "Kann ich das später wieder abbestellen?",
      "hmm",
    ],
    withdrawn: [
      "STOPP",
      "stop",
      "Stopp bitte",
      "Keine Werbung",
      "Bitte keine Werbung mehr",
      "Hören Sie auf mit der Werbung",
      "abmelden",
    ],
    all_stop: ["ALLES STOPP", "alles stop!"],
    staff_check: [
      "Stoppt die Lieferung",
      "Halt stopp, der Estrich ist noch nass",
      "Stopp, bitte erst Montag anfangen",
      "Stopp, morgen bitte nicht kommen!",
    ],
    none: [
      "Welche Farbe brauchen Sie noch?",
      "",
      "Wann kommt der Monteur?",
      "Ja, Dienstag um 8 passt",
      "Danke für die schnelle Hilfe gestern",
      "Nein, Dienstag passt nicht",
      "Die Heizung läuft wieder",
      "Der Schlüssel liegt beim Nachbarn",
      "Ja, die Rechnung ist angekommen",
    ],
  });

  test("the button is a yes, and only within seven days", () => {
    expect(worth("Ja, gern", reply, 1, "yes")).toBe("granted");
    expect(worth("Ja, gern", reply, 168, "yes")).toBe("granted");
    expect(worth("Ja, gern", reply, 169, "yes")).toBe("ambiguous");
    expect(worth("Ja, gern", reply, null, "yes")).toBe("ambiguous");
    expect(worth("Nein, danke", reply, 1, "no")).toBe("refused");
    expect(worth("Nein, danke", reply, 900, "no")).toBe("refused");
  });

  test("words that come too late give nothing and take nothing but themselves", () => {
    expect(worth("JA WERBUNG", reply, 168)).toBe("granted");
    expect(worth("JA WERBUNG", reply, 200)).toBe("ambiguous");
    expect(worth("ok", reply, 200)).toBe("none");
    expect(worth("Nein danke", reply, 200)).toBe("refused");
    expect(worth("STOPP", reply, 2_000)).toBe("withdrawn");
  });
});

describe("after the clarifying question", () => {
  saying(again, {
    granted: ["JA WERBUNG", "ja, werbung"],
    refused: ["Nein", "nein danke", "Nö", "kein Interesse"],
    none: ["ok", "ja", "👍", "Ja gerne", "passt", "vielleicht", "Wann kommt der Monteur?"],
    withdrawn: ["STOPP", "keine Werbung mehr"],
    all_stop: ["ALLES STOPP"],
  });
  test("its buttons count as those of the question", () => {
    expect(worth("Ja, gern", again, 1, "yes")).toBe("granted");
    expect(worth("Nein, danke", again, 1, "no")).toBe("refused");
  });
});
