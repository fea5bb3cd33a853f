/** German texts of finding somebody for a shift whose person is not available. */
export const de = {
  "duty.unavailable": "Nicht verfügbar",
  "duty.next-unavailable": "{name} ist dann nicht verfügbar. Wer den Plan macht, sucht eine Vertretung.",
  "duty.now-unavailable": "{name} ist nicht verfügbar. Alarme gehen zuerst an die anderen.",
  needed: "braucht eine Vertretung",
  one: "{name} ist nicht verfügbar: 1 Dienst braucht eine Vertretung",
  count: "{name}: nicht verfügbar, {n} Dienste brauchen eine Vertretung",
  find: "Vertretung finden",
  title: "Wer springt ein?",
  lead: "Gezeigt werden die, bei denen keine Regel im Weg steht. Wer angetippt wird, ist eingeplant.",
  "is-away": "{name} ist dann nicht verfügbar. Einspringen kann:",
  nobody: "niemand ohne Rückfrage. Wähle selbst, Werkbote sagt dazu, was dagegen spricht.",
  other: "Selbst wählen oder streichen …",
  given: "Übernimmt: {name}",
  all: "Alle Dienste sind vergeben. Veröffentliche jetzt, damit es alle wissen.",
} as const;
