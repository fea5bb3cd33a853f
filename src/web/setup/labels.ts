import type { MendingPlace, MissingThing, SetupStep } from "../../contract/setup.ts";
import type { AgreementStatus, ProcessorView, SetupChannel } from "../../contract/setup-papers.ts";
import { language } from "../i18n/language.ts";
import { inZone } from "../i18n/zone.ts";
import { t } from "./t.ts";

// What the screens call the things of the set-up, and under which address each step lies.

export const stepLabel = (step: MendingPlace): string => t(`step.${step}`);
export const channelLabel = (channel: SetupChannel): string => t(`channel.${channel}`);

export const stepPaths: Readonly<Record<SetupStep, string>> = {
  business: "/einrichten/betrieb",
  imprint: "/einrichten/impressum",
  processors: "/einrichten/vertraege",
  metadata: "/einrichten/wer-erfaehrt-was",
  notice: "/einrichten/datenschutz",
  channels: "/einrichten/kanaele",
};
/** Where a missing thing is mended. */
export const pathOf = (place: MendingPlace): string =>
  place === "records" ? "/recht/verzeichnisse" : stepPaths[place];

/** Where nothing is to be added, the button that leads there says what is to be done instead. */
const deeds = {
  notice: "lead.notice",
  notice_outdated: "lead.notice-outdated",
  metadata_profile: "lead.metadata",
  avv_risk_decision: "lead.risk",
  avv_review: "lead.review",
  speaking_impressum_link: "lead.link",
} as const;
/** What the button says that leads to a missing thing. */
export function leadLabel({ token, step }: Pick<MissingThing, "token" | "step">): string {
  const deed = Object.entries(deeds).find(([of]) => of === token)?.[1];
  return deed ? t(deed) : t("card.complete", { step: stepLabel(step) });
}

export const agreementTones: Readonly<Record<AgreementStatus, "fine" | "attention" | "stop">> = {
  complete: "fine",
  gaps_accepted: "fine",
  not_required: "fine",
  gaps_open: "attention",
  review_overdue: "attention",
  missing: "stop",
};

/** How an agreement stands. A late review stops nothing for a month, but who comes here because of it finds it. */
export function toneOf(
  { status, nextReviewOn }: Pick<ProcessorView, "status" | "nextReviewOn">,
  today: string,
): "fine" | "attention" | "stop" {
  const tone = agreementTones[status];
  return tone === "fine" && isReviewLate(nextReviewOn, today) ? "attention" : tone;
}
export const isReviewLate = (nextReviewOn: string | null, today: string): boolean =>
  nextReviewOn !== null && nextReviewOn < today;

/** "24. November 2026", or "24 November 2026" */
export function longDay(at: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "long", ...inZone() }).format(new Date(at));
}

const locale = (): string => (language() === "en" ? "en-GB" : "de-DE");
