// Signs that a text answers, delivers, warns or arranges: what makes "Angebot" a quote and not a bargain.
import { either } from "./cue.ts";

/** Something of the customer's is enclosed: that bears on what stands in the same sentence, not on an invitation after it. */
export const enclosed = /\b(anbei|im anhang|angehaengt|beigefuegt)\b/;

/** The customer asked. */
export const asked =
  /\b(angefragte?[nsr]?|gewuenschte?[nsr]?|erbetene[nsr]?|(?:wie|telefonisch|von ihnen) erbeten|kostenvoranschlag|kva|angebotsnummer)\b|wie (eben |gestern |heute |vorhin |telefonisch |am telefon |vor ort |versprochen|gerade )*(besprochen|gewuenscht|vereinbart|angefragt|abgesprochen|versprochen|gefragt|zugesagt|abgemacht|ausgemacht|verabredet|beauftragt|bestellt)|\bihre[rn]? (anfrage|nachfrage|frage)\b|\b(deine|eure)r? anfrage|auf ihren wunsch|angebot nr|angebot nummer|sie (hatten|haben|hattest|wollten)\b.{0,60}\b(gefragt|angefragt|nachgefragt|gebeten|gewuenscht|interessiert|haben wollten)|(du|ihr) (hattest|hast|hattet|habt)\b.{0,40}(gefragt|gebeten)|\b(hatten|haben|hattest|hast|hattet|habt) (sie|du|ihr) (\w+ ){0,3}(gefragt|angefragt|nachgefragt|gebeten|erkundigt)\b(?![^.!?]*\?)|\bum (ein|das) angebot gebeten|\bzu ihrer frage|nachgefragt haben|\bdass (sie|du) (nach)?frag(en|st)\b|\bwie (sie|du) (wollten|wolltest|wuenschten)\b|\bwie (sie|du) (\w+ ){0,2}(ueberlegt|gesagt|erwaehnt|gemeint|geschrieben|beschrieben|angekuendigt) (hatten|haben|hast|hattest)\b|\b(sie|du|ihr) (\w+ ){0,3}(gefragt|angefragt|gebeten|erkundigt) (hatten|haben|hast|hattest|hattet|habt)\b|\b(sie|du) (fragten|fragtest|wollten wissen|wolltest wissen|wollten die|wollten das)\b|\bdas (wollten|wolltest|hatten) (sie|du|ihr) (\w+ ){0,2}(wissen|gefragt)\b|^(leider )?(nein|nee|noe)\b|^leider (nicht|keine?n?)\b|^(ja|klar|natuerlich|genau|richtig|stimmt|doch|jawohl|gern|gerne|jo|na klar|aber (klar|sicher|gern|gerne))[,!.]|^(ja|nein|klar) (wir|ich|das|die|der|es|mir)\b|\b(die|den|das|dem|der) (sie|du) (\w+ ){0,4}(wollten|wolltest|(bestellt|gebucht|ausgesucht|gesucht|angeschaut|angesehen) (hatten|haben|hattest|hast)|nicht bekommen (konnten|haben))\b/;

/** The customer asked for it, or it is on its way to them. */
export const requested = either(enclosed, asked);

/** A quote on its way, in the making or up for a decision. */
export const quote =
  /\bgilt\b.{0,30}\b(danach|dann) (aendern|erhoehen|steigen) (sich )?(\w+ )?\w*(preise|kosten)\b|\b(ihr|dein) angebot (wird|waere|ist jetzt) ([\w.,]+ ){0,4}(guenstiger|teurer|billiger)\b|\b(ihr|das|unser|mein|dein|euer|ueberarbeitete[sn]?|korrigierte[sn]?|angepasste[sn]?|neues?) angebot (fuer (die|das|den|ihr|ihre|ihren|deine?n?)\b|zu[rm]?\b|ueber\b|vom\b(?! [\d.]+ bis\b)|ist (da|fertig|raus|noch|bis|gueltig)|kommt|liegt|haben|schicke|sende|mache|erstelle|bekommen|erhalten|folgt|geht|durch|schon|annehmen|nr)|\bangebot (erstell|kalkulier|schick|nachreich|ueberarbeit|nachgebessert|aender|anpass|annehm|ausarbeit|bekommen sie|erhalten sie|folgt|zu(senden|schicken)|fertig|unterschr|bestaetig|angenommen|erteil)|\b(ich|wir) hab(e|en)? (ihnen|euch|dir|das|es|alles|beide)? ?.{0,50}\b(gerechnet|durchgerechnet|ausgerechnet|kalkuliert)\b|(frage|fragen|rueckfrage|rueckfragen) zum angebot|auf basis (des|unseres) angebot|\bangebot\b.{0,40}\b(kunden)?(portal|konto)\b|\b(machen?|schreiben?|schicken?|erstellen?) (wir |ich )?(ihnen|dir|euch) (dazu |dafuer |noch )*(bis|heute|morgen|uebermorgen|am|diese woche|naechste woche|im laufe)\b.{0,30}\bein angebot\b|\bangebot zum unterschreiben|laut angebot|gemaess angebot|(nehmen|nimmst) (sie|du) das angebot|angebot und|angebot passt|(zum|zu unserem|ueber das|ueber unser) angebot (vom|fuer|ueber|nr|\d)|fuer (das|ein|ihr) angebot (brauch|benoetig|fehl|muess)|\b(aus dem|als im|wie im|in (ihrem|deinem|eurem)) angebot\b|\bim angebot (ist|sind|war|stand|steht|enthalten|haben)|\bdas neue angebot: ?\d/;

