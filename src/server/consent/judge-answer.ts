// What a contact's words are worth for a consent (AD-5, AD-7). The only reader of such words.
import { defaults } from "../policy/defaults.ts";
import { type AnswerText, readAnswer } from "./answer-text.ts";
import { adWord, hedge, orderWord, plainAdWord, refusal } from "./answer-words.ts";
import { howOften, noneOfThat, onlyCommon, speaksToIt } from "./speaks-to-it.ts";
import { speaksAgainstAds, stopMeaning, withoutGreeting } from "./stop-words.ts";

export type AnswerContext = "after_consent_question" | "after_clarifying" | "other";
export type Worth = "granted" | "refused" | "ambiguous" | "withdrawn" | "all_stop" | "none" | "staff_check";

export interface Answer {
  readonly text: string;
  readonly context: AnswerContext;
  /** Which of the question's buttons was pressed. */
  readonly button: "yes" | "no" | null;
  /** Hours since the question (or the clarifying one); null: unknown. */
  readonly hoursSinceQuestion: number | null;
}

export interface Judged {
  readonly worth: Worth;
  readonly whyDe: string;
}

const answerHours = defaults.consentAnswerDays * 24;

const reasons = {
  button: "Der Knopf „Ja, gern“ der gestellten Frage ist eine eindeutige Zustimmung.",
  words: "„JA WERBUNG“ als Antwort auf die Frage ist eine eindeutige Zustimmung.",
  no: "Das ist ein Nein auf die Frage. Es gilt, und es wird nicht noch einmal gefragt.",
  late: "Die Antwort kam mehr als sieben Tage nach der Frage oder ohne bekannten Zeitpunkt und gilt deshalb nicht als Zustimmung.",
  unclear: "Das ist keine eindeutige Zustimmung. Es gilt nur der Knopf oder der Text JA WERBUNG.",
  stillUnclear: "Auch auf die Nachfrage kam keine eindeutige Zustimmung, es bleibt bei keiner Einwilligung.",
  unasked:
    "Der Kunde spricht Werbung von sich aus an, aber nicht als Antwort auf die Frage. Bitte eindeutig nachfragen.",
  stop: "Der Kunde möchte keine Werbung mehr. Das gilt sofort.",
  allStop: "Der Kunde möchte auf diesem Kanal keine Nachricht mehr, auch nicht zum Auftrag. Das gilt sofort.",
  job: "Ein Stopp-Wort, aber es geht um den Auftrag. Jemand aus dem Team muss hinsehen.",
  nothing: "Die Nachricht sagt nichts über Werbung aus.",
  expired: "Die Frage ist älter als sieben Tage und gilt als nicht beantwortet; diese Antwort ändert nichts.",
} as const;

const is = (worth: Worth, reason: keyof typeof reasons): Judged => ({ worth, whyDe: reasons[reason] });

/** What an answer is worth: a yes only where the button or the exact words leave no doubt (AD-5; Art. 4(11) GDPR). */
export function judgeAnswer(answer: Answer): Judged {
  const asked = answer.context !== "other";
  const inTime = answer.hoursSinceQuestion !== null && answer.hoursSinceQuestion <= answerHours;
  if (answer.button !== null) {
    if (!asked) return is("none", "nothing");
    if (answer.button === "no") return is("refused", "no");
    return inTime ? is("granted", "button") : is("ambiguous", "late");
  }
  const text = readAnswer(answer.text);
  if (asked && (refusesAds(text) || declines(text))) return is("refused", "no");
  if (asked && (wishesPartAway(text) || wantsSomeOfIt(text)))
    return inTime ? is("ambiguous", "unclear") : is("none", "expired");
  const stop = stopMeaning(text);
  if (stop === "all_stop") return is("all_stop", "allStop");
  // "Kann ich das später abbestellen?" asks about the question itself
  const asksBack = asked && text.asks && (stop === "staff_check" ? !orderWord.test(text.line) : asksTheWayOut(text));
  if (stop !== undefined && !asksBack) return is(stop, stop === "withdrawn" ? "stop" : "job");
  if (isExactYes(text)) {
    if (!asked) return is("ambiguous", "unasked");
    return inTime ? is("granted", "words") : is("ambiguous", "late");
  }
  if (!asked && speaksAgainstAds(text, readAnswer)) return is("withdrawn", "stop");
  if (!asked) return wishesAds(text) ? is("ambiguous", "unasked") : is("none", "nothing");
  return judgeReply(text, answer.context, inTime);
}

