import type { DocumentText } from "../platform/documents/document.ts";
import { groupsOf } from "./sheet-code.ts";

export interface SheetFacts {
  readonly key: { readonly secret: string; readonly id: string };
  /** The code as a picture, PNG. */
  readonly qr: Uint8Array;
  readonly issuer: string;
  readonly place: { readonly machine: string; readonly backups: string; readonly keys: string };
  readonly at: Date;
}

const perRow = 5;

/** What stands on the recovery sheet: for a day on which nobody has time to look anything up. */
export function sheetText({ key, qr, issuer, place, at }: SheetFacts): DocumentText {
  const groups = groupsOf(key.secret);
  const rows = Array.from({ length: Math.ceil(groups.length / perRow) }, (_, row) => {
    const first = row * perRow;
    return [`${first + 1} bis ${first + perRow}`, ...groups.slice(first, first + perRow)];
  });
  return {
    title: "Wiederherstellungs-Blatt",
    subtitle: `Kennung ${key.id}. Dieses Blatt öffnet die Sicherungen von Werkbote.`,
    language: "de",
    issuedAt: at,
    issuer: issuer === "" ? "Werkbote" : issuer,
    blocks: [
      {
        kind: "paragraph",
        apart: true,
        text: "Leg dieses Blatt in den Tresor oder zu jemandem, dem du vertraust. Nicht neben den Rechner, nicht zu den Sicherungen, kein Foto davon. Ohne Blatt und ohne Rechner sind die Daten verloren; niemand kann sie dann lesen, auch wir nicht.",
      },
      { kind: "heading", level: 2, text: "Der Code" },
      { kind: "table", head: ["Gruppe", "", "", "", "", ""], rows },
      {
        kind: "paragraph",
        text: "Das letzte Zeichen jeder Gruppe ist ein Prüfzeichen. 1, B, I und O kommen nicht vor. Der Code steht auch hier:",
      },
      { kind: "picture", bytes: qr, alt: "Derselbe Code als QR-Code" },
      { kind: "heading", level: 2, text: "So stellst du alles wieder her" },
      {
        kind: "list",
        items: [
          "Du brauchst dreierlei: die neueste Sicherung (werkbote-….age), die Schlüsseldatei (werkbote-schluessel.age) und dieses Blatt.",
          "Richte Werkbote auf einem Rechner neu ein, aber starte es noch nicht.",
          "Gib ein: bin/werkbote.mjs restore SICHERUNG --keys SCHLÜSSELDATEI und dann den Code.",
          "Starte mit npm start. Gesendet wird erst, wenn du es auf dem Bildschirm bestätigst.",
        ],
      },
      {
        kind: "facts",
        rows: [
          { label: "Rechner", value: place.machine },
          { label: "Sicherungen in", value: place.backups },
          { label: "Schlüsseldatei in", value: place.keys },
        ],
      },
    ],
  };
}
