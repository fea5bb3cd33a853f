// AD-1's table as cues: discounts, bargains, novelties, jobs, pressure. Greetings, events, reviews and reminders
// stand in occasion-cues.ts. Folded spelling throughout.
import { type Cue, either } from "./cue.ts";
import {
  agreed,
  asked,
  choice,
  complaint,
  funding,
  madeCheaper,
  printed,
  quote,
  registered,
  requested,
  stoodInTheQuote,
} from "./service-context.ts";

const settled =
  /vereinbart|vereinbarung|rahmenvertrag|ausgemacht|abgemacht|abgesprochen|abgezogen|beruecksichtigt|verrechnet|einger|gutgeschrieben|auf der rechnung|in der rechnung|rechnung|zugesagt|wie besprochen|enthalten|eingeloest|einloesen|skonto|gekauft|\b(eingetragen|ueberwiesen|ausgezahlt)\b(?!.*\b(bestell\w*|buch\w*|sicher\w*|einfach|jetzt)\b)|\baus (dem|unserem|ihrem) angebot\b|liegt bereit|noch gueltig|ihr gutschein (ist|bleibt|gilt)\b.{0,40}\bgueltig|bereitgelegt|ausgestellt|gefunden|verloren|abgelaufen|bestellt|gebucht|grossh(ae|a)nd|lieferant|geben wir .{0,30}weiter|restwert|restbetrag|aufdruck|in ihr angebot uebernommen|\bhinterlegt\b|\berstatte\w*\b|\bist (schon |bereits )?(mit )?drin\b|\b\w*(code|gutschein)\w* .{0,30}\b(funktioniert|ging|geht) (nicht|leider|(jetzt |nun )?wieder)\b|\bnicht (funktioniert|gegangen|angenommen)\b|\b(umgegraben|bepflanzt|gejaetet|gemulcht)\b/;
const measured =
  /anzahlung|einbehalt|mehrwertsteuer|mwst|ust\b|umsatzsteuer|skonto|akku|batterie|druck|feuchte|feuchtigkeit|fertig|erledigt|auslastung|geladen|ladung|helligkeit|gefaelle|leistung|abschlag|bremsbelag|bremsbelaege|profil|verschlissen|steigung|lohnkosten|handwerkerbonus|steuer/;
/** A voucher that somebody has, gave or wants to give. */
const handled =
  /gutschein(e|en|s)? (von|vom) (ihre[mrn]?|deine[mr]?|eure[mr]?|frau|herrn) |\b(fuer|auf|in) (den|diesen|ihren|deinen) gutschein\b.{0,40}\b(brauch|benoetig|fehl|trag|schreib|steht|setz)|\bhinterlegt\b|\bgutschein\w*,? (den|die) (sie|du|ihr)\b.{0,40}\b(haben|hast|habt|hatten)\b/;
/** A price that is lower because less is to be done. */
const lessWork =
  /\b(weil|da) (die|das|der|wir|sie|ihre?|noch|schon)\b|entfaellt|entfallen|faellt weg|fallen weg|wegfall|\bdadurch\b/;

/** There is none, and it is said so: "Gratis gibt's das nicht", "mehr Rabatt ist nicht drin". */
const notToBeHad =
  /\bnicht( mehr)?( (drin|moeglich|geben|gewaehren|machen|vorgesehen))?(?= ?([,.;]|$))|\b(kann|koennen) (ich|wir) (\w+ ){0,2}(nichts|nicht|keine?) (\w+ ){0,2}(sagen|pruefen|annehmen|einloesen|beurteilen|kommentieren|verrechnen)\b|\b(ist|war|sind|kommt|stammt) nicht von uns\b|\b(keine?n?|keinerlei) (weitere[nrs]? |zusaetzliche[nrs]? |solche[nrs]? )?(rabatt|nachlass|gutschein|aktion)\w*(?!.*\b(verpass|entgeh|verschenk|versaeum)\w*)/;
