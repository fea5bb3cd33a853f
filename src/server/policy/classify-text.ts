// Is this text advertising? AD-1's table read from free German text, before a member's chosen class is believed.

import { monthlyPrice, ownMonthly } from "./text/by-the-month.ts";
import { either, type Signal } from "./text/cue.ts";
import { sentences } from "./text/normalise.ts";
import { ownWords, withoutOfferToAnswer } from "./text/own-words.ts";
import {
  asked,
  complaint,
  earlier,
  movedTo,
  quote,
  reportsDone,
  requested,
  shouldIt,
  soberly,
  unobtainable,
} from "./text/service-context.ts";
import { type KnownSentences, type Reading, readSignals } from "./text/signals.ts";
import { heaviestWords, weigh } from "./text/word-scale.ts";

export type TextClass = "service" | "advertising" | "mixed";
export type ClassifiedText = {
  class: TextClass;
  signals: Signal[];
  promoContent: boolean;
  hasTransactionalCore: boolean;
};

/**
 * Where the scale must stand for the whole text, and for one sentence with a cue taken by itself. These and the bounds
 * below were chosen by what they make of texts the scale had not learned from, not one by one.
 */
const wholeTips = 1;
const sentenceTips = 3.5;
/** The same where no cue speaks, in a sentence of several or in a text that hardly says anything: there words alone deceive. */
const wordsTip = 4.5;
/** The same for a whole text of few words. */
const littleTip = 2;
/** The same for a regret, advice on care, what is over or back in place, who stands in for whom, what a house has, or what they subscribe to: words of adverts too. */
const plainTip = 6;
/** Two sentences between others. */
const twoTip = 3;
/** So many words or fewer say too little for the words alone: "Passt uns!", "Und zum Dach?". */
const fewWords = 5;
/** Here even a faint cue is not company enough: "Kommen Sie rein". */
const hardlyWords = 3;
/**
 * A sentence that names the paper it is ("Auftragsbestätigung: …") speaks of one contract, with its price and month as an
 * advert has them: there the words alone must weigh more. Clear cues count as everywhere.
 */
const namedTips = 4;
/** A greeting is an advert of its own (AD-1), and no word around it makes it none; nor do they two clear cues or more. */
const aloudOverrules = -6;
/** One clear cue stands only where the words do not speak against it: "Bewerten Sie bitte den Entwurf". */
const scaleOverrules = -2;
/** The same for one sentence: an advert's own sentence is judged without the service message around it. */
const sentenceOverrules = 0;
/** From here a sentence beside the advert is a service message of its own; a question and a cheer must say it louder. */
const serves = -2;
const servesAloud = -6;
/** What reads like a matter of the customer's ("Ihre Heizung …") is none where the words draw this far to the advert. */
const servesNoMore = 0;
/** The same for work reported done, which an advert seldom does. */
const reportsNoMore = 1;

/**
 * Classifies a text. `signals` name the words that speak for advertising (in folded spelling); a service text may
 * show faint ones. `mixed` is advertising with a service message around it; both need the consent (AD-1).
 * Two judges: cues that name what the law calls advertising, and a word scale for what no list foresees.
 */
export function classifyText(signed: string): ClassifiedText {
  const text = ownWords(signed);
  const reader = createReader();
  const reading = reader.read(text);
  // a courtesy is not weighed: what is left of the text decides
  const courteous = reading.matter !== text && reading.signals.some(({ kind }) => kind === "greeting");
  const matter = courteous ? reading.matter : text;
  const judged = reader.read(matter);
  const promo = isAdvertising(reader, matter) && isAdvertisingWithout(reader, matter);
  const hasTransactionalCore = !promo || hasServiceSentence(reader, text);
  return {
    class: promo ? (hasTransactionalCore ? "mixed" : "advertising") : "service",
    signals: promo && reading.signals.length === 0 ? unforeseen(judged) : [...reading.signals],
    promoContent: promo,
    hasTransactionalCore,
  };
}

/** Whom to ask ("Falls Sie noch Fragen haben …") makes no advert of a service message. */
function isAdvertisingWithout(reader: Reader, matter: string): boolean {
  const rest = withoutOfferToAnswer(matter);
  return rest === matter || isAdvertising(reader, rest);
}

/** Reads and weighs each text once: a sentence is looked at in the whole, by itself and beside its neighbour. */
function createReader() {
  const sentences: KnownSentences = new Map();
  const readings = new Map<string, Reading>();
  const scales = new Map<string, number>();
  const read = (text: string): Reading => {
    const reading = readings.get(text) ?? readSignals(text, sentences);
    readings.set(text, reading);
    return reading;
  };
  const scaleOf = (text: string): number => {
    const scale = scales.get(text) ?? weigh(read(text), text);
    scales.set(text, scale);
    return scale;
  };
  return { read, scaleOf };
}
type Reader = ReturnType<typeof createReader>;

