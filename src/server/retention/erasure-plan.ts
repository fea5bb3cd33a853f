// ER-3: what an erasure takes and what it must leave. Pure: gets the counts handed in.
import type { ErasurePreview } from "../../contract/retention.ts";
import type { Words } from "../../contract/words.ts";
import { type ClassRule, classUntil, isDuty, ruleOf } from "../policy/retention-rules.ts";
import { endOfYear, localDay } from "../time/calendar-day.ts";

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
  /** Of the projects done for them all, and those a hold keeps, perhaps for the sake of another customer. */
  readonly projects: { readonly all: number; readonly held: number };
  /** Identities that objected to adverts: of these the keyed hash of each address stays. */
  readonly objecting: number;
}

type Share = ErasurePreview["goes"][number];

const dayOf = (at: Date | null, zone: string) => (at === null ? null : localDay(at, zone));

/** What goes and what stays, with the reason and the day of each; rows of nothing are left out. */
export function splitErasure(of: Holdings, zone: string): { goes: Share[]; stays: Share[] } {
  const kept = (c: Holdings["classes"][number]) => of.heldAll || isDuty(c.retentionClass);
  const goes: Share[] = [
    ...of.classes.filter((c) => !kept(c)).map((c) => share("message", c.count, nameOf(c.retentionClass))),
    share("file", of.heldAll ? 0 : of.files - of.lettersFiles, {
      de: "Fotos und Dateien mit ihren Vorschaubildern",
      en: "Photos and files with their thumbnails",
    }),
    share("waiting", of.waiting, {
      de: "Nachrichten, die noch warten; sie gehen nicht mehr raus",
      en: "Messages that still wait; they will not leave any more",
    }),
    share("draft", of.drafts, { de: "Angefangene Texte", en: "Drafts" }),
    share("address", of.addresses, {
      de: "Nummern und Adressen, auch zum Wiedererkennen",
      en: "Numbers and addresses, also those to recognise somebody by",
    }),
    share("card", of.name ? 1 : 0, {
      de: "Der Name, auch der selbst genannte, und der Eintrag unter den Kontakten",
      en: "The name, also the one they gave themselves, and the entry among the contacts",
    }),
    share("project", of.projects.all - of.projects.held, emptiedProject),
  ].filter((s) => s.count > 0);
  const stays: Share[] = [
    ...of.classes.filter(kept).map((c) => {
      const rule = ruleOf(c.retentionClass);
      const why = isDuty(c.retentionClass) && rule ? withBasis(rule) : heldWords;
      return share(
        "letter",
        c.count,
        why,
        isDuty(c.retentionClass) ? classUntil(c.retentionClass, c.newest, zone) : null,
      );
    }),
    share("file", of.heldAll ? of.files : of.lettersFiles, filesOfLetters),
    share("project", of.projects.held, heldProject),
    share(
      "notice",
      of.notices,
      {
        de: "Nachweis, dass der Datenschutzhinweis übergeben wurde, ohne Text (Art. 5 Abs. 2 DSGVO)",
        en: "Proof that the privacy notice was handed over, without text (Art. 5(2) GDPR)",
      },
      evidenceEnd(of.lastNotice, zone),
    ),
    share(
      "consent",
      of.consents,
      {
        de: "Nachweis von Einwilligung oder Widerruf, ohne Namen (Art. 7 Abs. 1 DSGVO)",
        en: "Proof of consent or withdrawal, without a name (Art. 7(1) GDPR)",
      },
      evidenceEnd(of.lastConsent, zone),
    ),
    share("suppression", of.objecting, suppression),
  ].filter((s) => s.count > 0);
  return { goes, stays };
}

const suppression: Words = {
  de: "Sperrvermerk gegen Werbung: nur eine Prüfsumme der Nummer, damit der Widerspruch bestehen bleibt (Art. 21 Abs. 3 DSGVO)",
  en: "Block against adverts: only a checksum of the number, so that the objection lasts (Art. 21(3) GDPR)",
};
const heldWords: Words = { de: "Eine Sperre hält die Löschung auf", en: "A hold stops the deletion" };
const filesOfLetters: Words = {
  de: "Dateien, die zu diesen Briefen gehören",
  en: "Files that belong to these letters",
};
const emptiedProject: Words = {
  de: "Name, Adresse, Zugang, Notizen, Berichte und markierte Fotos darin; eure eigenen Fotos bleiben unter der Nummer",
  en: "Name, address, access, notes, reports and marked photos in them; your own photos stay under the number",
};
const heldProject: Words = {
  de: "Eine Sperre hält die Löschung auf: Name, Adresse, Zugang, Notizen, Berichte und markierte Fotos, bis sie aufgehoben ist",
  en: "A hold stops the deletion: name, address, access, notes, reports and marked photos, until it is released",
};
const withBasis = ({ label, basis }: ClassRule): Words => ({
  de: `${label.de} (${basis})`,
  en: `${label.en} (${basis})`,
});
const nameOf = (retentionClass: string): Words =>
  ruleOf(retentionClass)?.label ?? { de: retentionClass, en: retentionClass };

/** LK-6, LK-8: three years from the end of the year. */
export const evidenceYears = 3;
const evidenceEnd = (at: Date | null, zone: string): string | null => {
  const day = dayOf(at, zone);
  return day === null ? null : endOfYear(day, evidenceYears);
};

function share(what: Share["what"], count: number, why: Words, until: string | null = null): Share {
  return { what, count, why, until };
}

