// The words by which an answer is read, written as readAnswer folds them ("möchte" is "moechte").

const any = (...words: string[]): RegExp => new RegExp(`(?<= )(?:${words.join("|")})(?= )`);

/** What advertising goes by. One "angebot" is a quote; several may be either, so they count only where it fits. */
export const adWord = any(
  "\\S*w(?:er|re)bung(?:en|s\\S*)?",
  "werb\\S*nachrichten?",
  "werbemails?",
  "werbe\\S*",
  "webung",
  "wrebung",
  "reklame\\S*",
  "newsletter\\S*",
  "neuigkeiten",
  "news",
  "infos?",
  "rundschreiben",
  "rabatt\\S*",
  "(?:sonder|rabatt|spar|fruehjahrs|sommer|herbst|winter|weihnachts)?aktionen",
  "sonderangebote\\S*",
  "angebote[ns]?",
  "spam\\S*",
  "verteiler\\S*",
  "mailing\\S*",
  "liste",
  "einwilligung",
  "zustimmung",
  "nachrichten?",
  "mails?",
  "sms",
  "whatsapps?",
  "ads?",
  "adverts?",
  "advertising",
  "promotions?",
  "promos?",
  "marketing",
  "offers",
  "messages",
  "mailings?",
);

/** Advertising and nothing else: "Infos" and "Nachrichten" may be about the job. */
export const plainAdWord = any(
  "\\S*werbung(?:en)?",
  "werbemails?",
  "werbenachrichten",
  "reklame",
  "newsletter\\S*",
  "neuigkeiten",
  "news",
  "rabatt\\S*",
  "sonderangebote\\S*",
  "(?:sonder|rabatt|spar|fruehjahrs|sommer|herbst|winter|weihnachts)?aktionen",
  "ads",
  "advertising",
  "promotions",
);

/** The job, its things and its times: a stop word beside them is about the job. */
export const orderWord = any(
  "\\d+\\S*",
  "termin\\S*",
  "kommen|kommt|komme|kommst|gekommen|vorbei\\S*",
  "morgen|uebermorgen|heute|gestern|vormittag\\S*|nachmittag\\S*|abends?|frueh",
  "(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|sonnabends?",
  "uhr|woche|wochen|wochenende|monat",
  "januar|februar|maerz|april|mai|juni|juli|august|september|oktober|november|dezember",
  "anfangen|angefangen|anfang|beginnen|beginn|weitermachen|weiterarbeiten|losl?egen",
  "arbeit(?:en|et|e)?|bauarbeiten|handwerker|monteure?n?|techniker|leute|kollegen?|maler|geselle",
  "bau|baustelle|auftrag\\S*|reparatur\\S*|wartung\\S*|montage\\S*|einbau\\S*|umbau\\S*",
  "heizung\\S*|pumpe|therme|kessel|brenner|wasser\\S*|leitung\\S*|rohre?|hahn|ventil|gas|strom\\S*|sicherung\\S*",
  "bad|kueche\\S*|fenster|tuere?n?|dach\\S*|wand|waende|fliesen|farbe|parkett|boden|geruest|zaehler\\S*|wallbox|anlage",
  "loecher|loch|bohren|saegen|streichen|grau|schluessel|keller|zimmer|meter|material|teile?|ersatzteil\\S*",
  "bestell(?:en|t|ung|ungen)|liefer\\S*|geliefert|ware|paket|rechnung\\S*|ueberweis\\S*|mahnung\\S*|lastschrift",
  "vertrag\\S*|kaufvertrag|angebot|kostenvoranschlag|preis\\S*|teuer",
  "estrich\\S*|beton\\S*|putz|gips\\S*|moertel|kleber|lack\\S*|silikon\\S*|fugen?|tapeten?|daemmung|laminat|balken|ziegel|regenrinne|dachrinne",
  "lampen?|steckdosen?|kabel|schalter|garage\\S*|tor|zaun|garten|hecke|baum|baeume|pflaster\\S*|treppe\\S*|terrasse\\S*|carport|kamin|ofen|auto|reifen|bremsen",
  "nass|feucht|undicht|trocken|trocknet|ausgehaertet|fertig|kaputt|verkehrt|falsch\\S*|schief",
  "appointment|job|work|tomorrow|today|monday|tuesday|wednesday|thursday|friday|plumber|invoice|order|delivery|heating|quote",
  "datum|warten|wartet|vertan|\\S+leger|\\S+bauer|elektriker|klempner|tischler|dachdecker",
  "messe|treffen|adresse|hausnummer|strasse|foto\\S*|bild\\S*",
);

