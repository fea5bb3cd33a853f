// Reads a text once: its sentences, the cues that speak for advertising, and what speaks for a service message.
import { saleCues } from "./advertising-cues.ts";
import { anybodyCues } from "./anybody-cues.ts";
import { appealCues } from "./appeal-cues.ts";
import { counterCues } from "./counter-cues.ts";
import type { Cue, Signal } from "./cue.ts";
import { faintCues } from "./faint-cues.ts";
import { foreignCues } from "./foreign-cues.ts";
import { readable, sentences } from "./normalise.ts";
import { greetingBack, greetingPatterns, occasionCues } from "./occasion-cues.ts";
import { pitchCues } from "./pitch-cues.ts";
import { prospectCues } from "./prospect-cues.ts";
import { quietCues } from "./quiet-cues.ts";
import { appointed, disowned, generalInfo, ownMatter, quote, reportsDone, requested } from "./service-context.ts";
import { praiseOfSuggestion } from "./suggestion.ts";

const allCues: readonly Cue[] = [
  ...saleCues,
  ...occasionCues,
  ...pitchCues,
  ...appealCues,
  ...counterCues,
  ...quietCues,
  ...prospectCues,
  ...anybodyCues,
  ...faintCues,
  ...foreignCues,
];

export type Reading = {
  /** Folded, mended sentences, and all of them in one line. */
  readonly parts: readonly string[];
  readonly whole: string;
  readonly signals: readonly Signal[];
  /** Sum of the cues' weights; 2 is one clear sign. */
  readonly strength: number;
  /** Sentences with a clear sign of their own, as they stand in the text. */
  readonly clear: readonly string[];
  /** The text without greetings that are mere courtesy: what remains to be judged. */
  readonly matter: string;
  /** The text greets, and the greeting is its point (not courtesy, not a greeting returned). */
  readonly greets: boolean;
  /** More than was ordered is put to the customer, and praised. */
  readonly praises: boolean;
  /** Some sentence without a clear cue is about the contact's own matter, or office news. */
  readonly hasCore: boolean;
};

/** One sentence: folded and mended, with the cues in it; some of them count only beside certain other sentences. */
type Sentence = { readonly part: string; readonly hits: readonly Hit[] };
type Hit = { readonly cue: Cue; readonly phrase: string };
/** Sentences that were read, by how they are written: a text is read as a whole, each by itself and in pairs. */
export type KnownSentences = Map<string, Sentence>;

/** Reads a text for signs of advertising and of service. Pure; about a tenth of a millisecond a text. */
export function readSignals(text: string, known: KnownSentences = new Map()): Reading {
  const written = sentences(text);
  const read = written.map((part) => readSentence(part, known));
  const parts = read.map(({ part }) => part);
  const whole = parts.join(" ");
  const found = read.map(({ hits }) => cuesIn(hits, whole));
  const isClear = found.map((cues) => strengthOf(cues) >= 2);
  const greeting = greetingIn(parts, whole);
  const praise = praiseOfSuggestion(parts, whole);
  const praised: Signal[] = praise === undefined ? [] : [{ phrase: praise, kind: "pitch" }];
  return {
    parts,
    whole,
    signals: unique([...found.flat().map(({ signal }) => signal), ...greeting.signals, ...praised]),
    strength: strengthOf(found.flat()),
    clear: written.filter((_, index) => isClear[index]),
    matter: greeting.isPoint
      ? text
      : written
          // courtesy does not carry an offer out of the house in the same breath ("Frohe Weihnachten und 10 % Rabatt")
          .map((part, index) => (greeting.at.has(index) && !isClear[index] ? invitationIn(part) : part))
          .filter((part) => part !== "")
          .join("\n"),
    greets: greeting.isPoint,
    praises: praise !== undefined,
    hasCore: parts.some((part, index) => !isClear[index] && isCore(part)),
  };
}

/** What the greeting goes on to ask for: "Frohe Weihnachten und schauen Sie bei unserer Lichterwoche vorbei". */
const invitation =
  /(?:\bund|,) ((?:schau|komm|besuch|nutz|hol|sicher|probier|bestell|buch|bewert|empfehl|folg|denk|gönn|verschenk)(?:t|en Sie) (?!(?:\p{L}+ )?(?:gut|gesund)\b).*)$/iu;
const invitationIn = (greeting: string): string => invitation.exec(greeting)?.[1] ?? "";

/** Frau Sommer, Herr Rabatt and Ahmed Sale are called so: no cue reads a name behind its title. */
const named =
  /(?<=\b(?:[Ff]rau|[Hh]err[n]?|[Ff]amilie|[Kk]olleg(?:e|in)) (?:Dr\. |Prof\. )?(?:\p{Lu}\p{Ll}+ )?)\p{Lu}\p{Ll}+/gu;

