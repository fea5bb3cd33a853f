// (13) Erasure and retention.
import { germanDay } from "../../time/calendar-day.ts";
import { defaults } from "../defaults.ts";
import type { Facts } from "../facts.ts";
import { allow, deny, type Rule, require } from "../rule.ts";

const owesSplit = (f: Facts): boolean =>
  f.extra.retainedClasses === undefined ||
  f.extra.retainedClasses.length > 0 ||
  f.extra.taxHold === true ||
  f.extra.legalHold === true;

/** ER-1: every message has its class; commercial letters and vouchers are kept. § 257 HGB, § 147 AO, § 14b UStG. */
export const er1: Rule = {
  id: "ER-1",
  check(action, f) {
    if (action !== "erase_all" || (f.extra.retainedClasses ?? []).length === 0) return undefined;
    return require("split_erase_and_restrict", "Handelsbriefe und Belege muss der Betrieb noch aufbewahren.");
  },
};

/** ER-2: concrete periods to the end of the calendar year. § 147(3)-(4) AO, § 257(4)-(5) HGB; vouchers 8 years since BEG IV. */
export const er2: Rule = {
  id: "ER-2",
  check(action, f) {
    if (action !== "delete") return undefined;
    if (f.extra.taxHold === true || f.extra.legalHold === true) {
      return deny("Für diesen Vorgang läuft eine Sperre; gelöscht wird erst, wenn sie aufgehoben ist.");
    }
    const retentionClass = f.extra.retentionClass
      ?.trim()
      .toUpperCase()
      .replace(/[A-Z]$/, (variant) => variant.toLowerCase());
    if (retentionClass === undefined)
      return deny(
        "Es steht nicht fest, wie lange das Dokument aufzubewahren ist; leg zuerst fest, was für ein Dokument es ist.",
      );
    if (erasableAnyTime.has(retentionClass))
      return allow("Für diese Nachricht gilt keine Aufbewahrungspflicht, sie darf weg.");
    const until = keepUntil(retentionClass, f);
    // ISO days compare as text; the last day itself still belongs to the period
    const expired = until !== undefined && f.extra.now !== undefined && f.extra.now.slice(0, 10) > until;
    if (expired && (f.extra.taxHold === false || !isDutyClass(retentionClass))) {
      return allow("Die Aufbewahrungsfrist ist abgelaufen und es gibt keine Sperre, das Dokument darf weg.");
    }
    if (expired)
      return deny(
        "Die Frist ist abgelaufen, aber ob eine Sperre läuft, steht nicht fest; klär das mit dem Steuerbüro.",
      );
    return deny(whyKept(retentionClass, until, f));
  },
};

/** ER-3: erasure meets the duty to keep: erase what is free, lock the rest. Art. 17(1), 17(3)(b), (e), 18 GDPR; § 35 BDSG. */
export const er3: Rule = {
  id: "ER-3",
  check(action, f) {
    if (action !== "erase_all") return undefined;
    if (!owesSplit(f)) return allow("Nichts davon muss aufbewahrt werden, alles wird gelöscht.");
    return require("split_erase_and_restrict", "Was der Betrieb aufbewahren muss, wird gesperrt; alles andere wird gelöscht.");
  },
};

/** Classes whose early deletion harms no duty. The others are proof or owed to the tax office. */
const erasableAnyTime: ReadonlySet<string> = new Set([
  "LK-0",
  "LK-1",
  "LK-1b",
  "LK-5",
  "LK-5v",
  "LK-5b",
  "LK-11",
  "LK-12",
  "LK-13",
  "LK-14",
  "LK-16",
]);

function whyKept(retentionClass: string, until: string | undefined, f: Facts): string {
  if (until === undefined)
    return isDutyClass(retentionClass)
      ? "Die Aufbewahrungsfrist steht nicht fest, deshalb bleibt das Dokument erhalten; trag nach, von wann es ist."
      : "Für diese Art Dokument gibt es keine feste Frist, deshalb bleibt es erhalten; leg fest, bis wann ihr es braucht.";
  return f.extra.now === undefined
    ? "Es steht nicht fest, welcher Tag heute ist, deshalb bleibt das Dokument erhalten; ist die Frist um, darf es weg."
    : `Der Betrieb muss das Dokument noch bis ${germanDay(until)} aufbewahren.`;
}

type DutyClass = keyof typeof defaults.retentionYears;
const isDutyClass = (name: string): name is DutyClass => Object.hasOwn(defaults.retentionYears, name);

/** Last day to keep: what the caller says, or later where the statute demands it. */
function keepUntil(retentionClass: string, f: Facts): string | undefined {
  const given = f.extra.retainUntil?.slice(0, 10);
  if (!isDutyClass(retentionClass) || f.extra.documentDate === undefined) return given;
  const byLaw = `${Number(f.extra.documentDate.slice(0, 4)) + defaults.retentionYears[retentionClass]}-12-31`;
  return given !== undefined && given > byLaw ? given : byLaw;
}