/** Money from the state for this one job: applied for, granted, missing a paper, counted in. */
export const funding =
  /\bantrag\b.{0,50}\b(durch|da|bewilligt|genehmigt|gestellt|stellen sie|eingereicht|abgelehnt|unterschr\w*)\b|\b(\w*foerderung|foerdermittel|zuschuss|zuschuesse)\b.{0,60}\b(abgezogen|ausgezahlt|bewilligt|genehmigt|zugesagt|beruecksichtigt|eingerechnet|ausgeschoepft|fehlt|fehlen|brauch\w*|benoetig\w*|steht ihnen)\b|\b(kein|keine|keinen) (\w+ )?(foerderung|zuschuss)\b/;

/** A complaint is being settled. */
export const complaint =
  /entschuldig|entschaedig|wiedergutmach|leider|umstaende|reklam|unannehmlich|kulanz|aerger|tut (uns|mir) (sehr |wirklich |echt )?leid|bedauern|beschwerde|missgeschick|panne|als ausgleich|verzoegerung|schieflief|schiefgelaufen|schief gelaufen|schief (lief|ging|gegangen)|\b(lief|ging) (\w+ ){0,3}(schief|daneben)\b|\b(verbockt|vermasselt|versemmelt)\b|\b(bloed|dumm) gelaufen\b|unser fehler|nicht geklappt|wartezeit/;

/** What is printed on the customer's sign or shop window is theirs to say. */
export const printed =
  /\b(\w*schild\w*|schriftzug|\w*banner|aufkleber|folie|plakat\w*|schaufenster\w*|werbetafel|flyer|\w*beschriftung)\b.{0,100}\b(gedruckt|geplottet|geklebt|montiert|fertig|korrektur|freigabe|entwurf|angebracht)\b/;

/** A name on the list of something, taken down or taken off. */
export const registered =
  /\bihre?n? (anmeldung|reservierung|buchung|abmeldung|teilnahme|absage|platz)\b.{0,60}\b(bestaetigt|notiert|vorgemerkt|storniert|geloescht|eingetragen|eingegangen|angekommen|erhalten|da)\b/;
/** "Wenn Sie so was bekommen, rufen Sie uns an": what to do should it happen. */
export const shouldIt =
  /\b(wenn|falls|sobald|sollten) (sie|du|ihr) (so ?was|so etwas|das|etwas|eine? solche[nr]?) (\w+ ){0,2}(bekommen|bekommst|sehen|siehst|hoeren|hoerst|merken|bemerken|riechen|feststellen)\b/;

/** What cannot be had or mended any more: why something new is talked about. */
export const unobtainable =
  /\b(nicht mehr|nirgends|nicht) (lieferbar|erhaeltlich|zu (bekommen|kriegen|retten|reparieren))\b|\b(gibt es|bekommen wir|kriegen wir) (leider )?keine (\w+ )?\w*teile mehr\b/;

/** A maintenance contract or a date already agreed. */
export const contracted =
  /wartungsvertrag|servicevertrag|\bvertrag|vertraglich|instandhaltungsvertrag|servicevereinbarung|wartungsvereinbarung|\b(nach|laut|gemaess|ihr|dein|euer) (\w+ )?(pflege|betreuungs|inspektions)vertrag|\bim (kauf)?preis (schon |bereits |mit )?(drin|enthalten|inbegriffen)\b|wie (telefonisch |am telefon )?(besprochen|vereinbart|abgesprochen|gewuenscht)|vereinbarte[nrs]?\b|um (eine )?erinnerung gebeten|gewuenschte erinnerung|(sie|du) (wollten|wolltest|hatten|haben|hast)\b.{0,40}(erinner|gefragt|gebeten)|\b(rechnung|zahlung|abschlag|mahnung|betrag|rate|anzahlung|zahlungsziel)\b/;

/** Under a contract or a statute the work is owed: "nach unserem Pflegevertrag", "Ihr Wartungsabo sieht … vor". */
const owedByContract =
  /\b(nach|laut|gemaess|lt|aus|im rahmen|entsprechend) (des |dem |der |ihre[mnrs] |deine[mnrs] |eure[mnrs] |unsere[mnrs] |bestehende[mnrs] |laufende[mnrs] )*\w*(vertrag|vertrags|vertrages|vereinbarung|abo|abos|verordnung|bescheid|bescheids|feuerstaettenbescheid)\b|\b(ihr|dein|euer|der) (\w+ )?\w*(wartungs|service|pflege|inspektions|instandhaltungs|betreuungs|reinigungs)(vertrag|abo|vereinbarung)\w* (sieht|umfasst|enthaelt|beinhaltet|verlangt|schreibt)\b/;

