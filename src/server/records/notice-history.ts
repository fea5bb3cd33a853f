// Art. 13 GDPR: which text was in force when.
import { type Block, documentTime } from "../platform/documents/document.ts";
import { controller, heading, paragraph, type RecordSources } from "./sources.ts";

const changes: Readonly<Record<string, string>> = {
  first: "erste Fassung",
  editorial: "sprachlich",
  material: "inhaltlich",
  purpose: "neuer Zweck",
};

export function noticeHistory(sources: RecordSources): Block[] {
  const rows = sources.published.map((one) => [
    one.channel === "whatsapp" ? "WhatsApp" : "Chat auf der eigenen Seite",
    String(one.version),
    documentTime(one.publishedAt, "de"),
    changes[one.change] ?? one.change,
    `/datenschutz/${one.channel}/v/${one.version}`,
  ]);
  return [
    paragraph(
      "Jede Fassung bleibt unter ihrer Adresse abrufbar. Wem welche Fassung wann übergeben wurde, steht am Kontakt.",
    ),
    ...controller(sources),
    heading("2 Fassungen"),
    rows.length === 0
      ? paragraph("Es ist noch kein Hinweis veröffentlicht.")
      : { kind: "table", head: ["Kanal", "Fassung", "Veröffentlicht", "Änderung", "Adresse"], rows },
  ];
}
