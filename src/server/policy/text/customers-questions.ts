// What only a customer says to a business: whether there is a discount, a free date or a place for an apprentice.
import { either } from "./cue.ts";
import { fold } from "./normalise.ts";

/** Said of what is ours, or to win somebody: then it is we who ask. */
const ours =
  /\buns\b|\bunser|\bschon\b|\b(interesse|lust|neugierig|wuss\w+|kenn\w+)\b|\b(gesehen|bekommen|erhalten|eingeloest|genutzt|gelesen|gehoert|mitbekommen|gesichert)\?$/;

/** "Gibt es bei euch Prozente?", "Habt ihr noch Termine frei?", "Bekommt man bei Ihnen Gutscheine?" */
const asksForOffers =
  /\b(habt ihr|haben sie|ham s(ie)?|hobts|gebt ihr|geben sie|macht ihr|machen sie|bietet ihr|bieten sie|verkauft ihr|verkaufen sie|bekommt man|bekomm(e|en)? (ich|wir)|kriegt man|krieg(e|en)? (ich|wir)|gibt'?s (\w+ )?bei (euch|ihnen)|gibt es (\w+ )?bei (euch|ihnen))\b.*\b(rabatte?|prozente?|nachlass|gutscheine?|aktion(en)?|sonderangebote?|newsletter|praktikum|ausbildungsplatz|ausbildungsplaetze|stellen?|termine? frei|freie[nr]? termine?|was frei)\b.*\?$/;
/** "Sucht ihr noch Azubis?" */
const asksForWork =
  /\b(sucht ihr|suchen sie|nehmt ihr|nehmen sie|braucht ihr|brauchen sie)\b.*\b(azubis?|lehrlinge?|praktikant\w*|monteure?|gesellen?|leute|mitarbeiter|aushilfen?|jemanden fuer (die werkstatt|das buero|den laden|die montage))\b.*\?$/;
/** "Machen Sie auch Dachrinnen?" */
const asksWhatWeDo =
  /\b(machen sie|macht ihr|repariert ihr|reparieren sie|montiert ihr|montieren sie|liefert ihr|liefern sie) (auch|eigentlich|sowas|so was)\b(?!.*\b(mit|ihre?[nmrs]?|eure?[nmrs]?)\b).*\?$/;
/** "Wann ist der Tag der offenen Tür?" */
const asksWhen =
  /^wann (ist|findet|beginnt|startet) (der|die|das|euer|eure|ihre?) [^,:]{0,30}(tag der offenen \w+|\w*fest|\w*markt|eroeffnung|info-?abend|\w*verkauf|aktion)( statt| denn)?\?$/;
/** "Meine Heizung wäre wieder dran, wann könnt ihr?" */
const asksForTheirs =
  /\bmeine?[nmr]? (\w+ )?(heizung|therme|gastherme|kessel|auto|wagen|dach|bad|kueche|garten|tor|garagentor|ofen|kamin|klimaanlage|haare|fenster|rad|fahrrad)\b.*\b(koennt ihr|koennen sie|kommt ihr|kommen sie|habt ihr|haben sie|macht ihr|machen sie)\b.*\?$/;
/** "Ich möchte eine Bewertung schreiben", "ich geb euch 5 Sterne". */
const praises =
  /\bich (moechte|will|wollte|wuerde) (gerne? |euch |ihnen |dir )*(eine|meine) (\w+ )?(bewertung|rezension) (schreiben|abgeben|hinterlassen|dalassen)\b|\bich (gebe?|geb|habe?|hab) (euch|ihnen|dir) (\w+ ){0,3}sterne\b/;

const asks = either(asksForOffers, asksForWork, asksWhatWeDo, asksWhen, asksForTheirs, praises);

/** A sentence a customer writes to a business, never a business to its customer. */
export function isCustomersQuestion(sentence: string): boolean {
  const folded = fold(sentence);
  return asks.test(folded) && !ours.test(folded);
}
