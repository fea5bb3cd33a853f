// Texts by which the linter was examined, one a line: "s", "a" or "m", a tab, the text with "\n" for a
// new line. None of them was ever learned from.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { LabelledText } from "./advertising-texts.ts";

const labels: readonly LabelledText[0][] = ["s", "a", "m"];

function read(name: string): readonly LabelledText[] {
  const path = fileURLToPath(new URL(`./texts/${name}.tsv`, import.meta.url));
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line, index) => {
      const [mark, text] = line.split("\t");
      const label = labels.find((one) => one === mark);
      if (label === undefined || text === undefined) throw new Error(`${name}.tsv, line ${index + 1}`);
      return [label, text.replaceAll("\\n", "\n")];
    });
}

/** Written blind; what they taught has been mended since: the cues, never the words. */
export const examinedTexts = read("examined");
/** Written blind, and nobody has looked at what is read wrong among them. */
export const unseenTexts = read("unseen");
/** What a dozen trades send in a year, written blind, the last 102 to deceive; mended since, never learned from. */
export const outgoingTexts = read("outgoing");
/**
 * What office, master and journeyman of a dozen trades write, with appointments at fairs and slogans; never learned from.
 * First measured: 16 of 211 service messages held back and no advert missed; of 15 that only mention a fair 7, of 30
 * slogans 13 passed; then, once mended, 11 of the last 112, all service messages with an advert's words. Mended since.
 */
export const officeTexts = read("office");
/** Written with them and kept apart, full of words that adverts like: first 10 of 74 held back, 2 of 34 missed; nobody has looked since. */
export const officeUnseenTexts = read("office-unseen");
/** Adverts that sound like a helpful word, pure and behind a service message: first 12 of 60 passed; mended since, never learned from. */
export const officeAdverts = read("office-adverts");
/**
 * What pharmacies, undertakers, tuners, chimney sweeps, salons, opticians, vets, movers and pool builders write: Swiss,
 * Austrian, Turkish in German, spoken without a stop, in capitals, in pictures; a third made to deceive. Written blind,
 * never learned from. First 4 of 94 adverts missed and 6 of 104 service messages held back; mended since.
 */
export const voicesTexts = read("voices");
/** Written with them, every third put apart: first 2 of 45 adverts missed and 1 of 52 held back; nobody has looked since. */
export const voicesUnseenTexts = read("voices-unseen");
/**
 * Two sentences of craft businesses, the advert as often the second as the first, and as many service messages. Written
 * blind in two sets, never learned from; first 2 of 40 adverts missed and 3 of 40 held back, then 6 and 2 of 30; mended
 * since but for two truths ("Nasse Wände machen krank. Unser Verfahren …"): a rule for those held back 12 of the last 16,
 * service messages of that shape.
 */
export const twoSentenceTexts = read("two-sentences");
/** Sixty more, written when those were mended: first 2 of 30 adverts missed and 3 of 30 held back; four of the five mended since. */
export const twoSentenceLateTexts = read("two-sentences-late");
/**
 * What craft businesses write in a week, a sixth of it an advert behind a message of its own; written blind, never learned
 * from. First none of 116 adverts missed and 8 of 120 service messages held back, and of 38 mixed ones 6 read as nothing
 * but advert, because work reported done was not seen as a message; that is mended.
 */
export const craftTexts = read("crafts");
/**
 * Answers about grants, prices worked out again and savings by the customer's own work, in an advert's words; dialect, two
 * words, English, and what customers write. Written blind, never learned from: first 11 of 98 service messages held back and 3
 * of 50 adverts missed, then, mostly meant to deceive, 18 of 64 and 1 of 17; mended since.
 */
export const answerTexts = read("answers");
/** Written with the first set, every other one put apart: first 14 of 98 held back and 2 of 50 missed; nobody has looked since. */
export const answerUnseenTexts = read("answers-unseen");
/**
 * What craft businesses write in chats: dates, offers, invoices, reports, answers, greetings, adverts without a price, an
 * advert beside a service message. Written blind, never learned from. First 2 of 55 service messages held back and 2 of
 * 45 adverts missed.
 */
export const chatTexts = read("chats");
/** Their other half, only counted: first 4 of 54 held back and none of 45 missed, then 3 and 2; nobody has looked since. */
export const chatUnseenTexts = read("chats-unseen");
/**
 * Service messages that sound like adverts and adverts in a few plain words, never learned from: first 8 of 62 held
 * back and 13 of 60 missed, then 7 and 11. The scale has learned from such texts of the same hand.
 */
