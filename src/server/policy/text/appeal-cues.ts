// Cues for appeals that name neither a price nor an occasion: dreams, arrivals, shares for friends, "we are the ones".

import { answering, barePrice, monthlyPrice, monthlyRate, paidAlready } from "./by-the-month.ts";
import { type Cue, either } from "./cue.ts";
import {
  agreed,
  appointed,
  asked,
  complaint,
  contracted,
  printed,
  quote,
  registered,
  requested,
} from "./service-context.ts";

/** What is painted on the van and says nothing of the customer's matter. */
const slogan =
  /^\w+, (auf )?(die|der|das) (man|sie sich|generationen|ein leben|jahrzehnte|begeister\w*|verbind\w*|ueberzeug\w*|mitwachsen)\b|^(ihre?|der|die|das) \w+ (ihres|eures|deines) vertrauens\b|\blassen sie nicht im (regen|kalten|dunkeln)\b|^neue[rsn]? \w+, neue[rsn]? \w*(gefuehl|glueck|leben|freude|ideen|look)\b|^weil (ihre?|deine?|eure?) \w+ (es )?(mehr|das beste|nur das beste|es|sich) (verdient|wert ist)\b|^(sie|du|ihr) (haben|hast|habt) (die|den|das) (idee|traum|wunsch|plan)\b|^(sie|du) ((traeum|plan|wuensch)\w+, wir \w+\b|\w+en, wir \w+n\W*$)|^eine? \w+, eine? \w+,? (und )?eine? neue[srn]? \w+\W*$|\bgute vorsaetze\b|^(eine?n? )?(neue[nrs]? )?[\w-]{5,} gefaellig\?|\b(sonne|natur) schickt keine rechnung\b|\bwir sind (der|die|das|ihre?|deine?|euer) (\w+ ){1,3}in (ihrer|deiner|eurer|der) (naehe|region)\b/;

/** "We have something lovely for you": goods, not a date or a way out. */
const praised =
  /\b(haben|haetten) wir (\w+ )?(eine?n?|etwas) (ganz )?(toll|wunderbar|fantastisch|herrlich|wunderschoen|traumhaft)(e[ns]?)? (?!\w*(loesung|termin|nachricht|neuigkeit|ersatz)\b)\w+ fuer (sie|dich|euch)\b/;

/** A good price, a trial that binds to nothing, hundreds to choose from, and whatever there is of its kind. */
const boast =
  /\bmach(en|e) (wir|ich) (ihnen|euch|dir) (\w+ ){0,2}einen (\w+ )?(guten|fairen|schoenen|besonderen|super) preis\b|\bohne (jede )?verpflichtung\b|\b(ueber|mehr als|rund) (\w*hundert|\w*tausend|\d{3,}) (verschiedene )?\w+ (vorraetig|auf lager|zur auswahl|zur wahl)\b|\bwir (uebernehmen|reparieren) jede[ns]? (?!(tag|morgen|abend|woche|monat|jahr|montag|dienstag|mittwoch|donnerstag|freitag|samstag|zweite|dritte)\w*)\w+/;

/** A need put into the reader's head, and the remedy. */
const need =
  /\bpreise? auf anfrage\b|^auch (?!(die|das|den|der|ihre?n?|deine?n?|eure?n?|dies\w*|am|im|an|in|heute|morgen)\b)\w+ (machen|bauen|reparieren|verlegen|installieren|montieren|liefern|streichen) wir(,|\W*$)|\b(falls|wenn) (\w+ ){0,3}(eltern|nachbar\w*|nachbarschaft|bekannte\w*|freunde|verwandte\w*) (jemand\w*|wen|auch (was|ein\w*|mal)) (\w+ ){0,2}(brauch|such)\w*(?!\w|, d)|\b(falls|wenn) (sie|ihr|du) (auch )?mal (jemand\w*|wen|eine?n guten \w+) (\w+ ){0,4}(brauch|such)\w*\b|\bbei uns auch (kaufen|erwerben)\b(?! oder)|\bmit (einem|einer) neuen \w+ (ist|haben sie) (damit )?(ruhe|schluss)\b|\bhier koennte (ihre?|deine?|eure?) \w+|\bob (sie|ihr|du) nicht (auch|mal|vielleicht) .{0,50}\b(gebrauchen|brauchen) (koenn|k)\w*|\bwie (sieht|saehe) es (\w+ ){0,3}mit (einer|einem|einem|ner|nem) neuen \w+ aus\b|\bsind sie (darauf |schon |gut )*(vorbereitet|geruestet)\?|\bin ihre (gegend|strasse|nachbarschaft) und (reinigen|streichen|pruefen|schneiden|kehren|decken|verlegen)\b/;

