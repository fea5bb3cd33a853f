// Cues from the tone of adverts. Most are faint: they decide only in a text that is about nothing of the customer's own.
import { type Cue, either } from "./cue.ts";
import { appointed, choice, complaint, contracted, quote, requested, shouldIt, thanked } from "./service-context.ts";

const ownCase =
  /termin|uhr\b|rechnung|ersatzteil|anfahrt|stunde|material|reparatur|kostet|kosten|pro (meter|stunde|stueck|quadratmeter)|mehrpreis|aufpreis|zusaetzlich/;

const tone: readonly Cue[] = [
  {
    kind: "discount",
    weight: 1,
    pattern: /\b(fuer|um) (nur )?\d{1,4}([.,]\d{2}|,-)? ?(euro|€|eur)\b|\bsparen\b|\bgespart\b/,
    unless: ownCase,
    unlessText: either(requested, quote, complaint, choice),
  },
  {
    kind: "pitch",
    weight: 1,
    pattern:
      /\blassen sie (sich |ihre?n? |jetzt |uns |den |die |das )*.{0,40}\b(pruefen|checken|beraten|inspizieren|warten|nachschauen|reinigen|streichen|erneuern|verschoenern|auffrischen|sanieren|modernisieren)\b|\b(vereinbaren|buchen|reservieren|sichern) sie\b|\b(buch|buche|sicher|reservier|hol) dir\b|\brufen sie (uns )?(einfach |gern |gerne |jetzt )*an\b|\bmelden sie sich\b|\bmeld dich\b|\bsprechen sie uns (einfach |gern |gerne )*(darauf )?an\b|\bfragen sie uns (einfach |gern |gerne |doch )*danach\b|\bwir beraten (sie )?(gern|gerne|kostenlos|unverbindlich)|\bberaten sie gern/,
    unless: either(
      appointed,
      requested,
      shouldIt,
      /\bwenn (der|die|das|es|er|sie) (\w+ )?(wieder|erneut|nochmal|weiter|weiterhin) (?!kalt|warm|zeit|frueh|winter|sommer)\w+|\bsonst (kommt|passiert|faengt|beginnt|geht|haben sie) (das|es|der|die) (\w+ ){0,2}(wieder|von vorn|erneut|bald)\b|wenn (noch |etwas|was|es|sie (noch )?fragen)|falls|sobald|bei (fragen|problemen|rueckfragen|weiteren)|rueckfragen|probleme|sollte/,
    ),
    unlessText: either(requested, contracted, complaint),
  },
  {
    kind: "pitch",
    weight: 1,
    pattern:
      /\bfreuen uns (schon )?(auf|ueber) (sie|dich|euch|viele|zahlreiche|neue (auftraege|projekte|kunden)|ihr kommen|deinen besuch|ihren besuch|ihren anruf|ihre anmeldung)\b|\bwir freuen uns auf sie\b|\bist ihr(e|en)?\b.{0,40}\b(fit|bereit|geruestet|vorbereitet|sicher)\b.{0,20}\?|\bgut geruestet\b|\bgefaellig\?|\bspecial\b|\bspezial\b|\bhighlight|\bbeste(n)? preis|\bprofi(s)?\b.{0,20}\b(fuer|rund)|\balles aus einer hand|\bvom fachmann|\bvom meister\b|\bausgezeichnet|\btestsieger|\bbetrieb des jahres|\bkompetent|\bzuverlaessig|\bschnell,? sauber|\bjetzt schon an\b|\bauf wunsch auch\b|\bwir koennen auch\b|\bsorgenfrei|\benergiepreise|\bzuhause\b.{0,40}\b(schoener|verschoener|gemuetlich)|\bverschoener|\bfrischer? (look|farbe|wind|anstrich)|\bneuer look|\bfrisch(en|e) (sie|wir|farbe)|\bnoch (keine|kein|nicht)\b.{0,30}\?.{0,3}$|\bschon (erledigt|drauf|gemacht|gebucht|dran gedacht|vorbereitet)\?/,
    unless: either(appointed, requested, /rechnung|unterlagen|schluessel|bezahlt|foto/),
    unlessText: either(requested, contracted),
  },
  {
    kind: "urgency",
    weight: 1,
    pattern:
      /\b(schnell|rasch) (einen |ihren |noch )?(termin|platz|anmelden|buchen|melden)|\b(termine|plaetze) (sind )?(begehrt|knapp|schnell weg|begrenzt|frei)|\bfreie (plaetze|termine)|\bnoch (plaetze|termine) frei|\bnur solange|\bkurze zeit|\bwartet auf (sie|dich|euch)/,
    unless: either(quote, requested, /\b(haben sie|habt ihr|hast du|habts) (\w+ ){0,2}(freie )?termine? /),
    unlessText: /\buebergabe|\babnahme|\babhol/,
  },
  {
    kind: "discount",
    weight: 2,
    pattern:
      /\b(jetzt|und|dabei|bis zu|sie|kunden) (\w+ ){0,3}\d+ ?(euro|€|%|prozent) (\w+ )?(sparen|spare|gespart|geschenkt|guenstiger|rabatt|cashback|bonus|dazu)\b|\bwochen: |\bgibt('s|s)? (es )?\d{1,3} ?(%|prozent|euro|€)/,
    unless: /skonto|garantie|kulanz/,
    unlessText: either(complaint, requested),
  },
];

const occasions: readonly Cue[] = [
  {
    kind: "event",
    weight: 2,
    pattern:
      /^\W*\d{1,3} jahre (?!alt|garantie|her\b|gewaehr|lang|nach|ist|sind|haelt|haben|laufzeit)(\w+ ){0,4}\w+ ?[!-]|\b(mit (ihnen|euch|dir)|das wollen wir|das moechten wir|das muss|wird) (\w+ )?(gefeiert|feiern)\b|\b(feiern|feiert|feiere) (mir|ma|wir|mit|heuer|dieses jahr|unser|unseren|unsere)\b|\bmir feiern\b|\bgrillen\b.{0,40}\b(bei uns|auf unserem)|\bstossen sie mit uns|\bbegruessen (wir )?(sie|euch)\b.{0,40}\b(bei|am|im|auf)\b/,
    unless: /richtfest|bei ihnen|ihre(r|n|m)? (feier|fest|jubilaeum)|geschlossen|geburtstag ihre/,
  },
  {
    kind: "review",
    weight: 2,
    pattern:
      /\b(zufrieden|begeistert|gluecklich|happy) (mit (uns|unserer|unserem|deinem|ihrem|ihrer|der|dem)\b.{0,30})?\?|\bzufrieden\b.{0,60}\b(weiter|freunden|nachbarn|bewert|stern|empfehl|sagen sie)|\bloben sie|\blob\b.{0,20}\b(oder kritik|und kritik)|\b(ein|paar|5|fuenf) (\w+ )?sterne?n?\b.{0,20}(da\b|hier|google|internet|hilft|helfen|freu)|\bbewertungslink|\bg\.page|\bhinterlassen sie\b.{0,40}\b(bewertung|meinung|kommentar|rezension|eindruck)|\bteilen sie (uns )?(ihre|ihren|bitte ihre)\b.{0,20}\b(erfahrung|meinung|eindruck)/,
    unless: either(complaint, thanked, /farbton|muster|entwurf|loesung so|vorschlag/),
  },
  {
    kind: "novelty",
    weight: 2,
    pattern:
      /\bneue[nrs]? (website|webseite|homepage|internetseite|app|online-terminbuchung|social|filiale|zweigstelle|maschine|halle|werkstatt|raeume|raeumlichkeiten)\b|\bunser(e|en|em)? (instagram|facebook|kanal|blog|podcast|social)|\bbrandneu|\btopaktuell|\bder neueste schrei|\bpremiere\b|\bschauen sie auf unserer (webseite|website|homepage)|\bunser leistungsspektrum|\bunser angebot umfasst|\bwir haben unser (angebot|team|sortiment|programm)\b.{0,30}\b(erweitert|vergroessert|ausgebaut)|\b(erweitern|vergroessern) unser/,
    unless:
      /\bvom (hersteller|lieferanten|werk|vermieter|verband|netzbetreiber|versorger|amt)\b|buchen|zugang|passwort|ihr login|\bneue \w+ (ist|liegt|befindet sich) (jetzt |nun )?(in|im|an|am|auf)\b|hochladen|rechnung|unterlagen|umgezogen.{0,40}(termin|abhol)|\b(demontage|entsorgung|anfahrt|pauschal|brutto|netto|mwst)\b|\b(ihre?n?|unsere?n?|der|den|die|das) (\w*termin|\w*besprechung|anprobe|\w*gespraech|treffen|abnahme|abholung)\b/,
    unlessText: requested,
  },
];

export const faintCues: readonly Cue[] = [...tone, ...occasions];