/** "Nein, keine Werbung": an answer to the question, not the end of something that was. */
const refusesAds = ({ line, clauses, sentences }: AnswerText): boolean =>
  !/ (?:mehr|stopp?|more) /.test(line) &&
  ([...clauses, ...sentences.map((sentence) => readAnswer(sentence).line)].some((part) => adsNo.test(part)) ||
    ((/^ (?:nein|nee+|noe+|ne|naa+|no|nope|ja) $/.test(clauses[0] ?? "") ||
      /^ (?:nein|nee+|noe+|no) | (?:nein|nee|noe)(?: danke)? $/.test(line)) &&
      / (?:keine?|no) (?:\S+ ){0,3}?(?:werbung|newsletter|angebote|neuigkeiten|infos|nachrichten|ads) /.test(line)));

const adsNo = / (?:werbung|newsletter|angeboten?|neuigkeiten|infos) (?:(?:angeht|betrifft|bitte) )?nein(?: danke)? $/;

/** "Wir möchten keine Neuigkeiten": no end of something that was; KEINE WERBUNG is a keyword whenever it comes. */
const declines = (text: AnswerText): boolean =>
  !/ (?:mehr|stopp?) /.test(text.line) && text.sentences.some((sentence) => declinesIn(readAnswer(sentence)));

const declinesIn = ({ line }: AnswerText): boolean =>
  / verschon\S* (?:sie |ihr )?(?:mich|uns)(?: bitte| damit)* $/.test(line) ||
  / kein(?:e|erlei)? (?:interesse|bedarf) an (?:\S+ )?(?:neuigkeiten|angeboten|infos|news|newslettern?|nachrichten|einladungen|werbung) $/.test(
    line,
  ) ||
  (/ keine (?:\S+ )?(?:neuigkeiten|angebote|infos|news|newsletter|nachrichten|einladungen) /.test(line) &&
    !/ (?:mehr|weiteren?|laenger|wieder|gar|ueberhaupt|keinerlei|werbung|stopp?|aber|nur|ja|gerne?) | gegen | abmelde| einwilligung /.test(
      line,
    ) &&
    !orderWord.test(withoutGreeting(line)) &&
    line.split(" ").length <= 10);

/** "Wie kann ich mich wieder abmelden?", asked before there is anything to end. */
const asksTheWayOut = ({ line }: AnswerText): boolean =>
  /^ (?:(?:und|aber|ok|okay|ja) )*(?:wie|kann|koennte|darf|wo) /.test(line) &&
  / (?:wieder|spaeter|jederzeit|dann|da|ich) /.test(line) &&
  !/ mehr /.test(line);

/** "Ja, aber keine Weihnachtsgrüße": a part is wished away and not the whole. That is no clear yes, and no no. */
const wishesPartAway = ({ line }: AnswerText): boolean =>
  /^ (?:ja+|jo+|ok|okay|gerne?|klar|passt|meinetwegen|von mir aus) /.test(line) &&
  / (?:aber|nur|ausser) /.test(line) &&
  /gruesse\S* /.test(line) &&
  !plainAdWord.test(line) &&
  stopMeaning(readAnswer(line.replace(/ \S*gruesse\S*/g, " "))) === undefined;

/** "Ja zu Rabatten, nein zu Grüßen", "gern Infos, aber keine Angebote": which part, only the customer can say. */
const wantsSomeOfIt = ({ line }: AnswerText): boolean => {
  const [, wanted = "", unwanted = ""] = /^( (?:ja|gerne?) .*?) (?:aber|nein|nicht|doch)(?= )(.*)$/.exec(line) ?? [];
  return adWord.test(`${wanted} `) && / (?:keine?|fuer|zu[mr]?|bei) /.test(unwanted) && !/ mehr /.test(unwanted);
};

