// What only a customer says to a business: whether there is a discount, a free date or a place for an apprentice.
import { either } from "./cue.ts";
import { fold } from "./normalise.ts";

/** Said of what is ours, with what it costs, or to win somebody: then it is we who ask. */
const ours =
  /\buns\b|\bunser|\bschon\b|\d ?(%|prozent|€|euro\b)|\b(interesse|lust|neugierig|bedarf|vorbei|mitmachen|wuss\w+|kenn\w+|spar(en|t)|billiger|guenstiger)\b|\bkommen sie (zu[mr]|in|mal|doch)\b|\b(gesehen|bekommen|erhalten|eingeloest|genutzt|gelesen|gehoert|mitbekommen|gesichert)\?$/;

/** What may stand before the question: anything else may be the offer itself ("Öfen zum halben Preis, habt ihr was frei?"). */
const opening =
  "^(?:(?:hallo|hi|hey|moin|servus|gruess gott|guten (?:tag|morgen|abend)|zusammen|liebes team|ach|und|oder|sagt?|sagen sie|mal|kurze|nur|ne|eine|frage|bitte)[,:!.-]* )*";
const filler =
  "(?:(?:noch|gerade|grad|auch|eigentlich|momentan|derzeit|aktuell|zur zeit|zurzeit|im moment|denn|vielleicht|irgendwelche|irgendeine?n?|einen?|ein|so|mal|da|heuer|dies\\w* (?:jahr|woche|monat)|naechste[nrs]? (?:jahr|woche|monat)|bei (?:euch|ihnen)|(?:im|fuer|ab|vor) (?:januar|februar|maerz|april|mai|juni|juli|august|september|oktober|november|dezember|herbst|winter|sommer|fruehjahr|weihnachten)) )*";
/** What it is asked for, in a few words, none of them a new clause or about who is asked. */
const tail =
  "(?: (?:auf|fuer|bei|im|in|zum|ab|vor|am|als|frei|an)(?: (?!ihre|eure|deine|sie\\b|die ihr)[\\w-]+){0,4})?\\?$";
const question = (verbs: string, things: string) => new RegExp(`${opening}(?:${verbs}) ${filler}(?:${things})${tail}`);

/** "Gibt es bei euch Prozente?", "Habt ihr noch Termine frei?", "Bekommt man bei Ihnen Gutscheine?" */
const asksForOffers = question(
  "habt ihr|haben sie|ham s(?:ie)?|hobts|gebt ihr|geben sie|macht ihr|machen sie|bietet ihr|bieten sie|verkauft ihr|verkaufen sie|bekommt man|bekomm(?:e|en)? (?:ich|wir)|kriegt man|krieg(?:e|en)? (?:ich|wir)|gibt'?s (?:\\w+ )?bei (?:euch|ihnen)|gibt es (?:\\w+ )?bei (?:euch|ihnen)",
  "rabatte?|prozente?|nachlass|gutscheine?|aktion(?:en)?|sonderangebote?|newsletter|praktikum|ausbildungsplatz|ausbildungsplaetze|stellen?|termine? frei|freie[nr]? termine?|was frei",
);
/** "Sucht ihr noch Azubis?", "Nehmt ihr Praktikanten?" */
const asksForWork = either(
  question(
    "(?:sucht ihr|suchen sie|braucht ihr|brauchen sie) (?:noch|gerade|grad|eigentlich|zurzeit|zur zeit|aktuell)",
    "azubis?|lehrlinge?|praktikant\\w*|monteure?|gesellen?|leute|mitarbeiter|aushilfen?|jemanden fuer (?:die werkstatt|das buero|den laden)",
  ),
  question("nehmt ihr|nehmen sie", "azubis?|lehrlinge?|praktikant\\w*|aushilfen?"),
);
/** "Machen Sie auch Dachrinnen?" */
const asksWhatWeDo =
  /(?:^|[,.] )(?:hallo |und )?(?:machen sie|macht ihr|repariert ihr|reparieren sie|montiert ihr|montieren sie|liefert ihr|liefern sie) (?:auch|eigentlich|sowas|so was)(?! gebrauch| schluss)(?: (?!mit\b|gleich\b|den\b|ihre?[nmrs]?\b|eure?[nmrs]?\b|\w*(?:check|aktion|preis|rabatt|angebot|wartung)\w*)[\w-]+){0,4}\?$/;
/** "Wann ist der Tag der offenen Tür?" */
const asksWhen =
  /^wann (ist|findet|beginnt|startet) (der|die|das|euer|eure|ihre?) [^,:]{0,30}(tag der offenen \w+|\w*fest|\w*markt|eroeffnung|info-?abend|\w*verkauf|aktion)( statt| denn)?\?$/;
/** "Meine Heizung wäre wieder dran, wann könnt ihr?" */
const asksForTheirs = new RegExp(
  `${opening}meine? (\\w+ )?(heizung|therme|gastherme|kessel|auto|wagen|dach|bad|kueche|garten|tor|garagentor|ofen|kamin|klimaanlage|haare|fenster|rad|fahrrad) [^:]*\\b(koennt ihr|koennen sie|kommt ihr|kommen sie|habt ihr|haben sie|macht ihr|machen sie)\\b[^:]*\\?$`,
);
/** "Ich möchte eine Bewertung schreiben", "ich geb euch 5 Sterne". */
const praises =
  /\bich (moechte|will|wollte|wuerde) (gerne? |euch |ihnen |dir )*(eine|meine) (\w+ )?(bewertung|rezension) (schreiben|abgeben|hinterlassen|dalassen)\b|\bich (gebe?|geb|habe?|hab) (euch|ihnen|dir) (\w+ )?(5|fuenf|4|vier|alle|volle) (\w+ )?sterne(?!\w|-)/;

const asks = either(asksForOffers, asksForWork, asksWhatWeDo, asksWhen, asksForTheirs, praises);
/** What they go on to say is of themselves: "Meine Tochter ist 15." Whoever answers their own question advertises. */
const ofThemselves =
  /^(?!.*\b(sie|ihnen|ihre?[nmrs]?|samstag|sonntag|heute|morgen|\d+ uhr|\d+\.)\b).*\b(ich|mir|mich|meine?[nmrs]?|muesste|braeuchte|suche)\b|^((vielen|schoenen) )?(dank|danke|gruss|gruesse|lg|mfg|vg)\b(?! fuer?s?\b)/;

function isTheirs(sentence: string): boolean {
  const folded = fold(sentence).trim();
  return asks.test(folded) && !ours.test(folded);
}

/** Of these sentences those a customer writes to a business, never a business to its customer, left out. */
export function withoutCustomersQuestions(all: readonly string[]): string[] {
  return all.filter(
    (sentence, index) =>
      !(isTheirs(sentence) && all.slice(index + 1).every((next) => isTheirs(next) || ofThemselves.test(fold(next)))),
  );
}