export const alikeTexts = read("alike");

/**
 * What an office writes all day, and adverts in the same words, in four lots written one after the other and never
 * learned from: first 17 of 223 told wrong (11 service messages held back); what a cue had caused is mended.
 */
export const clerkTexts = read("clerks");

/**
 * Shops and building sites in dialect, capitals, placeholders and letters with signature and quoted mail, in three lots
 * each written before it was run and never learned from: first 30 of 316 service messages held back and 11 of 193
 * adverts missed, then 7 and 1; mended by cues.
 */
export const freshTexts = read("fresh");
/**
 * Sixty more, written between the second lot and the third: 1 of 35 held back and 3 of 25 missed. None of these four was
 * mended; of one advert the reading as whole or as a part to take out was looked at and changed.
 */
export const freshUnseenTexts = read("fresh-unseen");
/**
 * Written as somebody would who judges by AD-1's table alone: how businesses write on WhatsApp, hidden adverts, negations,
 * advert words in a service message, dialect, spoken, foreign bits. In six lots, each written before it was run, never
 * learned from: first 5 of 160 service messages held back and 3 of 146 adverts missed; then, meant to deceive, 8 of 92 and
 * 12 of 79, and 11 of 81 and 7 of 57; then, as in everyday life again, 3 of 75 and 2 of 75, and none of 75 and 5 of 55. The last
 * fifty deceive again: first 2 of 25 and 3 of 25, where before the mending 8 had been told wrong. Mended since by cues.
 */
export const judgedTexts = read("judged");
/**
 * Pairs of a message and an advert in nearly the same words, and what is written in December, never learned from. First, in
 * three lots of 80, 80 and 60: none, 1 and 3 service messages held back, and 1, 3 and 3 adverts missed; of the last 44, 2
 * and 2. Mended since: the days between the years, the trade looking for people, and a good price nobody asked for.
 */
export const decemberTexts = read("december");

/**
 * Written by AD-1's table alone by somebody who had read neither the cues nor these files, in lots over all trades, each
 * before it was run, never learned from. First, as in everyday life: 4 of 157 service messages held back and 4 of 143
 * adverts missed; then, meant to deceive, 10 of 93 and 7 of 94, 4 of 68 and 9 of 55 (3 and 7 once the first two lots were
 * mended), 2 of 51 and 8 of 49 (2 and 8), 3 of 30 and 7 of 40. The last 21 stand beside what was mended. Mended by cues.
 */
export const strangerTexts = read("stranger");
/**
 * Written when the others were mended: 1 of 62 service messages held back and 8 of 62 adverts missed, where before the
 * mending it had been 1 and 10. So the cues know their own causes in other words, and little beyond; nobody has looked since.
 */
export const strangerUnseenTexts = read("stranger-unseen");

/**
 * What craft businesses write to customers, in six lots each written before it was run, never learned from. First, as in
 * everyday life: none of 122 service messages held back and 8 of 175 adverts missed; then, hidden adverts and service
 * messages in their words: 1 of 47 and 30 of 78; then both, 4 of 60 and 14 of 90 (the same once the first lots were mended:
 * the cues know their own causes in other words); then 3 of 30 and 12 of 50, where before the mending it had been none and
 * 18; of the last two, as in everyday life again, 1 of 40 and 5 of 70, then none of 30 and 4 of 50, the same with the cues
 * and without. Mended since by cues, but for slogans and what only the time of the year tells.
 */
export const prospectTexts = read("prospects");

/**
 * A trouble and a remedy as on a sign, seasons, birthdays, shares of a work and what stood in a quote, from two dozen trades,
 * in four lots each written before it was run, never learned from. First, over all trades: 8 of 139 service messages held
 * back and 15 of 115 adverts missed; then, in the same shapes, none of 42 and 16 of 44, 6 of 42 and 8 of 42, 1 of 40 and 14
 * of 40. With the cues as each lot found them 9, 8 and 10 of those adverts were missed, and none, 8 and 2 held back. Mended.
 */
export const signTexts = read("signs");
/**
 * Written when those were mended: 8 of 40 service messages held back and 6 of 40 adverts missed, where before the mending it
 * had been 7 and 12. Two of the held back were mended, no advert.
 */
export const signUnseenTexts = read("signs-unseen");
