// More than was ordered, put to the customer and praised in the next breath: "Sollen wir gleich noch … einbauen? Lohnt sich."
import { either } from "./cue.ts";
import { asked, complaint, contracted, quote } from "./service-context.ts";

/** Said before the question itself: "Termin steht, sollen wir …". */
const suggestion =
  /(^|[,:;-] ?)(soll(en|ten?)?|darf|duerfen|wollen|koennten|kann|koennen) (wir|ich|ma|mir|(der|die) (kolleg\w+|monteur\w*|gesell\w+|chef\w*))\b.*\b(gleich|noch|auch|dabei|dazu)\b.*\?$|\b(moechten|wollen|braeuchten|nehmen) sie\b.*\b(noch|dazu|gleich|auch)\b.*\?$|\b(haben|hast|habt) (sie|du|ihr) ((schon|auch|nicht|vielleicht|eigentlich) )*(mal |einmal )?((schon|auch) )?(ueberlegt|dran gedacht|daran gedacht|drueber nachgedacht|darueber nachgedacht),? .*\bzu \w+\?$/;
/** What is the customer's and is done along: their other door, the rest of the wall. */
const along =
  /\bsoll(en|ten?)? (wir|ich) (\w+ ){0,3}(den|die|das|ihre?n?) (?!.*\b(neue[nrs]?|eine[nrs]?)\b).*\bmit ?(machen|tauschen|streichen|erledigen|nehmen|einbauen|abtragen|bestellen|einstellen|ersetzen|pruefen|reparieren|entsorgen|abdichten)\b/;
/** How what is ordered shall be: "den Griff auch in Schwarz". */
const kindOf = /\b(den|die|das|ihre?n?) \w+ (auch |lieber |noch |gleich )+(in|aus|mit|ohne)\b(?! zu\b)/;
/** Praise that would fit anything one could buy. */
const praise =
  /^((das|es|so ?was|die|der|und das|ist|sind|waere|finde ich|ehrlich|wirklich|echt|also|kostet nicht viel,) )*(lohnt sich|rechnet sich|rentiert sich|(zahlt|macht) sich (\w+ ){0,3}(aus|bezahlt)|(passt|passen) (super|toll|perfekt|prima|wunderbar|schoen|hervorragend|gut) (dazu|zusammen|dahin)|(wuerde|bietet|boete|taet) sich (\w+ ){0,3}an(bieten)?|(doch |dann |nur )?(eine?n? )?(\w+ )?(aufwasch|abwasch|(feine|gute|tolle|super|schoene|lohnende|sinnvolle|runde) (sache|investition|ergaenzung|idee))|(sehr |gerade |grad |total |echt |richtig )*(beliebt|gefragt|im trend|angesagt|praktisch|schick)|((empfehlen|raten) (wir|ich)|nehmen|machen|wollen) (jedem|allen|immer|gern|gerade|jetzt|fast|ganz|die meisten)|macht (richtig |echt |schon )?was her)\b|^da (gibt|gaebe|haben|haetten|sind) (es|'s|wir|gerade|grad|jetzt) (\w+ ){0,4}(schoene|tolle|neue|herrliche|huebsche)/;
/** Long sentences say why. */
const praiseWords = 10;
/** It has to be done, or would otherwise be done twice: that is advice on the job at hand. */
const reason =
  /\b(weil|sonst|wegen|denn|ansonsten|pflicht|vorschrift|vorgeschrieben)\b|\bda (die|das|der|wir|sie|ihre?)\b|defekt|kaputt|undicht|morsch|poroes|schimmel|gerissen|rost|verschliss|verstopft|tropf|locker|klemm|\bleck|\b(ist|sind|sitzt) (\w+ )?fest\b/;

/** What was broken is no reason any more. */
const mended = /\b(nicht mehr|wieder|dicht|behoben|erledigt|repariert|\w*(getauscht|gewechselt|ersetzt)|fertig)\b/;
/** Something new, not what is there already. */
const another = /\b(eine?n?|neue[nrs]?|noch (was|etwas))\b/;

/** The praise, where a suggestion stands before it; undefined where what is suggested is asked for, agreed or needed. */
export function praiseOfSuggestion(parts: readonly string[], whole: string): string | undefined {
  if (asked.test(whole) || complaint.test(whole)) return undefined;
  return parts.find((part, index) => {
    const suggested = parts[index - 1] ?? "";
    if (!praise.test(part) || part.split(" ").length > praiseWords) return false;
    if (!suggestion.test(suggested) || along.test(suggested) || kindOf.test(suggested)) return false;
    const before = parts[index - 2] ?? "";
    const why = another.test(suggested) ? `${mended.test(before) ? "" : before} ${suggested} ${part}` : whole;
    return !settled.test(`${suggested} ${part}`) && !reason.test(why);
  });
}
const settled = either(contracted, quote);
