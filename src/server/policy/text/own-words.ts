// What of a text is ours to judge: without the mail it answers, the closing, and what a business owes below its letters.
import { withoutCustomersQuestions } from "./customers-questions.ts";
import { readable, sentences } from "./normalise.ts";
import { asked } from "./service-context.ts";
import { readSignals } from "./signals.ts";

/** A last line that is a name and a firm and nothing else ("Tarik, Brandt Haustechnik") says who writes, not what. */
const signature = /\n[^\S\n]*\p{Lu}[\p{L}-]+,( (\p{Lu}[\p{L}.-]*|&|und|\(\p{L}+\)))+\s*$/u;

/** What a business owes below its letters (§ 35a GmbHG, § 37a HGB). */
const court = /\b(?:Amtsgericht|Registergericht)\b/u;
const register = /\b(?:HRA|HRB|GsR|GnR)\b/u;

/** The text as far as it says something of the matter. A part with a clear cue in it is none of those left out. */
export const ownWords = (text: string): string =>
  withoutTheirs(
    withoutClosing(withoutQuoted(withoutQuestion(withoutOwedDetails(text))))
      .replace(signature, "")
      .replace(cited, citedWords)
      .replace(onTheirSign, signWords),
  );

/** What the customer wrote, between quotation marks in our answer: "Sie schrieben „Gibt es noch Rabatt?“". */
const cited =
  /(\b[Ss]ie (?:schreiben|schrieben|meinten|sagten|fragten|(?:haben|hatten) (?:\p{L}+ ){0,2}(?:geschrieben|gesagt|gefragt|gemeint))|\b[Ii]hre?[rnms]? (?:letzten? |heutigen? )?(?:Nachricht|E-?Mail|Mail|SMS|Kommentar|Satz|Frage|Hinweis|Bemerkung|Notiz|Anfrage|Antwort|Worte?n?)|\b[Ii]n [Ii]hrer? (?:Nachricht|E-?Mail|Mail|SMS|Anfrage|Antwort) (?:steht|stand|hiess es|hieß es))(:?,? ?)[„"»“]([^„“”"»«\n]{1,160})[“”"«]/gu;
/** Figures, a link and what tells one to act are in no customer's mouth: then the words could be ours as well. */
const oursAsWell =
  /\d ?(?:%|€|euro|prozent)|https?:|www\.|\b(?:jetzt|sichern|nur (?:heute|noch|diese)|(?:bestellen|kommen|rufen|schauen|besuchen|kennen|entdecken) sie|unsere[nmrs]? neue[nmrs]?)\b/i;
const citedWords = (whole: string, who: string, between: string, words: string): string =>
  oursAsWell.test(words) ? whole : `${who}${between}das`;

/** What the customer's own sign, van or window says: "Die Fahrzeugbeschriftung „Ihr Partner für Bäder“ ist geklebt". */
// Read from where a word begins, and no word is endless: read from everywhere, a thousand letters took seconds (V49).
const onTheirSign =
  /((?<!\p{L})(?:\p{L}{1,40} )?(?:\p{L}{0,40}(?:[Ss]child|[Bb]anner|[Ff]olie|[Ss]chaufenster|[Bb]eschriftung)|Schriftzug|Aufkleber|Plakat)\p{L}{0,40}[^.!?\n„"»“]{0,30})[„"»“][^„“”"»«\n]{1,80}[“"”«](?=[^.!?\n]{0,40}\b(?:gedruckt|geplottet|geklebt|montiert|angebracht|fertig|wie (?:gewünscht|besprochen|bestellt)))/gu;
const signWords = (whole: string, sign: string): string => (/^unser/i.test(sign) ? whole : `${sign}das`);

/** "Falls Sie noch Fragen haben, melden Sie sich gern": whom to ask, said below any letter, and nothing of what. */
const atYourService =
  /^(und |also )?((falls|wenn|sollten|haben|bei|fuer) (sie |du |ihr )?((noch|weitere[nr]?|dazu|etwaige[nr]?|offene[nr]?|irgendwelche|sonst|sonstigen?|hierzu|zum termin|zur rechnung) )*(rueck)?fragen( (haben|hast|habt|offen|sein|sind|bleiben|bestehen|dazu|hierzu|auftauchen|aufkommen|zur rechnung|zum termin|und problemen|oder problemen))*,? ?\??( dann)? ?)(melden|meld|meldet|rufen|ruf|ruft|schreiben|schreib|fragen|frag|kontaktieren|erreichen|stehen|sind|helfen)( (sie|du|dich|ihr|euch|sich|uns|mich|mir|wir|ich|ihnen|dir|bitte|einfach|gern|gerne|jederzeit|kurz|ruhig|doch|noch|mal|hier|an|bei|telefonisch|unter|per|mail|e-mail|whatsapp|zur|verfuegung|fuer|da|weiter|\d[\d/-]*))*\W*$/;

export function withoutOfferToAnswer(text: string): string {
  const all = sentences(text);
  const rest = all.filter((sentence) => !atYourService.test(readable(sentence)));
  return rest.length === all.length ? text : rest.join("\n");
}

/** The text without what only a customer says: "Gibt es bei euch gerade Rabatt?" advertises nothing. */
function withoutTheirs(text: string): string {
  const all = sentences(text);
  const rest = withoutCustomersQuestions(all);
  return rest.length === all.length ? text : rest.join("\n");
}

/** "> Habt ihr gerade eine Aktion?" above an answer is the customer's question: we did not say it. */
function withoutQuestion(text: string): string {
  // One way to read a run of empty lines: with two, twenty thousand of them took seconds (V49).
  const answer = text.replace(/^(?:>.*\n+)*>.*\?\s*\n(?=[^>\s])/, "");
  return answer !== text && asked.test(readable(sentences(answer)[0] ?? "")) ? answer : text;
}

/** How mail programs begin the mail that is answered; what comes after it is that mail. */
const answered = /^(?:-{2,} ?(?:Ursprüngliche|Original|Weitergeleitete)|Am .{5,120} schrieb\b.*:\s*$)/;
const citation = /^>/;
const header = /^(?:>|Von:|An:|Cc:|Gesendet:|Datum:|Betreff:)/;

/** The answered mail around an answer, as long as nothing in it advertises by itself: then it could be ours as well. */
function withoutQuoted(text: string): string {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => answered.test(line));
  const [written, below] = at < 0 ? [lines, []] : [lines.slice(0, at), lines.slice(at)];
  // "Datum:" alone is a line of ours.
  const theirs = written.some((line) => line.startsWith("Von:")) ? header : citation;
  const own = written.filter((line) => !theirs.test(line));
  const quoted = [...written.filter((line) => theirs.test(line)), ...below];
  if (quoted.length === 0 || own.every((line) => line.trim() === "")) return text;
  return readSignals(quoted.join("\n")).strength >= 2 ? text : own.join("\n").trim();
}

const closing =
  /^\s*(?:mit (?:freundlichen|besten|herzlichen|lieben|sonnigen) gr(?:ü|ue)(?:ß|ss)en|(?:viele|liebe|beste|herzliche|freundliche|schöne) gr(?:ü|ue)(?:ß|ss)e|gr(?:u|ü|ue)(?:ß|ss)e?|mfg|lg|vg|hg)(?!\p{L})[^!?]{0,40}$/iu;
/** What is painted on the van stands below every mail. */
const painted = /\bihr \w*partner (?:für|in|rund)[^\n|·]*/gi;
/** A line that says, asks or adds something is no address. */
const speaks = /[!?*]|^\W*p\. ?s\b|^\W*ps\b|\b(wir|uns|sie|ihnen|du|dir|dich|euch|jetzt|neu|ab|gibt|auch|noch)\b/i;
const addressWords = 12;

/** The closing of a message written in one go: "… 9 Uhr. Viele Grüße, Elektro Kern, Meisterbetrieb seit 1987". */
const closingInLine =
  /(?<=[.)]) +((?:mit (?:freundlichen|besten|herzlichen|lieben) gr(?:ü|ue)(?:ß|ss)en|(?:viele|liebe|beste|herzliche|freundliche|schöne) gr(?:ü|ue)(?:ß|ss)e|mfg|lg|vg)(?!\p{L}),?) +(?=\S[^\n]*$)/iu;

/** From the closing on: who writes, where, and since when. */
function withoutClosing(text: string): string {
  const lines = text.replace(closingInLine, "\n$1\n").split("\n");
  const at = lines.findIndex((line) => closing.test(line));
  const below = lines.slice(at + 1).map((line) => line.replace(painted, ""));
  if (at < 1 || below.some((line) => speaks.test(line) || line.split(" ").length > addressWords)) return text;
  if (readSignals(below.join("\n")).strength >= 2) return text;
  const before = lines.slice(0, at).join("\n").trim();
  return before === "" ? text : before;
}

/** The text without its last paragraph, where that is such details. */
function withoutOwedDetails(text: string): string {
  const lines = text.trimEnd().split("\n");
  const before = lines.findLastIndex((line) => line.trim() === "");
  const [, named] = before < 0 ? [] : lines.slice(before).join("\n").split(court);
  if (named === undefined || !register.test(named)) return text;
  const paragraph = lines.slice(before).join("\n");
  return readSignals(paragraph).strength >= 2 ? text : lines.slice(0, before).join("\n");
}
