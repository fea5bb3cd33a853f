// What may be so with anybody, and we who see to it: what grows and falls every year, a trouble named with no one's name
// to it, an old thing that costs too much, a season at the door, somebody who has stayed away.
import { type Cue, either } from "./cue.ts";
import { together } from "./prospect-cues.ts";
import { appointed, asked, complaint, contracted, quote } from "./service-context.ts";

/** "Die Hecke wächst wieder!", "Das Laub fällt!": so it is every year. */
const growsAgain =
  /^(und |schon |jetzt )*((der|die|das|ihre?|deine?|eure?) )?(\w*hecken?|\w*rasen|gras|wiese|\w*unkraut|laub|blaetter|efeu|buchs\w*|straeucher|baeume|rosen|reben|beete?|spinnweben|moos|algen|gruenbelag) (waechst|wachsen|spriesst|spriessen|wuchert|wuchern|schiesst|schiessen|faellt|fallen|blueht|bluehen|treibt|treiben|rankt)( (wieder|schon|bald|jetzt|kraeftig|munter|fleissig|wie wild|wie verrueckt|in die hoehe|ueber den zaun|zu|und \w+))*\W*$/;
const letUsSeeToIt =
  /(?:[.!?…] |^)(sollen|duerfen|darf|soll) (wir|ich) (wieder |mal |bei ihnen |ihnen |vorbei|uns )*(kommen|ran|schneiden|maehen|stutzen|helfen|aufraeumen|kuemmern|vorbeikommen|vorbeischauen|anruecken)\W*\?|(?:[.!?…] |^)wir (kommen|schneiden|maehen|raeumen|stutzen|kuemmern uns|machen|holen|entfernen|fegen|kehren|harken|jaeten)\b(?!.*\b(heute|morgen|uebermorgen|\w+tags?|uhr|dann|erst|gerade|noch|weiter)\b)/;

/** "PC zu langsam?", "Moos auf den Platten?": named as on a sign, with no sign of a talk that goes on. */
const ofATalk =
  /\b(sie|ihr|ihnen|ihre[nmrs]?|du|dir|deine?[nmrs]?|euch|wir|uns|ich|mir|wer|was|wann|wie|wo|warum|welche[nrs]?|es|das alles|immer noch|noch immer|wieder|weiterhin|jetzt|heute|gestern|morgen|doch|schon|also)\b/;
/** What a job in hand is about: a colour too dark and a quote too dear are put right for one customer. */
const ofTheJob = /\b(\w*angebot|preis|\w*rechnung|\w*farbe|farbton|muster|entwurf|masse?|griffe?|probe|\w*termin)\b/;
const ails =
  /\b(zu (?!(ihnen|ihre\w*|dir|uns|hause|zweit|viert|frueh|spaet|bezahlen|sehen)\b)\w{3,}|undicht|stumpf|altmodisch|unmodern|veraltet|trist|schaebig|morsch|blind|(?!(fertig|richtig|ruhig|wichtig|noetig|guenstig|eilig|gueltig|gefaellig|faellig|zustaendig|einig|wenig|vollstaendig)\b)\w{3,}ig|(ver|zer)(?!einbart|schoben|schickt|sandt|merkt|standen|gessen|abredet|legt|bunden)\w{3,}(t|en)|(ab|durch|ein|aus)ge(?!macht|holt|sagt|schickt|geben|sprochen|tragen|sandt|zahlt|fuellt|baut|stellt)\w{3,}(t|en)|beschlagen|fehlt|fehlen|klemmt|klemmen|quietscht|quietschen|knarrt|knarren|tropft|wackelt|wackeln|broeckelt|blaettert|rauscht|pfeift|mueffelt|muffelt|ruckelt|streikt)\b/
    .source;
const pests =
  /^(\w+ )?(moos|algen|kalk|rost|schimmel|flecken|kratzer|dellen?|beulen?|steinschlag|\w*schlag|wespen\w*|maeuse|marder|tauben|hagel\w*|sturmschaden|wasserschaden|graffiti|loecher|risse|motten|holzwurm|stolperfallen|zugluft|funkloch|wildwuchs)( (auf|an|im|in|am|nach|vom|durch|unter|unterm|ueberm|hinter|hinterm|ums|vorm|vor|zwischen) [\w -]+)?\?$/
    .source;
