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
  "rundmails?",
  "massenmails?",
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
  "e?-?mails?",
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
  "stock|etage|\\S*geschoss|links|rechts|hinten|vorne|oben|unten|draussen|drinnen|klingel\\S*|nachbar\\S*|haus|haustuer\\S*|hof|einfahrt|park(?:en|platz)|wohnung\\S*|flur|decken?|balkon\\S*",
  "klo|toilette\\S*|dusch\\S*|wanne|waschbecken|siphon|abfluss\\S*|spuel\\S*|heizkoerper|thermostat\\S*|boiler|solar\\S*|wechselrichter|speicher|batterie|roll?laden|jalousie\\S*|markise|\\S*tuer|moebel\\S*|schrank|regal|tisch|arbeitsplatte|fassade|schornstein",
  "kran|bagger|container|bauschutt|leiter|werkzeug|schrauben?|duebel|masse?|zentimeter|cm|mm|eiche|buche|holz|steine?|glas|scheiben?|weisse[nrs]?|blau\\S*|rote?[nrs]?|gruen\\S*|schwarz\\S*|braun\\S*|anthrazit",
  "bezahlt|konto|zahlung|anrufen|angerufen|anruf|unterwegs|stau|ampel|verspaet\\S*|puenktlich|urlaub|krank|meister|lehrling|azubi|aufmass|zeichnung|plaene|skizze|gutachten|versicherung|hausverwaltung|hund|katze",
  "anschluss\\S*|stecker|geraet\\S*|maschine|motor|filter|geraeusch\\S*|tropft|leckt|riecht|laeuft|laufen|defekt|kalt|warm|heiss|kitchen|door|window|bathroom|wall|floor|tiles?|roof|pipe|painting|drilling",
  "bis (?:gleich|dann|nachher|spaeter|bald|nachher|morgen)",
  "\\S*(?:heizung|fenster|fliese|rohr|leitung|kabel|anlage|baustelle|arbeiten|termin|rechnung|wartung|montage|lieferung|pumpe|kessel|therme|zaehler|schluessel|kueche|keller|dachs?|boden|geruest|werkstatt|handwerker|monteur|techniker|dichtung|silikon|maschine|geraet|armatur)(?:e|en|n|s|er)?",
  "kacheln?|sofa|kinder|schule|tropf\\S*|leck\\S*|abdeck\\S*|messen|messung\\S*|messgeraet|rein|reinlassen|oeffne\\S*|aufschliess\\S*|schraub\\S*|dicht|einstell\\S*|stoerung|notdienst|zettel|code|bar|ec|skonto|raten|abholen|abgeholt|bringen|mitbringen|bereit|hause|zuhause|vorher|nachher|unterschrift|unterschrieben|angekommen|gefunden|repariert|gemessen|erledigt|verlegt|verschieb\\S*|verschoben|gestrichen|eingebaut|ausgetauscht|tauschen|austausch\\S*|pruefen|dauert|ostern|pfingsten|weihnachten|feiertage?n?|wetter|regen|tapez\\S*",
  "messe|treffen|adresse|hausnummer|strasse|foto\\S*|bild\\S*",
);

/** Words that change nothing about a stop word beside them. */
export const filler = any(
  "bitte|danke|dankeschoen|vielen|dank|mal|jetzt|sofort|endlich|halt|doch|ja|nein|so|und|auch|hier|sagte|gesagt|schrieb|sage|tschuess|ciao|ende|basta|schluss|damit|das|es|dies|dieses",
  "ich|i|will|moechte|moecht|mag|wuensche|mich|mir|uns|wir|sie|ihr|ihnen|euch|ihre|eure|meine|den|die|der|dem|von|vom|bei|zu|zum|ab|an|per|ueber|aus|fuer",
  "hiermit|hallo|guten|tag|moin|servus|gruss|gruesse|liebe|viele|mfg|lg|freundlichen|freundliche|mit|herr|frau|team|firma",
  "wo|wie|man|hab|habe|schon|bereits|geschrieben|gesagt|einfach|nur|einmal|einzig|nein|nun|wirklich|ganz|leute|mann|okay|ok",
  "want|would|like|wish|id|please|thanks|thank|you|me|my|now|the|to|this|it|hi|hello|nochmal|heute|kann|koennen|wieder|gerne|gern|immediately|und",
);

