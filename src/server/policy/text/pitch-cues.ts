// Novelties, pitches and job adverts (AD-1: "offer, discount, new service, showroom, job advert").
import { type Cue, either } from "./cue.ts";
import {
  advisedAgainst,
  appointed,
  asked,
  complaint,
  contracted,
  funding,
  quote,
  requested,
  thanked,
} from "./service-context.ts";

const moved =
  /rechnung|unterlagen|oeffnungszeit|nummer|adresse|anschrift|mailadresse|e-mail|bankverbindung|erreich|sprechzeit|ansprechpartner|standort|parkplatz|eingang|techniker|monteur|zustaendig|termin|liefer|\b(uhrzeit|termin|adresse|anschrift|ansprechpartner\w*|nummer|plan|zeit) (hat|haben) sich (\w+ )?(geaendert|verschoben)\b/;

const novelty: readonly Cue[] = [
  {
    kind: "novelty",
    weight: 2,
    pattern:
      /\bneu (bei|in|im) (uns|unserem|unserer|sortiment|programm|salon|laden|haus|angebot|betrieb|team)|^\W*neu[:!]|\bjetzt neu\b|\bab sofort (\w+ ){0,4}(bieten|gibt es|gibts|gibt's|bei uns|fuehren|verkaufen|im sortiment|erhaeltlich|machen wir auch|auch)|\bbieten wir (\w+ ){0,4}(jetzt|ab sofort|nun|auch|neu|ausserdem|zusaetzlich)|\bwir bieten (\w+ ){0,3}(jetzt|ab sofort|seit|nun|auch|neu|ausserdem)|\b(jetzt|nun|neuerdings) auch\b.{0,50}\b(bei uns|im angebot|im programm|im sortiment|fuer sie|erhaeltlich|bieten)/,
    unless: either(moved, advisedAgainst),
    unlessText: requested,
  },
  {
    kind: "novelty",
    weight: 2,
    pattern:
      /\bneuen?[rs]? (\w+ )?(kollektion|leistung|leistungen|produkte|produktlinie|dienstleistung|modelle|farbtrends?|trends?|badausstellung|showroom|filiale|pflegeserie|pflegelinie|sortiment|ausstellungsraum|ausstellungsraeume|verkaufsraum|onlineshop|online-shop|webshop|(hof|dorf|werks|fabrik)laden)\b|\bunser(en|em|e|er)? (\w+ )?(showroom|onlineshop|online-shop|webshop|katalog|badausstellung|ausstellung|prospekt|newsletter|musterhaus|ausstellungsraum|ladengeschaeft)\b/,
    unless: either(
      moved,
      /abhol|entschuldig|\b(wegen|heute|bis|vom|am)\b.{0,40}\b(geschlossen|zu)\W*$|termin (in|ist)|noch nicht (da|fertig|gekommen|lieferbar)/,
    ),
    unlessText:
      /\b(kollektion|modelle|produkte|katalog|prospekt|ausstellung|onlineshop|online-shop|webshop)( \w+)?,? (nach |um )?(der|dem|denen|die|den|das) (sie|du|ihr) (\w+ ){0,3}(gefragt|angefragt|angefordert|bestellt|gebeten|erkundigt|interessiert|gesucht) (hab|hast|hatt)|(trag|nehm|nimm|streich|loesch)\w* .{0,40}newsletter.{0,20}(aus|raus|heraus|ab)\b|newsletter.{0,30}(abgemeld|abbestell|ausgetragen)|(abgemeld|abbestell|ausgetragen).{0,30}newsletter|wie (besprochen|vereinbart|gewuenscht|abgemacht|ausgemacht)/,
  },
  {
    kind: "novelty",
    weight: 2,
    pattern:
      /\bentdecken sie|\bentdecke (jetzt|unser|die|deine)|\blernen sie .{0,40}\bkennen|\bwussten sie\b|\bschon gewusst|\bwusstest du|\bkennen sie (schon|bereits|eigentlich)|\bkennst du schon|\b(haben|hast) (sie|du) (schon|auch schon|eigentlich|schon mal|schon einmal)\b.{0,60}\b(nachgedacht|ueberlegt|gehoert|probiert|entdeckt|gesehen|ausprobiert)|\bdenken sie\b.{0,80}\bnach\b|\bueberlegen sie (schon|auch|gerade|sich)?\b.{0,60}\?|\btraeum(en|st) (sie|du)|\blust auf\b|\b(ein|mal|zeit fuer) tapetenwechsel/,
    // A choice within what is ordered: "welche Griffe", "welche Farbe".
    unless:
      /stunden|bitte|\b(tropft|undicht|leckt|klemmt|wackelt|locker|kaputt|defekt|gerissen|morsch|verstopft|quietscht)\b|\b(liefer|ersatz|einbau|montage|abhol|abnahme)termin\w*\b|\b(ueberlegt|nachgedacht|entschieden),? (welche[nrs]?|ob (sie|der|die|das)|wo|wie|wann)\b|\b(vom|von (der|dem|ihrem|ihrer)) (\w+ )?(\w*amt|\w*bank|\w*kasse|\w*versicherung|\w*vermieter\w*|\w*verwaltung|behoerde|netzbetreiber|gutachter\w*|statiker\w*|architekt\w*|notar\w*|eigentuemer\w*|hersteller|lieferanten?|stadt|gemeinde|kfw|bafa) gehoert\b/,
    unlessText: either(requested, /\bdann (kann|koennte?n?|rechnen?|bestellen?|planen?) (ich|wir)\b/),
  },
  {
    kind: "novelty",
    weight: 2,
    pattern:
      /\b(vergessen sie nicht|denken sie (auch )?(immer )?daran|schon gewusst|gut zu wissen),? dass (wir|ich) (\w+ )?auch \w+|\b(stammkund|treue kund|unsere kund|kund\w+ wie (sie|ihnen))\w*\b.{0,60}\b(besonderes|schoenes|feines|spezielles) (ausgedacht|einfallen lassen|vorbereitet|auf lager)\b/,
    unless: either(
      moved,
      /\b(montag|dienstag|mittwoch|donnerstag|freitag|samstag|morgen|heute|zugang|schluessel|strom|wasser|platz|brauchen|benoetigen)\b/,
    ),
    unlessText: requested,
  },
  {
    kind: "novelty",
    weight: 2,
    pattern:
      /\b(folgen sie|folg|folgt|folge) uns|\b(newsletter|rundbrief|follower)\b|\b(neuigkeiten|nachrichten|neues) aus (unserem|unserer|dem|der|userem) (betrieb|werkstatt|haus|firma|backstube|salon|handwerk|team)|\b(instagram|facebook|tiktok|youtube|pinterest)\b/,
    unlessText: either(
      thanked,
      /(trag|nehm|nimm|streich|loesch)\w* .{0,40}(newsletter|rundbrief).{0,20}(aus|raus|heraus|ab)\b|abgemeld|abmeldung|abbestell|ausgetragen|widersprochen|gesperrt|entfernt|wie besprochen|ihre nachricht|keine werbung|\bbestaetig\w* (sie|du) (bitte )?(ihre|deine) (anmeldung|eintragung)\b|\bkeinen (newsletter|rundbrief)\b|\b(newsletter|rundbrief) (haben|verschicken|versenden) (wir|ich) (keinen|nicht)\b|\b(newsletter|rundbrief)\b.{0,60}\b(gedruckt|drucken|gesetzt|korrigiert|korrektur)\b|nicht ueber (facebook|instagram)|\bnicht von uns\b|\b(geklaut|gefaelscht|betrueger\w*)\b/,
    ),
  },
  {
    kind: "novelty",
    weight: 1,
    pattern:
      /\bentdeck(?!t[.,;:!]|t$|t (und|wurde|worden|hat|haben|ist)\b)|\bshowroom|\bausstellung\b(?! (\w+ ){0,3}\w*(rechnung|quittung|bescheinigung|bestaetigung|zertifikat|ausweis|protokoll|nachweis|gutschrift|beleg|urkunde))|\bkatalog\b|\bprospekt\b|\bsortiment\b|\bonlineshop|\bwir bieten\b|\bneuheit(en)?\b|\btrends?\b|\binnovativ/,
    unlessText: requested,
  },
];

const pitch: readonly Cue[] = [
  {
    kind: "pitch",
    weight: 2,
    pattern:
      /\b(planen sie|plant ihr|planst du|brauchen sie|suchen sie|moechten sie|wollen sie|wuenschen sie sich|haben sie interesse|interesse an|sie planen|sie traeumen|sie moechten|sie wollen)\b.{0,90}\b(neue[sn]?|neuen|bad|badezimmer|heizung|photovoltaik|solar|solaranlage|waermepumpe|wallbox|dach|kueche|terrasse|fassade|renovier|modernisier|energie|heizkosten|stromkosten|klimaanlage|smart ?home|einbauschrank|treppe|look|typveraenderung)\w*\b.{0,60}\?/,
    unless: /\b(laufen|aus|offen|zu|stehen|liegen|drin) ?lassen\?|\bbehalten\?/,
    unlessText: either(
      requested,
      /termin|uhr\b|danke fuer ihre (nachricht|anfrage|fotos|bilder)|\b(im|in ihrem|in der|auf dem) (plan|planung|zeichnung|auftrag)\b/,
    ),
  },
  {
    kind: "pitch",
    weight: 2,
    pattern:
      /\bpassend zu[rm]? (ihre[rmn]? )?\w+ (gibt|haben|haetten|bieten|fuehren|fertigen) (es|wir)\b|\bklick\w*\b.{0,60}\b(gefaellt mir|abonnieren|folgen)\b|\b(gefaellt mir|abonnieren|folgen) (zu )?(an)?klicken\b/,
    unless: either(appointed, /\b(bestellt|ausgesucht|ausgewaehlt|gewaehlt|genommen|geliefert|portal)\b/),
    unlessText: either(asked, complaint),
  },
  {
    kind: "offer",
    weight: 2,
    pattern:
      /\bnutzen sie (ihn|sie|es|das|dies\w*) (\w+ )?fuer ihre?n? neue[sn]?\b|\b(weihnachts|oster|muttertags|valentins|advents|silvester|nikolaus)\w+ (\w+ ){0,2}(jetzt|schon|gleich|rechtzeitig) (vor)?bestellen\b/,
    unless: /\b(koennen|konnten|moechten|wollten|hatten|muessen) (sie|wir|ich)\b/,
    unlessText: requested,
  },
  {
    kind: "discount",
    weight: 2,
    pattern:
      /\bbei (abschluss|bestellung|beauftragung|auftrag|buchung|kauf) (bis|im|noch|vor|innerhalb)\b.{0,60}\b(uebernehmen wir|schenken wir|bekommen sie|erhalten sie|sparen sie|gibt es|entfaellt|entfallen)\b/,
    unless: /\b(termin|lieferung|bestaetigung|rechnung|antwort|bescheid)\b/,
    unlessText: requested,
  },
  {
    kind: "pitch",
    weight: 2,
    pattern: /\bfuer (nur )?\d+([.,]\d+)? ?(euro|€) (im|pro|je) (monat|jahr) \w+ (wir|ich)\b/,
    unlessText: either(requested, contracted, quote),
  },
  {
    kind: "pitch",
    weight: 2,
    pattern:
      /\b(dachten|dachte|denken) (wir|ich) (\w+ )?an (sie|dich|euch)\b|\b(haben|haetten|hast|habt) (sie|du|ihr) ((aktuell|gerade|derzeit|vielleicht|auch) )*bedarf (an|bei|fuer)\b/,
    unlessText: either(requested, /\bwarteliste\b|\b(termin|platz) (\w+ )?(frei|abgesagt)\b/),
  },
  {
    kind: "pitch",
    weight: 2,
    pattern:
      /\bprofitieren sie|\bprofitier(e|t) (von|jetzt)|\b(senken|reduzieren|halbieren) sie (jetzt |ihre )|\b(heiz|strom|energie)kosten (sparen|senken|runter)|\bsteigen sie (jetzt |noch )?(\w+ )?um\b|\bmachen sie ihr.{0,40}\b(winterfest|fit|zukunftssicher|sommerfit|unabhaengig|fruehlingsfit)|\bbringen (wir|sie) (ihr|ihre|ihren)\b.{0,40}\b(form|schwung|glanz|vordermann)|\bgoennen sie sich|\bgoenn dir|\bverwoehn|\blassen sie sich (\w+ ){0,3}(beraten|inspirieren|verwoehnen|ueberraschen|verzaubern|begeistern)|\bueberzeugen sie sich|\bfuer jeden geschmack|\baus meisterhand|\bihr partner (fuer|in)|\bseit ueber \d+ jahren fuer sie|\bmehr (wert|komfort|gemuetlichkeit)\b|\bverschenken sie|\bdas perfekte geschenk|\bgeschenkidee|\bgeschenktipp/,
    unless: contracted,
    unlessText: requested,
  },
  {
    kind: "pitch",
    weight: 2,
    pattern:
      /\b(vielleicht|das koennte) (\w+ )?interessiert|\bkoennte sie (auch )?interessieren|\bbei interesse\b|\bpassend dazu\b|\bfragen sie (uns |gern |gerne |einfach |doch )*(nach|auch nach) (unser|den|der|unseren)|\bfragen sie (\w+ )?(den|unseren|die|unsere) (monteur\w*|techniker\w*|mitarbeiter\w*|kolleg\w*|meister\w*|fahrer\w*|gesell\w*) (vor ort )?(auch |gern |gerne |doch |einfach )*nach unser|\buebrigens\b.{0,60}\b(wir|bei uns|unser|jetzt|auch|neu)\b|\bwir (machen|reparieren|verlegen|streichen|bauen|installieren|montieren|schneiden|reinigen|liefern) (\w+ ){0,2}(jetzt auch|ab sofort auch|neuerdings|uebrigens|auch gern|auch gerne)\b|\bauch fuer (ihre|ihren|ihr) naechste|\bbrauch(en|t|st) (sie|ihr|du) (auch|heuer|wieder|mal wieder) (was|etwas|neue\w*|welche)( \w+)?\W*$/,
    unless:
      /\buebrigens (hat|haben|ist|sind|war|waren) (der|die|das|den|ihre?n?|jemand|einer|herr|frau|heute|gestern)\b|termin|uhr\b|erreichbar|rechnung|ersatzteil|urlaub|geschlossen|\b(tropft|undicht|leckt|klemmt|wackelt|locker|kaputt|defekt|gerissen|morsch|durchgerostet|verstopft|quietscht)\b/,
    unlessText: requested,
  },
  {
    kind: "pitch",
    weight: 1,
    pattern:
      /\bin die jahre gekommen\b|\bjetzt beauftragen\b|\bwer (jetzt|heute|bis \w+) .{0,40}\b(spart|bekommt|erhaelt|kriegt)\b|\b(warum|wozu) noch (\w+en|laenger)\b|\binteresse\?|\binteressiert\?|\bliebe (kundinnen|kunden|stammkunden|kundschaft)|\bfreuen uns auf (ihren|deinen|euren) besuch|\b(schauen|schau|schaut|kommen|komm|kommt|schaugts|kemmts|kommts) (sie |ihr |du )?(doch |gern |gerne |einfach |mal |auch |ruhig )*(vorbei|rein|rum)|\btipp:|\bunser tipp|\bfoerderung|\bzuschuss|\bnur das beste|\bhochwertig|\bqualitaet|\btraumbad|\bwohlfuehl|\bmodernisier|\bwinterfest|\bfruehjahrs?check|\bfruehjahrsputz|\bwinter-?check|\bsommer-?check|\bherbst-?check|\bheizungs-?check|\bcheck\b|\bberatungstermin|\btermine frei|\bfreie termine|\b(wir haben|haben) (noch |aktuell |kurzfristig )*(kapazitaet|termine)/,
    // Who asks for a date offers none.
    unless: either(
      complaint,
      funding,
      /\babhol|\bholen\b|\bbis \d{1,2} uhr\b|\bzwischen \d|\b(haben sie|habt ihr|hast du|habts) (\w+ ){0,2}(freie )?termine? /,
    ),
    unlessText: requested,
  },
  { kind: "pitch", weight: 1, pattern: /[🎄🎁🎉🎅🐣🥳🎊🎈⭐🌟🔥💥🍻🎂🐰✨🎇🎆🥂]/u },
];

const job: readonly Cue[] = [
  {
    kind: "job",
    weight: 2,
    pattern:
      /\(?\b[mwdx] ?\/ ?[mwdx]( ?\/ ?[mwdx])?\b|\bstellenangebote?\b|\bstellenanzeige|\boffene stellen?|\bfreie stellen?\b|\b(bewirb|bewerbt) (dich|euch)|\bbewerben sie sich|\bausbildungsplatz|\bausbildungsplaetze|\bausbildungsstelle|\bpraktikumsplatz|\bwerde teil|\bverstaerkung (fuer|gesucht|in)|\bteam sucht (dich|euch|verstaerkung|dringend|ab|zum|eine|einen)\b|\bwir stellen ein\b|\bkarriere\b|\b(gesellen|azubi|azubis|monteur|monteure|mitarbeiter|aushilfe|fachkraft|fachkraefte|kollegen|kollegin|helfer|auszubildende)\b.{0,25}\bgesucht|\b(suchen|sucht|such ma|suach ma)\b.{0,50}\b(verstaerkung|azubi|azubis|auszubildende|auszubildenden|gesellen?|gesellin|mitarbeiter|mitarbeiterin|mitarbeitende|fachkraft|fachkraefte|aushilfe|\w*mechaniker\w*|\w*fahrer\w*|\w*techniker\w*|\w*leger|\w*bauer|\w*installateur\w*|baecker\w*|konditor\w*|schreiner\w*|schneider\w*|optiker\w*|akustiker\w*|florist\w*|\w*kraefte|elektroniker|dachdecker|friseurin|mechatroniker|tischler|maler|lehrling|lehrlinge|nachwuchs|helfer|meister)\b|\bjob (als|bei|in)\b|\bminijob|\bpraktikum (jederzeit|bei uns|moeglich)\b|\blehrstelle\w*|\bquereinsteiger\w*|\bfachkraefte aufgepasst\b|\bwir bilden (\w+ )?aus\b|\bwir suchen (noch )?leute\b/,
    // Who looks for a place to learn is no business that offers one.
    unless:
      /termin|kommt|fehler|ursache|leck|undicht|ersatzteil|\bsuche? (\w+ ){0,3}(ausbildungsplatz|ausbildungsstelle|lehrstelle|praktikumsplatz)|\b(sein|ihr|dein|euer) praktikum\b/,
    unlessText:
      /\b(ihrer?|deiner?|eurer?) bewerbung|\bihre[mnr]? (\w+ )?(sohn|tochter|enkel\w*|neffen?|nichte|bruder|schwester|freund\w*)\b|vorstellungsgespraech/,
  },
];

export const pitchCues: readonly Cue[] = [...novelty, ...pitch, ...job];
