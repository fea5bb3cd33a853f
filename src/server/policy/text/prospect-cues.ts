// Adverts that look for the next job: what was seen in passing, what somebody once wished for, a free week, friends who
// build, a vote, and sentences that could stand on the van.
import { type Cue, either } from "./cue.ts";
import {
  appointed,
  asked,
  complaint,
  contracted,
  enclosed,
  quote,
  requested,
  unobtainable,
} from "./service-context.ts";

/** What a house gets once in decades: nobody brings it up in passing but to sell it. */
const bigThing =
  "(solaranlagen?|photovoltaik\\w*|pv-anlage|balkonkraftwerk|wallbox|waermepumpe|klimaanlage|enthaertungsanlage|kachelofen|kaminofen|kamin|sauna|pool|wintergarten|gartenhaus|carport|terrassendach|terrassenueberdachung|treppenlift|smart ?home|einbaukueche|traumbad)";
const wish = new RegExp(
  [
    // "Sie wollten doch schon immer ein Gartenhaus"
    "\\b(sie|ihr|du) (wolltet?n?|wolltest|traeum\\w*) (doch |ja )?(immer schon|schon (immer|lange|laenger)|seit (langem|jahren)) (eine?n?|von|mal|einmal|mehr|was)\\b",
    // "Wäre für Sie nicht auch eine Solaranlage interessant?"
    `\\b(waere|ist) (das )?(fuer|bei) (sie|ihnen|euch|dich|dir) (nicht |vielleicht )*(auch |noch )(ein|eine|einen) [\\w -]{3,40} (interessant|was|etwas|sinnvoll)\\b`,
    // "Wie wär's mit Sauna?", "Reden wir über Ihr neues Dach"
    `\\bwie (waere?s|waere es|waere's|waer's) (denn |doch |mal )?mit (ein\\w* |ner )?${bigThing}\\b`,
    `^(reden|sprechen) wir (mal |doch |einmal )?ueber ihre?n? (neue[nrs]? \\w+|${bigThing})\\b`,
    // "Eine Sauna wäre bei Ihnen eine Überlegung wert"
    "\\bwaere (\\w+ ){0,4}eine ueberlegung wert\\b",
    // "Wenn Ihnen das Rasenmähen zu viel wird"
    "\\bwenn (ihnen|euch|dir) (das|die|der) [\\w -]{3,30} zu (viel|schwer|anstrengend|muehsam|gefaehrlich) wird\\b",
  ].join("|"),
);

/** "Wir wollten nur mal hören, ob bei Ihnen etwas am Haus geplant ist", "steht bei Ihnen eine Renovierung an?" */
const anyPlans = either(
  /\bob (sie|ihr|du|bei (ihnen|euch|dir)|es bei (ihnen|euch))\b.{0,60}\b(etwas|was|irgendwas|arbeiten|ein projekt|projekte|eine renovierung)\b.{0,50}\b(geplant|vor ?(haben|habt|hast)|planen|plant|ansteht|anliegt|anfaellt|zu tun)\b/,
  /\b(falls|wenn|sollte) bei (ihnen|euch|dir) ((noch|mal|wieder|demnaechst|bald|irgendwann|dieses jahr) )*(etwas|was) ((noch|mal|demnaechst|groesseres|kleineres) )*(liegt|ansteht|anliegt|geplant ist|anfaellt|zu (tun|machen) ist)\b/,
);

/** "Beim Vorbeifahren habe ich gesehen, dass Ihre Fassade grün wird, soll ich mal schauen?" */
const inPassing =
  /\b(beim vorbei(fahren|gehen|laufen)|im vorbei(fahren|gehen)|von der strasse aus)\b.*\b(gesehen|aufgefallen|bemerkt|sieht man)\b/;
const mayWe =
  /\b(soll|sollen|darf|duerfen|koennen|koennten|wuerden|wuerde|haetten|moechten|wollen) (ich|wir|sie|ihnen) .{3,60}\?|\bdas (machen|erledigen|richten|uebernehmen) wir\b/;
/** "Uns ist aufgefallen, dass Ihre Garage noch das alte Schwingtor hat." */
const stillTheOld =
  /\b(aufgefallen|gesehen|bemerkt),? dass (sie|ihre?|bei ihnen)\b.{0,60}\bnoch (das|die|den|ein|eine|einen|mit) (\w+ )?(alte[nrms]?|veraltete[nrms]?|einfach\w*|\d+ jahre)\b/;
const ourSite = /\b(baustelle|plane|geruest|absperrung|container|schild|wagen|werkzeug|laeuft|brennt|schluessel)\b/;