function withoutNames(written: string, folded: string): string {
  const nameless = written.replace(named, "");
  return nameless === written ? folded : readable(nameless);
}

/** "149 statt 139 Euro" is dearer than before, and no bargain; "15 statt 10 Prozent" is one. */
const instead =
  /(\d[\d.,]*),?-? ?(?:euro|€|eur)? statt (?:bisher |vorher |sonst |wie bisher )?(\d[\d.,]*)(?![\d.,])(?! ?(?:%|prozent))/g;
const amountOf = (figures: string): number => Number(figures.replace(/\.(?=\d{3})/g, "").replace(",", "."));
const withoutRises = (part: string): string =>
  part.replace(instead, (prices: string, now: string, before: string) =>
    amountOf(now) > amountOf(before) ? "" : prices,
  );

type Found = { signal: Signal; weight: number };

function readSentence(written: string, known: KnownSentences): Sentence {
  const before = known.get(written);
  if (before !== undefined) return before;
  const part = withoutNames(written, readable(written));
  const sentence = { part, hits: hitsIn(withoutRises(part)) };
  known.set(written, sentence);
  return sentence;
}

function hitsIn(part: string): Hit[] {
  if (disowned.test(part)) return [];
  const hits: Hit[] = [];
  for (const cue of allCues) {
    const match = cue.pattern.exec(part);
    if (match === null || cue.unless?.test(part)) continue;
    hits.push({ cue, phrase: match[0].trim() || part.slice(0, 60) });
  }
  return hits;
}

const cuesIn = (hits: readonly Hit[], whole: string): Found[] =>
  hits
    .filter(({ cue }) => !cue.unlessText?.test(whole))
    .map(({ cue: { kind, weight }, phrase }) => ({ signal: { phrase, kind }, weight }));

/** Sums the weights, each phrase once: the same word twice is not a second sign. */
function strengthOf(found: readonly Found[]): number {
  const byPhrase = new Map<string, number>();
  for (const { signal, weight } of found) {
    byPhrase.set(signal.phrase, Math.max(weight, byPhrase.get(signal.phrase) ?? 0));
  }
  return [...byPhrase.values()].reduce((sum, weight) => sum + weight, 0);
}

const isOwnMatter = (part: string): boolean =>
  ownMatter.test(part) || appointed.test(part) || requested.test(part) || quote.test(part);

const isCore = (part: string): boolean => isOwnMatter(part) || generalInfo.test(part);

/** "Wir sind ab 7. Januar wieder für Sie da": a day with everybody, and no appointment with anybody. */
const reopens =
  /\b(wir|ich|team|buero|laden|werkstatt|salon|uns)\b.{0,60}\bwieder (fuer (sie|euch|dich|alle) )?(da|zurueck|erreichbar|geoeffnet|offen|los)\W*$/;

/** An answer to what the contact just wrote: wishes at its end are courtesy. */
const answering =
  /^(alles klar|ok|okay|passt(?! (auf|zu))|in ordnung|verstanden|geht klar|machen wir|wird gemacht|einverstanden)\b/;

type Greeting = { isPoint: boolean; signals: Signal[] /** Sentences that greet. */; at: ReadonlySet<number> };

/**
 * A greeting alone is advertising; greeted back, or said in passing at the end of a message about the customer's own
 * matter, it is courtesy. Beside a short answer or mere office news it is courtesy only when it is short and comes last.
 */
function greetingIn(parts: readonly string[], whole: string): Greeting {
  const hits = parts.map((part) =>
    greetingPatterns.map((pattern) => pattern.exec(part)?.[0]).filter((hit) => hit !== undefined),
  );
  const signals = hits.flat().map((phrase): Signal => ({ phrase, kind: "greeting" }));
  const at = new Set([...hits.keys()].filter((index) => (hits[index] ?? []).length > 0));
  if (signals.length === 0 || greetingBack.test(whole)) return { isPoint: false, signals, at };
  const greets = (index: number): boolean => (hits[index] ?? []).length > 0;
  const others = parts.filter((_, index) => !greets(index));
  if (parts.some((part) => isOwnMatter(part) && !reopens.test(part))) return { isPoint: false, signals, at };
  const first = hits.findIndex((hit) => hit.length > 0);
  const isShort = (parts[first] ?? "").split(" ").length <= 9;
  const isLast = first > 0 && first === parts.length - 1;
  const inPassing =
    isLast && isShort && others.some((part) => generalInfo.test(part) || answering.test(part) || reportsDone(part));
  return { isPoint: !inPassing, signals, at };
}

function unique(signals: readonly Signal[]): Signal[] {
  return [...new Map(signals.map((signal) => [`${signal.kind}:${signal.phrase}`, signal])).values()];
}
