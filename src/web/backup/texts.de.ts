/** German texts of backup and restore. `{name}` is filled in. */
export const de = {
  "backup.nav": "Sicherung",
  "backup.title": "Sicherung",
  "backup.lead": "Jede Nacht wird alles in eine verschlüsselte Datei geschrieben. Aufgehoben wird sie 30 Tage.",
  "backup.now": "Jetzt sichern",
  "backup.ordered": "Die Sicherung läuft. Sie steht gleich in der Liste.",

  "backup.none": "Es gibt noch keine Sicherung",
  "backup.none-do": "Fällt der Rechner aus, ist alles weg. Drück auf Jetzt sichern.",
  "backup.none-ask": "Fällt der Rechner aus, ist alles weg. Sichern kann, wem der Betrieb gehört. Sag dort Bescheid.",
  "backup.old": "Die letzte Sicherung ist älter als zwei Tage",
  "backup.old-do": "Sie ist vom {time}. Sieh nach, warum keine neue da ist, und drück auf Jetzt sichern.",
  "backup.old-ask": "Sie ist vom {time}. Sag dem Inhaber oder der Inhaberin Bescheid.",
  "backup.fine": "Gesichert am {time}",
  "backup.problem": "Der letzte Versuch ging schief",
  "backup.same-disk": "Sicherung und Daten liegen auf demselben Datenträger",
  "backup.same-disk-do":
    "Geht er kaputt, ist beides weg. Kopier die Sicherungen woandershin, oder lass sie gleich auf einen anderen Datenträger schreiben (WERKBOTE_BACKUP_DIR).",

  "drill.title": "Probe",
  "drill.lead": "Jeden Sonntag wird die neueste Sicherung zur Probe eingespielt, verglichen und geöffnet.",
  "drill.never": "Noch keine Probe. Die erste ist am Sonntag.",
  "drill.green": "In Ordnung, {time}",
  "drill.red": "Nicht in Ordnung, {time}",
  "drill.not-possible": "Nur gelesen, {time}",

  "sheet.title": "Wiederherstellungs-Blatt",
  "sheet.lead":
    "Zum Wiederherstellen gehören drei Dinge: die Sicherung, die Schlüsseldatei und dieses Blatt. Fehlt eines, sind die Daten verloren.",
  "sheet.never": "Das Blatt ist noch nicht gedruckt",
  "sheet.ask": "Drucken kann es, wem der Betrieb gehört.",
  "sheet.host": "Auf diesem Server laufen mehrere Betriebe. Das Blatt hat, wer den Server betreibt.",
  "sheet.loose": "Gedruckt am {time}. Wo liegt es?",
  "sheet.kept": "Liegt hier: {place}",
  "sheet.kept-since": "Geprüft am {time}, Kennung {id}.",
  "sheet.print": "Blatt drucken",
  "sheet.again": "Noch einmal drucken",
  "sheet.where": "Ort eintragen",
  "sheet.dialog": "Liegt das Blatt gut?",
  "sheet.copy": "Tipp drei Gruppen vom Papier ab. So wissen wir, dass man es lesen kann.",
  "sheet.group": "Gruppe {number}",
  "sheet.place": "Wo liegt es?",
  "sheet.place-hint": "Zum Beispiel: Tresor im Büro, oder bei der Steuerberaterin",
  "sheet.save": "So ist es",
  "sheet.close": "Später",

  "list.title": "Sicherungen",
  "list.when": "Wann",
  "list.size": "Größe",
  "list.took": "Dauer",
  "list.seconds": "{count} s",
  "list.folder": "Sicherungen liegen in {folder}, die Schlüsseldatei in {keys}.",

  "pause.title": "Wiederhergestellt: Es wird nichts gesendet",
  "pause.words":
    "Das ist der Stand vom {time}. Was du schreibst, wartet, bis die Inhaberin oder der Inhaber es freigibt. {count} Nachrichten von damals sind ungewiss: Vielleicht sind sie schon raus.",
  "pause.go": "Wieder senden",
  "pause.dialog": "Wieder senden?",
  "pause.check":
    "Sieh vorher nach: Läuft der alte Rechner noch? Dann schalte ihn ab, sonst antworten zwei. Sind die ungewissen Nachrichten durchgesehen? Sind Geräte verloren gegangen oder Leute ausgeschieden, die hier noch stehen?",
  "pause.yes": "Ja, wieder senden",
  "pause.no": "Noch nicht",
} as const;
