// ER-3: what an erasure takes and what it must leave. Pure: gets the counts handed in.
import type { ErasurePreview } from "../../contract/retention.ts";
import { endOfYear, localDay } from "./calendar-day.ts";
import { isDuty, keptUntil, ruleOf } from "./retention-rules.ts";

/** What is stored of a contact beside the messages, in numbers. */
export interface OtherCounts {
  readonly files: number;
  readonly lettersFiles: number;
  readonly addresses: number;
  readonly notices: number;
  readonly consents: number;
  readonly drafts: number;
  readonly waiting: number;
  readonly name: boolean;
  readonly lastNotice: Date | null;
  readonly lastConsent: Date | null;
}

export interface Holdings extends OtherCounts {
  readonly classes: readonly { readonly retentionClass: string; readonly count: number; readonly newest: Date }[];
  /** Holds that stand: all of the contact, or some conversations. */
  readonly holds: number;
  readonly heldAll: boolean;
  /** Identities that objected to adverts: of these the keyed hash of each address stays. */
  readonly objecting: number;
}

type Share = ErasurePreview["goes"][number];

const dayOf = (at: Date | null, zone: string) => (at === null ? null : localDay(at, zone));

/** Until when a class of documents stays at most, counted from the newest of them. */
export function classUntil(retentionClass: string, newest: Date, zone: string): string | null {
  const document = localDay(newest, zone);
  const dates = { document, lastMessage: document, orderEnd: undefined, openOrder: false, classed: undefined };
  return keptUntil(retentionClass, dates) ?? null;
}

export function splitErasure(of: Holdings, zone: string): { goes: Share[]; stays: Share[] } {
  const kept = (c: Holdings["classes"][number]) => of.heldAll || isDuty(c.retentionClass);
  const goes: Share[] = [
    ...of.classes
      .filter((c) => !kept(c))
      .map((c) => share("message", c.count, ruleOf(c.retentionClass)?.label ?? c.retentionClass)),
    share("file", of.heldAll ? 0 : of.files - of.lettersFiles, "Fotos und Dateien mit ihren Vorschaubildern"),
    share("waiting", of.waiting, "Nachrichten, die noch warten; sie gehen nicht mehr raus"),
    share("draft", of.drafts, "Angefangene Texte"),
    share("address", of.addresses, "Nummern und Adressen, auch zum Wiedererkennen"),
    share("card", of.name ? 1 : 0, "Name und Eintrag im Kundenstamm"),
  ].filter((s) => s.count > 0);
  const stays: Share[] = [
    ...of.classes.filter(kept).map((c) => {
      const rule = ruleOf(c.retentionClass);
      const why = isDuty(c.retentionClass) ? `${rule?.label} (${rule?.basis})` : "Eine Sperre hält die Löschung auf";
      return share(
        "letter",
        c.count,
        why,
        isDuty(c.retentionClass) ? classUntil(c.retentionClass, c.newest, zone) : null,
      );
    }),
    share("file", of.heldAll ? of.files : of.lettersFiles, "Dateien, die zu diesen Briefen gehören"),
    share(
      "notice",
      of.notices,
      "Nachweis, dass der Datenschutzhinweis übergeben wurde, ohne Text (Art. 5 Abs. 2 DSGVO)",
      evidenceEnd(of.lastNotice, zone),
    ),
    share(
      "consent",
      of.consents,
      "Nachweis von Einwilligung oder Widerruf, ohne Namen (Art. 7 Abs. 1 DSGVO)",
      evidenceEnd(of.lastConsent, zone),
    ),
    share("suppression", of.objecting, suppressionDe),
  ].filter((s) => s.count > 0);
  return { goes, stays };
}

const suppressionDe =
  "Sperrvermerk gegen Werbung: nur eine Prüfsumme der Nummer, damit der Widerspruch bestehen bleibt (Art. 21 Abs. 3 DSGVO)";

/** LK-6, LK-8: three years from the end of the year. */
export const evidenceYears = 3;
const evidenceEnd = (at: Date | null, zone: string): string | null => {
  const day = dayOf(at, zone);
  return day === null ? null : endOfYear(day, evidenceYears);
};

function share(what: Share["what"], count: number, whyDe: string, until: string | null = null): Share {
  return { what, count, whyDe, until };
}

/** The classes of an erasure in the words of the policy. */
export function erasureFacts(of: Holdings) {
  const classes = of.classes.map((c) => c.retentionClass);
  return {
    retainedClasses: classes.filter(isDuty),
    otherClasses: classes.filter((name) => !isDuty(name)),
    legalHold: of.holds > 0,
  };
}

/** Meta keeps copies beside its own list that no call reaches; the receipt says so. */
export function elsewhereDe(
  outcomes: readonly { readonly channel: string; readonly outcome: string; readonly tries?: number }[],
): string[] {
  return outcomes.map(({ channel, outcome, tries = 1 }) => {
    if (channel !== "whatsapp") return "Dieser Kanal führt keine eigene Kontaktliste.";
    const cache =
      "In Zwischenspeichern von Meta kann der Eintrag noch bis zu 30 Tage liegen; darauf haben wir keinen Zugriff.";
    if (outcome === "deleted") return `Der Eintrag in Metas Kontaktbuch ist gelöscht. ${cache}`;
    if (outcome === "unknown") return `In Metas Kontaktbuch gab es keinen Eintrag, den wir löschen konnten. ${cache}`;
    if (outcome === "waiting")
      return `Meta hat das Löschen im Kontaktbuch noch nicht angenommen (Versuche: ${tries}). Werkbote versucht es weiter; die Kennung liegt dafür verschlossen bereit.`;
    if (outcome === "parked")
      return `Meta hat das Löschen im Kontaktbuch nicht angenommen (Versuche: ${tries}). Bitte im WhatsApp Manager das Kontaktbuch öffnen und den Eintrag von Hand löschen; danach hier bestätigen.`;
    return "Meta hat das Löschen im Kontaktbuch nicht bestätigt. Bitte im WhatsApp Manager von Hand löschen.";
  });
}

export const labelOf = (name: string): string => (name === "LK-7" ? suppressionDe : (ruleOf(name)?.label ?? name));
