// The lights of what stands on paper: notice, Impressum, contracts, transfers, { de: "Wer erfährt was", en: "Who learns what" }.
import type { Light } from "../../contract/ampel.ts";
import type { SetupChannel } from "../../contract/setup-papers.ts";
import type { ChannelPapers } from "../channel-papers/channel-papers.ts";
import { defaults } from "../policy/defaults.ts";
import { addDays } from "../time/calendar-day.ts";
import { type AgreementFacts, agreementLight } from "./agreement-light.ts";
import { type Duty, type Finding, lightOf } from "./light.ts";
import { askReply, askStart } from "./probes.ts";

export interface PaperFacts extends AgreementFacts {
  readonly channels: readonly {
    readonly channel: SetupChannel;
    readonly papers: ChannelPapers;
    /** Published notice no longer says what is true, in more than wording. */
    readonly noticeOutdated: boolean;
  }[];
  readonly imprintCheckedOn: string | null;
}

const englishNames: Readonly<Record<SetupChannel, string>> = { whatsapp: "WhatsApp", webchat: "the chat on your page" };
const names: Readonly<Record<SetupChannel, string>> = { whatsapp: "WhatsApp", webchat: "den Chat auf eurer Seite" };

export function paperLights(facts: PaperFacts): Light[] {
  return [noticeLight(facts), imprintLight(facts), agreementLight(facts), transferLight(facts), metadataLight(facts)];
}

function noticeLight({ channels }: PaperFacts): Light {
  const findings = channels.flatMap(({ channel, papers, noticeOutdated }): Finding[] => {
    if (papers.noticePublished === undefined)
      return [
        {
          level: "red",
          sentence: {
            de: `Es fehlt der Hinweis für ${names[channel]}.`,
            en: `The notice for ${englishNames[channel]} is missing.`,
          },
          channels: [channel],
        },
      ];
    if (!noticeOutdated) return [];
    return [
      {
        level: "amber",
        sentence: {
          de: `Der Hinweis für ${names[channel]} stimmt nicht mehr. Bitte neu veröffentlichen.`,
          en: `The notice for ${englishNames[channel]} is no longer true. Please publish it again.`,
        },
      },
    ];
  });
  const duty: Duty = {
    duty: "notice",
    title: { de: "Datenschutzhinweis beim ersten Kontakt", en: "Privacy notice at the first contact" },
    basis: "Art. 13, 21 DSGVO",
    rules: ["PN-1", "PN-2", "PN-4"],
    next: { label: { de: "Zum Hinweis", en: "To the notice" }, href: "/einrichten/datenschutz" },
    stops: "all",
    fine: {
      de: "Wer zum ersten Mal schreibt, bekommt den Hinweis vor der ersten Antwort.",
      en: "Whoever writes for the first time gets the notice before the first answer.",
    },
    fineDay: null,
  };
  return lightOf(duty, findings);
}

const imprintSentences = {
  missing: { de: "Es fehlt das Impressum.", en: "The legal notice (Impressum) is missing." },
  incomplete: { de: "Im Impressum fehlen Pflichtangaben.", en: "The legal notice lacks mandatory details." },
  link_not_speaking: {
    de: "Der Link zum Impressum ist nicht erkennbar.",
    en: "The link to the legal notice cannot be recognised.",
  },
  unreachable: { de: "Euer Impressum war nicht erreichbar.", en: "Your legal notice could not be reached." },
  complete: { de: "", en: "" },
} as const;