function isAdvertising(reader: Reader, text: string): boolean {
  const reading = reader.read(text);
  if (reading.praises) return true;
  // "👍", "14:30" and "20 %" say nothing of the kind; "-25 % 🔥" and "-25 %!!" do without a word.
  if (!/\p{L}/u.test(reading.whole)) return reading.strength > 2 || (reading.strength === 2 && /!\s*!/.test(text));
  const whole = reader.scaleOf(text);
  if (whole > tipOf(reading)) return true;
  const isAloud = reading.greets || reading.strength >= 4;
  if ((isAloud || reading.strength >= 2) && whole > (isAloud ? aloudOverrules : scaleOverrules)) return true;
  if (reading.clear.some((sentence) => reader.scaleOf(sentence) > sentenceOverrules)) return true;
  const all = sentences(text);
  // The price somebody asked for by the month is their answer, however it sounds by itself.
  const answered = asked.test(reading.whole);
  const alone = answered ? all.filter((one) => !monthlyPrice.test(reader.read(one).whole)) : all;
  return all.length > 1 && (alone.some((one) => tipsAlone(reader, one)) || tipsTogether(reader, all, reading.whole));
}

/** Is there a sentence that would be a service message, were the advert taken out? */
function hasServiceSentence(reader: Reader, text: string): boolean {
  const all = sentences(text);
  if (all.map(beforeTheTurn).some((head) => head !== undefined && isService(reader.read(head)))) return true;
  const advertises = new Set(reader.read(text).clear);
  return all.some((sentence) => {
    const reading = reader.read(sentence);
    if (reading.strength >= 2 || advertises.has(sentence) || ofTheAdvert.test(reading.whole)) return false;
    const scale = reader.scaleOf(sentence);
    if (reportsDone(reading.whole)) return scale < reportsNoMore;
    if (reading.hasCore) return scale < servesNoMore;
    if (all.length === 1 || reading.greets || !sentence.includes(" ")) return false;
    return scale < (/[?!]$/.test(sentence) ? servesAloud : serves);
  });
}

/** When and how one takes the advert up: it serves nobody else. */
const ofTheAdvert =
  /^(anmeldung|anmelden|infos?|naeheres|eintritt|einlass|tickets?|karten|preise? auf anfrage)\b(?!.*\b(ihre?n?|rechnung)\b)|\b(bewerten|bewertet|empfehlen|empfehlt) (sie )?(bitte |gern |gerne |ruhig )*(uns\b|von \d|mit \d)/;

/** "Termin steht, und übrigens …": what a sentence says before it turns to something else. */
const turn =
  /(?:\s*[,;–-])?\s+(?:(?:und|aber|ach ja|ähm?|aehm?),?\s+)*(?:übrigens|uebrigens|nebenbei|außerdem|ausserdem|falls|wenn|vergess\p{L}*|denk\p{L}*|schau\p{L}*|besuch\p{L}*|bewert\p{L}*|empfehl\p{L}*|folg\p{L}*|(?:wir|mir|mia) (?:haben|hätten|haetten|ham|suchen|machen|bieten|verkaufen) (?:grad\p{L}*|jetzt|derzeit|neu|auch))(?!\p{L})/iu;
function beforeTheTurn(sentence: string): string | undefined {
  const at = turn.exec(sentence)?.index ?? 0;
  return at > 0 && sentence.slice(0, at).includes(" ") ? sentence.slice(0, at) : undefined;
}
const isService = (head: Reading): boolean => head.strength === 0 && (head.hasCore || reportsDone(head.whole));

function tipOf(reading: Reading): number {
  if (namesPaper(reading.parts[0] ?? "")) return namedTips;
  if (
    reading.strength < 2 &&
    [plain, soberly, unobtainable, asked, ownMonthly, shouldIt].some((sign) => sign.test(reading.whole))
  )
    return plainTip;
  const words = reading.whole.split(" ").length;
  if (reading.strength < 2 && words <= hardlyWords) return wordsTip;
  return reading.signals.length === 0 && words <= fewWords ? littleTip : wholeTips;
}