/** A price held for what they have ordered. */
const stillTheirs =
  /\b(gilt|gelten|bleibt|bleiben) (noch|trotzdem|auch|weiter|weiterhin|natuerlich) (fuer|bei) (ihre?n?|deine?n?) (bestellung|auftrag|angebot|vertrag)\b/;
/** An invoice or an agreement in another language of the workshop. */
const settledAbroad =
  /\b(zgodnie|uzgodni\w*|ustalen\w*|umow\w*|faktur\w*|odlicz\w*|as agreed|deducted|on your invoice|anlas\w*|fatura\w*|kararlas\w*)/;

/** What goes with the job without a price of its own, was done so, or is put right by the maker. */
const includedFree =
  /\b(anfahrt|abholung|rueckgabe|entsorgung|lieferung|leih\w+|ersatz(wagen|fahrzeug|geraet|rad)|mietwagen|\w*anprobe|stornierung|absage|verschieben|umbuchung|parken|aufmass)\b.{0,40}\b(ist|sind|bleibt|waere) (\w+ ){0,4}(gratis|umsonst|kostenlos|kostenfrei)\b|\b(habe?n?|ist|wurden?) (wir |ich |es )?(\w+ ){0,3}(gratis|umsonst|kostenlos|kostenfrei) (\w+ )?\w*(ge\w+t|iert)\b|\b(hersteller|werk|lieferant|garantie\w*|gewaehrleistung|kulanz)\b.{0,60}\b(gratis|umsonst|kostenlos|kostenfrei)\b|\b(tauscht|ersetzt|repariert|liefert) .{0,40}\b(hersteller|werk|lieferant)\b.{0,20}\b(gratis|umsonst|kostenlos|kostenfrei)\b/;

/** There is none: an answer that says no. */
const denied = /^(leider )?(nein|nee|noe)\b/;
/** A bargain that is over. */
const over =
  /\b(galt|galten|(ist|sind|war|waren) ((?!fast|bald|noch|nicht|nie)\w+ ){0,4}(vorbei|zu ende|ausgelaufen|beendet|abgelaufen)|nicht mehr (gueltig|gilt)|(gilt|gelten|gibt es) nicht mehr(?! lange))\b/;
/** What is done at the customer's house may be called so as well: "die Aktion mit dem Kran", "große Aktion im Keller". */
const measureTaken =
  /\baktion (mit (dem|der|den) \w+|(im|am|auf dem|auf der|in der|an der) (keller|dach|dachboden|treppenhaus|bad|kueche|hof|garten|heizungsraum|fassade|haus|baustelle|einfahrt|leitung))\b/;
/** One of last year, or asked after: which of them the customer means. */
const past =
  /aktion (vom|von|aus dem|im) (letzten|vorigen|vergangenen) |\b(letzt|vorig|vergangen)\w+ (\w+ )?\w*aktion\b|\b(meinten|meinen|meintest|meinst) (sie|du)\b/;
/** It stands in somebody else's leaflet. */
const notOurs = /\b(ist|war|sind|waren|kommt|stammt|gilt|gelten)\b.*\bnicht (von|bei) uns\b/;
/** The maker calls a product back: free of charge, and urgent. */
const recalled = /\brueckrufaktion\b|\bsicherheitsrueckruf\b|\brueckruf (des|vom|der|durch) \w*hersteller/;
/** A price worked out for one person, put right or put to them: "sind wir bei 480 statt 720 Euro, passt das?" */
const workedOut =
  /\b(sind|waeren|liegen|laegen|landen|kommen|kaemen) (wir|sie) (\w+ ){0,3}(bei|auf) \d|\b((nach|neu|um)gerechnet|aufwand|\w*korrektur|korrigiert|geaendert|zahlendreher|irrtum|irrtuemlich|versehentlich|war (leider )?(falsch|verkehrt))\b|\b(passt|reicht|geht) (ihnen |euch |dir )?(das|es)( \w+){0,4}\W*$|\bin ordnung( \w+){0,3}\W*$|\beinverstanden\b|^(ohne|mit|wenn|falls) .*\b(sind|waeren|wird|werden|wuerde) (es|das|ihn(en)?) /;