/** The classes of an erasure in the words of the policy. */
export function erasureFacts(of: Holdings) {
  const classes = of.classes.map((c) => c.retentionClass);
  return {
    retainedClasses: classes.filter(isDuty),
    otherClasses: classes.filter((name) => !isDuty(name)),
    legalHold: of.holds > 0 || of.projects.held > 0,
  };
}

/** What an erasure does or leaves beyond this house, by the channels the contact came by. */
export function outside(channels: readonly string[]): Words[] {
  const meta: Words = {
    de: "Bei WhatsApp löschen wir den Eintrag in Metas Kontaktbuch. Zwischenspeicher von Meta leeren sich erst nach bis zu 30 Tagen.",
    en: "At WhatsApp we delete the entry in Meta's contact book. Caches of Meta empty only after up to 30 days.",
  };
  const phone: Words = {
    de: "Auf dem Telefon des Kunden bleibt das Gespräch, wie es ist. Sag ihm vorher, was gelöscht wird und was bis wann bleibt: Danach habt ihr keine Nummer mehr von ihm.",
    en: "On the customer's phone the conversation stays as it is. Tell them first what is deleted and what stays until when: after that you have no number of theirs.",
  };
  const page: Words = {
    de: "Auf eurer Seite sieht der Kunde das Gespräch nicht mehr. Hat er die Löschung verlangt, liest er dort 90 Tage lang, dass sie erledigt ist und was bleibt.",
    en: "On your page the customer no longer sees the conversation. If they asked for the deletion, they read there for 90 days that it is done and what stays.",
  };
  return [
    ...(channels.includes("whatsapp") ? [meta] : []),
    ...(channels.some((one) => one !== "webchat") ? [phone] : []),
    ...(channels.includes("webchat") ? [page] : []),
  ];
}

/** Meta keeps copies beside its own list that no call reaches; the receipt says so. */
export function elsewhere(
  outcomes: readonly {
    readonly channel: string;
    readonly outcome: string;
    readonly tries?: number;
    readonly mayAsk?: boolean;
  }[],
): Words[] {
  return outcomes.map(({ channel, outcome, tries = 1, mayAsk = false }) => {
    if (channel !== "whatsapp")
      return {
        de: "Dieser Kanal führt keine eigene Kontaktliste.",
        en: "This channel keeps no contact list of its own.",
      };
    if (outcome === "deleted")
      return {
        de: `Der Eintrag in Metas Kontaktbuch ist gelöscht. ${cache.de}`,
        en: `The entry in Meta's contact book is deleted. ${cache.en}`,
      };
    if (outcome === "unknown")
      return {
        de: `In Metas Kontaktbuch gab es keinen Eintrag, den wir löschen konnten. ${cache.de}`,
        en: `In Meta's contact book there was no entry that we could delete. ${cache.en}`,
      };
    if (outcome === "waiting")
      return {
        de: `Meta hat das Löschen im Kontaktbuch noch nicht angenommen (Versuche: ${tries}). Werkbote versucht es weiter; die Kennung liegt dafür verschlossen bereit.`,
        en: `Meta has not yet accepted the deletion in the contact book (tries: ${tries}). Werkbote keeps trying; the identifier lies sealed for it.`,
      };
    if (outcome === "stopped")
      return {
        de: `Meta hat das Löschen im Kontaktbuch noch nicht angenommen (Versuche: ${tries}), und der letzte Versuch brach bei uns ab. Die Kennung liegt noch verschlossen bereit.`,
        en: `Meta has not yet accepted the deletion in the contact book (tries: ${tries}), and the last try broke off on our side. The identifier still lies sealed for it.`,
      };
    if (outcome === "parked" && mayAsk)
      return {
        de: `Meta hat das Löschen im Kontaktbuch nicht angenommen (Versuche: ${tries}). War der Zugang zu WhatsApp gestört, hilft ein neuer Versuch, sobald er wieder geht; die Kennung liegt dafür höchstens eine Woche verschlossen bereit. Sonst bitte den Eintrag im WhatsApp Manager von Hand löschen und es hier bestätigen.`,
        en: `Meta did not accept the deletion in the contact book (tries: ${tries}). If the access to WhatsApp was broken, another try helps once it works again; the identifier lies sealed for it for a week at most. Otherwise please delete the entry by hand in WhatsApp Manager and confirm it here.`,
      };
    if (outcome === "parked")
      return {
        de: `Meta hat das Löschen im Kontaktbuch nicht angenommen (Versuche: ${tries}). Bitte im WhatsApp Manager das Kontaktbuch öffnen und den Eintrag von Hand löschen; danach hier bestätigen.`,
        en: `Meta did not accept the deletion in the contact book (tries: ${tries}). Please open the contact book in WhatsApp Manager and delete the entry by hand; then confirm it here.`,
      };
    return {
      de: "Meta hat das Löschen im Kontaktbuch nicht bestätigt. Bitte im WhatsApp Manager von Hand löschen.",
      en: "Meta did not confirm the deletion in the contact book. Please delete it by hand in WhatsApp Manager.",
    };
  });
}

const cache: Words = {
  de: "In Zwischenspeichern von Meta kann der Eintrag noch bis zu 30 Tage liegen; darauf haben wir keinen Zugriff.",
  en: "In caches of Meta the entry may lie for up to 30 more days; we cannot reach those.",
};

export const labelOf = (what: "letter" | "suppression" | "project", name: string): Words =>
  ({ letter: nameOf(name), suppression, project: heldProject })[what];