/** "Haben Sie Ihr Dach schon kontrollieren lassen?" */
const haveYouHad =
  /\b(haben|habt|hast) (sie|ihr|du) (ihre?n?|eure?n?|deine?n?) \w+ ((schon|eigentlich|dieses jahr|mal|bereits|heuer|einmal) )+(\w{4,}(ieren|pruefen|checken|warten|reinigen|kehren|anschauen|ansehen|daemmen)) lassen\?/;
const fault =
  /\b(stoerung|fehler|defekt|kaputt|tropf\w*|undicht|ausgefallen|bescheid|frist|mangel|maengel|protokoll|abnahme|gutachten|nachweis|versicherung|sonst|bevor|dafuer|dazu|brauchen)\b/;

/** True of all such things, and then what we do about it: "Nach dem Sturm sollte jedes Dach angesehen werden. Das machen wir." */
const ofAll =
  /\b(sollte|sollten|gehoert) (man |auch )?(jede[rsn]?|alle|eine?n?|die) (?!ihre|raeume)\w+ .{0,60}\b(werden|sein|haben|lassen)\b|\bman sollte\b|\b(sie|ihr) sollten? (unbedingt |auch )?(an|ueber) .{3,40} (nach)?denken\b|\bsollten (sie|ihr) (unbedingt |auch )?(an|ueber) .{3,40} (nach)?denken\b/;
const weTakeOver =
  /\b(das|dies) (machen|erledigen|uebernehmen|pruefen) wir (gern |gerne |auch )*fuer (sie|euch)\b|\bwir (\w+en) (das |es |auch )*(gern|gerne)\b/;

/** Friends and neighbours: who sends some, and who may have it as well. */
const friends =
  /\b(haben|kennen|habt|kennt|hast|kennst) (sie|ihr|du) (noch |auch |vielleicht |zufaellig )*(bekannte|freunde|freundinnen|nachbarn|verwandte|kollegen|leute|jemanden?),? (die|der) (auch |gerade |noch |gern |einen? |eine |ein )*(\w+ ){0,3}(such\w*|brauch\w*|bau\w*|plan\w*|renovier\w*|sanier\w*|will|wollen|moecht\w*)\b/;
const nextDoor = /\bbei (ihre[mnr]|den|der|dem) (\w+ )?nachbar\w*\b/;
const ifYouToo = /\b(wenn|falls) (sie|ihr) (auch|ebenfalls|ebenso)\b.{0,40}\b(wollen|moechten|wollt|brauchen)\b/;
const callsOnYou =
  /\b(unsere?|der|die) (vertreter\w*|fachberater\w*|energieberater\w*|aussendienst\w*|handelsvertreter\w*)\b.{0,60}\b(gegend|region|naehe|nachbarschaft|viertel|ort|klingel\w*)\b/;

/** "Stimmen Sie für uns ab", "jede Stimme zählt". */
const vote =
  /\b(stimmen? (sie |bitte |gern |gerne |doch )*|stimmt (bitte |alle )*|vote[nt]? (sie )?|waehlen? (sie )?)(fuer )?uns\b(?! (bitte )?(ein|eine|einen|die|den|das) )|\bjede stimme (zaehlt|hilft)\b|\b(gebt|geben sie|gib) uns (bitte )?(eure|ihre|deine) stimme\b/;
/** All of it is what one does for us: "Bitte empfehlen", "Liken, teilen, gewinnen". */
const allForUs =
  /^(bitte )?((uns|gern|gerne|und|fleissig|weiter)[, ]+)*(liken|weitersagen|(weiter)?empfehlen|bewerten|abonnieren|folgen|teilen(?=.*\b(liken|gewinnen|folgen)\b))([ ,&+]+(und )?(liken|teilen|weitersagen|(weiter)?empfehlen|bewerten|abonnieren|folgen|gewinnen|kommentieren))*\W*$/;
const ownNumber =
  /\bspeicher(n|e|t)? (sie |euch |dir |sich |ihr )*(doch |gern |gerne |gleich |am besten |schon mal )*(unsere|die|meine) (telefon|handy|notdienst)?nummer\b(?!.*\b(neue|alte|geaendert|gilt|stoerung|gewaehrleistung)\b)/;
const bestOfAll =
  /\b(wir sind|sind wir|als|der|die|das|ihre?) (\w+ ){0,2}(nr\.?|nummer) ?(1|eins) (in|im|am|fuer|der|beim)\b|\b(der|die|das) beste[nr]? \w+ (deutschlands|oesterreichs|bayerns|sachsens|hessens|der (stadt|region|welt|gegend|branche)|im (ort|landkreis|land|umkreis|kreis)|weit und breit|in der (region|gegend|stadt|umgebung))\b/;

