// The word scale: how far each word, pair of words and trait of a text tips it towards advertising (plus) or service
// (minus). The weights were learned from the texts in test/policy/texts by test/policy/learn-words.ts.

import { greetingBack } from "./occasion-cues.ts";
import * as context from "./service-context.ts";
import type { Reading } from "./signals.ts";
import { weights } from "./word-weights.ts";

const things =
  /^(?!\w*[aeiko]k?tisch)\w*(heizung|therme|kessel|bad|badezimmer|dusche|wanne|dach|rinne|ziegel|fassade|wand|waende|decke|treppe|treppenhaus|tuer|tueren|fenster|schrank|kueche|terrasse|auto|wagen|fahrzeug|reifen|raeder|bremsen|batterie|haar|haare|straehnen|schnitt|farbe|anlage|solaranlage|wechselrichter|wallbox|steckdose|zaehler|leitung|pumpe|ventil|filter|rohr|heizkoerper|waschtisch|armatur|brenner|klimaanlage|waermepumpe|parkett|tapete|boden|moebel|tisch|carport|motor|oel|lack|geraet|licht|lampe|garage|tor|ofen|kamin)(s|n|en)?$/;
const people =
  /^(monteur\w*|kolleg\w*|gesell\w*|techniker\w*|chef|meister|azubi|lehrling|maler|tischler|dachdecker|elektriker|installateur|gutachter|hersteller|lieferant|netzbetreiber|versicherung|hausverwaltung|mieter|vermieter|nachbar\w*|statiker)$/;
const days =
  /^(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|montags|heute|morgen|uebermorgen|vormittag|nachmittag|mittag|abend|frueh)$/;
const months = /^(januar|februar|maerz|april|mai|juni|juli|august|september|oktober|november|dezember)$/;

/** Words of one meaning count as one: weekdays, months, people of the trade, things that are repaired, numbers. */
function token(word: string): string {
  if (/^\d+$/.test(word)) return "#";
  if (days.test(word)) return "DAY";
  if (months.test(word)) return "MONTH";
  if (people.test(word)) return "WHO";
  if (things.test(word)) return "THING";
  return stem(word);
}

/** Cuts an ending off, never below four letters. */
function stem(word: string): string {
  if (word.length <= 5) return word;
  const ending = /(ungen|ung|innen|in|en|er|em|es|e|n|s|t)$/.exec(word);
  return ending !== null && ending.index >= 4 ? word.slice(0, ending.index) : word;
}

/** Traits of the whole text that tell more than its words: tense, time, who speaks, who is asked. */
const traits: readonly (readonly [name: string, holds: (reading: Reading, text: string) => boolean])[] = [
  ["exclaims", (_, text) => text.includes("!")],
  ["exclaims-twice", (_, text) => /![^!]*!/.test(text)],
  ["asks-first", ({ parts }) => parts.length > 1 && /\?$/.test(parts[0] ?? "")],
  ["asks-last", ({ parts }) => /\?$/.test(parts.at(-1) ?? "")],
  ["has-time", ({ whole }) => /\b\d{1,2}([:.]\d\d)? ?uhr|\bum \d|\bgegen \d|\b\d{1,2}:\d\d/.test(whole)],
  ["has-day", ({ whole }) => /\b(heute|morgen|uebermorgen|gestern)\b/.test(whole)],
  ["has-price", ({ whole }) => /\d ?(euro|€)|€ ?\d/.test(whole)],
  [
    "has-happened",
    ({ whole }) =>
      /\b(ist|sind|hat|haben|habe|wurde|wird|war)\b.{1,60}\b(ge\w{2,}(t|en)|\w+iert|(be|er|ver|ent|zer|ange|abge|ausge|einge|aufge)\w{2,}(t|en))\b/.test(
        whole,
      ),
  ],
  [
    "asks-a-favour",
    ({ whole }) =>
      /\b(koennten|koennen|koenntet|kannst|wuerden|wuerdest) (sie|ihr|du)? ?(uns|mir|bitte|das|die|den|noch)\b/.test(
        whole,
      ),
  ],
  ["says-please", ({ whole }) => /\bbitte\b/.test(whole)],
  ["is-short", ({ whole }) => whole.split(" ").length <= 5],
  ["is-long", ({ whole }) => whole.split(" ").length > 22],
  ["says-your", ({ whole }) => /\bihre?[nmrs]?\b/.test(whole)],
  ["says-our", ({ whole }) => /\bunsere?[nmrs]?\b/.test(whole)],
  ["tells-to", ({ parts }) => parts.some((part) => /^\w+en sie\b/.test(part))],
  ["announces", ({ whole }) => whole.includes(":")],
  ["begins-definite", ({ whole }) => /^(der|die|das|ihre?n?)\b/.test(whole)],
  ["says-i", ({ whole }) => /\b(ich|mein|mir)\b/.test(whole)],
  ["clear-cue", ({ strength }) => strength >= 2],
  ["faint-cue", ({ strength }) => strength === 1],
  ["many-cues", ({ strength }) => strength >= 4],
  ["greets", ({ greets }) => greets],
  ["greets-back", ({ whole }) => greetingBack.test(whole)],
  ["answers", ({ whole }) => /^(ja|nein|klar|ok|okay|gern|gerne|prima|alles klar|danke|vielen dank)\b/.test(whole)],
  [
    "warns",
    ({ whole }) => /\b(achtung|gefahr|vorsicht|gas|gasgeruch|112|notdienst|notfall|rueckruf\w*|sofort)\b/.test(whole),
  ],
  [
    "courtesy",
    ({ whole }) =>
      /\b(gute besserung|beileid|schoene[ns]? (wochenende|tag|abend|feierabend|woche|urlaub)|gute fahrt|mitgefuehl)\b/.test(
        whole,
      ),
  ],
  ["refuses", ({ whole }) => /\b(kein|keine|keinen|nicht mehr|abgemeldet|geloescht)\b/.test(whole)],
  ["has-core", ({ hasCore }) => hasCore],
  ["requested", ({ whole }) => context.requested.test(whole)],
  ["quote", ({ whole }) => context.quote.test(whole)],
  ["complaint", ({ whole }) => context.complaint.test(whole)],
  ["contracted", ({ whole }) => context.contracted.test(whole)],
  ["appointed", ({ whole }) => context.appointed.test(whole)],
  ["own-matter", ({ whole }) => context.ownMatter.test(whole)],
  ["office-news", ({ whole }) => context.generalInfo.test(whole)],
];

