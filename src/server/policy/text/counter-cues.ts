// What lies on the counter or in the yard, put to somebody who did not ask for it: "Brauchst noch an Christbaum?"
import { type Cue, either } from "./cue.ts";
import { appointed, asked, complaint, toDecide } from "./service-context.ts";

/** Goods one takes along, never a part of the job at the customer's house. */
const goods =
  /\b\w*(christbaum|christbaeume?|weihnachtsbaum|weihnachtsbaeume?|tannenbaum|tannenbaeume|nordmann\w*|adventskranz|adventskraenze|gesteck|gestecke|stollen|lebkuchen|plaetzchen|gans|gaense|ente|enten|karpfen|lammbraten|brennholz|kaminholz|briketts?|pellets|winterreifen|sommerreifen|allwetterreifen|grabkerzen?|geschenke?|gutscheine?|blumenzwiebeln|balkonblumen|honig|kartoffeln|streusalz|gartenmoebel|sonnenbrille|sonnencreme|schneeketten|fahrradhelm|grillfleisch|grillgut|bratwuerste)\b/
    .source;
const asksWhoNeeds = new RegExp(
  `\\b(brauch(st|ts|en|t|a|ma)?|sucht?s?|suchst|suchen|fehlt|felt|hams|habts?|hobts?|haben|hast|host)\\b (\\w+ ){0,4}(noch|no|nu|scho|schon) (?!(den|die|das|der|ihre?n?|deine?n?|eure?n?)\\b)(\\w+ ){0,2}${goods}[^.!]*\\?`,
);

/** Things of the job, of a paper or of a talk, which one may need more of. */
const ofTheJob =
  /\b(fragen?|rueckfragen|was|etwas|hilfe|zeit|infos?|informationen|unterlagen|\w*rechnung(en)?|kopien?|\w*bescheinigung|\w*nachweis|beleg\w*|quittung\w*|fotos?|bilder|schluessel|angaben|adresse|nummer|termin\w*|leiter|platz|strom|wasser|bedenkzeit|aenderung\w*|wuensche|ersatz\w*|mehr|laenger|bis)\b/;
const needed = "(brauch|benoetig|moecht|woll|such|haett)\\w*";
/** "Falls Sie noch Rauchmelder brauchen, bringen wir gern welche mit", "falls Sie welche wollen, sagen Sie Bescheid". */
const putBesides = either(
  new RegExp(
    `\\b(falls|wenn) (sie|ihr|du|jemand) (noch |auch |auch noch |ausserdem |zusaetzlich )(?!(\\w+ )?${ofTheJob.source})[\\w -]{3,40}? ${needed},? (dann )?((bringen|haben|haetten|legen|liefern|reservieren|nehmen|koennen|koennten|machen|besorgen) (wir|ich)|(wir|ich) (haben?|haetten?|bringen?|liefern|fuehren))\\b`,
  ),
  new RegExp(
    `\\b(falls|wenn) (sie|ihr|du|jemand|wer) (noch |auch |dann )*(welche|(ein|ein paar|zwei) davon) (noch |auch )*${needed}`,
  ),
);
/** "Wir haben gerade Winterreifen günstig reinbekommen": what came in is nobody's yet. */
const cameIn =
  /\b(haben|ham) (wir )?(grad|gerade|jetzt|wieder|noch|frisch|neu|ganz) (?!(ihre?n?|deine?n?|eure?n?|die|das|den|leider|keine?n?)\b)([\w-]+ ){1,5}(reinbekommen|reingekriegt|rein bekommen|hereinbekommen)\b/;
const bespoken =
  /\b(bestellt\w*|reserviert\w*|ihre?n?|deine?n?|ersatzteile?|anfragen?|auftr(ag|aege)|notf(all|aelle)|notruf\w*|anrufe?|meldung\w*|nachricht\w*)\b/;

/** "Abibälle stehen an!": an occasion called out at the head of a message. */
const calledOut =
  /^(der|die|das|bald|jetzt|schon bald)? ?(?!termin|abnahme|pruefung|wartung|feuerst|zahlung|reparatur)[\w-]{5,} (steht|stehen|naht|nahen|rueckt) (bald |schon |wieder )*(an|bevor|vor der tuer|naeher)? ?!/;

