// Greetings, events, review requests and reminders: advertising by occasion (AD-1's table).
import { type Cue, either } from "./cue.ts";
import {
  amends,
  appointed,
  asked,
  complaint,
  contracted,
  enclosed,
  notOurs,
  registered,
  requested,
  unobtainable,
} from "./service-context.ts";

const closed =
  /\b(wegen|am tag (vom|des)) (\w+ )?(weihnachtsmarkt|adventsmarkt|\w*fest)(e?s)?\b|geschlossen|abgesagt|\bfaellt (leider )?aus\b|nicht erreichbar|nicht besetzt|frueher schliessen|schliessen wir|zu\.|keine termine|parkplaetze|parkplatz|gesperrt|laerm|\bfeierabend\b|\bkeine \w+ (an|annehmen)\b|\b(ans telefon|zurueckrufen)\b|\bab \d{1,2}([:.]\d\d)? uhr zu\b|\b(holen|bringen) (sie )?.{0,40}\b(vorher|frueher|bis \d{1,2})|\bbis \d{1,2}([:.]\d\d)?( uhr)? (ab)?holen/;
/** The party is the contact's, and we bring something to it; or it is only a date. */
const supplied =
  /\b(stromanschluss|cee|\w*verteiler|zuleitung|verkabel\w*|baustrom)\b|\b\w*(buffet|catering|torten?|bestellung|lieferung|anzahlung|aufbau|getraenke|plakate|einladung(en|skarten)|flyer)\b.{0,60}\b(bestaetigt|bestellt|gedruckt|geliefert|liefern|fertig|notiert|eingeplant)\b|\bnicht\b.{0,40}\bsondern\b/;
const theirs =
  /\b(ihr|ihre|ihrem|ihren|ihrer|ihres|eure|eurem|euren|eurer|deine|deinem|deinen|deiner) (\w+ )?(sommerfest|\w*jubilaeum|jubilaeums\w+|eroeffnung|einweihung|neueroeffnung|einweihungsfeier|grillfest|hoffest|feier|ausstellung|hochzeit|messe|messestand|stand|party|gartenfest|fest)(e?s)?\b|\b\w*(sommerfest|jubilaeum|eroeffnung|fest|hoffest|feier)e?s? (ihrer|ihres|deiner|deines|eurer|eures|der (schule|gemeinde|nachbarn|stadt|kirche|feuerwehr)|des (vereins|kindergartens))|nachbar|stadtfest|kindergarten|(danke|dank) fuer (die|ihre|eure|(den )?kaffee)|\bbei ihnen\b|\bin ihre[mr] (haus|firma|betrieb|garten|hof)|richtfest|\beroeffnungs(tanz|walzer)\b|\bbis zu[rm] (\w+ )?(fest|feier|eroeffnung|party|hochzeit|einweihung|sommerfest)/;

/** Who is at a fair may only say why they cannot be reached; a hall, a stand or a show invites there. */
const fair = /\bauf der (\w+)?(messe|gewerbeschau|handwerkerschau)\b/;
const fairInvites =
  /\b(halle|unser\w* stand|am stand|stand [a-z]?-?\d+|zeigen wir|wir zeigen|praesentier\w*|find(en|est|et) (sie|du|ihr)|treffen sie|trefft|vertreten|besuch(en|t)? (sie |ihr )?uns|vorbei\w*|eintritt|freikarten?|neuheiten|unsere neue[ns]?|gibts?|erleben|stellen wir|wir stellen|dabei)\b/;

