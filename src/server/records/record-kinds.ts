import type { RecordKind } from "../../contract/records.ts";
import type { Block } from "../platform/documents/document.ts";
import { connections } from "./connections.ts";
import { deletionConcept } from "./deletion-concept.ts";
import { impactCheck } from "./impact-check.ts";
import { measures } from "./measures.ts";
import { noticeHistory } from "./notice-history.ts";
import { processingRecord } from "./processing-record.ts";
import type { RecordSources } from "./sources.ts";

interface Paper {
  readonly title: string;
  readonly article: string;
  readonly file: string;
  readonly build: (sources: RecordSources) => Block[];
}

/** Every record there is, in the order an officer asks for them. */
export const papers: Readonly<Record<RecordKind, Paper>> = {
  processing: {
    title: "Verzeichnis von Verarbeitungstätigkeiten",
    article: "nach Art. 30 Abs. 1 DSGVO",
    file: "verarbeitungsverzeichnis",
    build: processingRecord,
  },
  measures: {
    title: "Technische und organisatorische Maßnahmen",
    article: "nach Art. 32 DSGVO",
    file: "massnahmen",
    build: measures,
  },
  connections: {
    title: "Verbindungen nach außen",
    article: "nach Art. 5 Abs. 2, Art. 32 und Art. 44 DSGVO",
    file: "verbindungen",
    build: connections,
  },
  deletion: {
    title: "Löschkonzept",
    article: "nach Art. 5 Abs. 1 lit. e und Art. 17 DSGVO",
    file: "loeschkonzept",
    build: deletionConcept,
  },
  notices: {
    title: "Fassungen der Datenschutzhinweise",
    article: "nach Art. 13 DSGVO",
    file: "hinweise",
    build: noticeHistory,
  },
  impact: {
    title: "Schwellenprüfung zur Datenschutz-Folgenabschätzung",
    article: "nach Art. 35 DSGVO",
    file: "schwellenpruefung",
    build: impactCheck,
  },
};