/** "We are at your neighbour's roof, shall we look at yours?" */
const nextDoor =
  /\bsoll(en)? (wir|ich|ma|mer|mir) bei (ihnen|euch|dir) (auch|gleich|mal) (\w+ ){0,3}(schauen|gucken|nachschauen|nachsehen|reinschauen|machen|pruefen|streichen|reinigen|anfangen)\b|\b(sind|bin|samma|reissen|bauen|machen) (wir |ich )?(grad|gerade|eh|sowieso) bei (ihrem|deinem|eurem) nachbarn?\b|^wollen (sie|ihr) auch\?|\bwann duerfen wir (sie|euch|dich) (auch )?(begeistern|ueberzeugen|verwoehnen)\b|\bdas koennen (sie|ihr) auch haben\b|\bnachbar(n|in)? (\w+ ){0,3}(ist|sind) (\w+ )?(begeistert|gluecklich) (von|mit) (seine|ihre)[mnr]? neuen?\b/;
/** What was seen there bears on the reader's own house. */
const damage = /\b(verdacht|undicht\w*|tropf\w*|nass\w*|wasser im keller|schaden|schaeden|feucht\w*|rueckstau)\b/;
/** What came to light while the job was done. */
const seenAtWork =
  /\b(beim|bei der|bei den) (\w+ )?\w*(bau|arbeiten|wechsel|tausch|reinigung|wartung|inspektion|durchsicht|montage|abdecken|oeffnen|aufmachen|pruefung|reparatur|kontrolle)\b.{0,60}\b(gesehen|aufgefallen|entdeckt|gemerkt|festgestellt|gefunden|zeigte|kam)\b/;
/** A contract of service, or a month's subscription to one. */
const serviceContract =
  /((wartungs|service|pflege|schutz|inspektions|betreuungs|reinigungs)[\w-]*vertrag|([\w-]+-)?abo(nnement)?)\b/.source;
/** What somebody is asked who has none yet. */
const lacking =
  /\b(haben|hast|habt) (sie|du|ihr) (schon|bereits|eigentlich) ('?n(e|en)?|einen?) (wartungs|service|pflege)vertrag\b(?! (mit|bei) (uns|ein))|\bwollen (sie|ihr) (nicht )?(gleich |auch )*('?n|einen) (wartungs|service|pflege)vertrag\b|\b(wartungs|service|pflege)vertrag\b.*\b(wollen|moechten|haetten) sie (gern |gerne |auch )?(einen|so einen)\?|\bschon winterreifen (drauf|dran|montiert|aufgezogen)\b/;
/** It is put to somebody who did not ask for it. */
const contractPut = either(
  new RegExp(
    `^(jetzt )?${serviceContract} (jetzt )?(abschliessen|buchen|sichern|holen)\\b(?! (sie|koennen|muessen|soll))`,
  ),
  new RegExp(
    `\\b(schliessen|nehmen|unterschreiben|buchen|waehlen|sichern|holen|entscheiden|goennen|vereinbaren|machen) sie (?!bitte)([\\w-]+ ){0,5}(eine?n?|unsere?n?|den|das) (\\w+ )?${serviceContract}`,
  ),
  new RegExp(
    `\\b(mit|durch) (eine[mn]|unsere[mn]) (\\w+ )?${serviceContract}.{0,40}\\b(haben|sind|bekommen|kommen|sparen|waere|waeren|bleib\\w+|passiert|koennen)\\b`,
  ),
  new RegExp(
    `\\b(ein|unser) (\\w+ )?${serviceContract} (bei uns )?(wuerde (?!.*\\bkosten\\b)|haette |lohnt |erspart |schuetzt |beugt |hilft |waere )`,
  ),
  new RegExp(
    `\\b(wie|was) (waere|halten sie|haltet ihr) (es |sie )?(mit|von) (eine[mr]|unsere[mr]) (\\w+ )?${serviceContract}`,
  ),
);
/** The same once more, with what the reader has of it: both together are loud. */
const contractPraised = new RegExp(
  `(?<=\\b[a-z]+en sie .{0,60})${serviceContract}( (ab|dazu|mit))?, (dann|damit|und|so) \\w+`,
);
/** Somebody else wants it, or it exists: a bank, the grid, the customer's own. */
const contractOwed =
  /\b(ihr|ihre[mn]?|deine?[mn]?|eure?[mn]?|laut|gemaess|bereits|bestehende\w*|verlangt|verlangen|vorgeschrieben|pflicht\w*|bank|versicherung|vermieter|netzbetreiber|\w*foerder\w*)\b/;
