// Art. 5(2), 32, 44 GDPR: every host the server and the pages talk to, and what each of them learns (D11).
import type { Block } from "../platform/documents/document.ts";
import { type CalledHosts, controller, heading, paragraph, type RecordSources } from "./sources.ts";

interface WayOut {
  readonly what: string;
  /** Without one the sentence says why nobody is called. */
  readonly hosts: (called: CalledHosts) => readonly string[];
  readonly none: string;
  readonly learns: string;
}

/** Every way on which the server calls somebody; `test/architecture/ways-out.test.ts` names the code of each. */
export const waysOut = {
  database: {
    what: "Datenbank",
    hosts: ({ database }) => some(database),
    none: "keiner, sie läuft auf demselben Rechner",
    learns:
      "alles, was Werkbote speichert; Inhalte und Namen verschlüsselt; lesbar sind die Wörter und Namen der Suche und Kennungen von Nachrichten, bei WhatsApp mit der Rufnummer",
  },
  messages: {
    what: "WhatsApp: Nachrichten und Vorlagen",
    hosts: ({ messages, unread }) => [...messages, ...unread.map(unknown)],
    none: "keiner, WhatsApp ist nicht verbunden",
    learns:
      "Nachrichten und Dateien an Kunden, ihre Nummer oder Kennung, auf Wunsch die Löschung in seinem Kontaktbuch",
  },
  files: {
    what: "WhatsApp: Dateien von Kunden",
    hosts: ({ files, unread }) => [...files, ...unread.map(unknown)],
    none: "keiner, WhatsApp ist nicht verbunden",
    learns: "welche Datei abgeholt wird",
  },
  push: {
    what: "Mitteilungen an Geräte des Betriebs",
    hosts: ({ push }) => push.filter(({ used }) => used).map(({ host, owner }) => `${host} (${owner})`),
    none: "keiner, kein Gerät hat Mitteilungen eingeschaltet",
    learns: "Zeitpunkt und Gerät, keine Inhalte",
  },
  imprint: {
    what: "Prüfung des Impressums auf der eigenen Website",
    hosts: ({ imprint }) => some(imprint),
    none: "keiner, das Impressum liegt auf diesem Server",
    learns: "dass die Seite abgerufen wird",
  },
  mail: {
    what: "E-Mail an den Betrieb selbst",
    hosts: ({ mail }) => some(mail),
    none: "keiner, es ist kein Postausgang eingerichtet",
    learns: "Zahlen der Woche und Hinweise, keine Nachrichten von Kunden",
  },
} as const satisfies Record<string, WayOut>;

function unknown(account: string): string {
  return `keiner für ${account}, bis der Zugang neu eingetragen ist: er lässt sich nicht lesen`;
}
const some = (host: string | null): readonly string[] => (host === null ? [] : [host]);

/** The paper on connections. What is switched off stands in it too: whoever reads it asks for that. */
export function connections(sources: RecordSources): Block[] {
  const { called } = sources;
  const idle = called.push.filter(({ used }) => !used).map(({ owner, host }) => `${owner} (${host})`);
  return [
    paragraph(
      "Aus der Einrichtung erzeugt: jeder Rechner, den der Server oder eine Seite von Werkbote aufruft. Ein Test hält fest, dass die Software keinen anderen Weg nach außen hat.",
    ),
    ...controller(sources),
    heading("2 Wen der Server aufruft"),
    {
      kind: "table",
      head: ["Wofür", "Rechner", "Was dieser erfährt"],
      rows: Object.values<WayOut>(waysOut).map((way) => {
        const hosts = way.hosts(called);
        return hosts.length === 0 ? [way.what, way.none, "nichts"] : [way.what, hosts.join(", "), way.learns];
      }),
    },
    {
      kind: "list",
      items: [
        ...(idle.length === 0 ? [] : [`Erst wenn ein Gerät Mitteilungen einschaltet: ${idle.join(", ")}`]),
        "Namen löst der Namensdienst (DNS) auf, der auf dem Rechner eingestellt ist; er erfährt die Namen von oben",
        "Nur beim ersten Start und nach einer neuen Version: Programmteile aus dem Verzeichnis, das auf dem Rechner für npm eingestellt ist; Daten des Betriebs gehen dabei nicht hinaus",
        "Es gibt keine Statistik für den Hersteller, keine Suche nach neuen Versionen und keine Meldung von Fehlern nach außen",
      ],
    },
    heading("3 Was die Seiten im Browser aufrufen"),
    {
      kind: "list",
      items: [
        `App und Kundenseite sprechen nur mit ${called.pages}; eine Regel, die jede Seite mitbringt (Content-Security-Policy), lässt den Browser nichts anderes laden`,
        "Hat jemand Mitteilungen eingeschaltet, hält der Browser selbst Verbindung zu seinem Mitteilungsdienst",
        "Verweise öffnen sich erst, wenn jemand sie drückt: die Karte zu einer Adresse, WhatsApp, Gesetze und Behörden, Adressen in Nachrichten",
      ],
    },
  ];
}
