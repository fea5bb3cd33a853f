// Whether words are meant for the question about adverts, or for the job and everything else.
import { type AnswerText, readAnswer } from "./answer-text.ts";
import { adWord, assent, commonWord, hedge, orderWord, plainAdWord, refusal } from "./answer-words.ts";
import { withoutGreeting } from "./stop-words.ts";

/** "Bitte nicht jeden Tag", "nicht so oft": how much is too much, which takes no yes back and is no no. */
export const howOften =
  / (?:nicht|net|ned|nich) (?:(?:gleich|grad|gerade|immer|all)? ?(?:jeden? \S+|so (?:oft|viele?|haeufig)|zu (?:oft|viele?|haeufig)|allzu \S+|taeglich|staendig|dauernd|andauernd|oefter|haeufiger|mehr als)) /;

const opensWithAssent = ([first = "", ...rest]: readonly string[]): boolean =>
  rest.length > 0 && assent.test(first) && first.trim().split(" ").length <= 2;

const isBareAssent = (words: string): boolean =>
  words
    .trim()
    .split(" ")
    .every((word) => assent.test(` ${word} `));

const oneOf = (...patterns: string[]): RegExp => new RegExp(` (?:${patterns.join("|")})(?= )`);

/** What people ask about adverts before they answer. */
const asksAboutIt = oneOf(
  "wie (?:oft|haeufig|viele? (?:nachrichten|mails|wuerde\\S*|waere?\\S*|kommt|kommen|sind|schick\\S*|schreib\\S*))|wofuer|wozu|kostet|kosten|kostenlos|umsonst|kostenpflichtig",
  "was (?:waere?|sind|ist|kaeme|kommt|heisst|bedeutet|hab|habe|bringt|bekomm\\S*|krieg\\S*|schick\\S*|schreib\\S*|steht) (?:das|da|denn|dann|ich|mir|sie|ihr)|was (?:genau|fuer)|welche (?:art|denn|sorte|themen)|worum|um was",
  "(?:wieder|jederzeit) (?:da )?(?:raus|rueckgaengig|abbestell\\S*|abmeld\\S*|kuendbar|kuendigen|beenden|aufhoeren|weg)",
  "(?:meine|die) (?:daten|nummer|handynummer|telefonnummer)|datenschutz|verpflicht\\S*|pflicht|unverbindlich|haken|freiwillig|warum fragen|wieso fragen|was soll das|bekomm\\S* ich|krieg\\S* ich|was meinen|wie meinen|what (?:kind|is it|does)|how (?:often|many|much)",
);

/** Half a yes that names its price, or puts the answer off. */
const conditions = oneOf(
  "vielleicht (?:nach|im|in|wenn|ab) \\S+(?: \\S+)?|nur wenn|aber (?:bitte )?nur|nur (?:\\S*gruesse|einladungen|per|ueber|zu|bei|was|das|fuer|wenn|falls|mal|einmal|selten|ab und zu)|solange|unter der bedingung|vorausgesetzt|es sei denn|hoechstens|maximal|hoechst selten|ab und zu|hin und wieder|gelegentlich|von zeit zu zeit|einmal (?:im|pro)|(?:ein|zwei|drei|vier|\\d) ?mal (?:im|pro)",
  "(?:frag|fragen|fragt|meld|melden|melde) (?:\\S+ ){0,3}?(?:nochmal|noch mal|spaeter|wieder|naechste\\S*|jahr|ein andermal)|ein andermal|ein anderes mal|darueber (?:\\S+ )?(?:nach|schlafen)|besprech\\S*|ruecksprache|gebe? (?:ihnen |euch )?(?:noch )?bescheid|nicht entschieden|noch offen|(?:naechsten|kommenden) jahr",
);

/** A sentence without a thing in it: who uses such words alone speaks of what was just asked, or said. */
export const onlyCommon = (line: string): boolean =>
  line
    .trim()
    .split(" ")
    .every((word) => commonWord.test(` ${word} `) || assent.test(` ${word} `));

const greeting =
  /^ (?:hallo|hi|hey|moin(?: moin)?|servus|gruess gott|guten (?:tag|morgen|abend)|tschuess|ciao|bis (?:dann|bald|spaeter)) $/;