/** What the customer saves by doing a part: that is advice on their own job. */
const ownDoing =
  /\b(wenn|falls|da|weil|indem) (sie|du|ihr)\b.{0,60}\b(selbst|selber)\b|\b(bei|durch) (selbst)?(abholung|montage)\b|\bselbstmontage\b|\bsparen sie (sich )?(nichts|keine?n?)\b|\bsparen sie sich (die|den|das)\b|\bgegenueber\b|\bim vergleich\b|\b(variante|ausfuehrung|loesung|version) [a-d1-4]\b/;
/** What one has to put up with until it is over. */
const nuisance = /\b(laerm|krach|staub|dreck|schmutz|gestank|geduld)\w*/;
/** What the maker or the wholesaler still has. */
const ofOthers = /\b(beim|vom) (haendler|grosshaendler|lieferant(en)?|hersteller|werk)\b/;
/** The customer's own may still be changed, or the water goes off in a moment: haste about the job itself. */
const ownHaste =
  /\b(die|den|das|ihre?n?|etwas|was) (\w+ ){0,4}((noch )?zu (aendern|verschieben|tauschen|korrigieren|pruefen|stoppen)|umzustellen|umzuplanen|abzusagen|abzubestellen|anzugeben)\b|\b(drehen|stellen|schalten|klemmen) (wir|ich) .{0,40}\b(ab|aus|zu)\b|\b\w*(ge|nach|an)(fertigt|baut|macht) worden\b|\bhaben (wir|ich) .{0,40}\b(nachgefertigt|nachgebaut|angefertigt|gefertigt)\b/;
/** A paper of the customer's is wanted before it is too late. */
const missing =
  /\b(ihre?n?|deine?n?|eure?n?) (unterlagen|unterschrift|angaben|formular|vollmacht|bescheid)\b.{0,30}\b(fehl\w*|brauch\w*|benoetig\w*)\b/;
/** What goes up is no bargain. */
const dearer = /\b(anfahrt\w*|stundensa(tz|etze)\w*|teurer|erhoeh\w*|preisanpassung)\b|\bdie stunde kostet\b/;

/** A share of the money, on an account. */
const partPaid = /(%|prozent) auf (unser|ihr|das|dein|ein|mein) \w*konto\b/;

