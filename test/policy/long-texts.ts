/** Letters of many sentences about the customer's own matter, some with an advert in them. `s` service, `m` with an advert. */
export const longTexts: readonly (readonly ["s" | "m", string])[] = [
  [
    "s",
    "Sehr geehrte Frau Albers, unser Monteur war gestern bei Ihnen und hat die Heizung geprüft. Der Ausdehnungsbehälter ist defekt und muss getauscht werden. Das Teil ist bestellt und kommt voraussichtlich am Donnerstag. Wir melden uns dann sofort bei Ihnen, um einen Termin zu vereinbaren. Bis dahin können Sie die Anlage weiter benutzen, bitte kontrollieren Sie aber täglich den Druck. Er sollte zwischen 1,2 und 1,8 bar liegen. Falls er darunter fällt, füllen Sie bitte Wasser nach, wie es Ihnen der Kollege gezeigt hat. Mit freundlichen Grüßen, Haustechnik Meier",
  ],
  [
    "s",
    "Hallo Herr Yilmaz, kurz zur Info: Der Estrich braucht noch ein paar Tage zum Trocknen, wir haben heute gemessen und sind bei 2,8 Prozent. Der Bodenleger kann erst ab 2,0 anfangen. Wir schlagen vor, dass wir am Montag noch einmal messen und dann gemeinsam entscheiden. Bitte lüften Sie morgens und abends je zehn Minuten und lassen Sie die Fußbodenheizung auf 35 Grad. Die Küche sollte entsprechend nicht vor dem 12. geliefert werden. Wenn das mit dem Küchenstudio schwierig ist, sagen Sie uns Bescheid, dann rufen wir dort an.",
  ],
  [
    "s",
    "Guten Morgen, wir haben Ihre Nachricht bekommen. Damit wir Ihnen sagen können, was die Reparatur kostet, brauchen wir noch ein paar Angaben: Wie alt ist das Gerät ungefähr? Steht auf dem Typenschild eine Nummer, die mit VC anfängt? Seit wann tropft es, und tropft es immer oder nur, wenn warmes Wasser läuft? Am besten schicken Sie uns ein Foto vom Typenschild und eins von der Stelle. Dann können wir das passende Ersatzteil gleich mitbringen und müssen nicht zweimal fahren. Danke und bis bald",
  ],
  [
    "s",
    "Liebe Familie Krause, hier die Zusammenfassung von unserem Gespräch: Sie möchten das Bad bodengleich mit einer Dusche 120 x 90, die Badewanne entfällt. Die Fliesen suchen Sie selbst aus und sagen uns bis Ende des Monats Bescheid. Wir kümmern uns um den Antrag bei der Pflegekasse, dafür benötigen wir noch die Kopie vom Bescheid. Der Beginn wäre ab dem 3. März möglich, Dauer etwa zehn Arbeitstage. In der Zeit ist das Wasser tagsüber abgestellt. Das Angebot mit allen Preisen schicke ich Ihnen morgen per Post. Bei Fragen einfach melden. Ihr Jürgen Pohl",
  ],
  [
    "s",
    "Sehr geehrter Herr Dr. Stein, vielen Dank für Ihre Rückmeldung zur Rechnung 2026-1187. Sie haben recht, die Anfahrt wurde doppelt berechnet, das tut uns leid. Sie erhalten eine korrigierte Rechnung über 412,30 Euro, die alte ist damit hinfällig. Falls Sie schon überwiesen haben, bekommen Sie die Differenz innerhalb von drei Tagen zurück. Bitte teilen Sie uns dazu kurz mit, ob wir auf das Konto überweisen sollen, von dem die Zahlung kam. Mit freundlichen Grüßen, Buchhaltung Elektro Sommer",
  ],
  [
    "s",
    "moin, also der kollege war heut da und hat sich das dach angeschaut. es sind 14 ziegel kaputt und an der gaube ist das blech gerissen, da kommt das wasser rein. wir haben erst mal ne plane drüber gemacht, die hält auch bei sturm. die ziegel haben wir da, das blech muss gekantet werden, das dauert ca. ne woche. wir kommen dann mit zwei mann, gerüst brauchts nicht. für die versicherung schick ich dir die fotos und nen kurzen bericht, den musst du da einreichen. gruß thorsten",
  ],
  [
    "s",
    "Sehr geehrte Damen und Herren, wie telefonisch besprochen bestätigen wir die Störung an der Aufzugsanlage in der Lindenstraße 4. Der Aufzug ist außer Betrieb gesetzt und gegen Wiedereinschalten gesichert. Ursache ist ein defekter Türkontakt im zweiten Obergeschoss. Das Ersatzteil wird morgen per Kurier geliefert, die Instandsetzung erfolgt im Anschluss. Bitte informieren Sie die Mieter, insbesondere die Dame im dritten Stock, die auf den Aufzug angewiesen ist. Für Rückfragen steht Ihnen unser Techniker unter der bekannten Nummer zur Verfügung.",
  ],
  [
    "s",
    "Hallo Frau Petersen, Ihr Wagen ist durch den TÜV gekommen, Plakette ist dran. Die hinteren Bremsbeläge haben wir wie besprochen erneuert, die Rechnung liegt im Auto. Was uns noch aufgefallen ist: Der linke Stoßdämpfer schwitzt leicht, das ist noch kein Mangel, sollte aber beim nächsten Mal geprüft werden. Sie können das Auto bis 18 Uhr abholen, danach werfen wir den Schlüssel in den Kasten, dann bräuchten wir von Ihnen aber vorher die Überweisung. EC-Karte geht vor Ort natürlich auch.",
  ],
  [
    "s",
    "Guten Tag Herr Nowak, ich muss den Termin am Freitag leider verschieben, weil unser Fliesenleger krank geworden ist. Ich kann Ihnen Mittwoch oder Donnerstag in der Woche darauf anbieten, jeweils ab 7 Uhr. Die anderen Gewerke habe ich schon informiert, der Maler kann auch später kommen, das Ende verschiebt sich also um ungefähr drei Tage. Es tut mir sehr leid, ich weiß, dass Sie extra Urlaub genommen haben. Wenn Ihnen keiner der Tage passt, rufen Sie mich bitte an, dann finden wir etwas.",
  ],
  [
    "s",
    "Sehr geehrte Frau Lindner, Sie fragten, wie Sie den neuen Parkettboden pflegen sollen. In den ersten zwei Wochen bitte nur fegen und keine Teppiche auslegen. Danach feucht, aber nicht nass wischen. Dampfreiniger und Scheuermilch schaden der Oberfläche. Unter Stühle und Tische gehören Filzgleiter, bei Bürostühlen nehmen Sie bitte weiche Rollen. Die Luftfeuchtigkeit sollte im Winter nicht unter 45 Prozent sinken, sonst bilden sich Fugen. Die ausführliche Anleitung des Herstellers hängt an dieser Mail. Herzliche Grüße aus der Tischlerei",
  ],
  [
    "s",
    "Liebe Frau Sander, danke für die Fotos. Auf dem zweiten Bild sieht man gut, dass die Fuge an der Wanne gerissen ist, dadurch läuft das Wasser dahinter. Das ist kein großer Schaden, sollte aber bald gemacht werden, damit die Wand trocken bleibt. Duschen Sie bitte bis dahin nicht in der Wanne oder kleben Sie die Stelle mit dem Band ab, das der Kollege dagelassen hat. Wir könnten am Dienstag um 14 Uhr kommen, es dauert eine gute Stunde. Passt das?",
  ],
  [
    "s",
    "Sehr geehrte Eigentümergemeinschaft, am 8. Dezember zwischen 8 und 12 Uhr wird in Ihrem Haus die Trinkwasserinstallation gespült. In dieser Zeit steht kein Wasser zur Verfügung. Bitte füllen Sie vorher Behälter für den Bedarf und lassen Sie nach 12 Uhr das Wasser an jeder Zapfstelle eine Minute laufen. Es kann anfangs trüb sein, das ist unbedenklich. Die Waschmaschinen sollten erst danach wieder benutzt werden. Der Zugang zum Keller muss für unsere Mitarbeiter frei sein.",
  ],
  [
    "m",
    "Sehr geehrter Herr Falk, die Reparatur an Ihrer Markise ist abgeschlossen, der Motor läuft wieder leise und der Stoff ist neu gespannt. Die Rechnung über 286 Euro bekommen Sie in den nächsten Tagen. Bitte fahren Sie die Markise bei Wind über Stärke fünf ein, der Sensor tut das auch von selbst. Übrigens haben wir gerade Insektenschutzgitter besonders günstig auf Lager, ab 59 Euro das Stück. Viele Grüße, Rollladenbau Henning",
  ],
  [
    "m",
    "Hallo Frau Bär, Ihr Rad ist fertig: neue Kette, neue Bremsbeläge, Licht geht wieder. Sie können es bis 18 Uhr abholen, bezahlt haben Sie ja schon. Das Hinterrad hatte einen leichten Schlag, den haben wir gleich mit gerichtet. Und weil bald Weihnachten ist: Bei uns gibt es jetzt Gutscheine für eine Inspektion, ein schönes Geschenk für alle, die gern fahren! Ihr Radladen",
  ],
  [
    "m",
    "Guten Tag, wir bestätigen den Termin am Mittwoch um 9 Uhr für die Prüfung Ihrer Rauchmelder. Der Kollege braucht Zugang zu allen Schlafräumen und zum Flur. Die Prüfung dauert etwa zwanzig Minuten und ist durch die Nebenkosten abgedeckt. Sollten Sie verhindert sein, sagen Sie uns bitte bis Montag Bescheid. Wer bis dahin unseren Newsletter abonniert, bekommt zehn Prozent auf den nächsten Auftrag.",
  ],
  [
    "m",
    "Liebe Kundin, lieber Kunde, Ihr Auftrag 4471 ist ausgeliefert, die Schränke stehen wie geplant an der Wand und die Türen sind eingestellt. Sollte in den ersten Wochen eine Tür hängen, drehen Sie bitte an der oberen Schraube. Die Garantie beträgt fünf Jahre. Empfehlen Sie uns weiter: Für jeden neuen Kunden, den Sie uns bringen, schenken wir Ihnen 50 Euro. Ihre Tischlerei Voss",
  ],
  [
    "m",
    "Moin Herr Petersen, die Scheibe ist drin, ADAS ist neu kalibriert und der Wagen steht bei uns auf dem Hof. Mit der Versicherung ist alles geklärt, Sie zahlen nur die Selbstbeteiligung. Bitte zwei Tage nicht in die Waschanlage. Wir haben übrigens jetzt auch eine Aufbereitung im Programm, innen und außen, sprechen Sie uns gern darauf an, im Dezember zum Einführungspreis. Bis später",
  ],
];
