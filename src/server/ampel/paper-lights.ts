// The lights of what stands on paper: notice, Impressum, contracts, transfers, "Wer erfährt was".
import type { Light } from "../../contract/ampel.ts";
import type { ProcessorView, SetupChannel } from "../../contract/setup-papers.ts";
import type { ChannelPapers } from "../channels/channel-papers.ts";
import { defaults } from "../policy/defaults.ts";
import { addDays } from "../processors/agreement-status.ts";
import { type Duty, type Finding, lightOf, shownDay } from "./light.ts";
import { askReply, askStart } from "./probes.ts";

export interface PaperFacts {
  /** ISO day. */
  readonly today: string;
  readonly channels: readonly {
    readonly channel: SetupChannel;
    readonly papers: ChannelPapers;
    /** Published notice no longer says what is true, in more than wording. */
    readonly noticeOutdated: boolean;
  }[];
  readonly processors: readonly ProcessorView[];
  readonly imprintCheckedOn: string | null;
  /** Mail leaves through a relay that has no row in the register. */
  readonly relayUnregistered: boolean;
  /** The operator's contract waits for the owner; undefined: agreed, or there is none. */
  readonly hostAgreementDue: { readonly operator: string; readonly isNewer: boolean } | undefined;
}

const names: Readonly<Record<SetupChannel, string>> = { whatsapp: "WhatsApp", webchat: "den Chat auf eurer Seite" };
/** Days before a date on which its light turns amber. */
const soon = 30;

export function paperLights(facts: PaperFacts): Light[] {
  return [noticeLight(facts), imprintLight(facts), agreementLight(facts), transferLight(facts), metadataLight(facts)];
}

function noticeLight({ channels }: PaperFacts): Light {
  const findings = channels.flatMap(({ channel, papers, noticeOutdated }): Finding[] => {
    if (papers.noticePublished === undefined)
      return [{ level: "red", sentence: `Es fehlt der Hinweis für ${names[channel]}.`, channels: [channel] }];
    if (!noticeOutdated) return [];
    return [
      { level: "amber", sentence: `Der Hinweis für ${names[channel]} stimmt nicht mehr. Bitte neu veröffentlichen.` },
    ];
  });
  const duty: Duty = {
    duty: "notice",
    title: "Datenschutzhinweis beim ersten Kontakt",
    basis: "Art. 13, 21 DSGVO",
    rules: ["PN-1", "PN-2", "PN-4"],
    next: { label: "Zum Hinweis", href: "/einrichten/datenschutz" },
    stops: "all",
    fine: "Wer zum ersten Mal schreibt, bekommt den Hinweis vor der ersten Antwort.",
    fineDay: null,
  };
  return lightOf(duty, findings);
}

const imprintSentences = {
  missing: "Es fehlt das Impressum.",
  incomplete: "Im Impressum fehlen Pflichtangaben.",
  link_not_speaking: "Der Link zum Impressum ist nicht erkennbar.",
  unreachable: "Euer Impressum war nicht erreichbar.",
  complete: "",
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
            sentence: `${sentence} Neue Gespräche sind gesperrt, Antworten gehen weiter.`,
            channels: askStart(one.papers).verdict === "allow" ? [] : ["whatsapp"],
          }
        : { level: "amber", sentence, due: addDays(today, left) },
    );
  }
  const duty: Duty = {
    duty: "imprint",
    title: "Impressum mit erkennbarem Link",
    basis: "§ 5 DDG",
    rules: ["IM-1", "IM-2"],
    next: { label: "Zum Impressum", href: "/einrichten/impressum" },
    stops: "starts",
    fine: "Vollständig und erreichbar. Wir sehen jede Woche nach.",
    fineDay: imprintCheckedOn === null ? null : { what: "checked", on: imprintCheckedOn },
  };
  return lightOf(duty, findings);
}

function agreementLight({ processors, channels, relayUnregistered, hostAgreementDue, today }: PaperFacts): Light {
  // Stopped is what the engine stops, and for this reason.
  const stopped = channels
    .filter(({ channel, papers }) => askReply(channel, papers).rules.some((id) => /^AV-[124]$/.test(id)))
    .map(({ channel }) => channel);
  const findings = processors.flatMap((row) => processorFindings(row, stopped, today));
  if (!processors.some(({ template }) => template === "hosting"))
    findings.push({ level: "red", sentence: "Es fehlt, wo euer Werkbote läuft.", channels: stopped });
  if (relayUnregistered) findings.push({ level: "amber", sentence: "Der E-Mail-Versand steht nicht im Verzeichnis." });
  if (hostAgreementDue !== undefined) {
    const { operator, isNewer } = hostAgreementDue;
    const sentence = isNewer
      ? `${operator} bietet eine neue Fassung des Vertrags an.`
      : `Der Vertrag mit ${operator} wartet auf deine Zustimmung.`;
    findings.push({ level: "amber", sentence });
  }
  const explained = findings.some(({ level }) => level === "red");
  if (stopped.length > 0 && !explained)
    findings.push({ level: "red", sentence: "Ein Vertrag ist nicht in Ordnung.", channels: stopped });
  const reviews = processors.flatMap(({ nextReviewOn }) => nextReviewOn ?? []).toSorted();
  const duty: Duty = {
    duty: "agreements",
    title: "Verträge zur Auftragsverarbeitung",
    basis: "Art. 28 DSGVO",
    rules: ["AV-1", "AV-2", "AV-3", "AV-4", "AV-5"],
    next: { label: "Zu den Verträgen", href: "/recht/vertraege" },
    stops: "all",
    fine: "Alle Verträge sind da. Lücken sind schriftlich entschieden.",
    fineDay: reviews[0] === undefined ? null : { what: "until", on: reviews[0] },
  };
  return lightOf(duty, findings);
}