const kindEmoji = /^(?:👍|👌|✅|🙏|😊|🙂|😀|😃|😄|😁|☺|❤|🎉|🤗|💪|👏|😉)/u;

/** The exact words, whatever the case and the punctuation; a friendly emoji does not take them back. */
const isExactYes = ({ written, emoji, asks }: AnswerText): boolean =>
  /^ ja[ -]werbung $/.test(written) && !asks && emoji.every((one) => kindEmoji.test(one));

/** Asks for advertising unasked: neither a consent (AD-5) nor nothing. */
const wishesAds = ({ line, asks }: AnswerText): boolean =>
  !asks &&
  plainAdWord.test(line) &&
  / (?:ja|gerne?|moechten?|wuerden?|bitte|wieder|anmelden|eintragen|duerfen|koennen sie|yes|want|sign me up) /.test(
    line,
  ) &&
  !/ (?:nicht|keine?|ned|net|not|no) /.test(line) &&
  !orderWord.test(line);

function judgeReply(text: AnswerText, context: AnswerContext, inTime: boolean): Judged {
  if (saysNo(text) || (!saysBoth.test(text.line) && text.sentences.length > 1 && noAmong(text.sentences)))
    return is("refused", "no");
  if (noneOfThat.test(text.line) && !saysBoth.test(text.line) && !text.asks) return is("refused", "no");
  if (!speaksToIt(text)) return is("none", "nothing");
  if (!inTime) return is("none", "expired");
  return context === "after_clarifying" ? is("none", "stillUnclear") : is("ambiguous", "unclear");
}

/** A sentence that says no is one, whatever the others ask or tell; unless another says yes. */
const noAmong = (sentences: readonly string[]): boolean => {
  const read = sentences.map(readAnswer);
  return read.some(saysNo) && !read.some(({ line }) => /^ (?:ach |oder )?(?:doch|ja|gern|gerne)(?: \S+)? $/.test(line));
};

const noEmoji = /^(?:👎|🙅|❌|🚫|✖)/u;

/** A no that is a sentence of its own; what follows is about something else. */
const bareNo = /^ (?:nein|nee+|noe+|naa+|ne|no|nope)(?: danke| dankeschoen| vielen dank| bitte| lieber nicht)? $/;
/** "Nein danke" answers a question we put; nobody says it to a date of their own choosing. */
const politeNo = /^ (?:nein|nee+|noe+|no|nope) (?:danke|dankeschoen|vielen dank|thanks|thank you|merci) $/;
/** "Nein, nur zum Auftrag": what may come beside adverts is said, and they are not. */
const onlyTheJob =
  / nur (?:noch )?(?:bitte )?(?:zum|zur|wegen) (?:\S+ )?(?:auftr\S+|reparatur\S*|termin\S*) (?:schreiben|melden|informieren|anschreiben) |^ (?:bitte )?(?:schreib|meld)\S* (?:\S+ ){0,3}?nur (?:noch )?(?:zum|zur|wegen) (?:\S+ )?(?:auftr\S+|reparatur\S*|termin\S*) $|^ (?:nein|nee+|noe+|ne|naa+|no) .*\bnur (?:noch )?(?:das noetigste |das wichtigste |wichtiges )?(?:zum?|zur|wegen|fuer|bei|ueber|was) (?:\S+ ){0,3}?(?:auftr\S+|termin\S*|reparatur\S*|arbeit\S*|bestellung\S*|wartung\S*|sache|notfall) |^ (?:bitte |lieber |aber |ich |wir |moechte |moechten |will |wollen |brauche |gern |gerne |hier )*nur (?:noch )?(?:bitte )?(?:nachrichten|infos|mails|post|was|das) (?:zum|zur|zu|ueber|wegen) (?:\S+ )?(?:auftr\S+|termin\S*|reparatur\S*|bestellung\S*|wartung\S*) /;

