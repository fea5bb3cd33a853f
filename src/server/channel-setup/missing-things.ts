// What keeps a channel closed, one sentence each, with the step where it is mended.
import type { MissingThing } from "../../contract/setup.ts";
import type { ChannelPapers } from "../channel-papers/channel-papers.ts";
import { defaults } from "../policy/defaults.ts";
import type { Verdict } from "../policy/verdict.ts";

export interface Readiness {
  readonly kind: "whatsapp" | "webchat";
  readonly papers: ChannelPapers;
  readonly noticeOutdated: boolean;
  readonly impact: { readonly hits: number; readonly covered: boolean };
  /** Access to the channel is recorded (WhatsApp); the own chat needs none. */
  readonly connected: boolean;
}

const names = {
  whatsapp: { de: "WhatsApp", en: "WhatsApp" },
  webchat: { de: "den Chat auf eurer Seite", en: "the chat on your site" },
} as const;

const imprint: Readonly<Record<ChannelPapers["impressumStatus"], MissingThing | undefined>> = {
  complete: undefined,
  missing: {
    token: "complete_impressum",
    step: "imprint",
    sentence: { de: "Es fehlt das Impressum.", en: "The legal notice (Impressum) is missing." },
  },
  incomplete: {
    token: "complete_impressum",
    step: "imprint",
    sentence: {
      de: "Im Impressum fehlen noch Pflichtangaben.",
      en: "Mandatory details are missing in the legal notice (Impressum).",
    },
  },
  link_not_speaking: {
    token: "speaking_impressum_link",
    step: "imprint",
    sentence: {
      de: "Der Link zum Impressum ist nicht erkennbar oder führt nicht auf eure eigene Seite.",
      en: "The link to the legal notice (Impressum) does not say where it leads, or does not lead to your own site.",
    },
  },
  unreachable: {
    token: "speaking_impressum_link",
    step: "imprint",
    sentence: {
      de: "Euer Impressum war bei der letzten Prüfung nicht erreichbar.",
      en: "Your legal notice (Impressum) could not be reached at the last check.",
    },
  },
};

function agreement({ avvStatus, weakest, missing }: ChannelPapers, kind: Readiness["kind"]): MissingThing | undefined {
  const at = (token: string, de: string, en: string): MissingThing => ({
    token,
    step: "processors",
    sentence: { de, en },
  });
  const whose = typeof weakest === "object" ? weakest.name : undefined;
  const withDe = whose === undefined ? `für ${names[kind].de}` : `mit „${whose}“`;
  const withEn = whose === undefined ? `for ${names[kind].en}` : `with “${whose}”`;
  if (avvStatus === "missing" && weakest === "server" && kind === "whatsapp")
    return at(
      "agreement",
      "Es ist noch nicht eingetragen, wo euer Server läuft.",
      "It is not entered yet where your server runs.",
    );
  if (avvStatus === "missing" || (avvStatus === "not_required" && kind === "whatsapp"))
    return at(
      "agreement",
      `Es fehlt der Vertrag zur Auftragsverarbeitung ${withDe}.`,
      `The data processing contract (AVV) ${withEn} is missing.`,
    );
  if (avvStatus === "gaps_open" && missing.some((item) => /^(contract|instructions|transfer|art_28)/.test(item)))
    return at(
      "agreement_core",
      `Im Vertrag ${withDe} fehlt ein Kernstück, das niemand verantworten kann.`,
      `A core part is missing in the contract ${withEn}. Nobody can answer for that.`,
    );
  if (avvStatus === "gaps_open")
    return at(
      "avv_risk_decision",
      `Der Vertrag ${withDe} hat Lücken. Es fehlt deine schriftliche Entscheidung dazu.`,
      `The contract ${withEn} has gaps. Your written decision on them is missing.`,
    );
  if (avvStatus === "review_overdue")
    return at(
      "avv_review",
      `Die jährliche Prüfung des Vertrags ${withDe} ist überfällig.`,
      `The yearly review of the contract ${withEn} is overdue.`,
    );
  return undefined;
}

function transfer({ transferMechanism, dpfValid, sccOnFile }: ChannelPapers): MissingThing | undefined {
  const step = "processors";
  if (transferMechanism === "missing")
    return {
      token: "transfer_basis",
      step,
      sentence: {
        de: "Es fehlt die Grundlage für Daten, die die EU verlassen.",
        en: "The legal basis for data that leave the EU is missing.",
      },
    };
  if (transferMechanism === "dpf" && !dpfValid && !sccOnFile)
    return {
      token: "transfer_basis",
      step,
      sentence: {
        de: "Die Grundlage für Daten in die USA ist weggefallen.",
        en: "The legal basis for data to the USA has fallen away.",
      },
    };
  return undefined;
}

/** In the order of the steps; empty = nothing stands in the way. */
export function missingThings({ kind, papers, noticeOutdated, impact, connected }: Readiness): MissingThing[] {
  const found: (MissingThing | undefined)[] = [
    imprint[papers.impressumStatus],
    agreement(papers, kind),
    papers.avvStatus === "missing" ? undefined : transfer(papers),
    papers.metadataConfirmed
      ? undefined
      : {
          token: "metadata_profile",
          step: "metadata",
          sentence: {
            de: `Es fehlt die Bestätigung, wer ${kind === "whatsapp" ? "bei WhatsApp" : "beim Chat auf eurer Seite"} was erfährt.`,
            en: `It is not confirmed yet who learns what on ${names[kind].en}.`,
          },
        },
    papers.noticePublished === undefined
      ? {
          token: "notice",
          step: "notice",
          sentence: {
            de: `Es fehlt der Datenschutzhinweis für ${names[kind].de}.`,
            en: `The privacy notice for ${names[kind].en} is missing.`,
          },
        }
      : undefined,
    noticeOutdated && papers.noticePublished !== undefined
      ? {
          token: "notice_outdated",
          step: "notice",
          sentence: {
            de: "Der Datenschutzhinweis stimmt nicht mehr. Bitte neu veröffentlichen.",
            en: "The privacy notice is no longer true. Please publish it again.",
          },
        }
      : undefined,
    impact.hits < defaults.dpiaHits || impact.covered
      ? undefined
      : {
          token: "dpia_check",
          step: "records",
          sentence: {
            de: "Mehrere Risiken kommen zusammen. Es fehlt die Folgenabschätzung.",
            en: "Several risks come together. The impact assessment is missing.",
          },
        },
    connected
      ? undefined
      : {
          token: "connect_channel",
          step: "channels",
          sentence: { de: "Es fehlen die Zugangsdaten von WhatsApp.", en: "The access data of WhatsApp are missing." },
        },
  ];
  return found.filter((thing) => thing !== undefined);
}

/** What stops the sending of an open channel before what stops only its opening, each in the order of the steps. */
export function stoppingFirst(missing: readonly MissingThing[]): MissingThing[] {
  const stops = ({ token, step }: MissingThing) => step === "processors" || token === "connect_channel";
  return [...missing.filter(stops), ...missing.filter((thing) => !stops(thing))];
}

/** Whatever the rules say beyond our list is shown in their words: a blocker without a sentence would be a dead end. */
export function withVerdict(missing: readonly MissingThing[], verdict: Verdict): MissingThing[] {
  if (verdict.verdict === "allow" || missing.length > 0) return [...missing];
  const token = verdict.requires[0] ?? "denied";
  return [
    {
      token,
      step: /impressum/.test(token) ? "imprint" : "channels",
      sentence: { de: verdict.whyDe, en: `The rules still keep it closed: ${verdict.rules.join(", ")}.` },
    },
  ];
}
