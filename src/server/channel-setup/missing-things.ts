// What keeps a channel closed, one sentence each, with the step where it is mended.
import type { MissingThing } from "../../contract/setup.ts";
import type { AgreementStatus } from "../../contract/setup-papers.ts";
import type { Words } from "../../contract/words.ts";
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

function agreement(status: AgreementStatus, kind: Readiness["kind"], core: boolean): MissingThing | undefined {
  const at = (token: string, sentence: Words): MissingThing => ({ token, step: "processors", sentence });
  if (status === "missing" || (status === "not_required" && kind === "whatsapp"))
    return at("agreement", {
      de: `Es fehlt der Vertrag zur Auftragsverarbeitung für ${names[kind].de}.`,
      en: `The data processing contract (AVV) for ${names[kind].en} is missing.`,
    });
  if (status === "gaps_open" && core)
    return at("agreement_core", {
      de: "Im Vertrag fehlt ein Kernstück, das niemand verantworten kann.",
      en: "A core part is missing in the contract. Nobody can answer for that.",
    });
  if (status === "gaps_open")
    return at("avv_risk_decision", {
      de: "Der Vertrag hat Lücken. Es fehlt deine schriftliche Entscheidung dazu.",
      en: "The contract has gaps. Your written decision on them is missing.",
    });
  if (status === "review_overdue")
    return at("avv_review", {
      de: "Die jährliche Prüfung eines Vertrags ist überfällig.",
      en: "The yearly review of a contract is overdue.",
    });
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
  const core = papers.missing.some((item) => /^(contract|instructions|transfer|art_28)/.test(item));
  const found: (MissingThing | undefined)[] = [
    imprint[papers.impressumStatus],
    agreement(papers.avvStatus, kind, core),
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

/** Whatever the rules say beyond our list is shown in their words: a blocker without a sentence would be a dead end. */
export function withVerdict(missing: readonly MissingThing[], verdict: Verdict): MissingThing[] {
  if (verdict.verdict === "allow" || missing.length > 0) return [...missing];
  return [
    {
      token: verdict.requires[0] ?? "denied",
      step: "channels",
      sentence: { de: verdict.whyDe, en: `The rules still keep it closed: ${verdict.rules.join(", ")}.` },
    },
  ];
}