/** A yes that is none, and everything half-hearted (AD-5). */
export const assent = any(
  "ja+|jo+a?h?|nu|jau|jou|jao|jep|jup|yep|yes|yeah|yup|sure|ok|oki|okay|okey|oke|okidoki|kk|klar|gern|gerne|jawohl|jawoll|jap|passt|basst|pass?t scho\\S*",
  "meinetwegen|einverstanden|von mir (?:aus|us)|(?:waere?|faend\\S*) (?:\\S+ )?(?:schoen|super|toll|nett|gut|prima)|sisch?er|freili|gaern|in ordnung|geht klar|geht in ordnung|alles klar|alles gut|gut|super|prima|toll|fein|perfekt|top",
  "natuerlich|selbstverstaendlich|logo|freilich|jederzeit|unbedingt|genau|absolut|definitiv|bestimmt|sicher|gebongt|abgemacht|genehmigt|erlaubt|evet|tak|si|oui|da",
  "machen sie|macht mal|mach|nur zu|immer her damit|her damit|bin dabei|dabei|stimme zu|zustimmung|duerfen sie|schicken sie|schickt|schick|senden sie",
);

/** Neither yes nor no. */
export const hedge = any(
  "wegen mir|dagegen spricht|of course|probier\\S*|versuch\\S* (?:wirs?|mers?|es)|kommt auf \\S+ \\S+ an|mir (?:wurscht|wurst|schnuppe|gleich|eins)|unter umstaenden|vielleicht|eventuell|evtl|mal sehen|mal schauen|schauen wir|weiss nicht|weiss noch nicht|woas{1,2} (?:i )?(?:no )?(?:ned|net)|keine ahnung|egal|spaeter|jein|je nachdem|kommt (?:ganz )?(?:drauf|darauf) an",
  "ueberleg\\S*|nachdenken|maybe|perhaps|not sure|unsicher|wenns (?:denn )?sein muss|wenns? (?:es )?(?:nicht|net|ned) (?:zu|so|all?zu) (?:viel|oft|haeufig)|wenn es (?:denn )?sein muss|hoechstens|im jahr|fragen sie (?:meinen?|mal)|muss ich (?:erst )?\\S+ (?:\\S+ )?fragen|warum nicht|wieso nicht|warum net|why not",
  "nichts dagegen|nix dagegen|nichts einzuwenden|kein problem|keine einwaende|kein thema|kein ding|no problem|(?:nicht|nix) schaden|schadet nicht|schaden kanns nicht|nicht schlecht",
  "danke|dankeschoen|vielen dank|thx|thanks|merci|hm+|aha|mhm|ach so|na ja|naja|sagen wir mal",
);

/** A plain no. */
export const refusal = any(
  "nein(?: danke)?|nee+|noe+|noi|ne|nae+|naa+|nope|nay|no thanks|no thank you|no|non merci|no grazie|hayir|nie dziekuje|njet|niet",
  "(?:auf )?(?:gar )?keinen fall|nie im leben|nie und (?:nimmer|nicht mehr)|keinesfalls|keineswegs|niemals|(?:bloss|blos|doch|lieber|eher|besser|bitte|absolut|sicher|bestimmt|natuerlich|garantiert|momentan|jetzt|grade?|gerade|derzeit|im moment|definitiv|ganz sicher|wirklich) (?:nicht|net|ned|nich)",
  "kein(?:en?|erlei)? (?:interesse|bedarf|bock|lust)|(?:nicht|ned|net) interessiert|(?:nicht|ned|net|nich) (?:noetig|notwendig|erwuenscht|gewuenscht|gewollt|einverstanden)|ungern|seh\\S* (?:\\S+ )?davon ab|davon (?:abzu|ab)sehen|verschont (?:zu )?bleiben|nie(?= $)|stimme (?:\\S+ )?nicht zu|willige (?:\\S+ )?nicht ein|(?:na|naa) dank\\S*|unnoetig|unerwuenscht",
  "(?:brauchts?|brauche?n?|bruuk|moechte|moecht|will|wull|wuell(?:t|en)?|wollen|wuensche|benoetige|mag|mog) (?:(?:ich|ick|ik|i|mi|mir|wi|wir|mer|es|das|des|dees|dit|dat|et|so|so was|sowas|bitte|eigentlich|lieber) )*(?:nicht|nichts|ned|net|nich|nix|keine?|koa)",
  "(?:verzicht\\S*|ablehn\\S*|abgelehnt|lehne \\S*\\s?ab|bin dagegen)|interessier\\S* (?:(?:das|des|dat|dit|mich|mi|mir|uns|us) )*(?:nicht|ned|net|nich|nix)|lass(?:en|t)?(?: sie| es| ma| mer| mal| das| wir)* (?:mal|ma|mas|mers|gut sein|sein|bleiben|stecken|mer (?:das|dat|des|es)|wir (?:das|es)|ma (?:das|des|es))|muss nicht sein|muss (?:ned|net) sein|hab(?:e|en)? (?:schon )?genug werbung",
  "verschon\\S* (?:sie |ihr )?(?:mich|uns|mi|us)|nix da|nichts da|halte (?:ich |wir )?(?:\\S+ )?nichts|(?:kann(?:ste|st)?|koennen|koennt|koennts) (?:(?:sie|ihr|du|man|das|euch|sich|gleich) )*(?:vergessen|sparen|knicken|behalten)|verg(?:iss|esst|essen sie) (?:es|das)|(?:gott |um gottes willen )?bewahre|(?:nicht|net|ned|nich) in ?frage",
  "not interested|rather not|i dont want|dont want|do not want|dont send|id rather not",
);