const plain =
  /\baender\w* sich (\w+ ){0,3}(\w*pauschale|preise?|beitrag|stundensatz|abschlag|rate)\b|\b(das|die|der|eine?) (gebrauchte|alte|neue)[nrs]? .{0,60}\b(das|die|der|eine?) (neue|gebrauchte)[nrs]? (in|ab|kostet|ist|hat|dauert|waere|kommt|hielte)\b|^(?!.*\b(jetzt|vorher|bevor|sicher\w*|noch (zu|bis|schnell|rasch)|alten? preis\w*|bestell\w*|buch\w*)\b).*\b(unsere|die|ihre) (preise?|stundens(atz|aetze)|stundenlo(hn|ehne)|pauschalen?|anfahrt\w*|monatspauschale|gebuehren) (steig\w*|erhoeh\w*|geh\w* .{0,20}(hoch|rauf|nach oben)|(wird|werden|muessen) .{0,40}(angepasst|erhoeht|teurer|angehoben))|\b(kostet|kosten|kaeme|waeren?) (aber|allerdings|dafuer|dann) .{0,20}\b(mehr|teurer)\b|\b\d+ ?(%|prozent|euro|€) (\w*zuschlag|aufpreis|mehrpreis)\b|\b(ist|sind|war|waren) (\w+ )?(hin|durch|verschlissen|abgefahren|runter|morsch|gerissen|poroes|undicht|defekt|kaputt), soll(en)? (ich|wir)\b|\bprobier\w* (sie |du )?(es |das )?((bitte|mal|einmal|noch ?mal) )*mit (dem|der|den) (?!neue)|\b(bankverbindung|kontonummer|iban)\b|\bleider (\w+ ){0,2}(keine?[nrs]?|nichts?)\b|\bwir (empfehlen|raten)\b.{0,120}\bzu (?!lassen)\w+(en|eln|ern)\b|\bempfehlung(:| (vom|laut|nach|des (?!monats|tages|hauses)))|\bvertritt\b|\bvertretung\b|\b(ist|sind) (jetzt |nun )?wieder (dran|drauf|drin|heil)\b|^gibt es bei ihnen [^.!?]*\?$|^koenn(en|ten|test|t) (sie|du|ihr) (uns|mir) [^.!?]*\b(geben|nennen|schicken|sagen|empfehlen)\?$|\b(unser|mein|das) angebot vom \d{1,2}\.\d{1,2}\. ?(?!bis)(\d{2,4} )?(halten|haelt|gilt|ist|steht|war|bleibt)\b|\b(da|dafuer|hier) (reicht|genuegt|hilft) (wohl |nur )?eine?\b|\b(chefin|chef|meister|kolleg\w*|monteur\w*) fragt\b|\b(versicherung|gutachter\w*|vermieter\w*|hausverwaltung|netzbetreiber|behoerde|\w*amt) (fragt|braucht|verlangt|will)\b|aktion (\w+ ){0,4}(ist|war) (\w+ ){0,4}(vorbei|ausgelaufen|beendet)\b|^[^%]*\b(ok|okay|einverstanden|recht so)\?$|\bfuer (den|die|das|ihren?) (aerger|wartezeit|verspaetung|umstaende|unannehmlichkeiten|panne) (bekommen|kriegen|erhalten|geben|gibt|ziehen|erlassen|berechnen)\b|\bkein (verbindliches |richtiges )?angebot\b.{0,30}\b(orientierung|schaetzung|hausnummer|ueberschlag|richtwert)|\b(keine|keinen) (neuen|weiteren|freien) (kunden|auftraege|anfragen|bestellungen|termine?)\b|\bneue (kunden|auftraege|anfragen|bestellungen|termine) (nehmen|koennen|vergeben|gibt) .{0,20}\b(nicht|keine|erst)\b/;

/** An answer, another date, or what was built, laid or painted: a report, in an advert's nouns. */
const reports = either(
  asked,
  earlier,
  unobtainable,
  shouldIt,
  /^(wir|ich) haben? (den|die|das|ihre?n?) .*\b\w*ge(baut|legt|setzt|strichen|deckt|dichtet|daemmt|mauert)\W*$/,
);

/** No cue, but the scale tipped: then the words that tipped it, and if none stands out, the sentence. */
function unforeseen(reading: Reading): Signal[] {
  const words = heaviestWords(reading);
  const phrases = words.length > 0 ? words : [(reading.parts[0] ?? "").slice(0, 60)];
  return phrases.map((phrase) => ({ phrase, kind: "pitch" }));
}

/** An advert of one sentence behind a long service message must not drown in it. */
function tipsAlone(reader: Reader, sentence: string): boolean {
  if (sentence.split(" ").length <= 3) return false;
  const reading = reader.read(sentence);
  const tips = reading.signals.length > 0 ? sentenceTips : reports.test(reading.whole) ? plainTip : wordsTip;
  return reader.scaleOf(sentence) > (namesPaper(reading.whole) ? namedTips : tips);
}

/**
 * Nor one of two sentences, each of which says too little: "Moos auf dem Dach? Wir reinigen es schonend." Where either
 * speaks of the customer's matter, or the text answers or makes good, they are no advert.
 */
function tipsTogether(reader: Reader, all: readonly string[], whole: string): boolean {
  if (all.length < 3 || settles.test(whole)) return false;
  return all.slice(1).some((sentence, index) => {
    const two = `${all[index]} ${sentence}`;
    return !reader.read(two).hasCore && reader.scaleOf(two) > twoTip;
  });
}
const settles = either(requested, complaint, quote, movedTo);

/** The paper, and then what "we do of yours" under it; no more, or every advert could call itself an order. */
const namesPaper = (part: string): boolean =>
  /^\W*(auftragsbestaetigung|bestellbestaetigung|terminbestaetigung)\W+wir \w+n (am |ab )?(ihre?n?|bei ihnen|d(ie|en|as) (bestellte|besprochene|gewuenschte))\b/.test(
    part,
  );