/** Whose number is looked for has one. */
const unknownNumber = /\b(nummer|finde|gefunden|anderen firma|anderer firma|unterlagen)\b/;
/** Everything for one price, put to whoever has none yet: "Wartungsflat: alles drin, monatlich kündbar". */
const flat = /\b\w*flat(rate)?\b.{0,60}\b(\d+|monat\w*|jahr|alles)\b|\d.{0,30}\b(monatlich|jederzeit) kuendbar\b/;
const ownContract = /\b(ihr|ihre[mn]|dein|der|bestehende\w*) (\w+ )?(\w*vertrag|abo|tarif)\b/;
/** The law demands it, has the reader got it? We see to it. */
const duty = /\b(ist|sind|wird|werden|ab \d{4}|jetzt|gesetzlich) (\w+ ){0,2}(pflicht|verpflichtend|vorgeschrieben)\b/;
const hasReader =
  /^(haben|sind|hast|habt) (sie|ihr|du|ihre?) (schon |bereits |auch |alle |alles )+.*\b(ausgestattet|nachgeruestet|umgeruestet|geprueft|vorbereitet|geruestet|montiert|installiert|dran gedacht|daran gedacht|erledigt)\?$/;
const leftOver = /\bhaben (wir )?(noch )?(\w+ ){1,4}(abzugeben|zu verkaufen|zu verschenken)\b/;

/** What others nearby have already done, held up to the reader. */
const imitation =
  /\b(nachbar|nachbarin|nachbarn|nachbarschaft)\b.{0,60}\b(schon|bereits|laengst)\b.{0,60}\b(entschieden|umgestiegen|umgestellt|umgeruestet|umgesattelt|gewechselt|spar(t|en)|heiz(t|en)|nutz(t|en)|setz(t|en)|vertrau(t|en)|dabei)\b|\b(schon|bereits) (\w+ ){0,3}(nachbarn|familien|haushalte)\b.{0,60}\b(entschieden|umgestiegen|umgestellt|umgeruestet|gewechselt)\b|\b(nachbar|nachbarin|nachbarn|nachbarschaft) (spar|heiz|nutz|setz|vertrau)(t|en) (\w+ )?(schon|bereits|laengst)\b|\bin ihrer (strasse|nachbarschaft|siedlung) (haben|hat|sind) (schon|bereits) (\w+ ){0,3}(familien|haeuser|haushalte|nachbarn|kunden)\b/;
/** Where the neighbour bears on the reader's own job. */
const sameJob = /\b(deshalb|daher|deswegen|darum|gemeinsam|zusammen|geruest|grenze|zaun|hausverwaltung)\b/;

