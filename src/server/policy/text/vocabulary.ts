// Words that tell advertising, in folded spelling: the targets of typo mending. Everyday words that lie close to
// one of them stand in the second list, so that "Wertung" is not read as "Wartung".

export const tellingWords: readonly string[] = `
rabatt rabatte rabattaktion rabattcode neukundenrabatt treuerabatt fruehbucherrabatt prozent nachlass preisnachlass
sonderpreis sparpreis aktionspreis vorteilspreis festpreis schnaeppchen gutschein gutscheine gutscheincode
geschenkgutschein wertgutschein geschenk gratis kostenlos kostenlose kostenloser kostenlosen kostenfrei guenstiger guenstig
aktion aktionen aktionswoche aktionstage sonderaktion fruehjahrsaktion fruehlingsaktion sommeraktion herbstaktion
winteraktion weihnachtsaktion osteraktion jubilaeumsaktion neukundenaktion wartungsaktion tauschaktion
angebot angebote angeboten sonderangebot sonderangebote wartungsangebot wartungsangebote neukundenangebot
aktionsangebot komplettangebot einfuehrungsangebot schnupperangebot fruehjahrsangebot winterangebot
neukunden neukunde stammkunden newsletter sichern vorrat begrenzt exklusiv verpassen entgehen
weihnachten weihnacht weihnachtlich weihnachtsfest weihnachtszeit weihnachtsgruesse feiertage festtage besinnliche besinnliches
ostern osterfest ostergruesse advent adventszeit silvester neujahr geburtstag gratulieren glueckwunsch
offenen sommerfest herbstfest grillfest hoffest hausmesse jubilaeum firmenjubilaeum neueroeffnung eroeffnung einweihung
einladung eingeladen herzlich gluehwein verlosung gewinnspiel tombola infoabend schautag ausstellung badausstellung
bewertung bewertungen bewerten bewertet rezension rezensionen google sterne umfrage kundenumfrage befragung
zufriedenheit zufrieden feedback weiterempfehlen weiterempfehlung empfehlung empfehlen empfehlungspraemie
wartung heizungswartung jahreswartung inspektion heizungscheck faellig ueberfaellig reifenwechsel raederwechsel
oelwechsel haarschnitt dachrinne dachrinnenreinigung wartungsvertrag
entdecken sortiment kollektion onlineshop showroom katalog instagram facebook
verstaerkung auszubildende auszubildenden azubi bewerben bewerbung stellenangebot ausbildungsplatz
foerderung foerdermittel waermepumpe waermepumpen photovoltaik wallbox
anfrage gewuenscht gewuenschte besprochen vereinbart kostenvoranschlag termin rechnung reklamation kulanz
`
  .trim()
  .split(/\s+/);

export const commonWords: ReadonlySet<string> = new Set(
  `
verlassen verlasse verlaesst verpackt sommerzeit herbstzeit winterzeit oeffnen offene offener offenes offen wertung haltung warnung wartungen warten wartet werbung aktionaer auktion reaktion abgebot gebote verbot angeblich
anlage anlagen anfragen angefragt gewuenschter gewuenschtes termine terminen rechnungen rechner zufriedenen
bewerben bewertete bewerteten bewerber beweisen geschenke geschenkt geschehen gesehen gesenkt begrenzung begrenzte
begrenzten exklusive exklusiven sicher sichere sicherer sichert sichere sicherung feiertag feiertagen faellige faelligen
fallig empfehle empfohlen empfehlungen guenstige guenstigen guenstiges prozente kunden kunde stark staerker vorrats
vorort advents neujahrs rabatten gutscheins gutscheinen schein scheine sterben stern ostertage osten oester eroeffnet
eroeffnen eroeffneten einladen einladungen ausstellen ausstellungen aussteller anstellung einstellung vorstellung
bestellung herstellung festpreise kataloge katalogs filter wallboxen terminal kulant besprechen besprechung
vereinbaren vereinbarte vereinbarten vereinbarung inspektionen herzliche herzlichen herzliches einweihungs
entdeckt entdecke entdeckung verstaerken verstaerker foerdern gefoerdert foerderungen kostenlosem nachlassen
nachlaesst ausbildung auszubildender azubis waermer aktive aktiven aktionsware umfragen gratulation
`
    .trim()
    .split(/\s+/),
);
