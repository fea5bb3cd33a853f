import type { Block, DocumentText } from "../../platform/documents/document.ts";
import { germanDay } from "../../time/calendar-day.ts";

export interface ReportPicture {
  /** JPEG. */
  readonly bytes: Uint8Array;
  readonly shows: "before" | "after" | "type_plate" | null;
  /** "24.11.2026, 09:50 Uhr" */
  readonly taken: string;
  readonly author: string;
}

export interface Report {
  readonly number: number;
  readonly audience: "customer" | "file";
  readonly firm: string;
  readonly issuedAt: Date;
  readonly day: string;
  readonly place: string;
  /** First name. */
  readonly author: string;
  readonly customer: string | null;
  readonly text: string;
  readonly pairs: readonly { readonly before: ReportPicture; readonly after: ReportPicture }[];
  readonly pictures: readonly ReportPicture[];
}

const words = { before: "Vorher", after: "Nachher", type_plate: "Typenschild" } as const;

/** What was done where, when and by whom, with pictures: for the customer or for the file. */
export function reportDocument(report: Report): DocumentText {
  const { number, firm, author } = report;
  const facts = [
    { label: "Auftrag", value: String(number) },
    { label: "Datum", value: germanDay(report.day) },
    { label: "Ort", value: report.place },
    { label: "Ausgeführt von", value: `${author}, ${firm}` },
    ...(report.customer === null ? [] : [{ label: "Auftrag von", value: report.customer }]),
  ];
  return {
    title: `Bericht zu Auftrag ${number}`,
    ...(report.audience === "file" ? { subtitle: "Für unsere Unterlagen" } : {}),
    language: "de",
    issuedAt: report.issuedAt,
    issuer: firm,
    blocks: [
      { kind: "facts", rows: facts },
      { kind: "heading", level: 1, text: "Was wir gemacht haben" },
      ...report.text.split(/\n{2,}/).map((text): Block => ({ kind: "paragraph", text: text.trim() })),
      ...pairBlocks(report),
      ...pictureBlocks(report),
    ],
  };
}

function pairBlocks({ pairs }: Report): Block[] {
  if (pairs.length === 0) return [];
  return [
    { kind: "heading", level: 1, text: "Vorher und nachher" },
    ...pairs.map(
      ({ before, after }, i): Block => ({
        kind: "pictures",
        items: [picture(before, `Vorher ${i + 1}`), picture(after, `Nachher ${i + 1}`)],
      }),
    ),
  ];
}

function pictureBlocks({ pictures }: Report): Block[] {
  if (pictures.length === 0) return [];
  const rows: Block[] = [];
  for (let i = 0; i < pictures.length; i += 2)
    rows.push({
      kind: "pictures",
      items: pictures
        .slice(i, i + 2)
        .map((one, n) => picture(one, one.shows === null ? `Foto ${i + n + 1}` : words[one.shows])),
    });
  return [{ kind: "heading", level: 1, text: "Fotos" }, ...rows];
}

const picture = (one: ReportPicture, label: string) => ({
  bytes: one.bytes,
  alt: `${label}, aufgenommen am ${one.taken}`,
  caption: `${label}: ${one.taken}, ${one.author}`,
});