function imprintLight({ channels, imprintCheckedOn, today }: PaperFacts): Light {
  const [one] = channels;
  const findings: Finding[] = [];
  if (one !== undefined && one.papers.impressumStatus !== "complete") {
    const { impressumFailingDays: failing, impressumStatus } = one.papers;
    const left = defaults.impressumGraceDays - failing;
    const sentence = imprintSentences[impressumStatus];
    findings.push(
      left < 0
        ? {
            level: "red",
            sentence: {
              de: `${sentence.de} Neue Gespräche sind gesperrt, Antworten gehen weiter.`,
              en: `${sentence.en} New conversations are blocked, answers go on.`,
            },
            channels: askStart(one.papers).verdict === "allow" ? [] : ["whatsapp"],
          }
        : { level: "amber", sentence, due: addDays(today, left) },
    );
  }
  const duty: Duty = {
    duty: "imprint",
    title: { de: "Impressum mit erkennbarem Link", en: "Legal notice with a recognisable link" },
    basis: "§ 5 DDG",
    rules: ["IM-1", "IM-2"],
    next: { label: { de: "Zum Impressum", en: "To the legal notice (Impressum)" }, href: "/einrichten/impressum" },
    stops: "starts",
    fine: {
      de: "Vollständig und erreichbar. Wir sehen jede Woche nach.",
      en: "Complete and within reach. We look every week.",
    },
    fineDay: imprintCheckedOn === null ? null : { what: "checked", on: imprintCheckedOn },
  };
  return lightOf(duty, findings);
}

function transferLight({ channels, processors, today }: PaperFacts): Light {
  const stopped = channels.filter(({ channel, papers }) => askReply(channel, papers).rules.includes("AV-6"));
  const findings: Finding[] = stopped
    .filter(({ papers }) => papers.avvStatus !== "missing" || !papers.dpfValid)
    .map(({ channel, papers }) => ({
      level: "red",
      sentence: papers.dpfValid
        ? {
            de: `Für ${names[channel]} fehlt die Grundlage für Daten außerhalb der EU.`,
            en: `The ground for data outside the EU is missing for ${englishNames[channel]}.`,
          }
        : {
            de: `Der Beschluss für die USA gilt nicht mehr. ${names[channel]} steht, bis Klauseln und Bewertung eingetragen sind.`,
            en: `The decision on the USA is no longer in force. ${englishNames[channel]} is stopped until clauses and assessment are entered.`,
          },
      channels: [channel],
    }));
  const oldest = addDays(today, -365);
  for (const { name, fields, notRequiredReason } of processors)
    if (notRequiredReason === null && fields.transferMechanism === "dpf" && (fields.dpfCheckedOn ?? "") < oldest)
      findings.push({
        level: "amber",
        sentence: {
          de: `${name}: Sieh nach, ob der Anbieter auf der Liste für die USA steht.`,
          en: `${name}: Look whether the provider is on the list for the USA.`,
        },
      });
  const leaves = processors.some(({ fields }) => fields.transferMechanism !== "none_needed");
  const duty: Duty = {
    duty: "transfer",
    title: { de: "Daten außerhalb der EU", en: "Data outside the EU" },
    basis: "Art. 44–46 DSGVO",
    rules: ["AV-6"],
    next: { label: { de: "Zu den Verträgen", en: "To the contracts" }, href: "/recht/vertraege" },
    stops: "all",
    fine: leaves
      ? {
          de: "Die Grundlage steht. Fällt sie, hält Werkbote den Kanal sofort an.",
          en: "The ground stands. If it falls, Werkbote stops the channel at once.",
        }
      : { de: "Alles bleibt in der EU.", en: "Everything stays in the EU." },
    fineDay: null,
  };
  return lightOf(duty, findings);
}

function metadataLight({ channels }: PaperFacts): Light {
  const findings = channels
    .filter(({ papers }) => !papers.metadataConfirmed)
    .map(
      ({ channel }): Finding => ({
        level: "amber",
        sentence: {
          de: `Für ${names[channel]} ist das noch nicht bestätigt.`,
          en: `Not confirmed yet for ${englishNames[channel]}.`,
        },
      }),
    );
  const duty: Duty = {
    duty: "metadata",
    title: { de: "Wer erfährt was", en: "Who learns what" },
    basis: "Art. 5, 13 DSGVO",
    rules: ["MD-1", "MD-2"],
    next: { label: { de: "Zur Übersicht", en: "To the overview" }, href: "/einrichten/wer-erfaehrt-was" },
    stops: null,
    fine: {
      de: "Für jeden Kanal steht fest, wer was mitbekommt. Kunden lesen es im Hinweis.",
      en: "For every channel it is settled who learns what. Customers read it in the notice.",
    },
    fineDay: null,
  };
  return lightOf(duty, findings);
}