const troubleOnASign = new RegExp(
  `^(?!zu |.*${ofTheJob.source}|.*${ofATalk.source})(?=.{5,50}\\?$)(?:\\w.*${ails}[^?!.]*\\?$|${pests.slice(1)})|^(ihre?|deine?|eure?) [\\w-]+ (ist|sind|kommt|kommen) (schon |langsam |so langsam |ganz schoen )*(in die jahre( gekommen)?|veraltet|aus der mode)\\?$`,
);
/** What we do about such a thing, on no day and to nobody by name. */
const weMendSuch =
  /(?:\? |^)wir (?!(sind|waren|haben|hatten|kommen|melden|schauen|schicken|rufen|warten|koennen|muessen|brauchen|bringen (?!(sie|ihn|es|alles|[\w-]+) (in|auf|zum|zur|ins))|pruefen|sehen|fragen|klaeren|hoffen|wissen|bitten|nehmen|suchen|denken|wuerden|holen)\b)\w+(en|ern|eln) (?!.*\b(heute|morgen|uebermorgen|gleich|dann|erst|noch|nochmal|nach|zurueck|zurecht|uhr|\w*termin\w*|\w+tags?|bescheid|ihnen|dir|euch|gerade|jetzt|schon|kulanz|gewaehrleistung|garantie|wie (besprochen|bestellt|vereinbart))\b)/;

/** "Lesen fällt schwer?", "Hochzeit in Sicht?": a question to nobody. */
const askedOfNobody = new RegExp(`^(?!.*${ofTheJob.source}|.*${ofATalk.source})[^?!.]{5,45}\\?$`);
/** "Wir montieren Sprechanlagen", "Brautkleider ändern wir": things of a kind, and none of them anybody's yet. */
const thingsOfAKind = either(
  /\? wir (?!(sind|waren|kommen|melden|schauen|schicken|rufen|warten|koennen|muessen|brauchen|bringen|pruefen|sehen|fragen|klaeren|hoffen|wissen|bitten|nehmen|suchen|denken|wuerden|holen|helfen|machen|geben|lassen|hatten|haetten|freuen|bleiben|fahren|gehen|wollen|moechten|sollen|duerfen|legen|halten)\b)\w+(en|ern|eln) (?!(sie|ihn|es|das|die|den|der|dem|eine?[mnrs]?|keine?[nrs]?|all\w*|nichts|noch|schon|heute|morgen|gleich|gerade|gerne?|jetzt|weiter|leider|lieber|spaeter|frueher|sicher|immer|bitte|danke|unten|oben|hinten|vorne|innen|aussen|zuerst|erst|ihre?[mnrs]?|ihnen|unsere?[mnrs]?|uns|zwei|drei|vier|beide|bereits|wieder|dann|diese?[nrs]?|jemanden?|\w+tags)\b)([\w-]+e )?[\w-]{4,}(en|er|e|n|s)( und [\w-]+)?( (ein|an|auf|aus|nach mass|frisch|in \w+( \w+)?|am wochenende))?\W*$/,
  /\? [\w-]{5,}(en|er|e|n|s) \w{3,}(en|ern|eln) wir( (gern|gerne|liebevoll|fachgerecht|schnell|guenstig|auch|nach mass|meisterhaft|preiswert))*\W*$/,
);

/** "Kontaktlinsen testen, ohne Risiko", "geschnitten werden, am besten von uns". */
const noRisk =
  /\b(testen|probieren|kaufen|bestellen|ausprobieren|probewohnen)\b.*\bohne (jedes )?risiko\b|\brisikofrei\b|, am besten (von|bei|mit) uns\W*$/;

/** "Ihre alte Heizung frisst Geld." */
const eatsMoney =
  /\b(frisst|fressen|verschlingt|verschlingen|schluckt|schlucken|verheizt|verheizen|verpulvert|verbrennt)\b.{0,20}\b(geld|strom|energie|gas|oel|scheine|euro)\b/;
const weKnowBetter =
  /(?:[.!?…] |^)wir (rechnen|zeigen|beraten|planen|tauschen|bauen|finden|helfen|senken|wissen)\b|\b(lassen|rufen|fragen|sprechen) sie\b|\b(hoechste )?zeit (fuer|zu|umzu\w+)\b/;

