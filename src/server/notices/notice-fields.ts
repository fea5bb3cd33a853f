// What a privacy notice must say (Art. 13 GDPR), one entry per mandatory field, and which of them are still empty.
import type { PageSection } from "../../contract/setup.ts";
import type { SetupChannel } from "../../contract/setup-papers.ts";

export interface NoticeFields {
  readonly channel: SetupChannel;
  /** 13(1)(a); equals the Impressum because both are built from step 1. */
  readonly controllerName: string;
  readonly controllerAddress: string;
  readonly controllerContact: string;
  /** 13(1)(b): contact, or that none is appointed. */
  readonly dpo: string;
  /** 13(1)(c) */
  readonly purposes: readonly { readonly purpose: string; readonly legalBasis: string }[];
  /** 13(1)(d): required as soon as a purpose rests on Art. 6(1)(f). */
  readonly legitimateInterests: readonly string[];
  /** 13(1)(e) */
  readonly recipients: readonly string[];
  /** 13(1)(f): country, mechanism, where to get a copy; or that nothing leaves the EU. */
  readonly thirdCountry: readonly string[];
  /** 13(2)(a) */
  readonly retention: readonly string[];
  /** 13(2)(b): all six. */
  readonly rights: readonly string[];
  /** 13(2)(c): required as soon as a purpose rests on consent. */
  readonly withdrawConsent: string;
  /** 13(2)(d) */
  readonly complaintAuthority: string;
  readonly complaintUrl: string;
  /** 13(2)(e) */
  readonly obligationToProvide: string;
  /** 13(2)(f) */
  readonly automatedDecision: string;
  /** 21(4): shown apart. */
  readonly objection: string;
  /** 5(1)(a): who learns what on this channel. */
  readonly channelSpecific: readonly string[];
  /** MD-3: the way without this channel. */
  readonly alternativeChannel: string;
}

export type NoticeKey = Exclude<keyof NoticeFields, "channel" | "complaintUrl">;

/** Keys that are empty though the law asks for them; the words are those the policy's PN-2 recognises. */
export function missingFields(fields: NoticeFields): NoticeKey[] {
  const empty = (key: NoticeKey): boolean => fields[key].length === 0;
  const rests = (article: RegExp): boolean => fields.purposes.some(({ legalBasis }) => article.test(legalBasis));
  const keys: NoticeKey[] = [
    "controllerName",
    "controllerAddress",
    "controllerContact",
    "dpo",
    "purposes",
    "recipients",
    "thirdCountry",
    "retention",
    "complaintAuthority",
    "obligationToProvide",
    "automatedDecision",
    "objection",
    "channelSpecific",
    "alternativeChannel",
  ];
  const missing = keys.filter(empty);
  if (rests(/lit\. f/) && empty("legitimateInterests")) missing.push("legitimateInterests");
  if (rests(/lit\. a/) && empty("withdrawConsent")) missing.push("withdrawConsent");
  if (fields.rights.length < 6) missing.push("rights");
  return missing;
}

const text = (line: string): PageSection["blocks"][number] => ({ kind: "text", text: line });
const list = (items: readonly string[]): PageSection["blocks"][number] => ({ kind: "list", items: [...items] });

/** The page in parts, in the order a reader asks: who, what for, who else, how long, what can I do. */
export function noticeSections(f: NoticeFields): PageSection[] {
  const section = (heading: string, ...blocks: PageSection["blocks"]): PageSection => ({
    heading,
    blocks,
    apart: false,
  });
  const sections = [
    section("Wer ist verantwortlich?", text(f.controllerName), text(f.controllerAddress), text(f.controllerContact)),
    section("Datenschutzbeauftragte", text(f.dpo)),
    section(
      "Wofür nutzen wir Ihre Angaben?",
      list(f.purposes.map(({ purpose, legalBasis }) => `${purpose} (${legalBasis})`)),
    ),
    { heading: "Ihr Recht auf Widerspruch", blocks: [text(f.objection)], apart: true },
    section("Unser berechtigtes Interesse", list(f.legitimateInterests)),
    section("Wer erfährt was auf diesem Weg?", list(f.channelSpecific)),
    section("Wer bekommt Daten?", list(f.recipients)),
    section("Gehen Daten in Länder außerhalb der EU?", list(f.thirdCountry)),
    section("Wie lange bewahren wir auf?", list(f.retention)),
    section("Ihre Rechte", list(f.rights), text(f.withdrawConsent)),
    section("Beschwerde", text(`Sie können sich bei der Aufsichtsbehörde beschweren: ${f.complaintAuthority}.`), {
      kind: "link",
      label: f.complaintUrl,
      url: f.complaintUrl,
    }),
    section("Müssen Sie uns Angaben machen?", text(f.obligationToProvide)),
    section("Entscheidet ein Programm über Sie?", text(f.automatedDecision)),
    section("Ein anderer Weg zu uns", text(f.alternativeChannel)),
  ];
  return sections.filter(({ blocks }) => blocks.some((block) => !isEmpty(block)));
}

function isEmpty(block: PageSection["blocks"][number]): boolean {
  if (block.kind === "list") return block.items.length === 0;
  return block.kind === "text" ? block.text === "" : block.url === "";
}