/** "Blumenkränze ab 15 €" and no more: a price tag, put where nobody asked. */
const priceTag =
  /^(?!.*\b(ihre?n?|deine?n?|\w*(anfahrt|reparatur|stunde|arbeitszeit|abschlag|anzahlung|termin|kosten|miete|gebuehr|porto|versand|lieferung|montage|entsorgung)\w*)\b)[\w-]{4,}( [\w-]{2,}){0,2} (schon )?ab \d[\d.,]* ?(€|euro|eur)\W*$/;
/** "3 Geranien 5 €": so many of what stands outside the shop, and what they cost. */
const bunchTag =
  /^\d{1,2} (geranien|stiefmuetterchen|tulpen|rosen|primeln|hornveilchen|petunien|stauden|kraeuter(toepfe)?|begonien|chrysanthemen|astern|eriken|broetchen|brezeln?|krapfen|berliner|bratwuerste)( (nur|fuer))? \d[\d.,]* ?(€|euro|eur)\W*$/;
/** "Urlaubs-Check für Ihr Auto: 19,90 €": a season's check and its price. */
const seasonalCheck =
  /(?:^|[:,;–] )(urlaubs|ferien|reise|oster|winter|sommer|herbst|fruehjahrs|fruehlings)-?check( fuer (ihre?n?|deine?n?|eure?n?) [\w-]+)?[:,]? (nur |schon |jetzt |fuer |ab )*\d[\d.,]* ?(€|euro|eur)\W*$/;
/** What is on the board outside: "Heute im Angebot: Dinkelbrot", "Mittagstisch: Mo Gulasch 7,90". */
const onTheBoard =
  /\b(heute|morgen|diese woche|diesen monat|aktuell|zur zeit|ab (heute|morgen|montag)) (\w+ )?im angebot:|\b(mittagstisch|mittagsmenue?|wochenkarte|tageskarte)( \w+){0,2}: .*\d[,.]\d\d\b|\b(heute|jetzt|diese woche|diesen monat) (fuer )?nur \d[\d.,]* ?(€|euro|eur)\b/;
const paid =
  /\b(war|waren|kam|kamen|anzahl\w*|angezahlt|\w*rechnung|restbetrag|rest|bezahl\w*|ueberw\w*|berechne\w*)\b/;
/** "Ihre Fassade könnte mal wieder Farbe vertragen." */
const couldDoWith =
  /\b(ihre?|deine?|eure?) [\w-]+ koennten? (ruhig |gut |auch |schon )*mal (wieder )?.{0,40}\bvertragen\b/;
/** "Gern machen wir Ihnen auch für die Garage ein gutes Angebot." */
const goodOffer =
  /\bmachen? (wir|ich) (ihnen|dir|euch) .{0,50}\bein (sehr |richtig )?(gutes|faires|attraktives|tolles|schoenes|besonderes) angebot\b|\b(bei|mit) (neu)?abschluss (eines|einer) .{0,60}\b(sparen|spart|erhalten|bekommen|entfaellt|gibt es)\b/;
/** "Falls Freunde einen Maler brauchen." */
const toldOn =
  /\b(falls|wenn|sollten) (ihre |deine |eure )?(freunde|freundinnen|bekannte|verwandte|nachbarn|kollegen)\b.{0,30}\b(eine?n? )(\w+ )?(maler|dachdecker|elektriker|klempner|installateur|tischler|schreiner|fliesenleger|gaertner|friseur\w*|optiker\w*|floristin|schneiderin?|handwerker|fachmann|fachbetrieb|\w+bauer|werkstatt) (brauchen|suchen|benoetigen)\b/;