/** "Montags gehört Ihnen der Salon: 29 €": the same day every week has its price. */
const weeklyPrice =
  /^(?!.*\b(\w*zuschlag|aufpreis|anfahrt\w*|kostet|kosten|\w*rechnung|berechn\w*|gebuehr\w*|parken|lieferung|miete)\b)(?=.*\b((montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s|(jeden|immer am) (montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag))\b).*\d ?(€|euro|eur)/;

/** "Ihr Auto freut sich auf eine Wäsche", "Ihre Füße werden es Ihnen danken". */
const thingRejoices =
  /\b(ihre?|deine?|eure?) [\w-]+ (sehnt sich|sehnen sich|schreit|schreien|lechzt|lechzen|bettelt|betteln) nach\b|\b(ihre?|deine?|eure?) (auto|wagen|motor|haare?|haut|bart|fuesse|augen|ohren|garten|rasen|dach|heizung|fassade|haus|bad|kueche|fahrrad|rad|boden|parkett|fenster|schuhe|brille|pflanzen|hecke|rosen|terrasse|ofen|kamin|ruecken|konto|geldbeutel) (freut sich(?! (nicht|kaum|wenig))|freuen sich(?! (nicht|kaum|wenig))|sehnt sich|sehnen sich|ruft nach|schreit nach|traeumt von|dankt es|danken es|(wird|werden) (es|sich))\b/;

/** "Die Heizsaison steht vor der Tür." */
const seasonAtTheDoor =
  /\b(\w+saison|\w+periode|winter|sommer|fruehling|herbst|frost|frostzeit|hitze|urlaubszeit|reisezeit|erntezeit|pflanzzeit|ballzeit|weihnachtszeit|adventszeit) (steht|stehen|naht|nahen|rueckt|beginnt|kommt)( bald| schon| wieder| naemlich)*( vor der tuere?| naeher| in riesenschritten| mit grossen schritten| bestimmt)?\W*$/;

/** "Sie waren lange nicht da", "wir haben Sie lange nicht gesehen". */
const stayedAway =
  /\b(sie|du|ihr) (waren|warst|wart) (ja |jetzt |nun |schon |so )*(lange|laenger|ewig|eine (ganze )?weile|ein weilchen) nicht (mehr )?(da|hier|bei uns|im (salon|laden|geschaeft))\b|\b(haben|hatten|ham) (wir )?(sie|dich|euch) (ja |jetzt |nun |schon |so )*(lange|laenger|ewig) nicht (mehr )?(gesehen|begruesst|bei uns|da)\b/;

/** "Besser hören, mehr erleben." */
const doMore =
  /^(besser|mehr|schoener|laenger|gesuender|sicherer|leiser|waermer|schneller|cleverer|sparsamer|bequemer|gesund|sicher|clever) [\w-]+(en|ern|eln)(,| und| -) (mehr|besser|weniger|laenger|schoener|sicherer|ruhiger|bares geld|geld) [\w-]+( [\w-]+en)?\W*$/;

const quietly = either(asked, quote, complaint);
const ready = /\b(fertig|abhol\w*|bereit|uhr|termin)\b/;

export const anybodyCues: readonly Cue[] = [
  ...together("pitch", [growsAgain, letUsSeeToIt], ready),
  ...together("pitch", [troubleOnASign, weMendSuch], quote),
  ...together("pitch", [eatsMoney, weKnowBetter], ready),
  ...together("pitch", [askedOfNobody, thingsOfAKind], quote),
  { kind: "pitch", weight: 2, pattern: noRisk, unlessText: quietly },
  {
    kind: "offer",
    weight: 2,
    pattern: weeklyPrice,
    unless: appointed,
    unlessText: either(quietly, contracted, /\bvertrag\b|\bvereinbart\b/),
  },
  { kind: "pitch", weight: 2, pattern: thingRejoices, unless: either(appointed, ready), unlessText: quietly },
  { kind: "urgency", weight: 1, pattern: seasonAtTheDoor, unlessText: either(quietly, appointed, contracted) },
  { kind: "pitch", weight: 2, pattern: stayedAway, unless: appointed, unlessText: quietly },
  { kind: "pitch", weight: 2, pattern: doMore, unlessText: quietly },
];
