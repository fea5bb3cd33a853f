import { type DepartureView, type HandedOver, handedOver } from "../../contract/departures.ts";
import { type DocumentText, documentTime, type Fact } from "../platform/documents/document.ts";
import { instant } from "../platform/instant.ts";
import { germanDay } from "../time/calendar-day.ts";

const labels: Readonly<Record<HandedOver, string>> = {
  conversations: "Gespräche mit Kundschaft",
  projects: "Projekte",
  rooms: "Geleitete Räume",
  shifts: "Dienste im Plan",
  duty: "Notdienste",
};

/** The receipt for the file: what ended when, and who has it now. */
export function departurePaper(view: DepartureView, issuer: string, issuedAt: Date): DocumentText {
  const { receipt } = view;
  if (receipt === null) throw new Error("nothing has ended yet");
  return {
    title: `Ausscheiden von ${view.name}`,
    language: "de",
    issuedAt,
    issuer,
    blocks: [
      { kind: "facts", rows: endsOf(view, receipt) },
      { kind: "heading", level: 2, text: "Übergabe" },
      {
        kind: "table",
        head: ["Was", "Übergeben", "An", "Offen"],
        rows: handedOver.map((kind) => {
          const { moved, open, toName } = receipt.handed[kind];
          return [labels[kind], String(moved), moved > 0 ? (toName ?? "") : "", String(open)];
        }),
      },
      { kind: "heading", level: 2, text: "Geräte" },
      receipt.devices.length === 0
        ? { kind: "paragraph", text: "Es war kein Gerät eingetragen." }
        : { kind: "table", head: ["Gerät", "Daten gelöscht"], rows: receipt.devices.map(deviceRow) },
    ],
  };
}

function endsOf(view: DepartureView, receipt: NonNullable<DepartureView["receipt"]>): Fact[] {
  return [
    { label: "Letzter Tag", value: view.lastDay === null ? "" : germanDay(view.lastDay) },
    { label: "Zugang beendet", value: documentTime(instant(Date.parse(receipt.doneAt)), "de") },
    { label: "Veranlasst von", value: receipt.byName ?? "Werkbote, nach dem letzten Tag" },
    { label: "Beendete Anmeldungen", value: String(receipt.sessions) },
    { label: "Beendete Zugänge für Programme", value: String(receipt.programs) },
  ];
}

const deviceRow = ({ label, wipedAt }: { label: string; wipedAt: string | null }): string[] => [
  label,
  wipedAt === null ? "noch nicht bestätigt" : documentTime(instant(Date.parse(wipedAt)), "de"),
];