/** What to do at once where life is in danger. */
const endangered =
  /\b112\b|\b(haus|wohnung|gebaeude|keller|raum) (sofort |bitte |umgehend )*verlassen\b|\b(sofort )?raus aus (dem|der) (haus|wohnung|keller|raum)\b|\b(haupthahn|gashahn|absperrhahn|hauptschalter|sicherungen?|stecker) (\w+ ){0,2}(zu|raus|aus|ziehen|zudrehen|abdrehen|schliessen|abschalten)\b|\bkein(en)? (\w+)?(schalter|licht) (\w+ )?(betaetigen|anmachen|anfassen|machen)\b|\b(betrueger\w*|trickbetrueger\w*|(gibt|geben) sich (gerade |derzeit )?als|gefaelscht\w*|falsche[nrs]? (iban|rechnung\w*|monteur\w*|handwerker))\b/;

/** Thanks for what the customer gave: a present, praise, an invitation. It asks for none. */
export const thanked =
  /\b(danke|dankeschoen|dank|merci|bedank\w*) (ihnen |dir |euch |ganz |sehr |herzlich |nochmals )*fuer (die|das|den|ihre?n?|deine?n?|eure?n?|so (eine?n?|viel)) (\w+ ){0,3}(pralinen|schokolade|kuchen|plaetzchen|kekse|blumen|trinkgeld|kaffee|karte|postkarte|lob|komplimente?|worte|zeilen|bewertung|rezension|sternen?|rueckmeldung|kommentar|beitrag|einladung|glueckwuensche|wuensche|gruesse|hinweis|tipp)\b(?!.*\b(sie|du|ihr) (koennen|kannst|koennt|bekomm\w*|erhalt\w*)\b)/;

/** It is not worth the money, and we say so. */
export const advisedAgainst =
  /\b(rausgeworfenes|hinausgeworfenes|rausgeschmissenes|verschwendetes) geld\b|\b(lohnt|rechnet|rentiert) (sich|das sich|es sich) (\w+ ){0,3}(nicht|kaum|nimmer)\b|\b(wuerde|werde|rate|raten) (ich|wir)? ?(\w+ ){0,5}(nicht mehr|davon ab|abraten)\b|\bdas (koennen|kannst) (sie|du) (sich|dir) sparen\b/;

/** We were wrong and put it right. */
const putRight =
  /\b(haben|habe|hatten|hat) (uns|mich|sich) (\w+ )?(vertan|verrechnet|verschrieben|vertippt|verlesen|geirrt|vermessen)\b|\b(war|ist) (uns |mir |da )*ein (\w+ )?(fehler|irrtum|versehen|zahlendreher) (passiert|unterlaufen)?|\bdie differenz (erstatten|ueberweisen|bekommen|schreiben|ziehen)\b/;

/** Agreed on before, also where a comma stands between. */
export const agreed =
  /\b(ausgemacht|abgemacht|vereinbart|zugesagt|versprochen) (hatten|haben|war|waren|bekamen|bekommen (haben|hatten)|erhielten|wurde|wurden)\b/;

/** Two ways to do what is ordered, and the question which. */
export const choice =
  /\b(welche[nrs]?|was|die|das|den|es|ihn|sie)? ?soll(en)? (ich|wir)( \w+){0,3} (bestellen|nehmen|einbauen|verbauen|verlegen)\b|\bwas ist ihnen lieber\b/;
/** Something is made good. */
export const amends =
  /\bwiedergutmach\w*|\bentschaedig\w*|\bals (ausgleich|entschuldigung)\b|\bfuer (den aerger|die wartezeit|die umstaende)\b|\b(weil|da|nachdem|dass) [^.!?]{0,40}\b((schief|daneben) (lief|ging|gelaufen|gegangen)|verbockt|vermasselt|versemmelt)\b/;

/** One of us, by name or trade, is on the way to the customer. */
const theirOrder = /\bihre vorbestellung\b(?!.*\b(jetzt|noch|sicher\w*|aufgeben|abgeben|nicht vergessen)\b)/;
const sends =
  /\b(unsere?|mein|meine|der|die) (kolleg\w+|gesell\w+|monteur\w*|frau|herr|chef\w*|meister\w*) (\w+ )?(kommt|ruft|meldet|faehrt|bringt|holt|schaut)\b/;

/** A favour for the job, asked politely: "Wir würden uns freuen, wenn Sie den Keller räumen könnten." */
const politely =
  /\b(wuerden? (uns|mich)( \w+)? freuen|waeren? (ihnen|dir|euch) (\w+ )?(dankbar|verbunden)|(es )?waere (\w+ )?(schoen|nett|lieb|gut|hilfreich|super|toll|prima|klasse)),? wenn (sie|du|ihr) (?!.*\b(vorbei\w*|besuch\w*|\w*empfehl\w*|bewert\w*|sterne?|kennen\w*|komm\w*|schau\w*|bestell\w*|kauf\w*|buch\w*|beauftrag\w*|folg\w*|teil\w*)\b).{3,80}\b(koennten|koenntest|koenntet|wuerden|wuerdest|wuerdet)\b/;
