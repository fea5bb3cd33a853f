// What keeps a channel closed, one German sentence each, with the step where it is mended.
import type { MissingThing } from "../../contract/setup.ts";
import type { AgreementStatus } from "../../contract/setup-papers.ts";
import type { Verdict } from "../policy/verdict.ts";
import type { ChannelPapers } from "./channel-papers.ts";

export interface Readiness {
  readonly kind: "whatsapp" | "webchat";
  readonly papers: ChannelPapers;
  readonly noticeOutdated: boolean;
  /** Access to the channel is recorded (WhatsApp); the own chat needs none. */
  readonly connected: boolean;
}

const names = { whatsapp: "WhatsApp", webchat: "den Chat auf eurer Seite" } as const;

const imprint: Readonly<Record<ChannelPapers["impressumStatus"], MissingThing | undefined>> = {
  complete: undefined,
  missing: { token: "complete_impressum", step: "imprint", sentence: "Es fehlt das Impressum." },
  incomplete: { token: "complete_impressum", step: "imprint", sentence: "Im Impressum fehlen noch Pflichtangaben." },
  link_not_speaking: {
    token: "speaking_impressum_link",
    step: "imprint",
    sentence: "Der Link zum Impressum ist nicht erkennbar oder führt nicht auf eure eigene Seite.",
  },
  unreachable: {
    token: "speaking_impressum_link",
    step: "imprint",
    sentence: "Euer Impressum war bei der letzten Prüfung nicht erreichbar.",
  },
};

function agreement(status: AgreementStatus, kind: Readiness["kind"], core: boolean): MissingThing | undefined {
  const at = (token: string, sentence: string): MissingThing => ({ token, step: "processors", sentence });
  if (status === "missing" || (status === "not_required" && kind === "whatsapp"))
    return at("agreement", `Es fehlt der Vertrag zur Auftragsverarbeitung für ${names[kind]}.`);
  if (status === "gaps_open" && core)
    return at("agreement_core", "Im Vertrag fehlt ein Kernstück, das niemand verantworten kann.");
  if (status === "gaps_open")
    return at("avv_risk_decision", "Der Vertrag hat Lücken. Es fehlt deine schriftliche Entscheidung dazu.");
  if (status === "review_overdue") return at("avv_review", "Die jährliche Prüfung eines Vertrags ist überfällig.");
  return undefined;
}

function transfer({ transferMechanism, dpfValid, sccOnFile }: ChannelPapers): MissingThing | undefined {
  const step = "processors";
  if (transferMechanism === "missing")
    return { token: "transfer_basis", step, sentence: "Es fehlt die Grundlage für Daten, die in die USA gehen." };
  if (transferMechanism === "dpf" && !dpfValid && !sccOnFile)
    return { token: "transfer_basis", step, sentence: "Die Grundlage für Daten in die USA ist weggefallen." };
  return undefined;
}

/** In the order of the steps; empty = nothing stands in the way. */
export function missingThings({ kind, papers, noticeOutdated, connected }: Readiness): MissingThing[] {
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
          sentence: `Es fehlt, wer bei ${kind === "whatsapp" ? "WhatsApp" : "diesem Chat"} was erfährt.`,
        },
    papers.noticePublished === undefined
      ? { token: "notice", step: "notice", sentence: `Es fehlt der Datenschutzhinweis für ${names[kind]}.` }
      : undefined,
    noticeOutdated && papers.noticePublished !== undefined
      ? {
          token: "notice_outdated",
          step: "notice",
          sentence: "Der Datenschutzhinweis stimmt nicht mehr. Bitte neu veröffentlichen.",
        }
      : undefined,
    connected
      ? undefined
      : { token: "connect_channel", step: "channels", sentence: "Es fehlen die Zugangsdaten von WhatsApp." },
  ];
  return found.filter((thing) => thing !== undefined);
}

/** Whatever the rules say beyond our list is shown in their words: a blocker without a sentence would be a dead end. */
export function withVerdict(missing: readonly MissingThing[], verdict: Verdict): MissingThing[] {
  if (verdict.verdict === "allow" || missing.length > 0) return [...missing];
  return [{ token: verdict.requires[0] ?? "denied", step: "channels", sentence: verdict.whyDe }];
}