export const appealCues: readonly Cue[] = [
  { kind: "pitch", weight: 2, pattern: imitation, unless: either(appointed, sameJob), unlessText: requested },
  { kind: "pitch", weight: 2, pattern: need, unless: appointed, unlessText: either(requested, contracted, quote) },
  { kind: "pitch", weight: 2, pattern: nextDoor, unless: appointed, unlessText: either(requested, complaint, damage) },
  { kind: "pitch", weight: 2, pattern: lacking, unless: appointed, unlessText: either(asked, unknownNumber) },
  ...[contractPut, contractPraised].map((pattern): Cue => {
    return { kind: "pitch", weight: 2, pattern, unless: either(appointed, contractOwed), unlessText: asked };
  }),
  ...[monthlyPrice, monthlyRate].map((pattern): Cue => {
    return {
      kind: "pitch",
      weight: 2,
      pattern,
      unless: paidAlready,
      unlessText: either(asked, quote, answering, barePrice),
    };
  }),
  { kind: "pitch", weight: 2, pattern: flat, unless: either(appointed, ownContract), unlessText: asked },
  {
    kind: "pitch",
    weight: 2,
    pattern: hasReader,
    unless: appointed,
    unlessText: either(asked, new RegExp(`^(?!.*(?:${duty.source}).*\\bwir \\w+n\\b)`)),
  },
  { kind: "pitch", weight: 2, pattern: leftOver, unless: appointed, unlessText: requested },
  { kind: "pitch", weight: 2, pattern: praised, unless: appointed, unlessText: either(requested, complaint) },
  { kind: "pitch", weight: 2, pattern: boast, unless: appointed, unlessText: either(requested, contracted, complaint) },
  { kind: "pitch", weight: 2, pattern: slogan, unless: appointed, unlessText: either(requested, complaint) },
  {
    kind: "pitch",
    weight: 2,
    pattern:
      /\btraum(kueche|garten|terrasse|haus|dach|moebel|look|frisur|rasen|boden|schrank|balkon)\w*|\bwohlfuehl(oase|bad|ort|klima)\w*|\bwir (verwandeln|zaubern|machen aus) (ihr|ihre|ihrem|ihren|deine?n?m?)\b|\b(sind|waeren) wir (genau |auch |ebenso |immer )?(die richtigen|der richtige|die richtige|ihr ansprechpartner|fuer sie da)\b|\bsind wir (ihr|der) \w*partner\b|\b(stoebern|schnuppern|bummeln) sie\b|\bgoennen sie (?!(dem|der|den) \w+ (noch|bitte|erst)\b)|\bgoenn(t)? (dir|euch|deine\w*)\b|\bgeniessen sie (den|die|das|ihren|ihre) (sommer|winter|fruehling|herbst|neue\w*|eigene\w*)|\bwechseln sie (jetzt |noch )*(zu|auf)\b|\bruesten sie (jetzt |noch )*(nach|auf|um)\b|\b(denken|denk|denkt) (sie |ihr )?(\w+ )?an uns\b|\b(gern|gerne|auch) (\w+ )?in erinnerung (bringen|rufen)\b|\bmerken sie sich (uns|unsere)\b|\bwir kuemmern uns darum\b|\b(erstrahl\w*|in neuem (glanz|gewand|licht|look|kleid))\b/,
    unless: either(
      appointed,
      /stunden|filter|dichtung|batterie|birne|wasser|\b(wird|werden|ist|sind)\b.*\b(geliefert|eingebaut|montiert|aufgebaut|abgeholt)\b/,
    ),
    unlessText: either(requested, contracted, complaint),
  },
  {
    kind: "novelty",
    weight: 2,
    pattern:
      /\b(die|unsere) neue[n]? \w*(mode|kollektion|modelle|saison|kataloge?|linie|sorten)\b.{0,20}\b(eingetroffen|angekommen|da|erhaeltlich)\b|\b(frisch|soeben|gerade|endlich|neu) (eingetroffen|angekommen)\b.{0,20}\b(unsere|neue[ns]?|fruehjahr|sommer|herbst|winter)\w*|\b(eingetroffen|angekommen|da) sind (die|unsere) neue[ns]?\b|\bneue[rsn]? im (laden|regal|salon|haus)\b|\bneu(e[rsn]?)? (\w+ )?(im|in unserem|bei uns im) (laden|regal|salon|geschaeft)\b|\b(fruehjahrs|sommer|herbst|winter)(modelle|kollektion)\w*|\bfarben? des jahres\b|\btrendfarbe\w*/,
    unless: /ihre bestell|bestellte/,
    unlessText: either(requested, complaint),
  },
  {
    kind: "discount",
    weight: 2,
    pattern:
      /\w*(schluss|raeumungs|lager|sonder|total)verkauf\w*|\b(wir raeumen|lager|alles) .{0,20}\bmuss (raus|weg)\b|\b(raeumen|leeren) (wir )?(das|unser) lager|\b(zahlen|zahlt|zahlst) (\w+ ){0,3}(nur )?(die haelfte|halb|weniger|nichts extra)\b|\bdie haelfte (von|billiger|guenstiger)|\b(sonder|vorzugs|besondere|attraktive|guenstige|gute|super) ?\w*(konditionen|bedingungen)|\b(kennenlern|einfuehrungs|schnupper|neukunden|winter|sommer|fruehbucher|spar|messe)-?preise?n?\b|\b(gibt|gibts|gibt's) (es )?(gratis |umsonst |obendrauf |oben drauf |noch )*dazu\b|\bgratis dazu\b|\b\d{1,2} ?(%|prozent) auf (\w+ )?\w*(produkte|artikel|sortiment|straeusse|brillen|helme|pflege\w*|zubehoer|moebel|farben|lampen|modelle|ware\w*)\b/,
    unless: either(registered, /skonto|rechnung|bestaetigt|nachlass wie/),
    unlessText: either(complaint, quote, printed, agreed),
  },
  {
    kind: "review",
    weight: 2,
    pattern:
      /\b(bring|bringen|bringt) (sie )?(deine?n?|eine?n?|ihre?n?|eure?n?) (\w+ )?(freund|freundin|freunde|nachbar\w*|bekannte\w*|mama|mutter|papa|kolleg\w*)\b.{0,20}\bmit\b|\b(kennen|kennst|kennt) (sie |du |ihr )?(noch )?(jemand\w*|wen|leute|einen nachbarn)\b.{0,60}\b(auch|braucht|sucht|bad|dach|heizung|moechte|interess\w*)|\bvermittlungspraemie|\b(kriegt|bekommt|zahlt|spart) (ihr|sie) beide\b|\bfuer jeden (geworbenen|neuen) (kunden|kundin)/,
    unless: appointed,
    unlessText: requested,
  },
  {
    kind: "maintenance",
    weight: 2,
    pattern:
      /\b(sie )?(daran|hiermit) (zu )?erinnern\b.{0,60}\b(einmal im jahr|jaehrlich|regelmaessig|gewartet|geprueft)\b|\bwann (wurde|haben sie|war) .{0,60}\bzuletzt\b.{0,40}\b(geprueft|gewartet|gereinigt|pruefen|warten|gecheckt|\?)|\b(schon|bereits) (pruefen|warten|checken|reinigen) lassen\?|\b(\w+ )?gewartet\? /,
    unless: either(appointed, contracted, /gemerkt|aufgetreten|stoerung/),
    unlessText: either(requested, contracted),
  },
  {
    kind: "pitch",
    weight: 2,
    pattern:
      /\b(aktuell|gerade|derzeit|momentan|jetzt|uebrigens) (haben|bieten|gibt) (wir|es) .{2,40}\b(im angebot|an)\b|\bhaben wir .{2,30}\bim angebot\b|\b(ist|sind) bei uns (\w+ ){0,3}im angebot\b|\bfalls sie (mal |daran )?interesse haben\b|\bjetzt \w*termin (vereinbaren|sichern|buchen)\b/,
    unless: either(appointed, /ihr angebot|angebotsnummer|position|enthalten|termine? (an|anbieten)/),
    unlessText: requested,
  },
  {
    kind: "event",
    weight: 2,
    pattern:
      /\bsave the date\b|\bkundentag\b|\bstrassenfest\b|\blange nacht (des|der)\b|\bmacht mit\b|\bmitmachen und\b/,
    unless:
      /\b(das|es|alles|zusammen|insgesamt) macht mit\b|\bmacht mit \d|gesperrt|sperrung|zufahrt|ihr strassenfest|\bpark(en|t|platz|plaetze)\b/,
    unlessText: requested,
  },
  {
    kind: "pitch",
    weight: 2,
    pattern:
      /\b(soll(en)?|duerf(en|te[n]?)|darf|koennen|koennten) (wir|ich) (ihnen|euch|dir) (\w+ ){0,5}(anbieten|ein angebot (machen|erstellen)|einen (\w+ )?preis (machen|nennen)|vorstellen|vorfuehren|schmackhaft)\b|\b(haben|haetten|gibts|gibt es|gibt's) (\w+ ){1,7}im (sonder)?angebot\b|\bjetzt waere (genau )?(die|der) (beste|richtige|ideale|perfekte) (zeit(punkt)?|moment)( fuer\b|\W*$)|\bjetzt ist (genau )?(die|der) (beste|richtige|ideale|perfekte) (zeit|zeitpunkt|moment|augenblick)\b|\b(schon immer|immer schon|schon lange|seit langem)\b.{0,30}\b(ein|eine|einen|einem|von|mal)\b.{0,50}\?/,
    unless: /ersatzteil|passendes|anstelle|alternativ|\bihn(en)? das angebot/,
    unlessText: either(requested, contracted, complaint, seenAtWork),
  },
  {
    kind: "pitch",
    weight: 2,
    pattern:
      /\b(freie|noch|wieder|genug|ein paar) kapazitaet(en)?\b|\bkapazitaet(en)? frei\b|\b(steht|stuend|faellt|gibt es|gaebe es) bei (ihnen|euch|dir) (\w+ ){0,4}(an|zu (tun|machen|renovieren|reparieren|streichen|bauen)|was|etwas)\b.{0,30}\?|\b(haben|haetten|ham|haettn) (wir )?(\w+ ){0,4}(noch|wieder|gerade|grad) (\w+ ){0,2}(luft|zeit)\b.{0,80}\?/,
    unless: either(appointed, /leider|keine|nicht|erst|fehl/),
    unlessText: either(requested, contracted, complaint),
  },
  {
    kind: "novelty",
    weight: 2,
    pattern:
      /\b(vorstellen|stellen (wir )?(ihnen |euch )?vor|begruessen|willkommen|verstaerkt|verstaerken|kennenlernen|neues? gesicht|neu (bei uns )?im team)\b.{0,60}\b(gesell\w*|meister\w*|kolleg\w*|mitarbeiter\w*|friseur\w*|frisoer\w*|stylist\w*|barbier\w*|optiker\w*|team|werkstatt|salon|spezialist\w*)\b|\bunser team (ist|wird|hat) (\w+ ){0,3}(gewachsen|groesser|zuwachs|verstaerk\w*)/,
    unless:
      /ansprechpartner|zustaendig|bauleit|auftrag|baustelle|ihr(em|en|e)? (projekt|termin)|termin (am|um)|vorstellungsgespraech|gespraech/,
    unlessText: requested,
  },
  {
    kind: "greeting",
    weight: 2,
    pattern:
      /\bdas war (unser|ihr|das|euer) (\w+ )?(jahr|2\d{3})\b|\b(jahresrueckblick|rueckblick auf (unser|das|ein))|\bblicken (wir )?(\w+ ){0,4}zurueck\b|\b(danke|schoen|toll),? dass (sie|ihr) (\w+ ){0,5}(dabei|teil davon|treu|vertraut|begleitet)\b|\bein (\w+ ){1,3}jahr (geht|neigt|liegt)\b/,
    unless: /mangel|schaden|abrechnung|verbrauch/,
    unlessText: requested,
  },
  {
    kind: "novelty",
    weight: 2,
    pattern:
      /\b(heute|morgen|samstag|sonntag|am wochenende|diese woche|jetzt|taeglich)\W+(\w+ )?(frisch|ofenfrisch|backfrisch)\b(?! (gestrichen|verputzt|lackiert|verlegt|versiegelt|betoniert|geteert))|\b(ofenfrisch|frisch aus (dem|der|unserem|unserer) (ofen|backofen|backstube|rauch|raeucherofen))\b/,
    unless: /bestell|abhol|ihre? |farbe|lack|beton|estrich|putz/,
    unlessText: either(requested, complaint),
  },
  {
    kind: "novelty",
    weight: 2,
    pattern:
      /\b(gleich|jetzt|einfach|sofort) (mal )?(anprobieren|ausprobieren|probieren|mitnehmen|probefahren|reinschauen|reinschnuppern)\b|\bwir haben\b.{0,60}\b(aufgemacht|eroeffnet)\b|\bzweite[nrs]? \w+ (zur haelfte|gratis|umsonst|zum halben)\b|\bzur haelfte\b/,
    // It is we who take something along or try it out.
    unless:
      /decke|wand|schacht|loch|leitung|rohr|deckel|bereits|schon|fertig|bezahlt|gestrichen|verlegt|\b(soll(en)?|koennen|kann|duerfen|darf) (wir|ich|er|(der|die) (kolleg\w+|monteur\w*|gesell\w+|fahrer))\b/,
    unlessText: either(requested, complaint),
  },
  {
    kind: "pitch",
    weight: 2,
    pattern:
      /\beinfach (auf )?(diese|die|kurz|hier)? ?(nachricht )?(be)?antworten\b|\bantworten sie (einfach )?mit (info|interesse)\b|\b(sehen|probieren|testen|erleben) sie (doch )?selbst\b|\bselbst ein bild\b|\bwas (meinen|meinst|halten|haltet|sagen)\b.{0,30}\b(zu|von) (neue[nrms]?|eine[rmn]?)\b.{0,40}\?|\bwie waere? ?(es|'s)\b.{0,40}\bmit (neue[nrms]?|eine[rmn]?|etwas)\b|\b(denken|vergessen) sie (auch |bitte |doch |nicht )*(an )?unsere[nrms]?\b(?! (termin|rechnung|vereinbarung|besprechung))/,
    unless: either(
      appointed,
      /lieferung|abstimmung|masse|unterlagen|rueckmeldung|(rueck)?fragen?\b|\b(absag|abmeld|umbuch|verschieb)\w*|\b(unklar|auffaellt|aender\w*)\b/,
    ),
    unlessText: either(contracted, complaint),
  },
];