/** Greetings of the season and of the day; classify-text decides whether they are courtesy or the point. */
export const greetingPatterns: readonly RegExp[] = [
  /\b(froh|froehlich|schoen|besinnlich|gesegnet|ruhig|friedlich|scheen|erholsam|wundervoll|wunderschoen|entspannt|gemuetlich|herzlich|zauberhaft|stressfrei|beschaulich|harmonisch|warm)\w{0,2},?( (und|,) ?\w+)?( (ein|und))?( \w+)? (weihnacht\w*|fest\b|festtage\w*|feiertag\w*|feierdog|feierdaag|advent\w*|oster\w*|pfingst\w*|silvester\w*|jahreswechsel|nikolaus\w*|muttertag|vatertag|valentinstag|jahresausklang)/,
  /\bguten? rutsch|\bguad\w* rutsch|\brutsch(en)? (sie|gut)|\bkommen sie gut (ins|in das) neue|\bgut ins neue jahr/,
  /\b(froh|gesund|gut|gluecklich|erfolgreich|guad|guat|guet|glueckliches)\w{0,2}( \w+)?( (und|,) \w+)* (neu|neie|neis|nois|nuis)\w* (jahr|johr|joar)\b|\bgutes neues\b|\bjahr \d{4} (alles|viel|nur das)|\b(fuer|im) (das )?neue[ns]? jahr (alles|viel|nur)|\balles (gute|liebe) (fuer|im) (das )?((neue|kommende)n? jahr|(jahr )?20\d\d)\b/,
  /\b(weihnachtliche|oesterliche|adventliche|festliche) (gruesse|wuensche)|\bzum (feste?|advent|jahreswechsel|neuen jahr) (\w+ ){0,3}(alles|liebe|gute|besten?|wuensche)|\bbeste wuensche (zum|fuer)|\bmerry christmas|\bhappy (new year|easter|holidays)|\bkutlu olsun|\bseason.?s greetings|\bfrohe ostern|\bosterhase|\b(weihnachts|oster|neujahrs|festtags|advents|jahresend|geburtstags|fruehlings)-?(gruss|gruesse|wuensche)/,
  /\b(alles (gute|liebe)|herzlichen glueckwunsch|glueckwunsch|glueckwuensche|gratulier\w*|happy birthday|ois guade)\b.{0,60}\b(geburtstag|ehrentag|lebensjahr|wiegenfest|namenstag)|\b(glueckwunsch|glueckwuensche|gratulieren|gratuliere|gratulation|alles (gute|liebe)) (\w+ ){0,3}zum (\d{1,3}\.?|runden|halbrunden)(?=\W*$)|\b(geburtstag|ehrentag)\b.{0,60}\b(alles (gute|liebe)|wuensch|gratulier|glueckwunsch|gratulation)|\bhappy birthday|\b(heute|morgen) ist (ihr|dein) (ehrentag|grosser tag)/,
  /\b(mutlu|iyi) (bayram|noel|yıl|yil|seneler)\w*|\bbayram[ıi]n[ıi]z\b|\b(ramadan|eid) (mu?e?barek|mubarak|kareem|kerim)\b|\bweso[lł]ych swiat\b|\bszczesliwego nowego\b|\bbuon natale\b|\bbuone feste\b|\bbuona pasqua\b|\bjoyeu(x|ses) (noel|fetes|paques)\b|\bbonne annee\b|\bfeliz (navidad|ano|natal)\b|\bfelices fiestas\b|\bcraciun fericit\b|\bla multi ani\b|\bsret(an|na) (bozic|nova)\b|\bvesele vanoce\b|\bboldog (karacsonyt|uj evet)\b|с новым годом|с рождеством|з новим роком|з р[іi]здвом/,
  /\b(danke|dankeschoen|dank) fuer (das (jahr )?)?20\d\d\b|\bwuensch\w*\b.{0,40}\b(tage|zeit) zwischen den jahren\b/,
  /\b(danken|danke|bedanken|dank)\b.{0,60}\b(vertrauen|treue|zusammenarbeit)\b.{0,60}\b(jahr|jahren?)\b|\b(jahr|jahren?)\b.{0,60}\b(danken|danke|bedanken|dank)\b.{0,60}\b(vertrauen|treue|zusammenarbeit)/,
];

