// The words of the policy on the screen: German as decided and stored, English where the screen is English.
import { announceTexts, language } from "./language.ts";

type English = typeof import("./rule-names.en.ts") & typeof import("./rule-sentences.en.ts");
let english: English | undefined;
let loading = false;

function wanted(): English | undefined {
  if (language() !== "en") return undefined;
  if (!loading) {
    loading = true;
    Promise.all([import("./rule-names.en.ts"), import("./rule-sentences.en.ts")]).then(
      ([names, sentences]) => {
        english = { ...names, ...sentences };
        announceTexts();
      },
      () => {
        loading = false;
      },
    );
  }
  return english;
}

/** Why something may leave or not: one sentence per rule, as the verdict says it. */
export const sayWhy = (german: string): string => {
  const words = wanted();
  return words ? eachInEnglish(german, words) : german;
};

/**
 * "de" where a screen in English shows a sentence as it was decided: of a rule that has other words today nothing is
 * left but the German in its record.
 */
export const whyLanguage = (german: string): "de" | undefined => {
  const words = wanted();
  return words && sentencesOf(german).some((one) => inEnglish(one, words) === one) ? "de" : undefined;
};

/** The same for a sentence that is shown once and not again: waits for the words. German where they cannot be had. */
export async function whyInEnglish(german: string): Promise<string> {
  try {
    return eachInEnglish(german, await import("./rule-sentences.en.ts"));
  } catch {
    return german;
  }
}

const eachInEnglish = (german: string, words: Pick<English, "sentences" | "patterns">): string =>
  sentencesOf(german)
    .map((sentence) => inEnglish(sentence, words))
    .join(" ");

const sentencesOf = (german: string): readonly string[] => german.split(/(?<=[.!?]) (?=\p{Lu})/u);

function inEnglish(sentence: string, { sentences, patterns }: Pick<English, "sentences" | "patterns">): string {
  const known = sentences[sentence];
  if (known !== undefined) return known;
  const pattern = patterns.find(([german]) => german.test(sentence));
  return pattern ? sentence.replace(pattern[0], pattern[1]) : sentence;
}

/** A rule's name. */
export const sayRule = ({ id, title }: { readonly id: string; readonly title: string }): string =>
  wanted()?.names[id]?.[0] ?? title;

/** Where a rule comes from, as it is cited on a screen in English. */
export const saySource = (article: string): string =>
  wanted()?.sources.reduce((said, [german, cited]) => said.replace(german, cited), article) ?? article;

/** What the software does for a rule. */
export const sayNote = ({ id, note }: { readonly id: string; readonly note: string }): string =>
  wanted()?.names[id]?.[1] ?? note;

/** The button that fulfils a requirement. */
export const sayRemedy = ({ token, label }: { readonly token: string; readonly label: string }): string =>
  wanted()?.remedies[token] ?? label;