/** The same of a bill or a paper: "Wir würden uns freuen, wenn Sie sie bis Freitag begleichen." */
const paysPolitely =
  /\bwuerden? (uns|mich)( \w+)? freuen,? wenn (sie|du|ihr) .{0,60}\b(begleich\w*|ueberweis\w*|(be)?zahl\w*|unterschreib\w*|zurueckschick\w*|zuruecksend\w*)\W*$/;
/** A draft of the job, put up for decision: "So könnte die Ecke aussehen, oder lieber gerade?" */
const draft =
  /\bso (koennte|wuerde) (die|der|das|es|alles) (?!(\w+ )?bei (ihnen|euch|dir)\b)(\w+ ){0,3}aussehen\b.{0,150}\?/;
/** What to try before somebody comes: "Probieren Sie mal, die Sicherung wieder reinzudrücken." */
const tryFirst =
  /\b(probier|versuch)(en|e|t)? (sie |du |ihr )?((bitte|mal|einmal|doch|noch) )*,? ?(?!.*\b(unser\w*|neue[nrs]?|sparen)\b).{3,80}\b(\w{2,5}zu\w+en|zu \w+en)\W*$/;
/** What is paid for, may be used again, or lies there for the job. */
const theirs =
  /\b(ist|sind) (schon |bereits |damit )?(bezahlt|beglichen)\b|\b(darf|duerfen|kann|koennen) (man |sie |alle |jetzt |nun )*wieder (auf|aufs|in|ins|ueber|an|benutzt|betreten|begangen|befahren)\b|\b(der|die|das|den) ([\w-]+ ){1,2}fuer (ihre?n?|deine?n?|eure?n?) [\w-]+ (haengen|haengt|liegen|liegt)\b/;
/** Something in the office changes, and this does not. */
const unchanged =
  /\b(ansprechpartner\w*|telefonnummer|nummer|bankverbindung|preise?|vertrag|alles( andere| uebrige)?) (\w+ )?bleib(t|en) (\w+ )?(gleich|dieselbe\w*|unveraendert|wie (bisher|immer|gehabt|vereinbart))\b/;

/** A paper or a key the job waits for, from whoever has it. */
const awaited =
  /\b(muessten?|muss|muessen|sollten?|braeuchten?|brauchen|fehlt|fehlen|warten)\b.{0,30}\b(uns|noch|wir|mir)\b.{0,40}\b(vollmacht|unterschrift|unterlagen|grundriss|zaehlernummer|masse|freigabe|bescheid|nachweis|schluessel|kopie|angaben|genehmigung|zusage|statik)\b/;
/** What the work did: "die Tür geht jetzt leise zu". */
const worksNow =
  /\b(geht|laeuft|schliesst|oeffnet|haelt|sitzt|dreht|zieht|heizt) (die|das|der|ihre?) \w+ (jetzt|nun|wieder)\b(?!.*\b(wir|unser\w*|bei uns)\b)/;
/** "Wir hätten gern früher zugesagt, aber …" */
const regretted = /\bhaetten? (\w+ )?(gern|gerne|lieber) .{3,60},? (aber|leider|nur|doch)\b/;

/** One thing, and that it may be fetched: "Schuhe neu besohlt, 24 €, abholbereit." */
const toBeFetched = /^[^.!?:%]*, abholbereit\W*$/;
/** "Wir haben die Anzeige gekürzt, spart 80 €": how the job became cheaper, told when it is done. */
export const madeCheaper =
  /^[^.!?]*\b(haben|habe|hab) (ich |wir )?[^.!?]*\b(gekuerzt|weggelassen|gestrichen|ersetzt|umgeplant|vereinfacht|zusammengelegt|zusammengefasst|wiederverwendet), (das |so )?(spart|sparen) [^.!?]*\W*$/;
/** The gardener's Rabatte is a bed, not a price. */
const flowerBed =
  /\brabatten? (im|am|vorm|vor|neben|hinter|entlang) (der |dem )?(haus|\w*garten|terrasse|zaun|hecke|weg|einfahrt|eingang|\w*rasen)\b|\b(blumen|stauden|rosen|sommer)rabatten?\b|\brabatten? .{0,30}\b(be|um|ein)?(gepflanzt|pflanzt|gejaetet|gegossen|gemulcht|umgegraben)\b/;

/** Somebody else's doing, from which we stand back: "Das Gewinnspiel ist nicht von uns." */
export const notOurs =
  /\b(nicht|net|nich|ned) von (uns|mir|unserem betrieb|unserer firma)\b(?!.*\bunsere?n?\b)|\b(hat|haben) mit (uns|mir|unserem betrieb) (gar |ueberhaupt )?(nichts|nix) zum? (tun|schaffen)\b(?!.*\bunsere?n?\b(?! (logo|namen?|nummer|bild|foto)\b))/;