/** The contact greeted first and is greeted back: courtesy, not advertising. */
export const greetingBack =
  /\b(ihnen|euch|dir|ihrer familie|ihnen und ihrer familie)( \w+){0,3} (auch|ebenfalls|ebenso|gleichfalls|genauso)\b|\b(ebenso|ebenfalls|gleichfalls|genauso)\b|\b(danke|dankeschoen|vielen dank|merci|dank)\b.{0,30}\b(ihnen|euch|dir) auch|\bauch (an )?(ihnen|euch|dir|ihre familie|ihr team|die familie|eure familie)\b|\b(eahna|ihna|eich|oich|eech|ihne|jo|jau|se|dia) (a|aa|aach|au|ooch|ok|ook|och)\b|\bwuensch\w* (wir |ich )?(ihnen|euch|dir) auch|\b(danke|dank) fuer (die|ihre|eure|deine) (\w+ )?(gruesse|wuensche|weihnachtswuensche|weihnachtsgruesse|ostergruesse|glueckwuensche|neujahrswuensche|karte|nette)|\b(danke|dank|dankeschoen|merci)( (dir|euch|ihnen|sehr|schoen))*,? (auch|ebenso) (wir|dir|ihnen|euch|schoene?\w*|frohe\w*|eine?n?|gute\w*|gesegnete\w*|besinnliche\w*)\b|\bauch von (uns|mir)\b|\bwuensch\w* (sie|du|ihr) (mir|uns)\b|\bdas gleiche\b|\byou too\b|\bsame to you\b|\b(size|sizlere|siz) de\b|\bsana da\b|\b(wuensche|gruesse|ostern|weihnachten|neues|fest|feiertage|gern|gerne)\b.{0,12} zurueck\b|\bgeben (wir|ich) .{0,20}zurueck|\bzurueck[.!,]/;

/** Days on which a shop or workshop opens for whoever likes to come, and markets on which it stands. */
const openDay =
  /\bverkaufsoffen\w*|\w*shopping\b|\blate-?night\b|\beinkaufs(nacht|abend|sonntag)\w*|(?<=^|am )langen?r? (samstag|donnerstag)\b|\b(werks|fabrik|hof|hallen|garagen)-?verkauf\b|\bschau-?(sonntag|samstag|wochenende)\w*|\badvents?-?(samstag|sonntag|wochenende)?e?n?\b.{0,40}\b(geoeffnet|offen|laden|geschaeft|fuer (sie|euch) da)\b|\b(sonntags?|feiertags?)\b.{0,40}\bfuer (sie|euch) (geoeffnet|offen)\b/;
const market =
  /\b(herbst|fruehjahrs|fruehlings|martins|nikolaus|kraemer|jahr|bauern|handwerker|kunsthandwerker|hobby|toepfer|stadt|dorf)markte?s?\b/;
const marketInvites =
  /\b(stand|find(en|est|et) (sie|du|ihr)|zeigen wir|wir zeigen|trefft|treffen sie|besuch(en|t)? (sie |ihr )?uns|vorbei\w*|dabei|vertreten)\b/;
/** Somebody else's day, or one that keeps us away. */
const ofTheirs =
  /\bihre?[nms]? (\w+ )?\w*(markt|verkauf|shopping)\w*|\bbei ihnen\b|\b(nicht|keine?n?)\b|gesperrt|dicht\b|\b(strom|kabel|zaehler|verteiler|zuleitung|angeschlossen|einfahrt|absperr\w*|aufgebaut|abgebaut)\b|notdienst|notfall|bereitschaft/;