const discount: readonly Cue[] = [
  {
    kind: "discount",
    weight: 2,
    // "Ich mach Ihnen einen guten Preis", "bis Sonntag noch zum alten Preis": nobody had asked what it costs.
    pattern:
      /\bmach\w* (ich |wir )?(ihnen|dir|euch) (\w+ ){0,3}(guten|fairen|besonderen|extra) preis\b|\bbis (zum |ende )?\w+ (\w+ ){0,4}zum alten preis\b/,
    unlessText: quote,
  },
  {
    kind: "discount",
    weight: 2,
    // For an occasion ("Zum Schulanfang: Haarschnitt 12 Euro"), or for whoever comes again: "10 Euro auf den nächsten Ölwechsel".
    pattern:
      /^zu[rm] (schulanfang|schulstart|einschulung|ferienbeginn|ferienstart|muttertag|vatertag|valentinstag|frauentag|nikolaus|fasching|karneval|saisonstart|herbstanfang|fruehlingsanfang)\b(?!.*\b(ihre?[nmrs]?|aendert|gilt|bleibt|termin|rechnung)\b).{0,80}\d ?(euro|eur|€)|\b\d+ ?(euro|eur|€) (\w+ )?auf (jede[nrs]?|alle) (?!fall)\w+|\bgutschein\w* (\w+ ){0,3}fuer (den|die|das|ihre?n?|deine?n?) naechste[nrs]?\b|\b\d+ ?(euro|eur|€|%|prozent) (\w+ )?auf (den|die|das|ihre?n?|deine?n?|eure?n?) naechste[nrs]?\b|\bauf (den|die|das|ihre?n?|deine?n?|eure?n?) naechste[nrs]?\b.{0,40}\b\d+ ?(euro|eur|€|%|prozent)/,
    unless:
      /rechnung(?! (bei|dabei)\b)|(be|ver)rechne|abschlag|anzahl|vorauszahl|pfand|kosten|kostet|guthaben|miete|haben (wir|ich)\b/,
    unlessText: complaint,
  },
  {
    kind: "discount",
    weight: 2,
    pattern: /\w*rabatt(e|en|s|aktion|aktionen|code|wochen|tage|coupon)?\b/,
    unless: either(settled, settledAbroad, notToBeHad, stoodInTheQuote),
    unlessText: either(complaint, requested, agreed),
  },
  {
    kind: "discount",
    weight: 2,
    pattern:
      /(?<![\w.])(-|minus |bis zu |nur heute )\s?\d{1,2}([.,]\d)? ?(%|prozent)|\b\d{1,2}([.,]\d)? ?(%|prozent) ?(rabatt|nachlass|guenstiger|reduziert|sparen|billiger|geschenkt|ersparnis|preisvorteil|off\b|auf (alle|alles|ihre|ihren|ihr|den|die|das|unsere|unser|jede|jeden|saemtliche|ihre naechste|deine|deinen|eure|wartung|material|neue))|\b(haben|bekommen|kriegen|erhalten|sparen) sie (\w+ )?\d{1,2} ?(%|prozent) auf\b|\bauf (alles|alle \w+|das ganze sortiment) (\w+ )?\d{1,2} ?(%|prozent)(?! (mwst|mehrwertsteuer|ust|umsatzsteuer|steuer|skonto|zuschlag))|\b(0|null) ?(%|prozent) (finanzierung|zinsen)\b|\b(fuenf|zehn|fuenfzehn|zwanzig|fuenfundzwanzig|dreissig|fuenfzig) prozent (rabatt|nachlass|guenstiger|reduziert|auf (alle|alles|ihre|ihren|ihr|unsere|unser|jede|jeden))|\b(spare|sparen|spart|sparst)\b.{0,30}\d{1,2} ?(%|prozent|euro|€)/,
    unless: either(settled, measured, ownDoing, madeCheaper, partPaid, stoodInTheQuote),
    unlessText: either(complaint, requested, funding, printed),
  },
  {
    kind: "discount",
    weight: 2,
    pattern:
      /\b(sonder|spar|aktions|vorteils|vorzugs|freundschafts|kampf|hammer|jubilaeums|einfuehrungs|knaller|tiefst|spitzen|best)preise?n?\b|\bschnaeppchen|\b(halben|halber|kleinen|unschlagbaren|sensationellen|super|guenstigen) preis|\b(keinen|null) cent\b|\b(\d+|ein|eine|einen|zwei|drei|vier|fuenf|sechs) (\w+ ){0,2}(kaufen|nehmen|bestellen|mitnehmen),? (und )?(nur )?(\d+|ein|eine|einen|zwei|drei|vier|fuenf|sechs) (be)?zahlen\b|\bwer \w+ (nimmt|kauft|bestellt),? (be)?zahlt (nur|bloss)\b|\b(tolle|super|kleine|faire|unschlagbare|guenstige|starke|heisse)[nr]? preise?n?\b|\bgute preise\b|\b\w+(tage|wochen)\b.{0,20}\bpreisen?\b|\bpreisvorteil|\bpreisknueller|\bknallerpreis|\bzum preis von (einem|einer|zwei)\b|\bgeld sparen\b|\bbares geld|\bpreisnachlass|\bnachlass\b/,
    unless: either(settled, measured, lessWork, dearer, over, stillTheirs),
    unlessText: either(complaint, requested, choice),
  },
  {
    kind: "discount",
    weight: 2,
    pattern:
      /\bstatt (bisher |vorher |sonst |normal |regulaer )?\d+([.,]\d+)?,?-? ?(euro|€|eur|%|prozent|nur)|\bfuer (nur )?\d+([.,]\d+)? statt \d+\b/,
    unless: either(settled, measured, lessWork, dearer, over, workedOut),
    unlessText: either(complaint, requested, choice),
  },
  {
    kind: "discount",
    weight: 2,
    pattern: /\w*gutschein(e|en|s|code|codes|aktion|verkauf|heft|karte)?\b/,
    unless: either(settled, handled, notToBeHad),
    unlessText: either(complaint, requested),
  },
  {
    kind: "discount",
    weight: 2,
    pattern:
      /\b(gratis|geschenkt|geschenk dazu|gratiszugabe|umsonst dazu|schenken (wir )?(ihnen|dir|euch)|ein (kleines )?geschenk|treuepunkte|treuekarte|treuebonus|bonuskarte|stempelkarte|bonuspunkte|praemie|cashback)\b/,
    unless: either(
      asked,
      notToBeHad,
      includedFree,
      /\bgeschenkt (bekommen|gekriegt)|staatlich|foerder|versicherung|parkpl|wlan/,
    ),
    unlessText: complaint,
  },
  {
    kind: "discount",
    weight: 2,
    pattern:
      /\b(kostenlose?[rnms]?|kostenfreie?[rnms]?|unverbindliche?[rnms]? und kostenlose?[rnms]?) (\w+ ){0,2}(beratung|beratungstermin|check|erstberatung|sicherheitscheck|dachcheck|energiecheck|probe|test|erstgespraech|muster|wintercheck|fruehjahrscheck|probefahrt|pflegeprobe|vor-ort-termin|lichttest|lichtcheck|urlaubscheck)/,
    unless: requested,
  },
  {
    kind: "discount",
    weight: 1,
    pattern: /\b(kostenlos|kostenfrei|umsonst|unverbindlich)\w*\b/,
    unless: either(
      includedFree,
      /gewaehrleistung|garantie|storn|absag|\bnach(ge)?(besser|schnei|schnitt|streich|strich|arbeit|stell|zieh|zog|justier|richt|fuell|schleif|schliff|faerb|bohr|loet|kleb|leim|dicht)|\b(schneid|streich|bess|arbeit|stell|zieh|justier|schleif|faerb|dicht)\w* .{0,40}\b(kostenlos|kostenfrei|umsonst) nach\b|ersetz|tausch|parken|parkpl/,
    ),
    unlessText: either(complaint, requested, recalled),
  },
  {
    kind: "discount",
    weight: 2,
    pattern:
      /\bpreise? \w+ [\w-]+ (ist|sind) (gerade|derzeit|momentan|jetzt|zurzeit|so|im moment) (\w+ )?(niedrig|guenstig|unten|im keller|gefallen)\b.{0,60}\b(lassen|bestellen|nutzen|decken|holen|rufen|fragen) sie\b/,
    unlessText: either(requested, quote),
  },
  {
    kind: "discount",
    weight: 2,
    pattern:
      /\bausverkauf(s\w+)?\b|\bblack (friday|week|weekend)|\bcyber (monday|week)|\b(winter|sommer|herbst|fruehjahrs|oster|advents|weihnachts|fabrik|schluss|lager|raeumungs|ab)verkauf\b|\bsale\b|\bhappy hour|\bdeal(s)?\b|\bpreisaktion|\brausverkauf|\bsparwoche|\bspartage/,
    unless: registered,
    unlessText: printed,
  },
  {
    kind: "discount",
    weight: 1,
    pattern:
      /\b(nur|schon ab|bereits ab|fuer nur|ab) \d{1,4}([.,]\d{2}|,-)? ?(euro|€|eur)\b|\b(zum|ein|unser) festpreis|\bguenstig(er|e|en)?\b|\bpauschalpreis/,
    unless:
      /\bnicht guenstiger\b|\b(waere|waeren|ist|sind|kommt|kaeme) (\w+ )?(guenstiger|billiger)\b|\bguenstiger als\b/,
    unlessText: either(requested, quote, choice),
  },
];

