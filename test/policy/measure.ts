// Counts how often the classifier and a label agree on "is this advertising?".
import { type ClassifiedText, classifyText } from "../../src/server/policy/classify-text.ts";
import type { LabelledText } from "./advertising-texts.ts";

export type Measure = { f1: number; precision: number; recall: number; exact: number; wrong: string[] };

const known = new Map<string, ClassifiedText>();

/** What the classifier says of a text; several measures ask about the same ones. */
export function readText(text: string): ClassifiedText {
  const found = known.get(text) ?? classifyText(text);
  known.set(text, found);
  return found;
}

/** Advertising and mixed count alike: both need the consent. `exact` also tells mixed from pure. */
export function measure(texts: readonly LabelledText[]): Measure {
  let [hits, falseAlarms, misses, exact] = [0, 0, 0, 0];
  const wrong: string[] = [];
  for (const [label, text] of texts) {
    const found = readText(text);
    const isAdvert = label !== "s";
    if (found.promoContent && isAdvert) hits += 1;
    if (found.promoContent && !isAdvert) falseAlarms += 1;
    if (!found.promoContent && isAdvert) misses += 1;
    if (found.promoContent !== isAdvert) {
      wrong.push(
        `${label} read as ${found.class}: ${text} [${found.signals.map((s) => `${s.kind}:${s.phrase}`).join(" | ")}]`,
      );
    }
    if (found.class.charAt(0) === label) exact += 1;
  }
  const precision = hits / Math.max(1, hits + falseAlarms);
  const recall = hits / Math.max(1, hits + misses);
  const f1 = (2 * precision * recall) / Math.max(1e-9, precision + recall);
  return { f1, precision, recall, exact: exact / texts.length, wrong };
}

/** What no person writes, and what a slow pattern would hang on. */
export const noise: readonly string[] = [
  "Rabatt ".repeat(600),
  "a".repeat(5000),
  "wartet Wartung ".repeat(300),
  "?!.".repeat(1500),
  `a${"\n".repeat(20_000)}b`,
  `a${"\r\n \n".repeat(5_000)}b`,
  "",
];