const event: readonly Cue[] = [
  {
    kind: "event",
    weight: 2,
    pattern: either(
      openDay,
      new RegExp(`${market.source}.{0,80}${marketInvites.source}|${marketInvites.source}.{0,80}${market.source}`),
    ),
    unless: either(theirs, closed, supplied, ofTheirs),
    unlessText: asked,
  },
  {
    kind: "event",
    weight: 2,
    pattern:
      /\b(\w*(sommer|herbst|fruehlings|grill|hof|werkstatt|garten|oktober|kunden|scheunen|schlacht|wein|backhaus)fes(ch)?t|(?<=^|zum |beim |das |ein |unser |unserem |grosses )winterfest(?! (ge)?mach)|hausmesse\w*|tag der offenen (tuer|werkstatt|baustelle|tore)|(?<!die |der |eine |einer )offene (werkstatt|tuer)|tage? der offenen|\w*jubilaeum\w*|(neu|wieder)?eroeffnung(s\w+)?|einweihungs(feier|fest|party)|weihnachtsmarkt(s?stand)?|adventsmarkt|adventskaffee|gluehwein\w*|punsch|verlosung|verlosen|gewinnspiel|tombola|freikarten|wir stehen in halle|info-?abend|info-?veranstaltung|schautage?|kundenabend|modenschau|messestand|styling-?abend|umstyling|workshop|live-?vorfuehrung|vorfuehrung|probetag|gewinnen sie|zu gewinnen|hocketse|kirmesstand)\b/,
    unless: either(theirs, closed, supplied, enclosed, registered),
    unlessText: asked,
  },
  {
    kind: "event",
    weight: 2,
    pattern:
      /\bladen (wir )?(sie|euch|dich)\b.{0,60}\bein\b|\blaedt\b.{0,60}\bein\b|\b(herzlich|seid|sind sie|bist du) (\w+ )?eingeladen|\b(feiern|feiere|feiert) (sie |ihr )?(mit uns|mit)|\bwir feiern\b|\b(tanzen|grillen|anstossen|stossen) (wir )?(mit (ihnen|euch|dir)|gemeinsam)\b|\b(gibt|geben|gebe) (\w+ )?(einen|eine runde) aus\b|\bwir werden \d+\b|\beinladung (zu[rm]?|an alle)|\b(machen|oeffnen) wir (die|unsere) (tore|tueren|werkstatttore)\b|\b(und|wir) feiern (das|es)\b|\b(kommen sie|komm|kommt) .{0,30}\bauf ein(en|e)? (\w+ )?(bier|glas|sekt|gluehwein|wein|punsch|bratwurst)\b|\bbesuchen sie uns\b|\bbesucht uns\b|\b(kommt|kommet|kommts|kemmts|kummt) (\w+ )?(alle|aelle|olle|vorbei|gern|gerne|zahlreich)\b|\b(fuer (das leibliche|essen|speis)|leibliches wohl|huepfburg|kaffee und kuchen|freibier|bratwurst|sektempfang)\b|\b\d{1,3} jahre (\w+ )?(meisterbetrieb|betrieb|handwerk|firma|fuer sie|jung|salon|\w*technik|\w*bau|\w+haus|\w{3,}erei|werkstatt|friseur|optik)\b/,
    unless: either(
      theirs,
      /termin|besprechung|abnahme|bemusterung|einweisung|uebergabe|aufmass|anprobe|probearbeit|ortstermin|gespraech|begehung|\b(herr|frau|meister|chef|monteur\w*|kolleg\w*|techniker\w*|gesell\w*|er|jemand|wer|einer|(der|dr|da|unser|mein) \w*(schreiner|maler|macher|decker|elektriker|maurer|leger|glaser|gaertner|installateur|bauer|lehrling|azubi)) (\w+ )?kommt\b|\b(kommt|kummt) (\w+ )?(jemand|wer|einer|eine|niemand|keiner|herr|frau|er|mein|unser\w*|der|die)\b/,
      closed,
    ),
    unlessText: either(asked, amends),
  },
  {
    kind: "event",
    weight: 2,
    pattern: new RegExp(`${fair.source}.{0,80}${fairInvites.source}|${fairInvites.source}.{0,80}${fair.source}`),
    unless: either(theirs, closed),
    unlessText: asked,
  },
  {
    kind: "event",
    weight: 2,
    pattern:
      /\b\w*(kurse?|seminare?|webinare?|vortraege?|vortrag)\b.{0,80}\b(anmeld\w*|plaetze|teilnehm\w*|(ist|sind|waere|waeren) noch (\w+ ){1,2}frei)\b/,
    unless: either(
      theirs,
      closed,
      enclosed,
      // Who goes to one themselves.
      /\b(wir|ich|bin|sind) (\w+ ){0,3}(auf|in|bei) (ein(em|er)|de[mr]) (\w+ )?\w*(kurs|seminar|webinar|vortrag)\b|\bihre?n? (\w+ )?(anmeldung|platz|plaetze|teilnahme)\b|verlegt|verschoben/,
    ),
    unlessText: asked,
  },
  { kind: "event", weight: 1, pattern: fair, unless: either(theirs, closed), unlessText: asked },
];