/** Words of which every sentence is made; who uses no others speaks of what was just asked. */
export const commonWord = any(
  "ich|ick|ik|i|mich|mir|mi|du|dich|dir|sie|ihnen|ihr|euch|wir|mer|ma|uns|man|es|das|des|dat|dit|dees|det|dies|dieses|davon|dazu|darauf|drauf|daran|dran|dafuer|dagegen|damit|darueber|drueber|sowas|so|solche[nrs]?",
  "mein|meine[rnms]?|ihre?[rnms]?|eure?[rnms]?|dein|deine|ein|eine[rnms]?|der|die|den|dem|in|im|an|am|auf|aus|bei|mit|von|vom|zu|zum|zur|fuer|ueber|per|um|als|ab|pro",
  "und|oder|aber|denn|doch|dass|ob|wenn|falls|sofern|solange|weil|sondern|auch|nur|noch|schon|erst|mal|ja|halt|eben|eher|lieber|besser|ganz|gar|sehr|recht|etwas|bisschen|eigentlich|wirklich|wohl|nu|isch|scho|wurscht|wurst|gleich|schnuppe|umstaenden|us|waer|schoen|nett|ruhig|einfach|vielleicht|dann|immer|manchmal|ab und zu|hin und wieder|selten|wieder|wieso|warum|weshalb|wie|was|wer|wozu|wofuer",
  "nicht|nein|nichts|keine[rnms]?|kein|mehr|weniger|viel|viele|wenig|zu|oft|haeufig|spaeter|nochmal|jetzt|gerade|grad|momentan|bald|demnaechst|naechste[rsn]?|halben?|jahr|jahre|paar|mal",
  "bin|bist|ist|sind|seid|war|waere?n?|sein|hab|habe|haben|hat|haette?n?|werde|werden|wird|wuerde?n?|kann|kannst|koennen|koennt|koennte?n?|muss|muessen|muesste?n?|soll|sollen|sollt|sollte?n?|will|wollen|wollt|moechte?n?|mag|moegen|darf|duerfen|duerft|lasse|lass|lasst|lassen|mache|machen|macht|mach|tu|tun|tut",
  "schreib|schreibe|schreiben|schreibt|schick|schickt|schicken|schickst|senden|sendet|sende|geben|gebe|gebt|gib|frage?n?|frag|fragt|melden?|sag|sagen|sage|gesagt|weiss|wissen|denk|denke|denken|glaub|glaube|interesse|lust|bock|bedarf|brauche?n?|brauchts?|braucht|wuensche?n?|geht|klingt|meinen?|meint|gemeint|verstehe?n?|verstanden|ueberlege?n?|ueberleg|besprechen?|bespreche|entscheiden?|entscheide|schauen?|schau|sehen|seh|gucken?|guck|lesen|bekomme?n?|kriege?n?|krieg|erhalten?|hoeren?",
  "frau|mann|chefin|chef|familie|freund|partner|partnerin|tochter|sohn|vermieter|nachfrage|grundsaetzlich|prinzipiell|sorry|leider|stimme|willige|einverstanden|zufrieden|anderes|anders|sache|frage|ding|thema|besonderes|besondere|wichtiges|wichtige|interessantes|interessant|neues|neue|gutes|gute|noetig|recht|bitte|danke|hm+|aeh|na|ach|oh|ah|fei|gell|gelle|menge|zeit|einwaende|ahnung|woche|monat|haha|hae+h?|freuen?|freut|post|brief|maken|schwierig|hallo|okay|ok|gern|gerne",
);