/** What such a sentence goes on to offer all the same: "Ist Ihr Dach nicht von uns, bekommen Sie trotzdem 20 %". */
const offersThen =
  /\b(aber|sondern|doch|dafuer|trotzdem|dennoch|diesmal|kein problem|egal)\b|\bunsere?n?\b(?! (logo|namen?|nummer|bild|foto)\b)|\d ?(%|€|euro\b|prozent)|\b(?<!\bkeine?n? )\w*(rabatt|gutschein|nachlass|guenstiger|sparen|gratis)\b/;
/** The same said outright: whatever the sentence names, none of it is ours. */
export const disowned = new RegExp(
  `(?<!\\b(?:ihre?|deine?|eure?|euer) (?:[\\w-]+ ){1,2})\\b(ist|is|war|sind|waren|kommt|kam|kommen|kamen|stammt|stammte|stammen)\\b(?! (?:ihre?|deine?|eure?|euer) )[^.!?]{0,40}\\b(nicht|net|nich|ned) von (uns|mir|unsere[mr] (betrieb|firma|nummer|haus|team|konto|seite))\\b(?!.*(${offersThen.source}))|\\b(hat|haben) mit (uns|mir|unserem betrieb) (gar |ueberhaupt )?(nichts|nix) zum? (tun|schaffen)\\b(?!.*(${offersThen.source}))`,
);

/** What they need not do, or not with us: "Sie müssen uns nicht bewerten", "müssen Sie nicht bei uns kaufen". */
const needNot =
  /\b(muessen|muesst|musst|brauchen|braucht|brauchst) (sie|ihr|du) (\w+ ){0,4}(uns nicht|nicht (bei|von|ueber) uns)\b|\b(sie|ihr|du) (muessen|muesst|musst|brauchen|braucht|brauchst) (\w+ ){0,3}(uns nicht|nicht (bei|von|ueber) uns)\b/;

/** Where we are to be found once we have moved. */
export const movedTo =
  /\b(ziehen (\w+ ){0,4}um|umgezogen|umzug|neue (adresse|anschrift))\b.{0,80}\b(finden|erreichen|findet|erreicht) (sie|ihr) uns (\w+ ){0,4}\w*(strasse|str|weg|platz|allee|gasse|ring|ufer|damm|hof)\.? \d/;

/** Another date than the one they have, or one that came free. */
export const earlier =
  /\b(interesse|lust) (an|auf) (eine[mn]|den|dem) (\w+ )?(frueheren?|spaeteren?|anderen?|vorgezogenen?|frei ?gewordenen?|kurzfristigen?) (\w*termin|platz)\b/;
/** When what one waits for can be had again: "Die Scharniere sind nach Ostern wieder lieferbar." */
const backThen =
  /^(der|die|das|ihre?|deine?|eure?) (?!(beliebte|neue|gute)[nrs]?\b(?!.*\berst\b))[\w-]+( \w+)? (ist|sind|waeren?|gibt es) (laut \w+ |leider |wohl |voraussichtlich )*(erst )*(wieder )?(nach|ab|im|in|ende|anfang|mitte|vor) [^!?]{2,30}(wieder )?(lieferbar|verfuegbar|zu bekommen|zu kriegen)\.?$/;

/** What is still open in a job, as one words it who asks: "Schon über eine Farbe nachgedacht?" */
export const toDecide =
  "(\\w*(loesung|farbe|farbton|variante|termin|zeit|datum|tag|fliese|fuge|griff|vollmacht|stellplatz|parkplatz|schluessel|uebergabe|masse?|durchbruch|steckdosen?|absperrung|begleitperson)|halteverbot\\w*|ersatz\\w*|andere\\w*)\\b";
