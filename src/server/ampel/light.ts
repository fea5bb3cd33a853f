// What all lights share: how one is made from findings, and which of several counts.
import type { Light, LightLevel } from "../../contract/ampel.ts";
import type { SetupChannel } from "../../contract/setup-papers.ts";
import type { Words } from "../../contract/words.ts";

/** Something that is not in order, or will not be for long. */
export interface Finding {
  readonly level: "red" | "amber";
  readonly sentence: Words;
  /** Channels on which the engine sends nothing because of it. */
  readonly channels?: readonly SetupChannel[];
  /** Until when it must be mended, ISO day. */
  readonly due?: string | undefined;
}

/** A duty, and what is said of it while nothing is wrong. */
export interface Duty {
  readonly duty: string;
  readonly title: Words;
  readonly basis: string;
  readonly rules: readonly string[];
  readonly next: { readonly label: Words; readonly href: string } | null;
  readonly stops: "all" | "starts" | null;
  readonly fine: Words;
  readonly fineDay: Light["day"];
}

const order: readonly LightLevel[] = ["red", "amber", "green"];

/** The worst of several; green when there are none. */
export function worstLevel(levels: readonly LightLevel[]): LightLevel {
  return order.find((level) => levels.includes(level)) ?? "green";
}

/** Red before amber, and of those the one that is due first. */
export function lightOf(duty: Duty, findings: readonly Finding[]): Light {
  const sorted = findings.toSorted((a, b) => rank(a).localeCompare(rank(b)));
  const [first] = sorted;
  const { stops, fine, fineDay, next, rules, ...fixed } = duty;
  if (first === undefined)
    return {
      ...fixed,
      rules: [...rules],
      level: "green",
      sentence: fine,
      details: [],
      stops: null,
      channels: [],
      next,
      day: fineDay,
    };
  const red = sorted.filter(({ level }) => level === "red");
  return {
    ...fixed,
    rules: [...rules],
    level: first.level,
    sentence: first.sentence,
    details: sorted.slice(1).map(({ sentence }) => sentence),
    stops: first.level === "red" ? stops : null,
    channels: [...new Set(red.flatMap(({ channels = [] }) => channels))],
    next,
    day: first.due === undefined ? null : { what: "due", on: first.due },
  };
}

const rank = ({ level, due = "9999" }: Finding): string => `${order.indexOf(level)} ${due}`;