/** Who opens a business, and hopes that those who know them come along. */
const ownBusiness =
  /\b(habe? mich|bin jetzt|bin nun|haben uns|hab mich) (jetzt |nun |endlich |zum \S+ |seit \S+ )*selbst?staendig\b|\b(mein|ihr) eigener chef\b|\b(uns|mir) (\w+ )?(die treue halten|treu (bleiben|bleibt|sind))\b|\bmeine (alten|bisherigen|lieben) kunden (\w+ )?mitkommen\b|\b(sind|bin) (der|die|ihre?|euer) neue[r]? \w+(betrieb|meister|meisterin|laden|werkstatt|schreinerei|tischlerei) (im|in|am)\b/;
const doorOpen =
  /\btuere?n? (steht|stehen|ist|sind) (ihnen |euch |dir |allen |fuer sie )(immer |jederzeit |stets |gern |gerne )?offen\b/;

/** "Wir dürfen jetzt auch Gas": a new line of work, in one word. */
const nowAlso =
  /\bwir (koennen|duerfen) (jetzt|nun|ab sofort|neuerdings|seit \w+) auch (?!\w*(termin|nacht|tag|tags|uhr|ohne|ihre?n?|bei|mit|am|im|um|erst|schon|die|den|das|wieder|nicht)\b)(?!\w+(en|ern|eln)\b)[\w-]{3,}(,|!|\.| und\b|$)/;
/** "Den Filter, den Ihre Schwester hat, gibt es jetzt in klein." */
const comesIn =
  /\bgibt es (jetzt|nun|ab sofort|endlich|neuerdings) (auch )?(in (der|dem|einer|einem|\w+en) |als |fuer (aussen|innen|kinder|zuhause))(?!.*\b(nur|leider|nicht|statt)\b)/;
const nowCheaper =
  /\b(ist|sind|waere|waeren) (jetzt|gerade|nun|derzeit|diese woche|heute|wieder) (\w+ )?im angebot(?! (drin|enthalten|mit|beruecksichtigt|aufgefuehrt|eingerechnet|als|unter|auf|nr|nummer))\b|\b(den|die|das) sie (sich )?(\w+ ){0,4}(angeschaut|angesehen|geschaut|interessiert)\b.{0,40}\bist (jetzt|gerade) .{0,30}\b(guenstiger|billiger|reduziert)\b/;

/** Days and weeks of a thing, and a thing's own campaign: "Kellersanierungswochen bei …", "Haustüraktion verlängert". */
const campaign = either(
  /\b(?!kalender|arbeits|ferien|werk|feier|urlaubs|liefer|projekt|brueck|bruecken|trocken|warte|bau|schul|karenz|kranken|praktikums|probe)\w{5,}(wochen|tage)(?<!\b(dienstage|donnerstage|samstage|sonntage|montage|feiertage|\w+montage)) (bei|im|in unserem|mit) (?!(ihnen|ihre[mrn]?|der|den|februar|maerz|april|mai|juni|juli)\b)\w+/,
  /\b(?!rueckruf|austausch|umtausch|such|hilfs|rettungs|trans|inter|raeum|putz|auf(raeum|bau)|kontr|extr|attr|abstr|red)\w{3,}aktion(en)?\b(?! (von|des|der|vom) )(?=.*\b(verlaenger\w*|startet|laeuft|endet|beginnt|gestartet|nur|noch bis|wieder da)\b)/,
);

/** What could stand on the van: "Schimmel ist kein Schicksal", "Parkettleger gesucht? Gefunden!", "Sie haben Moos, wir haben Dampf". */
const motto =
  /^(?!.*\b(heute|morgen|bitte)\b).{3,40}\b(ist|sind) kein schicksal\b|\bgesucht( und |, )gefunden ?!|^(sie|ihr|du) (haben|habt|hast) (?!(den|die|das|ihre?n?|eine?n?|noch|morgen|heute) )[\w-]+, wir (haben|machen|bringen|bauen) [\w-]+\W*$|^(tschuess|adieu|ade|servus|bye),? \w+,? (hallo|willkommen|gruess gott|hello) \w+/;

