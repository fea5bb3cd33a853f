// The light of the contracts under Art. 28, with the register of processors behind it.
import type { Light } from "../../contract/ampel.ts";
import type { ProcessorView, SetupChannel } from "../../contract/setup-papers.ts";
import type { ChannelPapers } from "../channel-papers/channel-papers.ts";
import { defaults } from "../policy/defaults.ts";
import { addDays, englishDay, germanDay } from "../time/calendar-day.ts";
import { type Duty, type Finding, lightOf } from "./light.ts";
import { askReply } from "./probes.ts";

export interface AgreementFacts {
  /** ISO day. */
  readonly today: string;
  readonly channels: readonly { readonly channel: SetupChannel; readonly papers: ChannelPapers }[];
  readonly processors: readonly ProcessorView[];
  /** Mail leaves through a relay that has no row in the register. */
  readonly relayUnregistered: boolean;
  /** The operator's contract waits for the owner; undefined: agreed, or there is none. */
  readonly hostAgreementDue: { readonly operator: string; readonly isNewer: boolean } | undefined;
}

/** Days before a date on which its light turns amber. */
const soon = 30;

/** Whether every contract under Art. 28 is there and in order, the one with the operator among them. */
export function agreementLight({
  processors,
  channels,
  relayUnregistered,
  hostAgreementDue,
  today,
}: AgreementFacts): Light {
  // Stopped is what the engine stops, and for this reason.
  const stopped = channels
    .filter(({ channel, papers }) => askReply(channel, papers).rules.some((id) => /^AV-[124]$/.test(id)))
    .map(({ channel }) => channel);
  const findings = processors.flatMap((row) => processorFindings(row, stopped, today));
  if (!processors.some(({ template }) => template === "hosting"))
    findings.push({
      level: "red",
      sentence: { de: "Es fehlt, wo euer Werkbote läuft.", en: "Where your Werkbote runs is not entered yet." },
      channels: stopped,
    });
  if (relayUnregistered)
    findings.push({
      level: "amber",
      sentence: { de: "Der E-Mail-Versand steht nicht im Verzeichnis.", en: "The mail relay is not in the register." },
    });
  if (hostAgreementDue !== undefined) {
    const { operator, isNewer } = hostAgreementDue;
    const sentence = isNewer
      ? {
          de: `${operator} bietet eine neue Fassung des Vertrags an.`,
          en: `${operator} offers a new version of the contract.`,
        }
      : {
          de: `Der Vertrag mit ${operator} wartet auf deine Zustimmung.`,
          en: `The contract with ${operator} waits for your agreement.`,
        };
    findings.push({ level: "amber", sentence });
  }
  const explained = findings.some(({ level }) => level === "red");
  if (stopped.length > 0 && !explained)
    findings.push({
      level: "red",
      sentence: { de: "Ein Vertrag ist nicht in Ordnung.", en: "A contract is not in order." },
      channels: stopped,
    });
  const reviews = processors.flatMap(({ nextReviewOn }) => nextReviewOn ?? []).toSorted();
  const duty: Duty = {
    duty: "agreements",
    title: { de: "Verträge zur Auftragsverarbeitung", en: "Contracts with processors" },
    basis: "Art. 28 DSGVO",
    rules: ["AV-1", "AV-2", "AV-3", "AV-4", "AV-5"],
    next: { label: { de: "Zu den Verträgen", en: "To the contracts" }, href: "/recht/vertraege" },
    stops: "all",
    fine: {
      de: "Alle Verträge sind da. Lücken sind schriftlich entschieden.",
      en: "All contracts are there. Gaps are decided in writing.",
    },
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
    findings.push({
      level: stops ? "red" : "amber",
      sentence: { de: `${row.name}: ${row.statusSentence.de}`, en: `${row.name}: ${row.statusSentence.en}` },
      channels: mine,
    });
  }
  if (row.status === "not_required") return findings;
  const limit = addDays(today, soon);
  const review = row.nextReviewOn;
  if (review !== null && review <= limit && row.status !== "review_overdue")
    findings.push({
      level: "amber",
      sentence:
        review < today
          ? {
              de: `${row.name}: Die Prüfung war am ${germanDay(review)} fällig.`,
              en: `${row.name}: The review was due on ${englishDay(review)}.`,
            }
          : { de: `${row.name}: Die jährliche Prüfung steht an.`, en: `${row.name}: The yearly review is due.` },
      due: review < today ? addDays(review, defaults.avvReviewGraceDays) : review,
    });
  const decision = row.gapDecision?.expiresOn;
  if (row.status === "gaps_accepted" && decision !== undefined && decision <= limit)
    findings.push({
      level: "amber",
      sentence: {
        de: `${row.name}: Deine Entscheidung zu den Lücken läuft ab.`,
        en: `${row.name}: Your decision on the gaps runs out.`,
      },
      due: decision,
    });
  for (const change of row.changes.filter(({ decision: state }) => state === "open"))
    findings.push({
      level: "amber",
      sentence: {
        de: `${row.name} nimmt ${change.who} dazu. ${change.objectUntil < today ? "Die Frist zum Widerspruch ist vorbei." : "Du kannst noch widersprechen."}`,
        en: `${row.name} takes on ${change.who}. ${change.objectUntil < today ? "The time to object is over." : "You can still object."}`,
      },
      due: change.objectUntil,
    });
  return findings;
}