/** "Wenn's ums Dach geht: Meier": a trade and a name, and no more. Whom to ask about a bill or a date is none. */
const slogan =
  /^wenn ?('?s|es) (ums?|um (den|die|das|ihre?n?|deine?n?)) (?!\w*(rechnung|termin|zahlung|mahnung|schluessel|geld|angebot|auftrag|fragen?|adresse|lieferung|versicherung|datenschutz)\b)\w+ geht ?[:–-] ?(?!(\w+ )?(frau|herr|bitte|bei|an|mit|nur|nicht|noch|heute|morgen|sie|ich|wir|uns|ihn|an?rufen|melden|fragen|schreiben|warten)\b)\w+( \w+)?\W*$/;

/** "So schön kann Ihr Bad auch werden." */
const soFine =
  /\bso (schoen|gut|toll|modern|gemuetlich|hell|sauber|neu|edel) (kann|koennte) (auch |bald )?(ihre?|eure?|deine?) [\w-]+ (?!(\w+ )?(nicht|nie|kaum)\b)(\w+ ){0,2}(werden|aussehen|sein|strahlen)\b/;
/** "Verkalkt? Verstopft? Wir kommen!": what may be amiss with anybody, and we. */
const weCome =
  /^wir (kommen|helfen|richten|machen|reparieren|retten|tauschen|koennen) ?(das|es|gern|gerne|sofort)?\W*$/;
const notAmiss = /^(?!(\w+t\? ?){2,}.*\bwir \w+en\b)/;

/** "Jetzt folgen & keine Baustelle mehr verpassen." */
const missNothing =
  /\b(nichts|nie|niemals|keine?n?) (\w+ )?(mehr )?verpassen\b(?<!\b(termin\w*|frist\w*|lieferung\w*|anruf\w*|post|monteur\w*|kollegen) (mehr )?verpassen)/;

/** "Abfluss verstopft? Wir helfen sofort!": trouble anybody may have. Whether it still drips is asked of one customer. */
const troubleOfAnybody =
  /^(?!.*\b(sie|ihr|ihnen|ihre?[nmrs]?|du|dir|deine?[nmrs]?|wir|uns|ich|mir|wer|was|wann|wie|wo|warum|welche[nrs]?|noch|immer|weiter\w*|wieder|jetzt|es|das|alles|sonst|fragen?|probleme?|unklar\w*|hilfe|\w*termin\w*|\w*unterlagen|\w*rechnung\w*|\w*link|apps?|passwort|zugang\w*)\b)[^?!.]{5,60}\?$/;
const weHelp =
  /\? wir helfen (ihnen |euch |dir )?(sofort|schnell|gerne?|umgehend|zuverlaessig|guenstig|fachgerecht|tag und nacht)( und \w+)?\W*$/;
/** "Wasser läuft nicht ab? Wir helfen Ihnen gerne.": what somebody told just now, and an answer to them. */
const toldJustNow =
  /^[^?!.]{5,50}\b(?!nicht)\w+t nicht( (ab|an|auf|aus|ein|zu|mehr|richtig))*\? wir helfen (ihnen|euch|dir) gerne?\W*$/;
/** "Jetzt bestellen, später zahlen", "Bäder auf Raten": money is lent to whoever buys. */
const payLater =
  /\b(erst|jetzt|heute|sofort) (\w+ )?\w+en,? (und )?(spaeter|irgendwann|erst (naechste[ns]?|im|in|ab) \w+) (be)?zahlen\b|^([^.!?]*: )?(neue[ns]? )?\w*(baeder|kuechen|heizungen|daecher|fenster|tueren|moebel|waermepumpen|brillen|reifen|treppen|saunen) (jetzt |auch |einfach |bequem )*auf raten\W*$/;
/** "Kunde werden und sparen": what it takes, and what there is of it. */
const becomeOne = /\b(neu|stamm)?kund(e|in) werden(,| und| &) [^.!?]{2,50}en\W*$/;
const mayOrMust =
  /\b(sie|du|ihr|wir|ich|er|man|koenn\w*|kann|muess\w*|muss|duerf\w*|darf|soll\w*|woll\w*|will|moecht\w*|wuerd\w*)\b/;
/** "Schon an einen Wartungsvertrag gedacht?" */
const thoughtOf = new RegExp(
  `^(und )?(schon|auch schon|eigentlich schon|schon mal) (mal |einmal |auch )?(an|ueber) (eine?n?|unsere?n?) (?!(\\w+ )?${toDecide})[\\w -]{3,50} (nach)?gedacht\\?`,
);
/** "Bei Ihrer nächsten Bestellung sparen Sie mit dem Code …". */
const nextTime =
  /\b(bei|auf|fuer) (ihre[mnr]?|deine[mnr]?|eure[mnr]?|de[mnr]) naechsten \w+ (sparen|sparst|spart) (sie|du|ihr)(?! (sich|dir|euch|nichts|arbeit|wege?|zeit)\b)|\b(sparen|sparst|spart) (sie|du|ihr) (?!(sich|dir|euch)\b)(\w+ ){0,3}bei (ihre[mnr]?|deine[mnr]?|eure[mnr]?|de[mnr]) naechsten\b/;

/** "Bis Sonntag 20 % auf Kissen": a share off whatever there is of it. What is paid on account is another share. */
const offTill =
  /^(nur |noch )?(bis|heute|morgen|am|diese|dieses|im) (\w+ )?(nur |noch )?\d{1,2} ?(%|prozent) auf (?!(das|dem|ihr|unser|mein) (konto|\w*konto)\b|(die|den|das|dem|der|ihre?n?|eure?n?|rechnung|null)\b)\w+/;

export const counterCues: readonly Cue[] = [
  {
    kind: "discount",
    weight: 2,
    pattern: offTill,
    unless:
      /\b(\w*zahl\w*|ueberweis\w*|skonto|\w*konto|\w*steuer|mwst|anzahlung|abschlag|feuchte|grad|drossel\w*|\w*stell\w*|dreh\w*|gemessen|lager|baustelle|\w*fuehler\w*|stufen?|estrich|(zu|noch) nass|trocken\w*)\b/,
    unlessText: either(asked, complaint),
  },
  {
    kind: "pitch",
    weight: 2,
    pattern: troubleOfAnybody,
    unlessText: either(asked, complaint, toldJustNow, new RegExp(`^(?!.*(?:${weHelp.source}))`)),
  },
  { kind: "offer", weight: 2, pattern: payLater, unless: mayOrMust, unlessText: either(asked, complaint) },
  { kind: "pitch", weight: 2, pattern: becomeOne, unless: mayOrMust, unlessText: asked },
  { kind: "pitch", weight: 2, pattern: thoughtOf, unlessText: either(asked, complaint) },
  { kind: "discount", weight: 2, pattern: nextTime, unlessText: either(asked, complaint) },
  { kind: "pitch", weight: 2, pattern: missNothing, unlessText: either(asked, complaint) },
  { kind: "pitch", weight: 2, pattern: soFine, unlessText: either(asked, complaint) },
  { kind: "pitch", weight: 2, pattern: weCome, unlessText: notAmiss },
  { kind: "offer", weight: 2, pattern: seasonalCheck, unlessText: either(asked, /^[^.!?]*\brechnung\b/) },
  { kind: "pitch", weight: 2, pattern: slogan, unlessText: asked },
  { kind: "offer", weight: 2, pattern: priceTag, unlessText: /[.!?] / },
  { kind: "offer", weight: 2, pattern: bunchTag },
  { kind: "offer", weight: 2, pattern: onTheBoard, unless: paid, unlessText: either(asked, complaint) },
  { kind: "maintenance", weight: 2, pattern: couldDoWith, unlessText: either(asked, complaint) },
  { kind: "pitch", weight: 2, pattern: goodOffer, unlessText: either(asked, complaint) },
  { kind: "review", weight: 2, pattern: toldOn, unlessText: asked },
  {
    kind: "pitch",
    weight: 2,
    pattern: asksWhoNeeds,
    unless: either(appointed, /\b(\w*lieferung|bestellt\w*|reicht (es|das|der|die))\b/),
    unlessText: either(asked, complaint),
  },
  { kind: "pitch", weight: 2, pattern: putBesides, unlessText: either(asked, complaint) },
  {
    kind: "pitch",
    weight: 2,
    pattern: cameIn,
    unless: either(appointed, bespoken),
    unlessText: either(asked, complaint),
  },
  { kind: "urgency", weight: 1, pattern: calledOut, unlessText: asked },
];