/** "Ja ne doch nicht", "nein, ach doch": taken back in one breath, whichever comes first. */
const saysBoth =
  / (?:nein|nicht|nee|noe) (?:\S+ ){0,3}?aber (?:ok|okay|na gut|gut|ja|meinetwegen|von mir aus|gern|gerne) $|^ (?:ja+|jo+|klar|gern|gerne|ok|okay) (?:aeh |oder |also |hm+ )*(?:nein|nee*|noe|na|doch nicht|lieber (?:doch )?nicht|halt) |^ (?:nein|nee*|noe|naa+)(?: nein)? (?:ach |aeh |hm+ |oder |also |quatsch )*(?:ja|doch(?! nicht)|doch ja|moment) /;

/** A "nicht" or "nein" that refuses nothing, or not yet. */
const halfNo =
  / (?:ja|doch(?! gesagt| schon| nicht| lieber)|vielleicht|gern|gerne|weiss|wissen|sicher|sagen|dagegen|einzuwenden|einwaende|warum|wieso|schaden|schlecht|verstehe?n?|verstanden|versteh|entschieden|entscheiden|noch nicht|noch keine|jetzt|gerade|grad|nicht (?:so|zu|alle|immer|mehr als|nur|oft)|ob|zu viel|problem|ahnung|kommt|aber|wenn|lassen koennen) /;

/** "Neiiin", "nöö": as long as somebody likes to say it. */
const unstretched = (line: string): string =>
  line.replace(/(\p{L})\1{2,}/gu, "$1").replace(/ n(oe|ae)(?:\1)+(?= )/g, " n$1");

function saysNo({ words, line: written, clauses, opening, emoji, asks }: AnswerText): boolean {
  const line = unstretched(written);
  if (words.length === 0) return emoji.length > 0 && emoji.every((one) => noEmoji.test(one));
  if (clauses.some((clause) => politeNo.test(clause))) return true;
  if (saysBoth.test(line)) return false;
  if (/^ (?:nein|nee|noe)(?: danke)? und /.test(line) && !asks) return true;
  if (onlyTheJob.test(line) || (bareNo.test(unstretched(opening)) && opening !== written)) return true;
  if (/ (?:nicht|net|ned|nich) in ?frage /.test(line) && !asks) return true;
  const said = clauses.some((clause) => howOften.test(clause))
    ? ` ${clauses
        .filter((clause) => !howOften.test(clause))
        .join(" ")
        .replace(/\s+/g, " ")
        .trim()} `
    : line;
  if (!asks && onlyCommon(said) && / (?:nein|nicht|keine?n?|nichts) /.test(said) && !halfNo.test(said)) return true;
  if (!asks && / (?:danke |also |daher |dann |deshalb |angeht |eher )nein(?: danke)? $/.test(line)) return true;
  const plain = said.replace(/ na (?:ja|klar|gut|dann|super|toll|logo) /, " ");
  if (!refusal.test(plain) || asks) return false;
  // "warum nicht", "nichts dagegen", "nein, ja doch": a no word that says no no
  if (
    / (?:warum|wieso) (?:nicht|net|ned) | (?:nichts|nix) (?:dagegen|einzuwenden) | no problem | nicht (?:entscheiden|entschieden|beurteilen) | (?:nicht|nix) schaden /.test(
      line,
    )
  )
    return false;
  if (/ nein zu[mr]? (?:\S+ )?(?:werbung|neuigkeiten|angeboten|newsletter) /.test(line)) return true;
  const outright = / (?:nein|nee+|noe+|naa+|nope|no thanks|no thank you) /.test(plain);
  if (/ (?:jein|ja werbung) /.test(line)) return false;
  if (outright && / (?:ja|doch(?! (?:nicht|net|ned))|gerne?) /.test(line)) return false;
  if (!outright && hedge.test(line) && / (?:vielleicht|evtl|eventuell|spaeter|mal sehen) /.test(line)) return false;
  if (/ (?:nein|no|nee|noe) (?:danke|thanks|thank you|merci|vielen dank)(?= ) ?/.test(line)) return true;
  // "Nein, Dienstag passt nicht" answers something else
  return (
    !orderWord.test(withoutGreeting(line)) ||
    adWord.test(line) ||
    clauses.some((c) => / kein(?:en)? (?:interesse|bedarf) /.test(c))
  );
}