/** Could this be meant as an answer to the question? What is about the job is not. */
export function speaksToIt(text: AnswerText): boolean {
  const { words, line, clauses, emoji, asks, blank } = text;
  if (words.length === 0) return emoji.length > 0 || !blank;
  if (greeting.test(line)) return false;
  const yes = assent.test(line);
  // "ja ok und wann kommt ihr": first the answer, then something else
  if (
    /^ \S+(?: \S+)? (?:und|aber(?! (?:erst|schon|nicht vor|ab|um|der|die|das|wann|wo)(?= ))) /.test(line) &&
    isBareAssent(line.split(/ (?:und|aber) /)[0] ?? "")
  )
    return true;
  if (plainAdWord.test(line) || / (?:auswirkung\S*|nachteil\S*|wenn ich (?:nein|nicht|ja)) /.test(line)) return true;
  if (yes && / (?:aber )?nur (?:noch )?/.test(line)) return true;
  if (/ (?:solange|sofern|vorausgesetzt|wenn es um) /.test(line) && assent.test(clauses[0] ?? "")) return true;
  if (text.sentences.length > 1 && !asks && endsInYes.test(clauses.at(-1) ?? "")) return true;
  if (text.sentences.length > 1 && text.sentences.map(readAnswer).some(answersByName)) return true;
  if (asks && adWord.test(line) && asksAboutIt.test(line)) return true;
  // "kommt drauf an" is about the question, not about who comes
  const aboutJob = orderWord.test(
    withoutGreeting(line)
      .replace(howOften, " ")
      .replace(conditions, " ")
      .replace(
        / (?:kommt (?:ganz )?(?:drauf|darauf) an|kommt auf \S+ \S+ an|wie komme ich|wie (?:oft|haeufig|viel) (?:kommt|kommen)|was (?:da |so |denn |genau )*kommt)(?= )/,
        " ",
      ),
  );
  if (aboutJob) return asks && yes && assent.test(clauses[0] ?? "") && (clauses[0] ?? "").trim().split(" ").length <= 2;
  if (adWord.test(line) || / (?:abbestellen|abmelden|widerrufen|stopp?|wrebung) /.test(line)) return true;
  if (asksAboutIt.test(line) || conditions.test(line)) return true;
  if (/^ (?:vielen |herzlichen )?(?:danke?|dankeschoen) (?:fuer|das|dass|und) /.test(line)) return false;
  if (halfhearted.test(line) || (yes && / (?:wenn|wenns|falls|nicht|keine) /.test(line))) return true;
  if (yes || hedge.test(line) || refusal.test(line) || onlyCommon(line))
    // "passt scho, meine Tante freut sich": the answer comes first, whoever is told of after it
    return !namesAThing(text) || words.length <= 3 || opensWithAssent(clauses);
  // No word of the job and no thing: what else should it be about than what was just asked
  return words.length <= 9 && !namesAThing(text);
}

/** "So was brauche ich nicht": what was asked, whatever is told around it. */
export const noneOfThat =
  / (?:brauche|will|moechte|mag|benoetige) (?:ich |wir )?(?:so ?was|so etwas|das alles|das ganze) (?:nicht|auch nicht)(?= )| (?:so ?was|so etwas) (?:brauche|will|moechte|mag|benoetige) (?:ich |wir )?(?:nicht|auch nicht)(?= )/;

/** A long tale with the answer at its end. */
const endsInYes = /(?:^| und| also| daher) ja(?: gern| gerne| bitte| klar)* $|^ (?:sehr )?gerne? $/;

/** "Zu Ihrer Frage: ja": whatever else the message tells. */
const answersByName = ({ line }: AnswerText): boolean =>
  / (?:frage|nachfrage|neuigkeiten|werbung) /.test(line) && assent.test(line) && !orderWord.test(withoutGreeting(line));

/** An answer that is none, whatever else is named; a "danke" alone may be for anything. */
const halfhearted =
  / (?:vielleicht|eventuell|evtl|mal (?:sehen|schauen|gucken)|keine (?:ahnung|einwaende)|kein (?:problem|thema)|egal|jein|je nachdem|warum nicht|nichts dagegen|melde mich|weiss (?:noch |ich )*nicht) |^ (?:nur|erst|hoechstens|lieber|eher) /;

const namesAThing = ({ things }: AnswerText): boolean =>
  things.some((thing) => ![commonWord, adWord, assent, hedge, refusal].some((known) => known.test(thing)));
