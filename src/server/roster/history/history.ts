import { ruleInEnglish } from "../../../contract/house-rules.ts";
import type { Words } from "../../../contract/words.ts";
import { germanDay } from "../../time/calendar-day.ts";
import { clockOf, dayOf, type LocalTime } from "../../time/zone.ts";

export type HistoryVerb =
  | "planned"
  | "changed"
  | "removed"
  | "published"
  | "answered"
  | "asked-again"
  | "swap-proposed"
  | "swap-accepted"
  | "swap-done"
  | "swap-ended";

export interface HistoryDetails {
  readonly start: LocalTime;
  readonly end: LocalTime;
  readonly before?: { readonly start: LocalTime; readonly end: LocalTime; readonly memberId: string };
  /** The shift that is wanted for it. */
  readonly inReturn?: { readonly start: LocalTime; readonly end: LocalTime };
  /** Why it was planned although a check asked. */
  readonly reason?: string;
  /** What a check asked about, where somebody answered for it. */
  readonly rules?: readonly string[];
  /** Answer, or how a swap ended. */
  readonly outcome?: string;
  /** The other one of a swap. */
  readonly otherId?: string;
}

const outcomes: Readonly<Record<string, Words>> = {
  seen: { de: "gesehen", en: "seen" },
  fits: { de: "passt", en: "fits" },
  not: { de: "geht nicht", en: "does not fit" },
  reservation: { de: "mit Vorbehalt", en: "with reservation" },
  declined: { de: "abgelehnt", en: "declined" },
  withdrawn: { de: "zurückgezogen", en: "taken back" },
  refused: { de: "nicht freigegeben", en: "not approved" },
  lapsed: { de: "hat sich erledigt, der Plan ist anders", en: "lapsed, the plan is another" },
};

type Language = keyof Words;
const dayIn: Readonly<Record<Language, (day: string) => string>> = {
  de: germanDay,
  en: (day) => day.split("-").toReversed().join("/"),
};

/** "24.11.2026 07:00–16:00", with the second day where it ends on another. */
function timesText({ start, end }: Pick<HistoryDetails, "start" | "end">, language: Language): string {
  const day = dayIn[language];
  const last = dayOf(end) === dayOf(start) ? "" : `${day(dayOf(end))} `;
  return `${day(dayOf(start))} ${clockOf(start)}–${last}${clockOf(end)}`;
}

/** One line of the history. @param nameOf whoever a line names besides the person it is about */
export function historySentence(
  verb: HistoryVerb,
  details: HistoryDetails,
  nameOf: (memberId: string) => string,
): Words {
  const outcome = outcomes[details.outcome ?? ""] ?? { de: "", en: "" };
  const [de, en] = [timesText(details, "de"), timesText(details, "en")];
  const other = details.otherId === undefined ? { de: "jemandem", en: "somebody" } : both(nameOf(details.otherId));
  const sentences: Readonly<Record<HistoryVerb, Words>> = {
    planned: { de: `eingeplant: ${de}`, en: `planned: ${en}` },
    changed: { de: `geändert: ${de}`, en: `changed: ${en}` },
    removed: { de: `gestrichen: ${de}`, en: `taken out: ${en}` },
    published: { de: `mitgeteilt: ${de}`, en: `told: ${en}` },
    answered: { de: `geantwortet (${outcome.de}): ${de}`, en: `answered (${outcome.en}): ${en}` },
    "asked-again": { de: `noch einmal gefragt: ${de}`, en: `asked once more: ${en}` },
    "swap-proposed": { de: `zum Tausch angeboten: ${de}`, en: `offered for a swap: ${en}` },
    "swap-accepted": { de: `Tausch mit ${other.de} zugesagt: ${de}`, en: `swap with ${other.en} agreed: ${en}` },
    "swap-done": { de: `an ${other.de} abgegeben: ${de}`, en: `handed to ${other.en}: ${en}` },
    "swap-ended": { de: `Tausch ${outcome.de}: ${de}`, en: `swap ${outcome.en}: ${en}` },
  };
  const said = sentences[verb];
  return {
    de: `${said.de}${more(verb, details, other.de, "de")}`,
    en: `${said.en}${more(verb, details, other.en, "en")}`,
  };
}

const both = (name: string): Words => ({ de: name, en: name });

const parts: Readonly<Record<Language, readonly string[]>> = {
  de: [", gegen ", ", vorher ", ", vorher bei ", "Grund: ", "Genehmigt trotz: "],
  en: [", for ", ", before ", ", before with ", "Reason: ", "Approved despite: "],
};

function more(verb: HistoryVerb, details: HistoryDetails, other: string, language: Language): string {
  const [against, was, wasWith, because, despite] = parts[language];
  const { before, inReturn, reason } = details;
  const rules = (details.rules ?? []).map((rule) => (language === "en" ? ruleInEnglish(rule) : rule)).join(", ");
  return [
    inReturn ? `${against}${timesText(inReturn, language)}` : "",
    before ? `${was}${timesText(before, language)}` : "",
    before && details.otherId !== undefined && verb === "changed" ? `${wasWith}${other}` : "",
    reason ? `. ${because}${reason} (${rules})` : "",
    verb === "swap-done" && rules !== "" ? `. ${despite}${rules}` : "",
  ].join("");
}
