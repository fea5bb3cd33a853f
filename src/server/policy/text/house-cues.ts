// Words of what stays in the house (IN-1): rosters, sick notes, bank data, codes and key places. Folded spelling.

export type HouseMatter = "roster" | "sick_note" | "bank_data" | "access_code";

interface HouseCue {
  readonly matter: HouseMatter;
  readonly pattern: RegExp;
  /** Same sentence: then the words mean something else. */
  readonly unless?: RegExp;
}

const paper =
  /\b(steht|stehen|finden sie|findest du|angegeben\w*|genannt\w*|siehe|wie immer|bekannt\w*|unveraendert\w*|bleibt)\b/;
const asks =
  /\b(wenn sie|falls sie|sollten sie|wuerden sie|haben sie|brauchen wir|benoetigen wir|gute besserung|werden sie|kunde|kundin)\b/;

const ill =
  "(krank|krankgeschrieben|krank geschrieben|krankgemeldet|krank gemeldet|arbeitsunfaehig|au|erkaeltet|erkrankt|flachgelegt|positiv getestet|nicht arbeitsfaehig|dienstunfaehig)";
const ailment =
  "(fieber|grippe|magen-?darm|migraene|corona|covid|schuettelfrost|durchfall|hexenschuss|bandscheibe\\w*|angina|mandelentzuendung|erkaeltung|kotz\\w*|uebergeben|ruecken(schmerzen)?|zahnschmerzen|bronchitis|lungenentzuendung)";
const stayingAway =
  "(komm\\w* (heute|morgen|diese woche|leider|\\w+ )?\\s?nicht|kann (heute |morgen |leider |erstmal |diese woche |am \\w+ )*nicht (kommen|arbeiten|zur arbeit)|faell\\w* (heute |morgen |leider )*aus|falle (heute |morgen |leider |diese woche )*aus|bleib\\w* (heute |morgen |lieber )*(daheim|zuhause|zu hause|im bett)|schaff\\w* (es |'?s )?(heute |morgen )*nicht)";
const i = "(ich|i|bin|hab|habe|mich|mir)";