/** Says nothing of one contact's own matter, answers nobody and reports nothing: what goes to everybody alike. */
const apart: ReadonlySet<string> = new Set([
  "has-core",
  "answers",
  "says-i",
  "has-happened",
  "asks-a-favour",
  "says-please",
  "refuses",
  "requested",
  "quote",
  "complaint",
  "contracted",
  "appointed",
  "warns",
  "courtesy",
  "is-short",
]);
const toneOf: readonly string[] = [
  "exclaims",
  "has-price",
  "asks-last",
  "asks-first",
  "says-our",
  "tells-to",
  "has-time",
];

/** Everything the scale weighs in a text: traits, words, pairs of words, and the kinds of cues found. */
export function features(reading: Reading, text: string): Set<string> {
  const tokens = wordsOf(reading.whole).map(token);
  const held = traits.filter(([, holds]) => holds(reading, text)).map(([name]) => name);
  const found = new Set<string>(held.map((name) => `<${name}>`));
  if (!held.some((name) => apart.has(name))) {
    found.add("<general>");
    for (const name of held) if (toneOf.includes(name)) found.add(`<general-${name}>`);
  }
  for (const signal of reading.signals) found.add(`<kind-${signal.kind}>`);
  for (const piece of wordsOf(reading.whole).flatMap(piecesOf)) found.add(piece);
  for (const [index, word] of tokens.entries()) {
    found.add(word);
    const next = tokens[index + 1];
    if (next !== undefined && !isMark(word)) found.add(`${word}_${next}`);
  }
  for (const part of reading.parts) for (const opening of openingsOf(part)) found.add(opening);
  return found;
}

/** How a sentence begins tells much: "Wer …" and "Ob …" invite, "Der …" and "Wir kommen …" report. */
function openingsOf(part: string): string[] {
  const [first, second] = wordsOf(part).slice(0, 2).map(token);
  return first === undefined || second === undefined ? [] : [`^${first}`, `^${first}_${second}`];
}

/** After a mark something new begins: "? Wir" is no pair. */
const isMark = (word: string): boolean => /^[!?]$/.test(word);

/** Beginning and end of a long word: German builds new words from known ones ("Pflegemittel", "Dachpflege"). */
function piecesOf(word: string): string[] {
  if (word.length < 6) return [];
  const base = stem(word);
  const starts = [`${base.slice(0, 4)}~`, `${base.slice(0, 5)}~`];
  return base.length < 6 ? starts.slice(0, 1) : [...starts, `~${base.slice(-4)}`, `~${base.slice(-5)}`];
}

/** The week that every craft business plans around is a date and no occasion to advertise. */
const deadWeek = /\bzwischen (?:weihnachten und (?:neujahr|silvester)|den jahren)\b/g;

const wordsOf = (whole: string): string[] => whole.replace(deadWeek, "freitag").match(/[a-z]+|\d+|[€%!?👍]/gu) ?? [];

/** Words that every text has: they weigh, but nobody would understand them as a reason. */
const small =
  /^(und|oder|in|im|fuer|mit|zu|zum|zur|auf|an|am|von|vom|bei|der|die|das|den|dem|des|eine?[nmrs]?|ist|sind|sie|ihre?[nmrs]?|wir|uns|unsere?[nmrs]?|es|auch|da|so|nur|als|bis)$/;

/** The words, alone or in pairs, that tip the scale most towards advertising: what a verdict rests on without a cue. */
export function heaviestWords(reading: Reading): string[] {
  const words = wordsOf(reading.whole);
  const phrases = words.flatMap((word, index): (readonly [string, number])[] => {
    const next = words[index + 1];
    const pair =
      next === undefined ? [] : [[`${word} ${next}`, weights.get(`${token(word)}_${token(next)}`) ?? 0] as const];
    return [[word, weights.get(token(word)) ?? 0] as const, ...pair];
  });
  return [
    ...new Map(phrases.filter(([phrase, weight]) => weight > 0 && /[a-z]{2}/.test(phrase) && !small.test(phrase))),
  ]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([phrase]) => phrase);
}

/** Where the scale stands: above zero it tips towards advertising. */
export function weigh(reading: Reading, text: string): number {
  let sum = weights.get("<bias>") ?? 0;
  for (const feature of features(reading, text)) sum += weights.get(feature) ?? 0;
  return sum;
}