/** A day in the life of the reader that is none of the job's. */
const lifeEvent =
  /\b(\w*hochzeit|verlobung|geburt|nachwuchs|baby|taufe|kommunion|konfirmation|einschulung|abi|abitur|fuehrerschein|meisterpruefung|einzug|neuen? (heim|haus|wohnung|eigenheim)|rente|ruhestand|(muttertag|vatertag|valentinstag|frauentag|namenstag))\b/;
const congratulates = /\b(glueckwunsch|glueckwuensche|gratulier\w*|gratulation|alles (gute|liebe))\b/;
const congratulation: readonly Cue[] = [
  {
    kind: "greeting",
    weight: 2,
    pattern: new RegExp(
      `${congratulates.source}.{0,40}${lifeEvent.source}|${lifeEvent.source}.{0,60}${congratulates.source}`,
    ),
    unless: greetingBack,
    // The wish goes along with an answer or a date.
    unlessText: either(
      appointed,
      requested,
      /\b(dann|termin|kommen wir|wir (kommen|fangen|machen|verschieben|schicken|warten)|unterlagen|schluessel|baustelle|abnahme|rechnung|schick\w*|verschoben)\b/,
    ),
  },
];

const review: readonly Cue[] = [
  {
    kind: "review",
    weight: 2,
    pattern:
      /\blass\w*\b.{0,30}\b(bewertung|rezension) (\w+ )?(da|hier|zurueck)\b|\bgoogle-? ?(bewertung|rezension|review|sterne|profil)\w*|\b(bei|auf) google\b.{0,30}\b(nette\w*|paar (worte|zeilen))\b|\b(nette\w*|paar) (worte?|zeilen)\b.{0,30}\bgoogle\b|\brezension\w*|\bbewertung (\w+ ){0,4}(hinterlassen|hinterlaesst|abgeben|abgibst|schreiben|schreibst|dalassen|da lassen|freuen|helfen|hilft|geben|bei|auf (google|unser|facebook)|im (internet|netz)|wert|waere)|\b(ueber|um|fuer) (eine|ihre|deine|eure|jede|kurze|ne) (\w+ ){0,3}(bewertung|rezension|weiterempfehlung|empfehlung|sterne|bewertungen)\b|\b(bewerten|bewerte|bewertet) (sie )?(uns|unser|unsere|unseren|jetzt|bitte|hier|den einsatz|ihren (besuch|einkauf))\b|\bbewert\w* sie\b.{0,40}\bmit (\w+ )?sternen?\b|\bwer uns\b.{0,30}\bbewertet\b|\b(5|fuenf|vier|sterne).{0,3}sternen?\b|\bsterne\b.{0,30}\b(geben|freuen|da|google|dalassen|vergeben|bewert)|\b(provenexpert|trustpilot|jameda|treatwell|myhammer|golocal|trustlocal|werkenntdenbesten)\b/,
    unless:
      /schaden|gutachten|versicherung|\bentwurf\b|\bgedruckt\b|\bbitte (noch )?keine\b|\bauf (dem|der|den) (plan|skizze|liste|entwurf|muster\w*)\b|\b(ueberwiesen|ausgezahlt|gutgeschrieben|verrechne\w*)\b|\bbrauch\w* (sie |du |ihr )?keine\b|(danke|dank) (fuer (ihre|deine|die|eure)|dafuer)|\b(bewertung|rezension) .{0,30}\b(war|ist|hat) .{0,20}\b(nett|lieb|toll|gefreut|freut)\b|\b(zu|auf|wegen) (ihrer?|deiner?|eurer?) (bewertung|rezension)\b/,
  },
  {
    kind: "review",
    weight: 2,
    pattern:
      /\w*umfrage\b|\b\w*befragung\b|\bfragebogen\b|\b(freuen|freue|freun)\b.{0,30}\bfeedback\b|\b(ihr|dein|euer) (ehrliches |kurzes )?feedback\b|\bfeedback (geben|zu unserer|zu unserem|hilft)|\bwie zufrieden\b|\bsag(en|t)? (sie |ihr )?uns\b.{0,40}\bwie (wir|ich|es) (ihnen )?(waren|war|gefallen)\b|\bwie wahrscheinlich\b.{0,40}\bempfehlen\b|\bskala von\b|\b(schul)?(noten?|sternen?|punkten?)\b.{0,12}\b(von )?1 ?(-|bis) ?(5|6|10)\b|\bwie (haben|ham) wir uns (geschlagen|angestellt)\b|\bwie (wars|war'?s|war es) (\w+ )?(bei|mit) uns ?\?|\bhow did we do\b|\b(waren|sind|warst|bist|wart|seid) (sie|du|ihr)\b.{0,50}\bzufrieden\b|\bhat (ihnen|dir|euch)\b.{0,50}\b(gefallen|zugesagt)\b|\b(ihre|deine|eure) (ehrliche )?meinung\b.{0,40}(wichtig|zaehlt|interessiert|gefragt)|\bwie war (ihr|dein|unser)\b.{0,30}\b(besuch|erlebnis|service|erfahrung)|\b(nur )?(zwei|2|eine|drei|3) minuten zeit\b.{0,60}\b(meinung|fragen|bewert|umfrage)/,
    unless: either(
      complaint,
      asked,
      /entwurf|muster|\bgedruckt\b|farbe|farbton|\bwie (laut|leise|warm|kalt|heiss|stark|schlimm|hell|dunkel|fest|locker|feucht) \w+ (es|er|sie|die|der|das|ihre?|deine?|eure?)\b|plan\b|skizze|zeichnung|gesuche?|umfrage zu(m|r|) (\w+ )?(termin|uhrzeit)|fragebogen (zum|zur|fuer) (badplanung|aufnahme|bedarf|heizlast|foerder)/,
    ),
    unlessText: notOurs,
  },
  {
    kind: "review",
    weight: 2,
    pattern:
      /\b(empfehlen|empfiehl|empfehlt|empfehle) (sie )?(uns|unser|unsere|unseren)\b|\bweiter-?empf(eh|ieh)l\w*|\bweiter zu empfehlen|\buns (\w+ )?(ihre[nrm]|deine[nrm]|eure[nrm]|den|im) (\w+ )?(freund|nachbar|bekannt|verwandt|kolleg|famili)\w* empfehlen\b|\bsag(en|t|)? (sie |ihr )?es (bitte |gern |gerne |ruhig )*weiter|\berzaehl(en|t|) (sie |ihr )?(es |das |gern |gerne |ruhig )*.{0,20}\b(freunden|bekannten|nachbarn|weiter)|\b\w*(freunde|kunden|nachbarn|mitglieder) werben\b|\bwerben sie\b|\bempfehlungs(praemie|bonus|programm)|\bfuer jede (\w+ )?(empfehlung|weiterempfehlung)|\b(freunde|bekannte|nachbarn)\b.{0,40}\b(praemie|belohn|bonus|dankeschoen)/,
    // They did: that is thanked for, not asked for.
    unless:
      /\b(danke|dank|bedank\w*)\b.{0,30}\bfuers? (\w+ ){0,2}(weiter-?)?empfehl|\b(weiter-?)?empf\w+ (haben|hast|habt|hat|hatten|wurde|wurden)\b|\bdankend\b|\bnicht weiter-?(zu)?empf/,
  },
];

const due =
  /\b(wieder|mal|nun|jetzt|bald|demnaechst|langsam|eigentlich) (\w+ ){0,2}(an der )?(zeit|dran|faellig|soweit|so weit|notwendig|noetig)\b|\b(wieder |bald |jetzt |demnaechst )?faellig\b|\bueberfaellig|\bsteht (\w+ ){0,4}an\b|\ban der zeit|\bhoechste zeit|\bzeit fuer\b|\bzeit, |\bletzte[rsn]? (\w+ ){0,4}(ist|war|liegt|lag|fand)\b|\b(schon )?(ueber|mehr als|gut|fast|schon)? ?(ein|eine|einem|einer|zwei|drei|vier|fuenf|sechs|\d+|etlich|laenger|lang)\w* (jahre?n?|monate?n?|wochen?)\b.{0,20}\b(her|zurueck|vorbei|vergangen|alt)|\b(denken|denk|denkt) (sie |ihr )?(\w+ ){0,3}an\b|\blaeuft (\w+ ){0,4}(ab|aus)\b|\bauffrischung|\bnicht vergessen|\bvor (dem|der) (winter|heizsaison|heizperiode|kalten|frost|naechsten sturm|sommer|urlaub|saison|garten)|\bwinterfest|\blange nicht|\bschon lange|\bvermissen|\bmal wieder\b|\bwieder mal\b|\bbevor (es kalt|der winter|der frost|der herbst|die heizsaison|der sommer|die saison)|\bsaison (beginnt|steht|startet)|\bheizsaison|\b(jahre?|monate?) (sind|ist) (schon |bald |wieder )?(rum|um|vorbei|vergangen)\b/;
/** What wears out by the calendar, said to somebody with no contract for it, and the work put to them at once. */
const byCalendar =
  /\b(nach|alle) (\d+|zwei|drei|vier|fuenf|zehn|einem|ein paar) (jahren?|monaten?)\b.{0,60}\b(gehoer\w+|soll|sollen|sollt\w*|muss|muessen|empfiehlt|empfehlen)\b.{0,60}\b(wechsel\w*|(aus)?gewechselt|erneuer\w*|tausch\w*|(aus)?getauscht|pruef\w*|geprueft|wart\w*|gewartet|reinig\w*|gereinigt|oel\w*|geoelt|streich\w*|gestrichen|ueberhol\w*)\b/;
const putAtOnce =
  /\bsollen wir\?|\b((sollen|duerfen) (wir|ich) (ihnen|euch|dir|das|den|die|ihre?n?)|(wollen|moechten|haetten|brauchen) (sie|ihr) (gleich )?(eine?n?|welche|das|den|die))\b.*\?/;
/** How long a thing has served, or been left alone, and then what we make of it. */
const longServed =
  /\b(hat|haben) ((schon|ueber|mehr als|bald|gut|fast|nun|jetzt|bereits|seit) )*(\d+|ein|zwei|drei|vier|fuenf|zehn|zwanzig|dreissig|vierzig) jahren? ((schon|nun|jetzt|bestimmt) )?(auf dem buckel|auf der uhr|hinter sich|keine?n? \w+ (mehr )?(gesehen|bekommen|gekriegt|gehabt|erlebt))\b|\b(ist|sind|laeuft|laufen|steht|stehen) ((schon|ueber|mehr als|bald|gut|fast|nun|jetzt|bereits|seit) )*(\d+|ein|zwei|drei|vier|fuenf|zehn) jahren? ((schon|nun|jetzt|ganz) )?ohne (eine |jede )?\w*(wartung|inspektion|pruefung|reinigung|check|pflege|service|anstrich)\b/;
const weTakeIt =
  /\b(sollen|sollten|duerfen|koennen) (wir|ich) (?!leider)|\b(wir|ich) (pruefen|tauschen|reinigen|erneuern|beraten|helfen|schauen|machen|kuemmern|kommen|haben)\b|\b(rufen|melden|sprechen|lassen|fragen) sie\b/;
/** It is worn out already: that was seen on the job. */
const foundOut =
  /\b(ist|sind|war|waren)\b.{0,20}\b(durch|hin|defekt|kaputt|undicht|verschlissen|gerissen|braun\w*|zu)\b|\b(tropft|leckt|klemmt)\b|\b(daher|deshalb|deswegen)\b/;
const owedByJob =
  /\b(auftrag|gehoert zu[rm]?|gewaehrleistung|vorgeschrieben|pflicht|laut|gesetzlich\w*|selbst|selber|anleitung|bitte)\b/;
const serviced =
  /\b\w*(wartung|inspektion|check|therme|heizung|klimaanlage|kessel|brenner|filter|oelwechsel|oelservice|hauptuntersuchung|reifen|raeder|dachrinnen?|dachrinnenreinigung|dach|haarschnitt|schnitt|ansatz|ansatzfarbe|rauchmelder|rauchwarnmelder|klimaservice|anstrich|fassade|fenster|lueftung|solaranlage|pv-anlage|photovoltaikanlage|terrasse|parkett|bremsfluessigkeit|zahnriemen|pflege|farbe|frisur|spitzen|enthaertungsanlage|hebeanlage|tore?n?|garagentor|elektroanlage|pruefung|anlage|lasur|holz|besuch|termin bei uns|tuev|hu|au|straehnen|dauerwelle|rinne|ziegel|kamin|ofen|wasserfilter|trinkwasser|sehtest|hoertest|augenpruefung|pv|durchchecken|durchsehen)\b/;

const reminder: readonly Cue[] = [
  ...[
    { pattern: byCalendar, beside: putAtOnce },
    { pattern: putAtOnce, beside: byCalendar },
  ].map(({ pattern, beside }): Cue => {
    return {
      kind: "maintenance",
      weight: 2,
      pattern,
      unless: either(contracted, owedByJob),
      unlessText: either(contracted, requested, foundOut, new RegExp(`^(?!.*(?:${beside.source}))`)),
    };
  }),
  {
    kind: "maintenance",
    weight: 2,
    pattern: longServed,
    unless: either(contracted, appointed, owedByJob),
    unlessText: either(
      contracted,
      requested,
      unobtainable,
      foundOut,
      complaint,
      new RegExp(`^(?!.*(?:${weTakeIt.source}))`),
    ),
  },
  {
    kind: "maintenance",
    weight: 2,
    pattern: new RegExp(`^(?=.*(?:${due.source}))(?=.*(?:${serviced.source}))`),
    unless: either(
      contracted,
      appointed,
      unobtainable,
      /problem|profil|verschlissen|abgefahren|gerissen|\bunter \d|stoerung|defekt|undicht|tropf|ausgefallen|kaputt|fehler|laeuft wieder|fuer die (abnahme|besichtigung)|schluessel|stunden|minuten|bitte (denken|raeumen|stellen|achten|lassen)|\bbei der (inspektion|durchsicht|wartung|kontrolle)( \w+)? (war|waren|ist|sind|haben)\b|feuerstaettenschau|feuerstaettenbescheid|kehr- und ueberpruefungs/,
    ),
    unlessText: either(contracted, requested),
  },
  {
    kind: "maintenance",
    weight: 2,
    pattern:
      /\b(ihre|deine|eure|die|der|ihr|dein) (\w+ )?(heizung|therme|anlage|wagen|auto|haare|dach|fenster|klimaanlage|kessel|terrasse|fassade)\b.{0,30}\b(waere|waeren|ist|sind|freut sich|freuen sich|koennte|braucht|brauchen|hat|haben|verdient)\b.{0,30}\b(wieder dran|mal wieder|wieder (eine|einen|etwas)|eine wartung|pflege verdient|wieder faellig|zeit fuer)|\b(haben|hast|habt) (sie|du|ihr) (schon|bereits) (ihren |deinen |euren |einen )?termin (fuer|zu)\w* .{0,20}\b\w*(check|wartung|inspektion|reifenwechsel|service)\b/,
    unless: either(contracted, appointed),
    unlessText: either(contracted, requested),
  },
  {
    kind: "maintenance",
    weight: 2,
    pattern:
      /\b(gibt|haben|haetten) (es|sie|ihr) (wieder |vielleicht |gerade |mal )*(etwas|was|arbeit) (fuer uns )?(zu tun|zu reparieren|zu machen)( fuer uns)?\?|\b(lange|laenger|eine weile|ewig) nicht (mehr )?(\w+ ){0,3}(gesehen|gehoert|besucht|da gewesen|bei uns)|\bwir vermissen (sie|dich|euch)|\bvermissen (sie|dich) schon|\b(haben|hab) (sie|dich) (schon )?(so )?lang\w* nicht|\bletzter besuch\b.{0,50}\b(her|zurueck)|\bschon wieder (ein jahr|sechs wochen|acht wochen|\w+ monate)/,
    unless: either(
      contracted,
      /rueckmeldung|antwort|\b(noch|vorher|dafuer|dabei|davor|hier|vor ort|auf der baustelle)\b.*\bzu (tun|machen)\b/,
    ),
    unlessText: /\b(abholen|abholbereit)\b/,
  },
];

export const occasionCues: readonly Cue[] = [...event, ...congratulation, ...review, ...reminder];