export const sickCues: readonly HouseCue[] = [
  {
    matter: "sick_note",
    pattern:
      /\b(krank(en)?meldung|krankschreibung|krankenschein|gelber schein|gelben schein|au-?(bescheinigung|schein)|arbeitsunfaehigkeits\w*|eau)\b/,
    unless: /\b(gehoer\w*|nie|niemals|krankenkasse fragt|formular|ersatzteil)\b/,
  },
  {
    matter: "sick_note",
    pattern: new RegExp(
      `\\b(ich )?(bin|bins|war|i bin|lieg\\w*) (leider |heute |ab heute |noch |wieder |immer noch |seit \\w+ |bis \\w+ |weiter |weiterhin |morgen |jetzt |auch |total |echt |richtig |die ganze woche )*${ill}\\b`,
    ),
    unless: asks,
  },
  {
    matter: "sick_note",
    pattern:
      /\b(meld\w* mich|muss mich|mich (heute |morgen |leider |ab heute |bis \w+ )*(krank|arbeitsunfaehig)).{0,30}\b(krank|krankmelden|krank melden|abmelden wegen|arbeitsunfaehig)|\bmelde mich (\w+ ){0,4}krank\b|\bmich krank(melden|gemeldet|schreiben| melden| gemeldet| schreiben)/,
  },
  {
    matter: "sick_note",
    pattern:
      /\b(arzt|aerztin|doktor|hausarzt)\b.{0,40}\b(mich|hat mir|bin ich).{0,40}\b(krank\w*|geschrieben|ruhe|au)\b|\bkrankgeschrieben bis\b|\bkrank geschrieben\b.{0,20}\bbis\b|\b(bin|ich) .{0,25}\b(krankgeschrieben|arbeitsunfaehig)\b|\barbeitsunfaehig\b.{0,20}\b(bis|von|ab)\b/,
    unless: asks,
  },
  {
    matter: "sick_note",
    pattern: new RegExp(
      `\\b${i}\\b.{0,40}\\b${ailment}\\b.{0,60}\\b${stayingAway}|\\b${stayingAway}.{0,60}\\b(${ailment}|${ill})\\b`,
    ),
    unless: /\b(ihr termin|ihre heizung)\b/,
  },
  {
    matter: "sick_note",
    pattern:
      /\b(ich|hab|habe|hob)\b.{0,25}\b(hab|habe|hob|mit|wegen|die|voll)?\b.{0,15}\b(fieber|magen-?darm|grippe|corona|covid|schuettelfrost|migraene|hexenschuss|kotzerei|brechdurchfall|angina)\b/,
    unless: asks,
  },
  {
    matter: "sick_note",
    pattern: new RegExp(
      `\\b(mein|meine|unser|unsere) (kind|kleine|kleiner|sohn|tochter|maedchen|bub|junge)\\b.{0,30}\\b(krank|fieber|${ailment})\\b`,
    ),
    unless: asks,
  },
  {
    matter: "sick_note",
    pattern:
      /\blieg\w* (\w+ )?(flach|im bett|im krankenhaus)\b|\bkind-?krank\b|\bmir (ist|geht'?s|geht es) (\w+ )?(schlecht|uebel|nicht gut|kotzuebel|hundeelend|gar nicht gut|net gut)\b.{0,60}(bleib|komm|kann|schaff|nicht|heim)/,
    unless: /\b(leitung|rohr|schrauben|fliese\w*)\b/,
  },
  { matter: "sick_note", pattern: /\b(mich hat'?s|mich hat es|hat mich) (\w+ )?erwischt\b/ },
];

/** In a room also of a colleague: nobody's health is told to the others there (Art. 9 GDPR). */
export const colleagueSick: HouseCue = {
  matter: "sick_note",
  pattern:
    /\b(ist|sind|hat sich|bleibt|faellt)\b.{0,30}\b(krank|krankgeschrieben|krankgemeldet|krank gemeldet|krank geschrieben|arbeitsunfaehig)\b|\b(hat|haben) (\w+ ){0,2}(corona|covid|grippe|magen-?darm|fieber)\b|\bwegen krankheit\b/,
  unless:
    /\b(kunde\w*|kundin\w*|frau|herr|herrn|mieter\w*|nachbar\w*|bauherr\w*|hausmeister|das ist (ja )?krank|wer krank|wenn (\w+ )?krank|baum|hund|katze|chef vom kunden)\b/,
};

const shiftWords =
  "(fruehschicht|spaetschicht|nachtschicht|fruehdienst|spaetdienst|nachtdienst|tagschicht|schichtbeginn|dienstbeginn|rufbereitschaft|bereitschaft)";
const day = "(mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|sonnabend)";

export const rosterCues: readonly HouseCue[] = [
  {
    matter: "roster",
    pattern:
      /\b(dienst|schicht|einsatz|bereitschafts|notdienst|wochen|urlaubs|personal|kolonnen)-?(plan|plaene|plans|liste|einteilung|planung|tausch)\b/,
    unless:
      /\b(ihr|ihre|ihrem|ihren|ihrer|ihres|apotheken?|feuerwehr|pflege\w*|anfrage|angebot|kunde|oeffentlich\w*|der (stadt|gemeinde))\b|\bplan\b.{0,20}\b(nicht|erst spaeter)\b.{0,20}\bsagen\b/,
  },
  {
    matter: "roster",
    pattern: new RegExp(
      `\\b(du|ihr|jungs|maenner|leute|kollegen|team)\\b.{0,50}\\b(${shiftWords}|schicht|dienst)\\b|\\b(${shiftWords})\\b.{0,40}\\b(hast|habt|hat|macht|machst|uebernimm\\w*|uebernehm\\w*|tauschen|tausch\\w*)\\b|\\b(hast|habt|hat|macht|machst|uebernimm\\w*)\\b.{0,30}\\b(${shiftWords})\\b|\\b(schicht|dienst) (tauschen|uebernehmen|getauscht)\\b`,
    ),
    unless: /\b(fuer sie|ihnen|sie erreichen|rufen sie|kundendienst|erreichbar)\b/,
  },
  {
    matter: "roster",
    pattern:
      /\bwer (kann|koennte|will|faehrt|uebernimmt|macht|hat)\b.{0,40}\b(schicht|dienst|bereitschaft|notdienst|samstag|sonntag|wochenende|morgen frueh|einspringen|ueberstunden)\b|\b(kannst|koenntest|koennt) (du|ihr)\b.{0,40}\b(einspringen|arbeiten|schicht|dienst|bereitschaft|ueberstunden)\b|\b(du|ihr) (arbeitest|arbeitet|faehrst|fahrt|bist|seid)\b.{0,40}\b(morgen|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|baustelle|mit \w+ (bei|zu|nach|auf))\b.{0,60}/,
    unless: /\b(sie|ihnen|ihr termin)\b/,
  },
  {
    matter: "roster",
    pattern:
      /\b(treffpunkt|abfahrt|treffen)\b.{0,25}\b\d{1,2}([:.]\d{2})?\b.{0,25}\b(lager|hof|werkstatt|betrieb|firma|halle)\b|\b(lager|hof|werkstatt|betrieb|halle)\b.{0,20}\b(treffpunkt|abfahrt)\b/,
    unless: /\b(sie|ihnen|ihrem)\b/,
  },
  {
    matter: "roster",
    pattern:
      /\b(morgen|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\b.{0,25}\b(arbeitest|musst|faehrst|bist) du\b|\b(du|ihr)\b.{0,20}\bfrei (am|morgen|bekommst|kriegst)\b|\bdein(e)? (schicht|dienst|einsatz|arbeitszeit)\b|\b(arbeitsbeginn|dienstbeginn|schichtbeginn)\b.{0,20}\d/,
    unless: /\b(sie|ihnen|ihr|ihre|baustelle bei ihnen)\b/,
  },
];

/** A line of a roster: a day or a name, then who or when. Two of them make one. */
export const rosterLine = new RegExp(
  `^\\W*(${day}\\.?( \\d{1,2}\\.(\\d{1,2}\\.?)?)?\\s?[:-]\\s?([a-z]+ )?[a-z]+ ?(,|\\+|&|/|und|mit) ?[a-z]+|${day}\\.?( \\d{1,2}\\.(\\d{1,2}\\.?)?)?\\s?[:-]\\s?[a-z]+ (\\d|frueh|spaet|nacht|frei|urlaub|bereitschaft)|[a-z]+\\s?[:-]\\s?(${day}\\b.{0,20}\\d{1,2}|frueh|spaet|nacht|frei|urlaub|\\d{1,2}([:.]\\d{2})?\\s?(-|bis)\\s?\\d{1,2}))`,
);
export const notRoster =
  /\b(sie|ihnen|ihr|ihre|oeffnungszeiten|geoeffnet|erreichbar|termin\w*|aufmass|montage|estrich|fliesen\w*|heizung|lieferung|geschlossen|sprechzeiten|anfahrt|material)\b/;

const change =
  "(neu\\w*|geaendert\\w*|aender\\w*|ander\\w*|gewechselt|wechsel\\w*|umgestellt|ab sofort|nicht mehr|aktualisiert\\w*|korrigiert\\w*)";
const account = "(bankverbindung|bankdaten|kontodaten|kontonummer|konto|iban|bankkonto|bic)";
export const bankCues: readonly HouseCue[] = [
  { matter: "bank_data", pattern: /\b[a-z]{2}\d{2}( ?[a-z0-9]){11,30}\b/ },
  {
    matter: "bank_data",
    pattern: new RegExp(`\\b${change}\\b.{0,40}\\b${account}\\b|\\b${account}\\b.{0,40}\\b${change}\\b`),
    unless:
      /\bkonto (im|beim|bei) (grosshandel|haendler|lieferant\w*)|\bnicht geaendert|\bkundenkonto|\bbenutzerkonto|\b(unveraendert|bleibt)\b/,
  },
  {
    matter: "bank_data",
    pattern:
      /\b(ueberweis\w*|zahl\w*|einzahl\w*)\b.{0,40}\b(auf|an)\b.{0,25}\b(privatkonto|mein konto|meine iban|anderes konto|diese iban|folgendes konto|folgende iban|dieses konto|paypal)\b|\b(kontonummer|iban|kto)\.?:? ?(lautet |ist )?\d{6,}|\bkontonummer\b.{0,12}\d{5,}|\bblz\b.{0,8}\d{5,}/,
  },
];
export const onPaper = (sentence: string): boolean => paper.test(sentence);

const codeWord =
  "(tuer-?code|haustuer-?code|tor-?code|eingangs-?code|zugangs-?code|zutritts-?code|alarm-?code|garagen-?code|keller-?code|zahlen-?code|tuer-?pin|alarm-?pin|schluesselbox|schluesseltresor|schluesselsafe|schluesselkasten|key-?safe)";
const doorThing =
  "(tuer|haustuer|tor|eingang|eingangstuer|alarm|alarmanlage|garage|garagentor|keller|kellertuer|hoftor|schranke|tiefgarage|schloss|zahlenschloss|nebeneingang|hintereingang|werkstatt|lager|baucontainer|container|bauzaun|briefkasten)";
const hiding =
  "(fussmatte|matte|blumentopf|blumentoepf\\w*|topf|kuebel|stein|briefkasten|dachrinne|regenrinne|nachbar\\w*|zaehlerkasten|gartenhaus|schuppen|mauer|muelltonne|tonne|ablage|carport|gartentor|gartenzwerg|fensterbank|haken|trafohaus|stromkasten|bank|kasten|pflanze|hausmeister\\w*|baecker\\w*)";
export const codeCues: readonly HouseCue[] = [
  {
    matter: "access_code",
    pattern: new RegExp(`\\b${codeWord}\\b.{0,40}\\d{3,}|\\b\\d{3,8}\\b.{0,25}\\b${codeWord}\\b`),
    unless: /\b(gewechselt werden|passend zu artikel|artikelnummer|artikel|bestell\w*)\b/,
  },
  {
    matter: "access_code",
    pattern: new RegExp(
      `\\b(code|pin|kombination|zahlenkombination|nummer|geheimzahl|kennwort|passwort)\\b.{0,40}\\b${doorThing}\\b.{0,40}(\\d{3,}|\\blautet\\b|\\bist\\b)|\\b${doorThing}\\b.{0,40}\\b(code|pin|kombination|zahlenkombination|geheimzahl|kennwort|passwort)\\b.{0,25}(\\d{3,}|\\blautet\\b|\\bheisst\\b)|\\b(code|pin|kombination)\\b:? ?(ist |lautet )?[#*]?\\d{4,8}\\b`,
    ),
    unless:
      /\b(fehler-?code|stoer-?code|qr|bestaetigungs\w*|gutschein\w*|rabatt\w*|fehler|stoerung|display|postleitzahl|rufen sie|farb-?code|modell|geraete\w*|seriennummer|bestell\w*)\b/,
  },
  {
    matter: "access_code",
    pattern: new RegExp(
      `\\b(haus|haustuer|wohnungs|ersatz|zweit|keller|hallen|werkstatt|lager|general|tuer)?-?schluessel\\b.{0,50}\\b(liegt|liegen|lieg|haengt|steckt|ist|leg\\w*|deponier\\w*|hinterleg\\w*|versteck\\w*|haeng\\w*|abgegeben|hol\\w*|findest|findet|finden)\\b.{0,50}\\b${hiding}\\b|\\b(leg\\w*|deponier\\w*|hinterleg\\w*|haeng\\w*|liegt|steckt|haengt)\\b.{0,40}\\bschluessel\\b.{0,40}\\b${hiding}\\b|\\b(unter|unterm|hinter|hinterm|in|im|neben|beim|ueber|am)\\b.{0,20}\\b${hiding}\\b.{0,30}\\b(liegt|ist|haengt|steckt)\\b.{0,20}\\bschluessel\\b`,
    ),
    unless: /\b(schrauben|inbus|ring|maul|drehmoment|rohr|zangen|entlueftungs)-?schluessel/,
  },
];