/** Who buys gets something: "Kaufen Sie einen dazu, zahlen Sie keine Anfahrt", "wer jetzt tauscht, bekommt …". */
const whoBuys = either(
  /^(kaufen|bestellen|buchen|beauftragen|unterschreiben) (sie|ihr)\b(?!.*\b(selbst|selber)\b).{0,80}, (zahlen|sparen|bekommen|erhalten|kriegen|entfaellt|entfallen|schenken|uebernehmen)\b/,
  /\bwer .{3,60}\b(tauscht|bestellt|kauft|wechselt|umsteigt|umruestet|nachruestet|beauftragt|saniert|daemmt|modernisiert|bucht), (der )?(bekommt|spart|erhaelt|kriegt|profitiert|zahlt (nur|keine?n?|weniger))\b/,
  /^(jetzt|heute|sofort|einfach|bis \w+|noch \d{4}) [^.?!,]{0,40}(beauftragen|bestellen|kaufen|buchen|planen|tauschen|wechseln|umsteigen|modernisieren|sanieren|nachruesten)(,| und) [^.?!]{3,40}(zahlen|mitnehmen|sparen|kassieren|profitieren|sichern|geniessen)\W*$/,
  // "App laden und 5 € sichern": whoever does it gets money.
  /^(?!.*\b(be|ein)?zahlen\b|.*\b(ueberweisen|begleichen)\b)([\w-]+ ){0,4}[\w-]+en(,| und) (\d{1,4}|bis zu \d{1,4}) ?(euro|€) (\w+ )?(sichern|kassieren|abstauben|absahnen|einstreichen|gewinnen)\W*$/,
  /\b(\w*app|newsletter|kundenkonto|kundenkarte)\b ([\w-]+ ){0,2}[\w-]+en(,| und) (\d{1,4}|bis zu \d{1,4}) ?(euro|€|%|prozent)( \w+)? (bekommen|erhalten|kriegen|sparen|geschenkt)\W*$/,
  /\b(stamm|neu|bestands)kund\w* (erhalten|bekommen|kriegen|zahlen|sparen)\b/,
);
/** "Ich verkaufe auch Kaminholzregale", "ich will Ihnen ja nichts aufschwatzen, aber …" */
const weSell =
  /\b(ich|wir) (verkaufe|vermiete|verleihe|biete)n? (auch|ausserdem|zusaetzlich|uebrigens)\b(?! keine?)|\b(ich|wir) (will|moechte|wollen|moechten) (ihnen|euch|dir) (ja )?nichts (aufschwatzen|andrehen|verkaufen),? aber\b/;
const bringFriends =
  /\b(bringen|bringt|schicken|schickt) (sie )?((uns|gern|gerne|ruhig|doch|einfach|auch|ihre|eure) )*(bekannte|freunde|nachbarn|freundinnen|familie und freunde|freunde und bekannte)\b(?!.*\b(helfen|tragen|anpacken|schluessel)\b)/;
/** "Haben Sie noch einen alten Sicherungskasten? Dann wird es Zeit." */
const stillOld =
  /^(haben|habt) (sie|ihr) (\w+ )?noch (eine?n?|ihre?n?) (alte[nrs]?|uralte[nrs]?|veraltete[nrs]?) \w+\b.*\?/;
const itIsTime =
  /\b(wird|ist|waere) es (hoechste )?zeit\b|(?:[?.!] |^)wir (tauschen|wechseln|ersetzen|modernisieren|bauen|entsorgen)\b/;

/** "Haben Sie schon an eine Garantieverlängerung gedacht?" */
const thoughtOf =
  /\b(haben|habt|hast) (sie|ihr|du) (schon |auch |eigentlich |mal |einmal )+(an|ueber) eine?n? (?!(loesung|farbe|variante|termin|andere)\b)[\w -]{3,50} (nach)?gedacht\?/;
/** "Hätten Sie Interesse an einem Wartungsvertrag?" Whether they still want what was offered is another question. */
const interested =
  /\b(haben|haetten|habt|haettet|hast|haettest|bestuende|besteht) (sie|ihr|du|bei ihnen) ((vielleicht|auch|evtl|grundsaetzlich) )*interesse an (eine[mnr]|unserem|unserer) (?!(\w+ )?(angebot|termin|vorschlag|loesung|farbe|variante)\b)[\w -]{3,50}\?/;
/** "Der Handlauf ist montiert. Wir bauen auch Treppenlifte." */
const alsoBuild =
  /^(uebrigens,? |ausserdem,? )?wir (bauen|machen|liefern|reparieren|fertigen|verlegen|montieren|streichen|reinigen|restaurieren|polstern|schleifen|installieren) (uebrigens |gern |gerne )?auch (?!\w+(s|lich|weise)\W*$)(?!(morgen|heute|weiter|gleich|alles|mit|die|das|den|ihre?n?)\b)[\w-]{4,}( und [\w-]+)?\W*$/;

