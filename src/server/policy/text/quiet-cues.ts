// Adverts told in a service message's words: no price, no occasion, only something that nobody asked for.
import { type Cue, either } from "./cue.ts";
import { appointed, asked, complaint, contracted, quote, requested } from "./service-context.ts";

/** "Dann freuen wir uns, wenn du das auch im Netz schreibst", "stellen Sie das doch auch bei Google ein". */
const praiseUsOnline = either(
  /\b(freu\w*|toll|super|lieb|nett|schoen|klasse|gern|gerne)\b.{0,40}\b(im (netz|internet)|online|bei google|auf google|auf unserer seite)\b.{0,20}\b(schreib\w*|teil\w*|post\w*|sag\w*|kundtu\w*)/,
  /\b(stell|schreib|setz|teil|post|wiederhol)(en|e|t|s)? (sie |ihr |du )?(das|es|dies|ein paar \w+) (doch |auch |gern |gerne |ruhig |mal |einfach )*(bei|auf|in) (google|facebook|instagram|das netz|s netz)\b/,
  /\b(worte|zeilen|saetze) (ueber uns|in[s']? (das )?gaestebuch)\b|\bwie (fanden|fandest|fandet) (sie|du|ihr) (uns|unser\w*)\b/,
  /\bsag(en|t)? (sie |ihr )?((das|bitte|gern|gerne|ruhig|doch) )*weiter(?=\W*$|, (von wem|wer|wo|bei wem|wie zufrieden)\b)/,
);

/** The price goes down for whoever buys now. */
const priceCut =
  /\bjetzt [\d.,]+ ?(euro|eur|€) (guenstiger|billiger|weniger)\b|\bpreise? (\w+ ){0,3}(gesenkt|gesunken|gefallen|reduziert)\b.{0,60}\b(geben wir|jetzt|profit\w*|bestell\w*|nutz\w*)/;

/** "Die ersten zehn Besteller kriegen eine Thermoskanne." */
const firstComers =
  /\b(die|den) ersten? (\w+ )?(\w*besteller\w*|\w*kunden|\w*kundinnen|kaeufer\w*|anrufer\w*|besucher\w*|bucher\w*|gaeste|teilnehmer\w*|anmelder\w*|interessenten) (\w+ ){0,4}(bekomm|krieg|erhalt|spar|zahl|gibt|schenk)\w*/;

const trade =
  "(bieten|liefern|reparieren|fertigen|verkaufen|fuehren|uebernehmen|verlegen|schleifen|drucken|installieren|verleihen|vermieten|warten|faerben|backen|restaurieren|bauen|machen|entsorgen|beschichten|polstern|reinigen)";
const since =
  "(ab|seit) (sofort|kurzem|neuestem|neuem|januar|februar|maerz|april|mai|juni|juli|august|september|oktober|november|dezember|herbst|fruehjahr|sommer|winter|diesem jahr|dem \\d+|\\d{1,2}\\.\\d{1,2}|naechste[mrn]? \\w+)|neuerdings|kuenftig";
const theirsOrHours =
  /\b(ihre?[nmrs]?|deine?[nmrs]?|bei (ihnen|euch|dir)|samstags?|sonntags?|montags?|abends|nachts|baustelle|termin\w*|rechnung\w*|kontonummer|anfahrt\w*|notdienst\w*)\b/;
/** "Ab Januar liefern wir auch Aligner", "im Frühjahr übernehmen wir gern auch die Bepflanzung, sagen Sie Bescheid". */
const weAlso = either(
  new RegExp(`\\b(${since}) ${trade} (wir|ich) (\\w+ ){0,2}(auch|zusaetzlich|ausserdem)\\b`),
  new RegExp(`\\b(wir|ich) ${trade} (${since}) (\\w+ )?(auch|zusaetzlich|ausserdem)\\b`),
  new RegExp(
    `\\b(zu[rm]?|im|fuer den|ueber den) (totensonntag|allerheiligen|advent|ostern|weihnachten|fruehjahr|fruehling|sommer|herbst|winter|saison) ${trade} wir (\\w+ )?auch\\b.{0,60}\\b(sagen|melden|sprechen|rufen|fragen) sie`,
  ),
);

/** "Unser Chef meint, eine neue Anlage würde sich rechnen, er kommt gern zum Beratungsgespräch vorbei." */
const comesToAdvise =
  /\b(komm\w*|schau\w*) (\w+ )?(gern|gerne|unverbindlich|auch) (\w+ ){0,3}(zu|fuer) (einem|einer|ein|eine|nem) (\w+ )?(\w*beratung\w*|(verkaufs|kennenlern|erst)gespraech)\b/;

/** Left alone for years, and then a date is put to somebody: without a contract that is AD-1's reminder. */
const neglected =
  /\b(seit|ist|sind|wurde|wurden|hat|haben)\b.{0,40}\b(jahre?n?|jahr|monaten?|langem|ewig|lange)\b.{0,20}\bnicht (mehr |ein einziges mal |einmal )?(\w+ )?(gewartet|geprueft|gereinigt|gekehrt|durchgesehen|kontrolliert|ueberprueft|gestrichen|geoelt|geschnitten|eingestellt|inspiziert|nachgesehen)\b/;
const datePut =
  /\b(soll(en)?|darf|duerfen|moechten|wollen|wuerden|passt|haetten|koennen|koennten) (wir|ich|sie|ihnen|ihr|dir|du)\b.*\?|\b(vereinbaren|machen|buchen|rufen|melden|bringen|kommen|schauen) sie\b/;
/** It is why something broke, or was found on the job. */
const why =
  /\b(daher|deshalb|deswegen|darum|weil|dadurch|kaputt|defekt|verstopft|verkalkt|verrusst|stoerung|ausfall|laermt|undicht)\b/;

/** "Falls bei Ihnen auch etwas am Dach zu tun ist". */
const atYoursToo =
  /\b(falls|wenn|sollte) bei (ihnen|euch|dir) (auch|ebenfalls|gerade|mal) (\w+ )?(etwas|was) (\w+ ){0,3}(zu (tun|machen|richten|reparieren|streichen)|anliegt|ansteht|faellig|kaputt|undicht)\b/;

/** "Das wäre bei Ihnen auch ruckzuck gemacht." */
const sameForYou =
  /\bwaere(n)? (das |es )?bei (ihnen|euch|dir) (auch|genauso|ebenso) (\w+ ){0,2}(gemacht|moeglich|erledigt|drin|kein problem|ruckzuck|schnell)\b/;
/** "Die meisten lassen ihren Kamin nur kehren. Wir machen auch die Scheiben klar." */
const unlikeOthers = /^(die meisten|viele|andere) (\w+ )?(denken|glauben|reden|versprechen|lassen (?=.*\bnur\b))/;
/** "Im Keller muffelt es? Wir messen die Feuchte." */
const troubleAsked =
  /^(?!.*\b(sie|ihr|ihnen|ihre?[nmrs]?|du|dir|wir|uns|ich|mir|wer|was|wann|wie|wo|warum|welche[nrs]?)\b)[^?!.]{5,60}\?$/;
const weDoIt =
  /(?:\? |^)wir (messen|reinigen|sanieren|streichen|daemmen|entkalken|entrosten|polieren|ruesten) (?!(sie|es|das|ihn|ihnen|ihre?n?|dir|dich) )(?!.*\b(heute|morgen|uebermorgen|termin|\w+tag)\b)|(?:\? |^)wir (kommen|helfen) (ihnen )?(24\/7|rund um die uhr|tag und nacht)\b/;

/** Come in free: whoever likes is asked. */
const freeEntry =
  /\b(der )?eintritt (ist |bleibt )?(frei|kostenlos|kostenfrei)\b|\beintritt:? frei\b|\b(anmeldung (ist )?(erbeten|erforderlich|erwuenscht|nicht noetig)|ohne (vor)?anmeldung)\b.{0,60}\b(eintritt|vortrag|kurs|abend|gaeste|willkommen|plaetze)\b/;

/** "Für Kurzentschlossene: …", "holt ihn euch, solange welche da sind". */
const forSome =
  /^fuer (alle |unsere )?(kurzentschlossene\w*|spontane|schnellentschlossene\w*|fruehaufsteher\w*|geniesser\w*|unentschlossene|\w{3,}(liebhaber|freunde|fans))\b|\bsolange (es )?(noch )?(welche|was|sie) (da|uebrig|gibt|vorraetig|vorhanden)\b/;
/** When it was looked after last, told as a reminder. */
const lastTime =
  /\berinner\w*\b.{0,80}\b(zuletzt|das letzte mal|letztmals|letztmalig)\b.{0,40}\b(\w*inspektion|\w*wartung|\w*service|\w*check|gewartet|geprueft|gereinigt|bei uns|hier|\w*schnitt|sehtest|hoertest|tuev|prophylaxe|reinigung)\b/;
/** "Handwerk hautnah: Am Samstag dürfen alle an die Drehbank." */
const handsOn =
  /\bhandwerk (hautnah|zum anfassen|live|erleben)\b|(?<!\b(sie|ihr|wir) )\b(duerfen|koennen) (alle|gross und klein|besucher\w*|neugierige|interessierte) (selbst |mal |einmal )*(an|mit|hinter|ran) /;
/** Whoever likes may come. */
const allWelcome =
  /\b(gaeste|besucher\w*|zuschauer\w*|zuhoerer\w*|interessierte|jede[rs]?|jedermann|neugierige|freunde)( \w+){0,3} (sind|ist|seid) (\w+ )?willkommen\b|\b(gaeste|besucher|zuschauer|interessierte|neugierige) (sind |herzlich )*willkommen\b/;

/** What children and grown-ups are asked to join in: "Kinderschmieden am 27.12., bitte anmelden". */
const joinIn =
  /\b(kinder\w{4,}|\w*(basteln|schmieden|backen|drechseln|toepfern|naehen|schnitzen|flechten|kranzbinden|fuehrung)) (am|ab|jeden|mit|im) .{0,80}\banmeld(en|ung)\b/;
/** A chair is free, and whoever likes may have it. */
const whoLikes =
  /^(na,? |und )?wer (mag|will|moechte|hat (lust|interesse))( (noch|ihn|sie|es|haben|dabei sein|kommen|mit|mitmachen))*\?$/;
/** "Wir brauchen dich. Ausbildung zum Raumausstatter ab August." */
const needsYou =
  /^wir brauchen (dich|euch)\W*$|\b(fang|fangen|steig|steigen) (sie |doch |gleich )*bei uns (an|ein)\b|^(deine |unsere )?ausbildung (zu[rm]|als) \w+( \w+){0,2} (ab|zum|in|bei)\b/;

/** A hope for more orders, dressed as a wish. */
const againForYou =
  /\b(wuerden|wuerde|taeten) (wir )?(uns|mich) (sehr |riesig )?freuen,? .{0,40}\b(wieder|weiterhin|auch kuenftig|auch in zukunft|noch einmal|bald)\b.{0,30}\b(fuer (sie|euch|dich) (da (zu )?sein|arbeiten|taetig|im einsatz)|beauftrag\w*|auftrag\w*)|\bfreuen (wir )?uns( \w+)?,? wenn (sie|ihr) (uns |im |in |auch |\w+ ){0,5}(wieder|weiterhin|erneut)\b.{0,30}\b(auftrag|auftraege|beauftrag\w*|vertrauen|buchen|bestellen)\b/;

const quietly = either(asked, quote, complaint);
export const quietCues: readonly Cue[] = [
  { kind: "review", weight: 2, pattern: praiseUsOnline, unlessText: either(asked, complaint) },
  {
    kind: "discount",
    weight: 2,
    pattern: priceCut,
    unless: appointed,
    unlessText: either(requested, quote, complaint),
  },
  { kind: "discount", weight: 2, pattern: firstComers, unlessText: quietly },
  { kind: "novelty", weight: 2, pattern: weAlso, unless: either(appointed, theirsOrHours), unlessText: quietly },
  { kind: "pitch", weight: 2, pattern: comesToAdvise, unless: appointed, unlessText: quietly },
  ...[
    { pattern: neglected, beside: datePut },
    { pattern: datePut, beside: neglected },
  ].map(({ pattern, beside }): Cue => {
    return {
      kind: "maintenance",
      weight: 2,
      pattern,
      unless: either(contracted, appointed),
      unlessText: either(contracted, requested, complaint, why, new RegExp(`^(?!.*(?:${beside.source}))`)),
    };
  }),
  { kind: "pitch", weight: 2, pattern: atYoursToo, unless: appointed, unlessText: quietly },
  { kind: "pitch", weight: 2, pattern: sameForYou, unlessText: quietly },
  {
    kind: "pitch",
    weight: 2,
    pattern: unlikeOthers,
    unlessText: either(quietly, /^(?!.*[.!?] (bei uns|wir|mit uns)\b)/),
  },
  {
    kind: "pitch",
    weight: 2,
    pattern: troubleAsked,
    unlessText: either(quietly, appointed, new RegExp(`^(?!.*(?:${weDoIt.source}))`)),
  },
  { kind: "event", weight: 2, pattern: handsOn, unless: appointed, unlessText: asked },
  { kind: "event", weight: 2, pattern: freeEntry, unlessText: asked },
  {
    kind: "event",
    weight: 2,
    pattern: joinIn,
    unless: /\b(ihre?n?|deine?n?|eure?n?) (\w+ )?anmeldung\b/,
    unlessText: asked,
  },
  { kind: "urgency", weight: 2, pattern: whoLikes, unlessText: asked },
  { kind: "urgency", weight: 2, pattern: forSome, unlessText: asked },
  { kind: "maintenance", weight: 2, pattern: lastTime, unless: either(contracted, why), unlessText: requested },
  { kind: "event", weight: 2, pattern: allWelcome, unlessText: asked },
  { kind: "job", weight: 2, pattern: needsYou, unlessText: /\bbewerbung\b/ },
  { kind: "pitch", weight: 2, pattern: againForYou, unless: appointed, unlessText: quietly },
];