/** Words that change nothing about a stop word beside them. */
export const filler = any(
  "bitte|danke|dankeschoen|vielen|dank|mal|jetzt|sofort|endlich|halt|doch|ja|nein|so|und|auch|hier|damit|das|es|dies|dieses",
  "ich|i|will|moechte|moecht|mag|wuensche|mich|mir|uns|wir|sie|ihr|ihnen|euch|ihre|eure|meine|den|die|der|dem|von|vom|bei|zu|zum|ab|an|per|ueber|aus|fuer",
  "hiermit|hallo|guten|tag|moin|servus|gruss|gruesse|liebe|viele|mfg|lg|freundlichen|freundliche|mit|herr|frau|team|firma",
  "wo|wie|man|hab|habe|schon|bereits|geschrieben|gesagt|einfach|nur|einmal|einzig|nein|nun|wirklich|ganz|leute|mann|okay|ok",
  "please|thanks|thank|you|me|my|now|the|to|this|it|hi|hello|nochmal|heute|kann|koennen|wieder|gerne|gern|immediately|und",
);

/** A yes that is none, and everything half-hearted (AD-5). */
export const assent = any(
  "ja+|jo+a?|jau|jou|jao|jep|jup|yep|yes|yeah|yup|sure|ok|oki|okay|okey|oke|okidoki|kk|klar|gern|gerne|jawohl|jawoll|jap|passt|basst|pass?t scho\\S*",
  "meinetwegen|einverstanden|von mir aus|in ordnung|geht klar|geht in ordnung|alles klar|alles gut|gut|super|prima|toll|fein|perfekt|top",
  "natuerlich|selbstverstaendlich|logo|freilich|jederzeit|unbedingt|genau|absolut|definitiv|bestimmt|sicher|gebongt|abgemacht|genehmigt|erlaubt|evet|tak|si|oui|da",
  "machen sie|macht mal|mach|nur zu|immer her damit|her damit|bin dabei|dabei|stimme zu|zustimmung|duerfen sie|schicken sie|schickt|schick|senden sie",
);

/** Neither yes nor no. */
export const hedge = any(
  "vielleicht|eventuell|evtl|mal sehen|mal schauen|schauen wir|weiss nicht|weiss noch nicht|woas{1,2} (?:i )?(?:no )?(?:ned|net)|keine ahnung|egal|spaeter|jein|je nachdem|kommt (?:ganz )?(?:drauf|darauf) an",
  "ueberleg\\S*|nachdenken|maybe|perhaps|not sure|unsicher|wenns (?:denn )?sein muss|wenns? (?:es )?(?:nicht|net|ned) (?:zu|so|all?zu) (?:viel|oft|haeufig)|wenn es (?:denn )?sein muss|hoechstens|im jahr|fragen sie (?:meinen?|mal)|muss ich (?:erst )?\\S+ (?:\\S+ )?fragen|warum nicht|wieso nicht|warum net|why not",
  "nichts dagegen|nix dagegen|nichts einzuwenden|kein problem|keine einwaende|kein thema|kein ding|no problem|(?:nicht|nix) schaden|schadet nicht|schaden kanns nicht|nicht schlecht",
  "danke|dankeschoen|vielen dank|thx|thanks|merci|hm+|aha|mhm|ach so|na ja|naja|sagen wir mal",
);

/** A plain no. */
export const refusal = any(
  "nein(?: danke)?|nee+|noe+|noi|ne|nae+|naa+|nope|nay|no thanks|no thank you|no|non merci|no grazie|hayir|nie dziekuje|njet|niet",
  "(?:auf )?(?:gar )?keinen fall|nie im leben|nie und nimmer|keinesfalls|keineswegs|niemals|(?:bloss|blos|doch|lieber|eher|besser|bitte|absolut|sicher|bestimmt|natuerlich|garantiert|momentan|jetzt|grade?|gerade|derzeit|im moment|definitiv|ganz sicher|wirklich) (?:nicht|net|ned|nich)",
  "kein(?:en|erlei)? (?:interesse|bedarf|bock|lust)|(?:nicht|ned|net) interessiert|(?:nicht|ned|net|nich) (?:noetig|notwendig|erwuenscht|gewuenscht|gewollt)|unnoetig|unerwuenscht",
  "(?:brauchts?|brauche?n?|bruuk|moechte|moecht|will|wull|wuell(?:t|en)?|wollen|wuensche|benoetige|mag|mog) (?:(?:ich|ick|ik|i|mi|mir|wi|wir|mer|es|das|des|dees|dit|dat|et|so|so was|sowas|bitte|eigentlich|lieber) )*(?:nicht|ned|net|nich|nix|keine?|koa)",
  "(?:verzicht\\S*|ablehn\\S*|abgelehnt|lehne \\S*\\s?ab|bin dagegen)|interessier\\S* (?:(?:das|des|dat|dit|mich|mi|mir|uns|us) )*(?:nicht|ned|net|nich|nix)|lass(?:en|t)?(?: sie| es| ma| mal| das| wir)* (?:mal|ma|gut sein|sein|bleiben)|muss nicht sein|muss (?:ned|net) sein|hab(?:e|en)? (?:schon )?genug werbung",
  "verschon\\S* (?:sie |ihr )?(?:mich|uns|mi|us)|nix da|nichts da|(?:gott |um gottes willen )?bewahre|(?:nicht|net|ned|nich) in ?frage",
  "not interested|rather not|i dont want|dont want|do not want|dont send|id rather not",
);