/** "Ihr letzter Kundendienst bei uns war im Mai 2025": without a contract that is AD-1's reminder, and nothing else. */
const sinceThen =
  /\b(ihre?|deine?|eure?) letzte[rs]? \w*(kundendienst|wartung|inspektion|service|check|reinigung|oelwechsel|durchsicht|pflege) (\w+ ){0,3}(war|ist|liegt|fand)\b.{0,40}\b(20\d\d|her|zurueck|jahre?n?|monaten?)\b/;
const becauseOf =
  /\b(daher|deshalb|deswegen|darum|weil|dadurch|gewaehrleistung|garantie|scheckheft|protokoll|bericht|rechnung)\b/;
/** "Bis zum 31. gibt es Beschläge gratis." */
const freeTill =
  /\b(bis|nur|heute|diese woche)\b.{0,30}\b(gibt es|gibt's|gibts) [\w -]{2,40} (gratis|umsonst|geschenkt|kostenlos|gratis dazu)\b/;

const quietly = either(asked, quote, complaint);
/** Two sentences that advertise together: each is a cue beside the other. */
export function together(kind: Cue["kind"], [one, other]: readonly [RegExp, RegExp], not: RegExp): Cue[] {
  return [
    { pattern: one, beside: other },
    { pattern: other, beside: one },
  ].map(({ pattern, beside }) => ({
    kind,
    weight: 2,
    pattern,
    unless: appointed,
    unlessText: either(requested, complaint, contracted, not, new RegExp(`^(?!.*(?:${beside.source}))`)),
  }));
}

export const prospectCues: readonly Cue[] = [
  { kind: "pitch", weight: 2, pattern: wish, unless: appointed, unlessText: either(quietly, unobtainable) },
  { kind: "pitch", weight: 2, pattern: anyPlans, unless: appointed, unlessText: quietly },
  ...together(
    "pitch",
    [either(inPassing, stillTheOld), either(mayWe, /\b(sicherer|besser|sparsamer|leiser)\b/)],
    ourSite,
  ),
  { kind: "maintenance", weight: 2, pattern: haveYouHad, unlessText: either(quietly, contracted, fault) },
  ...together("maintenance", [ofAll, weTakeOver], fault),
  ...together("maintenance", [stillOld, itIsTime], fault),
  { kind: "discount", weight: 2, pattern: whoBuys, unlessText: either(asked, complaint) },
  { kind: "pitch", weight: 2, pattern: weSell, unlessText: asked },
  { kind: "maintenance", weight: 2, pattern: sinceThen, unlessText: either(quietly, contracted, appointed, becauseOf) },
  { kind: "discount", weight: 2, pattern: freeTill, unlessText: quietly },
  { kind: "pitch", weight: 2, pattern: either(thoughtOf, interested), unlessText: quietly },
  {
    kind: "pitch",
    weight: 2,
    pattern: alsoBuild,
    unlessText: either(quietly, /^(ja|nein|klar|doch|natuerlich|gern|gerne|wir)\b/),
  },
  { kind: "review", weight: 2, pattern: either(friends, bringFriends), unlessText: asked },
  { kind: "pitch", weight: 2, pattern: callsOnYou, unless: appointed, unlessText: asked },
  ...together("pitch", [nextDoor, ifYouToo], /\bschluessel\b/),
  { kind: "review", weight: 2, pattern: vote, unless: /\btermin\w*|\bfarbe\b/ },
  { kind: "review", weight: 2, pattern: allForUs },
  { kind: "pitch", weight: 2, pattern: ownNumber, unlessText: asked },
  { kind: "pitch", weight: 2, pattern: bestOfAll, unless: /\bzimmer|\bwohnung|\bhaus nr|\bloesung|\bweg\b/ },
  { kind: "pitch", weight: 2, pattern: ownBusiness, unless: /\b(nicht mehr|deshalb|daher)\b/ },
  { kind: "pitch", weight: 2, pattern: doorOpen },
  { kind: "novelty", weight: 2, pattern: nowAlso, unless: appointed, unlessText: quietly },
  { kind: "novelty", weight: 2, pattern: comesIn, unlessText: either(requested, complaint, unobtainable) },
  { kind: "offer", weight: 2, pattern: nowCheaper, unlessText: enclosed },
  { kind: "offer", weight: 2, pattern: campaign, unless: appointed, unlessText: requested },
  { kind: "pitch", weight: 2, pattern: motto, unlessText: requested },
  { kind: "pitch", weight: 2, pattern: /\bgesucht\?$/, unlessText: /^(?!.*\bgesucht\? (und |schon )?gefunden\b)/ },
  {
    kind: "pitch",
    weight: 2,
    pattern: /\babhilfe (schafft|schaffen|bringt|bringen)\b.{0,60}\b(von|bei) uns\b/,
    unlessText: quietly,
  },
];