function processorFindings(row: ProcessorView, stopped: readonly SetupChannel[], today: string): Finding[] {
  const carries = !["mail_relay", "sms_gateway", "push_service"].includes(row.template);
  const mine = stopped.filter((channel) => row.channel === null || row.channel === channel);
  const bad = ["missing", "gaps_open", "review_overdue"].includes(row.status);
  const wrong = bad || (row.template === "whatsapp_meta" && row.status === "not_required");
  const findings: Finding[] = [];
  if (wrong) {
    const stops = carries && mine.length > 0;
    findings.push({ level: stops ? "red" : "amber", sentence: `${row.name}: ${row.statusSentence}`, channels: mine });
  }
  if (row.status === "not_required") return findings;
  const limit = addDays(today, soon);
  const review = row.nextReviewOn;
  if (review !== null && review <= limit && row.status !== "review_overdue")
    findings.push({
      level: "amber",
      sentence:
        review < today
          ? `${row.name}: Die Prüfung war am ${shownDay(review)} fällig.`
          : `${row.name}: Die jährliche Prüfung steht an.`,
      due: review < today ? addDays(review, defaults.avvReviewGraceDays) : review,
    });
  const decision = row.gapDecision?.expiresOn;
  if (row.status === "gaps_accepted" && decision !== undefined && decision <= limit)
    findings.push({
      level: "amber",
      sentence: `${row.name}: Deine Entscheidung zu den Lücken läuft ab.`,
      due: decision,
    });
  for (const change of row.changes.filter(({ decision: state }) => state === "open"))
    findings.push({
      level: "amber",
      sentence: `${row.name} nimmt ${change.who} dazu. ${change.objectUntil < today ? "Die Frist zum Widerspruch ist vorbei." : "Du kannst noch widersprechen."}`,
      due: change.objectUntil,
    });
  return findings;
}

function transferLight({ channels, processors, today }: PaperFacts): Light {
  const stopped = channels.filter(({ channel, papers }) => askReply(channel, papers).rules.includes("AV-6"));
  const findings: Finding[] = stopped
    .filter(({ papers }) => papers.avvStatus !== "missing" || !papers.dpfValid)
    .map(({ channel, papers }) => ({
      level: "red",
      sentence: papers.dpfValid
        ? `Für ${names[channel]} fehlt die Grundlage für Daten außerhalb der EU.`
        : `Der Beschluss für die USA ist gefallen. ${names[channel]} steht, bis Klauseln und Bewertung eingetragen sind.`,
      channels: [channel],
    }));
  const oldest = addDays(today, -365);
  for (const { name, fields, notRequiredReason } of processors)
    if (notRequiredReason === null && fields.transferMechanism === "dpf" && (fields.dpfCheckedOn ?? "") < oldest)
      findings.push({
        level: "amber",
        sentence: `${name}: Sieh nach, ob der Anbieter auf der Liste für die USA steht.`,
      });
  const leaves = processors.some(({ fields }) => fields.transferMechanism !== "none_needed");
  const duty: Duty = {
    duty: "transfer",
    title: "Daten in die USA",
    basis: "Art. 44–46 DSGVO",
    rules: ["AV-6"],
    next: { label: "Zu den Verträgen", href: "/recht/vertraege" },
    stops: "all",
    fine: leaves ? "Die Grundlage steht. Fällt sie, hält Werkbote den Kanal sofort an." : "Alles bleibt in der EU.",
    fineDay: null,
  };
  return lightOf(duty, findings);
}

function metadataLight({ channels }: PaperFacts): Light {
  const findings = channels
    .filter(({ papers }) => !papers.metadataConfirmed)
    .map(
      ({ channel }): Finding => ({ level: "amber", sentence: `Für ${names[channel]} ist das noch nicht bestätigt.` }),
    );
  const duty: Duty = {
    duty: "metadata",
    title: "Wer erfährt was",
    basis: "Art. 5, 13 DSGVO",
    rules: ["MD-1", "MD-2"],
    next: { label: "Zur Übersicht", href: "/einrichten/wer-erfaehrt-was" },
    stops: null,
    fine: "Für jeden Kanal steht fest, wer was mitbekommt. Kunden lesen es im Hinweis.",
    fineDay: null,
  };
  return lightOf(duty, findings);
}