const offer: readonly Cue[] = [
  {
    kind: "offer",
    weight: 2,
    pattern:
      /\b(sonder|top|super|mega|wartungs|fruehjahrs|fruehlings|winter|herbst|sommer|weihnachts|oster|advents|neukunden|komplett|paket|schnupper|einfuehrungs|kombi|aktions|spezial|stammkunden|monats|wochen|treue|kennenlern|tages|jubilaeums|rundum|muttertags|ferien|exklusiv|winter-?check-?|reifen|spar|(?<!\b((ihr|dein)(e[mns])?|euer|eure[mns]) )messe)-?angebote?n?s?\b/,
    unless: notToBeHad,
    unlessText: requested,
  },
  {
    kind: "offer",
    weight: 2,
    pattern:
      /\bangebote? (der|des) (woche|monats|tages|saison)|\b(kirmes|kerwe|karnevals?|faschings?|advents?|nikolaus|wochenend|ferien|feierabend|mittags|eroeffnungs|kombi|paket)-?angebote?\b|\b(tolle|attraktive|guenstige|exklusive|unschlagbare|interessante|besondere|aktuelle|neuen?|starke|heisse|spezielle|einmalige|verlockende|unsere|unseren|viele)s?n? (\w+ )?angebote?n?\b(?! (fuer (die|das|den|ihr|ihre)|zu[rm]?|ueber|vom|nr|anbei))/,
    unless: either(quote, /geaenderte|korrigierte|ueberarbeitete/),
    unlessText: requested,
  },
  {
    kind: "offer",
    weight: 2,
    pattern:
      /\b(fordern|fordere|holen|hol|sichern|sicher|nutzen|nutze|entdecken)\b.{0,40}\b(angebote?|aktion|gelegenheit|chance|vorteile?|foerderung|foerdermittel|zuschuss|zuschuesse)\b/,
    unless: requested,
  },
  {
    kind: "offer",
    weight: 2,
    pattern:
      /\b(fruehjahrs|fruehlings|sommer|herbst|winter|oster|weihnachts|advents|sonder|rabatt|jubilaeums|neukunden|empfehlungs|tausch|abwrack|spar|preis|wochen|monats|ferien|muttertags|valentins|treue|einfuehrungs|check|wartungs|stammkunden|eroeffnungs|reifen|kunden)-?aktion(en)?\b/,
    unless: either(/rueckruf/, over, past),
    unlessText: either(denied, asked),
  },
  {
    kind: "offer",
    weight: 2,
    pattern:
      /\b(unsere|diese|tolle|neue|grosse|aktuelle) (\w+ )?aktion(en)?\b|\baktion (gilt|laeuft|geht|nur|bis|endet|verlaengert|im)|\baktions(woche|wochen|tag|tage|zeitraum|monat)\b|\bin aktion\b|\baktion:/,
    unless: either(/rueckruf|hersteller|sicherheits/, over, past, measureTaken, notOurs),
    unlessText: either(denied, asked),
  },
  { kind: "offer", weight: 1, pattern: /\bangebote?\b/, unless: either(quote, requested), unlessText: requested },
];