const stillOpen = new RegExp(
  `^(und )?(haben sie |hast du )?(schon|auch schon|eigentlich schon) (mal |einmal |auch )?(an|ueber) (die|den|das|ihre?n?|eine?n?) (\\w+ )?${toDecide}.*gedacht\\?`,
);
/** "Bei uns gibt es keine Rabatte." */
const noneGiven =
  /\b(gibt es|gibts|gibt's|gewaehren|geben|haben|machen|bieten) (\w+ ){0,3}(keine?n?|nie) (\w+ )?(rabatte?|nachlass|nachlaesse|preisnachlass|gutscheine?|aktionen|sonderpreise?)\b(?!.*\b(aber|sondern|dafuer|nur|sonst)\b)/;
/** Whether it still drips, or the link does not open: one customer's trouble, and help. */
const stillSo =
  /^(?=[^?!.]*\b(noch|weiterhin|wieder|immer)\b(?! (nicht|kein)))[^?!.]{0,50}\? wir (helfen|kommen)\b|^(fragen|probleme|schwierigkeiten) (mit|bei|beim|zum?|zur) (\w+ )?(link|formular|portal|app|passwort|anmeldung|rechnung|termin|unterlagen|zugang|angebot)\w*\?/;

/** How far a work is, how full a thing, what was measured: "100 % auf allen Fühlern gemessen", "40 % auf Baustelle Nord". */
const shareOfWork =
  /\b\d{1,3} ?(%|prozent) (auf|an|in|im|am|bei) [^.!?%]{2,40}\b(gemessen|geladen|belegt|verteilt|eingestellt|gedrosselt|gefuellt|verplant|ausgelastet|eingeregelt|abgeglichen)\b|\b\d{1,3} ?(%|prozent) (der |des )?(\w+ )?(auf|in|im|am|an|bei|fuer) (der |dem |den |die )?(baustellen?|\w*fuehlern?|etage|stockwerk|obergeschoss|erdgeschoss|keller|neubau|rohbau|objekt|bauabschnitt|wohnung|trakt)\b/;
/** "Dann sparen wir uns den Filter": what is not done. */
const leftOut =
  /\bspar(en|e) (wir|ich) (uns|mir) (dann |damit |diesmal |dabei |so )*(die|den|das|eine?n?)\b|\b(wir|ich) spar(en|e) (uns|mir) (dann |damit |diesmal |dabei |so )*(die|den|das|eine?n?)\b|\b(wir|ich) (koennen|kann|koennten) (uns|mir) (die|den|das) [\w-]+ sparen\b|^(den|die|das) [^.!?]{3,40} (sparen|spare) (wir|ich) (uns|mir)\b|^(den|die|das) [^.!?]{3,40} (koennen|koennten) wir uns sparen\b/;
/** What stood in the paper they have: "Im Angebot standen 5 % auf den Stahlpreis." */
export const stoodInTheQuote =
  /\b(im|in (unserem|dem)) angebot ((vom|von) \S+ |noch )?(stand|standen|war|waren)\b|\b(stand|standen) (\w+ ){0,4}(im|in (ihrem|unserem|dem)) angebot\b|\bin (ihrem|deinem|eurem) angebot (vom \S+ )?(steht|stehen|stand|standen|ist|sind|war|waren|haben|hatten|fehlt|fehlen)\b/;
/** What an hour or the way costs from a day on. */
const newRate =
  /\bab (dem )?[\w.]+( \d{4})? (gilt|gelten|betraegt|betragen|liegt|liegen) (?!.*\b(nur|guenstig\w*|sonder\w*|statt|jetzt)\b).{0,30}\b(stundens(atz|aetze)\w*|stundenverrechnungss\w+|stundenlo(hn|ehne)|kilometerpauschale|anfahrts?pauschale|wegepauschale|kilometergeld)\b/;
/** "Kommen Sie gern vorbei, dann schauen wir uns den Kratzer an": what they have told of. */
const comeAndLook =
  /\b(kommen|komm|kommt|bringen|bring|bringt)\b [^.!?]{0,50}(vorbei|rein|rum|mit|her),? (und |dann )(schauen|sehen|pruefen|messen|stellen|richten|biegen|gucken) (wir|ich) (uns |ihnen |mir |dir )?(die|den|das|es|sie|ihn)\b(?! (neue|neuen|neues|angebote?|ausstellung|auswahl)\b)/;

/** How one helps oneself: "Schrauben Sie ihn ab und legen Sie ihn in Essig." */
const helpYourself =
  /\b(schrauben|drehen|druecken|stecken|klemmen|ziehen|haengen) sie (bitte |zuerst |zunaechst |einfach |mal |kurz )*(den|die|das|ihn|sie|es)\b [^.!?]{0,30}\b(ab|auf|zu|an|aus|ein|fest|los|heraus|raus|zurueck|um)\b/;

/** Words of adverts too, but what they say is none. */
export const soberly = either(
  helpYourself,
  shareOfWork,
  leftOut,
  stoodInTheQuote,
  newRate,
  comeAndLook,
  notOurs,
  disowned,
  needNot,
  movedTo,
  toBeFetched,
  madeCheaper,
  flowerBed,
  awaited,
  worksNow,
  regretted,
  owedByContract,
  endangered,
  thanked,
  advisedAgainst,
  putRight,
  amends,
  politely,
  paysPolitely,
  draft,
  sends,
  theirOrder,
  theirs,
  tryFirst,
  unchanged,
  earlier,
  backThen,
  stillOpen,
  stillSo,
  noneGiven,
);

/** A date and time the two sides have. */
export const appointed =
  /^\W*(ihr |neuer |der )?(\w+)?termin: ?(\w+,? )?(den |am )?\d|\b(ihr|der|den|dein|euer|unser|zum|am) (\w+ )?termin\w* (ist|steht|am|um|heute|morgen|uebermorgen|von|zur|fuer|in|vom|wird|bleibt|muss|faellt|passt|bestaetig|verschieb|naechste)|\w*termin (am|um|ist|steht|bestaetigt|morgen|heute|wie|verschoben)|(kommt|kommen|kimmt|kummt|kemma|kaamt|sind|ist|isch|is|steht|faehrt|fahren|erscheinen)\b.{0,50}\b(heute|morgen|uebermorgen|am (montag|dienstag|mittwoch|donnerstag|freitag|samstag|\d)|um \d|gegen \d|zwischen \d|ab \d|(in )?kw \d)|\b\d{1,2}([:.]\d\d)? ?uhr\b.{0,60}\b(bestaetig|vormerk|eingetragen|notiert|reserviert)|\b\w*termin ((um )?\d\S* (uhr )?)?(klappt|passt|geht( klar| in ordnung)?)\b(?! nicht)|^(heute|morgen|uebermorgen|montag|dienstag|mittwoch|donnerstag|freitag|samstag)( \w+)? (um|gegen|ab) \w+( uhr)? (passt|klappt|geht|steht)\b|\b(waere|ist) (es )?(ihnen|euch|dir) (\w+ ){0,4}recht\b|\bwas (waere|ist) ihnen lieber\b|\bsehen uns\b.{0,30}\bzu[rm] (abnahme|uebergabe|einweisung|besprechung|bemusterung|aufmass|anprobe|ortstermin)\b/;

/** Everything that makes a message about this customer's own matter. */
export const ownMatter = new RegExp(
  [
    /\b(ihre?n?m?r?|deine?n?m?r?|eure?n?m?r?) (\w+ ){0,2}(auftrag|rechnung|anfrage|nachricht|mail|reparatur|bestellung|fahrzeug|auto|wagen|meldung|foto|fotos|bild|bilder|unterlagen|schluessel|ersatzteil|lieferung|reklamation|beschwerde|bauvorhaben|baustelle|zahlung|ueberweisung|kuendigung|rueckruf|fall|vorgang|unterschrift|abnahme|anschrift|adresse|mieter|vermieter|versicherung|frage|anliegen|termin|daten|angaben|code|auskunft|loeschung|widerspruch|widerruf|einwilligung)\b/
      .source,
    /\b(rechnung|quittung|gutschrift|mahnung|auftragsbestaetigung|lieferschein|abnahmeprotokoll|messprotokoll|ersatzteil|ersatzteile|monteur|kundendienst|techniker|geselle|geruest|baustelle|bauleiter|reklamation|gewaehrleistung|kundennummer|auftragsnummer|kennzeichen|werkstatt(auftrag|termin))\b/
      .source,
    /\b(bestellt|lieferung|eingetroffen|geliefert|abholbereit|abholen|eingebaut|repariert|ausgetauscht|montiert|lackiert|verschoben|verschieben|verspaetet|verspaeten|verspaetung|bestaetigt|bestaetigen|notiert|eingetragen|vorgemerkt|storniert|abgesagt|angekommen|erledigt|bezahlt|ueberwiesen)\b/
      .source,
    /\b(your|the) (\w+ )?(appointment|order|invoice|bill|car|repair|booking|delivery|technician)\b|\b(randevu(nuz|n)|fatura(n[ıi]z)?|siparis(iniz|in)|arac[ıi]n[ıi]z)\b/
      .source,
    /\b(rufe|rufen|melde|melden|ruf|schicke|schicken|schick|sende|senden|schauen|schaue|klaeren|pruefen)\b (sie |mir |uns |wir |ich |uns das |das )*(bitte |gleich |kurz |noch |nachher |heute |morgen |uns |mir |das |ein |einen |eine |mal |nochmal )*(zurueck|foto|bild|masse|adresse|uhrzeit|bescheid|nach|an und|durch)/
      .source,
    /\b(ihre?|deine?|eure?) \w+ (liegt|steht|liegen|stehen) (ab \w+ |zur abholung )?bereit\b|\bwir kommen (am )?(montag|dienstag|mittwoch|donnerstag|freitag|samstag)\b|^wir \w+en (am )?(montag|dienstag|mittwoch|donnerstag|freitag|samstag|heute|morgen|uebermorgen)( \w+)? (ein|auf|ab|aus|weiter|fertig|los)\W*$/
      .source,
    /\b(passt|geht|klappt|reicht|genuegt) (ihnen|es|das|der|dir|dienstag|montag|mittwoch|donnerstag|freitag|morgen|heute)\b/
      .source,
    /\b(im stau|(kommen|komme|sind|bin)\b.{0,20}\b((gegen|um) (halb|viertel|dreiviertel|\d{1,2})\b|in \d+ ?(min|minuten|std|stunden?|h)\b)|(sie|du|ihr) (hoeren|hoerst|hoert|bekommen|bekommst|erhalten) (\w+ )?von (uns|mir)\b.{0,30}\b(bis|spaetestens|innerhalb|am|bescheid)|(wir melden uns|ich melde mich)( \w+){0,2} (bei ihnen|bei dir|wegen|sobald)\b|(koennten|koennen|kann|wollen) (wir |ich )?(mit )?(ihre?[nmr]?|bei ihnen) (\w+ ){0,6}(anfangen|weitermachen|beginnen)|soll(en)? (wir|ich|ma|mir) (den|die|das|es|ihre?n?|dir|ihnen)\b.{0,40}\bmit ?(machen|tauschen|streichen|erledigen|nehmen|einbauen|abtragen|bestellen)|(geht|gehts|geht's|geht es|machen wir) (\w+ ){0,3}(weiter|voran) (mit|am|bei|in)\b|unterwegs|in \d+ minuten|strom (ist|wird|muss|bleibt)|wasser (ist|wird|muss|bleibt|abgestellt)|abgestellt|abgeschaltet|gasgeruch|absperrhahn|sicherung raus)\b/
      .source,
  ].join("|"),
);

/** Work is done, a thing runs again, money came: reported just now, of the customer's own and not of the business. */
export const reportsDone = (sentence: string): boolean => done.test(sentence) && !longAgoOrOurs.test(sentence);

const done =
  /\b(laeuft|laufen|geht|gehen|funktioniert|funktionieren|heizt|schliesst|dicht) (jetzt |nun )?wieder\b|\bwieder dicht\b|^(das|der|die|ihre?) [\w-]+ ((\w+ )?(jetzt |nun |schon )?wieder|(ist|sind) (jetzt |nun |schon |wieder )+(frei|da|an|warm|in betrieb|in ordnung)|klemmt nicht mehr)( an| auf| zu)?\W*$|\b(ist|is|isch|sind|san|wurden?|haben?)\b.*\b(fertig|gemacht|(aus|um)?getauscht|(aus)?gewechselt|gewartet|gereinigt|geprueft|behoben|entstoert|repariert|montiert|eingebaut|aufgebaut|abgebaut|ausgebaut|gesetzt|verputzt|geschliffen|gefliest|lackiert|geoelt|gedaemmt|geschweisst|geloetet|genaeht|geaendert|geflickt|nachgemacht|entlueftet|entkalkt|poliert|verlegt|gestrichen|geliefert|eingestellt|geschnitten|gemaeht|gespachtelt|angeschlossen|vorbestellt|eingegangen|drauf)( und (dicht|fertig|sauber|drin|drauf|geprueft|angeschlossen|trocken))?(, ((das macht )?\d+ (euro|€)|danke\w*|\w+ (ist|sind) (weg|drin|drauf|fertig|dicht)))?[ .!👍✅]*$|^(die |das |der |ihre? )?\w+ (laeuft|ist (wieder )?(zu|dicht|drauf|drin)|(ist|sind) (jetzt |nun )?neu)( wieder)?\W*$|^([^.,!?]{0,20}\b(frau|herr) \w*, )?(ihre?|deine?|eure?) [\w-]+ (ist|sind) (jetzt |nun |schon )?(ge|be|ver|auf|aus|ein|an|ab|um|nach|durch)\w+(t|en)( und .{0,40})?(, (das macht )?\d+ (euro|€))?\W*$|^((der|die|das|ihre?) )?[\w-]{4,} (steht|stehen|haengt|haengen|sitzt|sitzen|brennt|brennen|leuchtet|leuchten)( jetzt| wieder)?\W*$|^(der |die |das )?(\w*abfluss|\w*rohr|\w*leitung|toilette|wc|siphon) ist (jetzt |nun )?(frei|durchgaengig)\W*$|\b(steht|stehen|liegt|liegen) bereit\b|^([^.,!?]{0,30}\b(frau|herr) \w*, )?\w+ (ist |is )?(gemacht|erledigt|getauscht|gewechselt|drauf|nachgemacht|entlueftet|repariert|gereinigt|geflickt|eingebaut|montiert|eingestellt)\b|^(heute|morgen|uebermorgen|montag|dienstag|mittwoch|donnerstag|freitag|samstag) (frueh |um \d+ |ab \d+ |gegen \d+ )*(sind|kommen|komm) (wir|ich) (da|vorbei|wie|zu ihnen)?|\b(ihr|dein|euer) auftrag (startet|beginnt|laeuft|ist)\b|^((vielen|herzlichen) dank|danke) fuer (die|ihre|den|ihren) (zahlung|ueberweisung|anzahlung|auftrag|bestellung)\b/u;
const longAgoOrOurs =
  /\bunser|\bneue[nrs]?\b|\bvor (\w+ )?jahren\b|\b(letzte[nrs]?|vergangene[nrs]?) (jahr|winter|sommer|herbst|fruehjahr|fruehling|mal)\b|\bdamals\b|\bnicht (mehr )?(gewartet|gereinigt|geprueft|gestrichen|geschnitten|gemacht|eingestellt)\b/;

/** Closed, on holiday, emergency number: service information, but not about one customer. */
export const generalInfo =
  /oeffnungszeit|geschlossen|betriebsferien|betriebsurlaub|betriebsruhe|notdienst|notfall|nicht erreichbar|erreichbar|urlaub|neue (telefon)?nummer|umgezogen|neue adresse|sprechzeit|wieder (fuer sie )?da\b|bueroze?it|geoeffnet/;