const urgency: readonly Cue[] = [
  {
    kind: "urgency",
    weight: 2,
    pattern: /^jetzt (\w+ )?\w*(schnitt|pflege|wechsel|check|reinigung|service|anstrich|wartung)!/,
    unless: settled,
    unlessText: either(requested, complaint),
  },
  {
    kind: "urgency",
    weight: 2,
    pattern:
      /\b(jetzt|schnell|noch heute|gleich|noch schnell|am besten gleich) ([\w-]+ ){0,3}(sichern|zugreifen|zuschlagen|profitieren|sparen|mitmachen|umsteigen|nachruesten|modernisieren|upgraden|vorbeischauen)\b|\bsichern sie sich|\bsicher dir|\bsichert euch|\bgreifen sie zu|\bgreif zu|\bzugreifen\b|\bschlagen sie zu/,
    unless: /\b(wir|ich|ma)'?s?\b.{0,40}\b(mitmachen|nachruesten)/,
  },
  {
    kind: "urgency",
    weight: 1,
    pattern:
      /\bjetzt (\w+ ){0,3}(buchen|bestellen|anmelden|anfragen|reservieren|anrufen|ausprobieren|testen|informieren|beraten lassen|termin|vereinbaren|vormerken|starten)\b|\b(buchen|reservieren|vereinbaren|sichern) sie (jetzt|gleich|noch heute|rechtzeitig|schon|am besten|frueh|direkt|bequem|einfach)/,
    // We do it, not the reader.
    unless: /\bjetzt (\w+ ){0,2}(wir|ich)\b/,
  },
  {
    kind: "urgency",
    weight: 2,
    pattern:
      /\bsolange? (der |unser )?(vorrat|platz|plaetze)|\brestposten\b|\bnur (fuer )?kurze zeit|\bbegrenzte? (plaetze|stueckzahl|zeit|kontingent|anzahl|auswahl|verfuegbar)|\b(plaetze|stueckzahl|kontingent|teilnehmerzahl) (sind |ist )?begrenzt|\bnicht verpassen|\bverpassen sie|\bverpasse? (nicht|nichts|keine)|\bnicht entgehen|\bexklusiv fuer\b|\bnur fuer (stammkunden|unsere( \w+)? \w*(kund|gaest|abonnent|follower)\w*|treue|die ersten|neukunden)|\bschnell sein|\bwer zuerst kommt|\bnur noch (wenige|heute|diese woche|bis|\d+ (plaetze|tage|stueck|termine))|\bletzte chance|\bletzte plaetze/,
    unless: either(
      nuisance,
      ofOthers,
      ownHaste,
      /\bnur noch\b.*\b(betrieben|benutzt|verwendet|genutzt|gefahren|befahren|geheizt) werden\b|\b(aenderung|aenderungen|umplanung|korrekturen|einspruch)\b|\b(sind|bin|arbeiten) (\w+ ){0,3}nur noch bis \d|\b(sind|ist|bin) [^,]{0,40}\bnur noch bis (\w+ ){1,2}(da|erreichbar|besetzt|offen)\b|termin frei|wartezeit|geoeffnet|oeffnungszeit|erreichbar|gueltig ist|notdienst|offen haben|ersatzteil|lieferbar|\bdann (steht|stehen|laeuft|haben sie|sind wir|ist (alles|ihre?|die|der|das) .{0,40}(fertig|geschafft|trocken|da|dicht))/,
    ),
    unlessText: missing,
  },
  {
    kind: "urgency",
    weight: 1,
    pattern:
      /\b(nur|gilt|gueltig|laeuft|noch) (noch )?bis (zum |ende |einschliesslich |sonntag|samstag|freitag|heiligabend|\d)|\bnur (diese|im|in dieser|am|vom) (woche|monat|dezember|november|maerz|april|mai|juni|oktober|september|januar|februar|juli|august|wochenende|samstag|freitag|aktionszeitraum)|\brechtzeitig\b|\blohnt sich|\bsparen sie|\bvorteil/,
    unless: either(
      ownDoing,
      /geschlossen|geoeffnet|oeffnungszeit|erreichbar|gesperrt|abgestellt|betriebsferien|urlaub|\b(steh|bleib|dauer|trockn|haert|brauch)(t|et|en|n)\b.{0,40}\bnoch bis\b|\blohnt sich( \w+){0,3} (nicht|noch|kaum)\b/,
    ),
    unlessText: either(requested, quote),
  },
];

export const saleCues: readonly Cue[] = [...discount, ...offer, ...urgency];
