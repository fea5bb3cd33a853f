// What the rules say, in English: one line for each German sentence of src/server/policy/rules. The German stays what
// is stored and proven. test/policy/english.test.ts finds what is missing.

/** By the German sentence. */
export const sentences: Readonly<Record<string, string>> = {
  "Der Kunde bestätigt auf diesem Kanal, was er zuvor erklärt hat.":
    "The customer confirms on this channel what they declared before.",
  "Diese Funktion berührt mehrere Risiken; halte zuerst die Prüfung zur Folgenabschätzung fest.":
    "This feature touches several risks; first record the check for an impact assessment.",
  "Die Person hat verlangt, dass ihr ihre Daten vorerst nicht nutzt; antworte innerhalb eines Tages, wenn sie schreibt, oder schließ ihre Anfrage ab.":
    "The person demanded that you do not use their data for now; answer within a day when they write, or close their request.",
  "Die Entscheidung zur Meldung ist festgehalten.": "The decision about reporting is recorded.",
  "Die 72 Stunden sind vorbei; meldet die Panne jetzt und begründet die Verspätung, oder haltet fest, warum kein Risiko besteht.":
    "The 72 hours are over; report the breach now and give reasons for the delay, or record why there is no risk.",
  "Halte zuerst fest, ob ihr die Panne der Aufsicht meldet; dafür habt ihr 72 Stunden, seit ihr davon wisst.":
    "First record whether you report the breach to the authority; you have 72 hours from when you learned of it.",
  "Adressbücher bleiben auf dem Gerät; ein Kontakt entsteht erst, wenn der Kunde schreibt.":
    "Address books stay on the device; a contact comes into being only when the customer writes.",
  "Kontakte gehören in die Kundenkartei auf eurem Server, nicht in das Adressbuch eines Geräts.":
    "Contacts belong in the customer file on your server, not in a device's address book.",
  "Es gibt einen Auftrag, deshalb darfst du den Kontakt speichern.": "There is an order, so you may save the contact.",
  "Der Kunde hat sich mehrfach gemeldet, deshalb darfst du den Kontakt speichern.":
    "The customer has been in touch several times, so you may save the contact.",
  "Nach einer einzelnen Anfrage bleibt es beim Vorgang, dauerhaft speicherst du den Kontakt erst bei erneutem Kontakt oder Auftrag.":
    "A single inquiry stays a case; you save the contact for good only after renewed contact or an order.",
  "Die Nachricht selbst ist erlaubt, aber ein Satz darin ist Werbung und muss heraus.":
    "The message itself is allowed, but one sentence in it is advertising and must come out.",
  "Ohne Wartungsvertrag ist die Erinnerung Werbung.": "Without a maintenance contract the reminder is advertising.",
  "Ein Gruß, den der Kunde nicht zuerst geschickt hat, ist Werbung.":
    "A greeting the customer did not send first is advertising.",
  "Einladungen, Bewertungsbitten, Rabatte, Stellenanzeigen und Hinweise auf Neues sind Werbung.":
    "Invitations, requests for reviews, discounts, job adverts and news about what is new are advertising.",
  "Dass ihr geschlossen habt, erfährt von sich aus nur, wer einen offenen Auftrag hat; bei allen anderen ist es Werbung.":
    "That you are closed is told unasked only to those with an open order; to everybody else it is advertising.",
  "Ein Angebot, um das der Kunde nicht gebeten hat, ist Werbung.":
    "An offer the customer did not ask for is advertising.",
  "Der Text zählt als Werbung.": "The text counts as advertising.",
  "Du erwiderst nur den Gruß des Kunden in seinem Gespräch und wirbst für nichts, das ist in Ordnung.":
    "You only return the customer's greeting in their conversation and advertise nothing, that is fine.",
  "Der Wartungsvertrag deckt die Erinnerung, sie ist keine Werbung.":
    "The maintenance contract covers the reminder, it is not advertising.",
  "Der Gutschein gehört zur Reklamation des Kunden und ist keine Werbung.":
    "The voucher belongs to the customer's complaint and is not advertising.",
  "Der Kunde hat nach dem Angebot gefragt.": "The customer asked for the offer.",
  "Der Kunde hat der Werbung auf diesem Kanal ausdrücklich zugestimmt, deshalb darf sie hinaus.":
    "The customer has expressly agreed to advertising on this channel, so it may leave.",
  "Der Kunde hat seine Einwilligung widerrufen; Werbung bleibt gesperrt, bis er selbst wieder zustimmt.":
    "The customer has withdrawn their consent; advertising stays blocked until they agree again themselves.",
  "Der Kunde hat Werbung abgelehnt; nur er selbst kann das wieder ändern.":
    "The customer has declined advertising; only they can change that.",
  "Die Antwort des Kunden war nicht eindeutig; als Einwilligung gilt nur der Knopf oder JA WERBUNG.":
    "The customer's answer was not clear; only the button or JA WERBUNG counts as consent.",
  "Der Kunde hat auf die Frage nach der Einwilligung noch nicht geantwortet; warte auf sein Ja, Schweigen zählt nicht.":
    "The customer has not answered the question about consent yet; wait for their yes, silence does not count.",
  "Für Werbung fehlt die Einwilligung des Kunden auf diesem Kanal.":
    "For advertising the customer's consent on this channel is missing.",
  "Für Werbung fehlt die Einwilligung des Kunden auf diesem Kanal; frag ihn danach, wenn er das nächste Mal schreibt.":
    "The customer's consent to advertising on this channel is missing; ask for it the next time they write.",
  "Der Kunde hat das Gespräch begonnen, sein Anliegen ist beantwortet und er wurde noch nicht gefragt, deshalb darfst du einmal fragen.":
    "The customer began the conversation, their concern is answered and they have not been asked yet, so you may ask once.",
  "Der Kunde hat Werbung abgelehnt oder widerrufen; du darfst ihn nicht erneut fragen, nur er kann darauf zurückkommen.":
    "The customer has declined or withdrawn advertising; you may not ask again, only they can come back to it.",
  "Der Kunde hat schon zugestimmt; du brauchst ihn nicht noch einmal zu fragen.":
    "The customer has agreed already; you need not ask again.",
  "Es steht nicht fest, ob der Kunde schon gefragt wurde oder zugestimmt hat; sieh beim Kontakt nach.":
    "It is not certain whether the customer has been asked already or has agreed; look at the contact.",
  "Eine Einwilligung für einen anderen Kanal gilt hier nicht.": "A consent for another channel does not hold here.",
  "Die Frage nach der Einwilligung ist schon gestellt; warte auf eine eindeutige Antwort.":
    "The question about consent has been asked already; wait for a clear answer.",
  "Nach der Einwilligung darfst du nur in einem Gespräch fragen, das der Kunde begonnen hat.":
    "You may ask for consent only in a conversation the customer began.",
  "Die letzte Nachricht des Kunden ist mindestens 24 Stunden alt; frag erst, wenn er wieder schreibt.":
    "The customer's last message is at least 24 hours old; ask when they write again.",
  "Vor der Frage muss der Datenschutzhinweis beim Kunden angekommen sein.":
    "Before the question the privacy notice must have reached the customer.",
  "Beantworte zuerst das Anliegen des Kunden, danach darfst du fragen.":
    "First answer the customer's concern, then you may ask.",
  "Der Kunde wurde in den letzten zwölf Monaten schon gefragt; vor Ablauf dieser Zeit kann nur er selbst darauf zurückkommen.":
    "The customer has been asked within the last twelve months; before that time is over only they can come back to it.",
  "In den letzten 24 Stunden ist keine Nachricht des Kunden bekannt; frag erst, wenn er wieder schreibt.":
    "No message from the customer is known in the last 24 hours; only ask when they write again.",
  "Die Frage darf nur einzeln gestellt werden, nicht an mehrere Kunden auf einmal.":
    "The question may only be put to one person, not to several customers at once.",
  "Die Einwilligung gilt für einen anderen Kanal; nimm den, oder frag den Kunden auf diesem hier.":
    "The consent is for another channel; use that one, or ask the customer on this one.",
  "Der Kunde hat mit ALLES STOPP jede Nachricht auf diesem Kanal beendet; nimm Brief oder Telefon.":
    "With ALLES STOPP the customer has ended every message on this channel; use a letter or the phone.",
  "Der Kunde hat Werbung beendet; dass er sie bei WhatsApp wieder einschaltet, ersetzt keine neue Einwilligung.":
    "The customer has ended advertising; switching it on again in WhatsApp does not replace a new consent.",
  "Der Kunde hat Werbung beendet; das gilt sofort und bis er selbst wieder zustimmt.":
    "The customer has ended advertising; that holds at once and until they agree again themselves.",
  "Die Adresse stammt aus einem Auftrag, ihr werbt für eigene ähnliche Leistungen, und der Widerspruchshinweis stand damals und steht jetzt dabei.":
    "The address comes from an order, you advertise your own similar services, and the note on objecting was there then and is there now.",
  "Ein Gruß zum Fest fällt nicht unter die Ausnahme für Bestandskunden.":
    "A greeting of the season does not fall under the exception for existing customers.",
  "Bestandskunden darfst du ohne Einwilligung nur an eine Adresse schreiben, die sie bei einem Auftrag genannt haben.":
    "Without consent you may write to existing customers only at an address they gave with an order.",
  "Bestandskunden darfst du ohne Einwilligung nur anbieten, was dem ähnlich ist, das sie bei euch beauftragt haben.":
    "Without consent you may offer existing customers only what is similar to what they ordered from you.",
  "Bestandskunden darfst du ohne Einwilligung nur anschreiben, wenn schon im Auftrag stand, dass sie widersprechen können.":
    "Without consent you may write to existing customers only if the order already said that they can object.",
  "Bestandskunden darfst du ohne Einwilligung nur mit dem Satz anschreiben, dass sie jederzeit widersprechen können; füg ihn ein.":
    "Without consent you may write to existing customers only with the sentence that they can object at any time; add it.",
  "Es steht nicht fest, ob der Kunde der Werbung widersprochen hat; sieh beim Kontakt nach.":
    "It is not certain whether the customer has objected to advertising; look at the contact.",
  "Wer Werbung abgelehnt hat, bekommt auch als Bestandskunde keine.":
    "Whoever has declined advertising gets none as an existing customer either.",
  // said until 30 November 2026, and stored
  "Die Ausnahme für Bestandskunden greift hier nicht.": "The exception for existing customers does not apply here.",
  "Nötig sind eine Adresse aus einem Auftrag, Werbung für Ähnliches und kein Widerspruch.":
    "It needs an address from an order, advertising for something similar and no objection.",
  "Der Hinweis auf den Widerspruch muss damals und jetzt dabeistehen.":
    "The note on objecting must have been there then and be there now.",
  "Die Ausnahme für Bestandskunden gilt bei uns nur für E-Mail.":
    "The exception for existing customers applies to e-mail only.",
  "Auf diesem Kanal lässt sich keine Nachricht an Kunden schicken; nimm den Kanal, auf dem der Kunde geschrieben hat.":
    "No message to customers can be sent on this channel; use the one the customer wrote on.",
  "Der Empfänger ist ein Kollege; schreib ihm im internen Messenger.":
    "The recipient is a colleague; write to them in the internal messenger.",
  "Es steht nicht fest, an wen die Nachricht geht; wähl zuerst den Empfänger.":
    "It is not certain to whom the message goes; choose the recipient first.",
  "Es steht nicht fest, dass der Empfänger ein Kunde ist; ordne ihn zuerst zu.":
    "It is not certain that the recipient is a customer; assign them first.",
  "Diese Art von Nachricht ist auf diesem Kanal nicht vorgesehen; erlaubt sind Antworten, Termine, Auftragsnachrichten und Rechnungen.":
    "This kind of message is not meant for this channel; answers, appointments, order messages and invoices are allowed.",
  "Das Gespräch hat nicht der Kunde begonnen; dafür braucht ihr seinen nachgewiesenen Wunsch, oder er schreibt zuerst.":
    "The customer did not begin this conversation; you need their documented wish, or they write first.",
  "Es steht nicht fest, dass der Kunde den Datenschutzhinweis hat; er muss zuerst hinaus.":
    "It is not certain that the customer has the privacy notice; it must go out first.",
  "Es steht nicht fest, dass der Vertrag zur Auftragsverarbeitung in Ordnung ist; prüft ihn zuerst.":
    "It is not certain that the processing contract is in order; check it first.",
  "Es steht nicht fest, dass die Daten in das Land des Anbieters dürfen; hinterlegt zuerst die Grundlage.":
    "It is not certain that the data may go to the provider's country; record the legal basis first.",
  "Es steht nicht fest, dass das Gerät dem Betrieb gehört; lass es zuerst eintragen.":
    "It is not certain that the device belongs to the business; have it registered first.",
  "Das Antwortfenster ist zu; wähl eine genehmigte Vorlage.":
    "The reply window is closed; choose an approved template.",
  "Es steht nicht fest, dass die Nachricht frei von Werbung ist; nimm werbende Sätze heraus.":
    "It is not certain that the message is free of advertising; take promotional sentences out.",
  "Die automatische Antwort ist überholt: Der Betrieb hat wieder geöffnet.":
    "The automatic answer is out of date: the business is open again.",
  "Die Nachricht darf nur an einen Kunden gehen; schick sie jedem einzeln.":
    "The message may go to one customer only; send it to each one separately.",
  "Die Nachricht gehört zum Anliegen des Kunden, und es fehlt nichts.":
    "The message belongs to the customer's concern, and nothing is missing.",
  "Es spricht keine Regel dagegen.": "No rule objects.",
  "Die Nachricht bleibt im Betrieb und erreicht den Kollegen in seiner Arbeitszeit.":
    "The message stays in the business and reaches the colleague during working hours.",
  "Für diesen Vorgang gibt es keine Erlaubnis.": "There is no permission for this step.",
  "Intern gehen nur Nachrichten an Kollegen des Betriebs; einem Kunden schreibst du in seinem Gespräch.":
    "Internally only messages to colleagues of the business are sent; write to a customer in their own conversation.",
  "An Kollegen gehen nur interne Nachrichten, Einsatzzeiten und Warnungen; wähl eine davon.":
    "Colleagues get internal messages, shift notices and warnings only; choose one of them.",
  "Eine Warnung erreicht Kollegen außerhalb ihrer Arbeitszeit nur mit Gefahr und Grund; nenn beides.":
    "A warning reaches colleagues outside their working hours only with the danger and a reason; name both.",
  "Für diese Nachricht gibt es keine Erlaubnis.": "There is no permission for this message.",
  "Die Antwort stammt von einer KI; das System stellt den Hinweis darauf an den Anfang.":
    "The answer comes from an AI; the system puts a note about it at the beginning.",
  "Der Kunde hat die dringende Reparatur ausdrücklich verlangt.":
    "The customer has expressly asked for the urgent repair.",
  "Die Widerrufsbelehrung liegt dem Kunden vor.": "The customer has the instruction on withdrawal.",
  "Einen Auftrag per Chat kann der Kunde 14 Tage lang widerrufen; schick ihm vorher die Widerrufsbelehrung.":
    "The customer can withdraw from an order by chat for 14 days; send them the withdrawal instruction first.",
  "Private Geräte sind gesperrt, weil ihre Sicherungskopien Kundendaten nach außen tragen; nimm ein Gerät des Betriebs.":
    "Private devices are blocked because their backups carry customer data outside; use a device of the business.",
  "Dieses Gerät ist nicht als Gerät des Betriebs angemeldet; lass es zuerst eintragen.":
    "This device is not registered as a device of the business; have it registered first.",
  "Die Inhaberin hat das Gerät freigegeben.": "The owner has approved the device.",
  "Ein neues Gerät gibt die Inhaberin frei, bevor es Nachrichten zeigt.":
    "The owner approves a new device before it shows messages.",
  "Dieses Gerät ist als verloren gemeldet und bleibt gesperrt; arbeite an einem anderen weiter.":
    "This device is reported lost and stays blocked; carry on working on another one.",
  "Mehrere Kunden sollen die Adressen der anderen nicht sehen; das System schickt jedem eine eigene Mail.":
    "Several customers must not see each other's addresses; the system sends each a mail of their own.",
  "Die Adresse ist für diesen Kunden nicht bestätigt; prüf den Empfänger noch einmal.":
    "The address is not confirmed for this customer; check the recipient again.",
  "Die neue Adresse ist noch nicht geprüft; der Kunde bestätigt sie, dann geht der Anhang hinaus.":
    "The new address is not verified yet; once the customer confirms it, the attachment leaves.",
  "Bei dieser Rechnungshöhe ist eine einfache E-Mail zu unsicher, nimm den geschützten Abruflink oder die Post.":
    "For an invoice of this size a plain e-mail is too unsafe, use the protected link or the post.",
  "Bei dieser Rechnungshöhe ist ein einfaches PDF im Chat zu unsicher, nimm den geschützten Abruflink oder die Post.":
    "For an invoice of this size a plain PDF in the chat is too unsafe, use the protected link or the post.",
  "In der Nachricht steht eine fremde IBAN; nimm sie heraus, denn eure Bankverbindung ändert ihr nie per Nachricht.":
    "The message contains a foreign IBAN; take it out, for you never change your bank details by message.",
  "Eine zweite Person hat die neue Bankverbindung bestätigt.": "A second person has confirmed the new bank details.",
  "Eine neue Bankverbindung bestätigt eine zweite Person, bevor sie gilt.":
    "A second person confirms new bank details before they apply.",
  "Den Chat auf eurer Seite kann nur der Kunde öffnen; warte, bis er schreibt.":
    "Only the customer can open the chat on your site; wait until they write.",
  "Ohne laufenden Auftrag oder Anfrage darfst du den Kunden nicht von dir aus anschreiben; warte, bis er sich meldet.":
    "Without a running order or inquiry you may not write to the customer first; wait until they get in touch.",
  "Der Kunde hat diesen Kanal nachweislich gewünscht und den Datenschutzhinweis dabei bekommen, deshalb darfst du mit der Vorlage beginnen.":
    "The customer has demonstrably wished for this channel and received the privacy notice with it, so you may begin with the template.",
  "Der Wunsch des Kunden liegt vor; beginnen darfst du aber erst mit übergebenem Datenschutzhinweis und einer genehmigten Vorlage ohne Werbung.":
    "The customer's wish is on record; but you may begin only with the privacy notice handed over and an approved template without advertising.",
  "Der Wunsch des Kunden liegt vor; beginnen darfst du aber nur mit einer Nachricht zu seinem Auftrag oder einer Serviceinformation.":
    "The customer's wish is on record; but you may begin only with a message about their order or with service information.",
  "Das private WhatsApp ist für den Betrieb gesperrt, nimm den Geschäftskanal.":
    "Private WhatsApp is blocked for the business, use the business channel.",
  "Die Nummer stammt von einem Dritten und der Kunde hat noch nicht geschrieben; ruf an oder schick einen Brief mit QR-Code zum Chat.":
    "The number comes from a third party and the customer has not written yet; call, or send a letter with the QR code to the chat.",
  "Der Kunde hat hier noch nicht geschrieben; ruf an, schick einen Brief oder gib ihm den QR-Code zum Chat.":
    "The customer has not written here yet; call, send a letter or give them the QR code to the chat.",
  "Es steht nicht fest, dass der Kunde hier schon geschrieben hat; ruf an, schick einen Brief oder gib ihm den QR-Code zum Chat.":
    "It is not established that the customer has written here; call, send a letter or give them the QR code to the chat.",
  "Im Impressum fehlen Pflichtangaben; ergänze sie, dann könnt ihr den Kanal nutzen.":
    "The legal notice lacks mandatory details; add them, then you can use the channel.",
  "Der Link zum Impressum muss erkennbar und mit https auf eure eigene Seite führen, zum Beispiel https://www.euer-betrieb.de/impressum.":
    "The link to the legal notice must visibly, and by https, lead to your own site, for example https://www.euer-betrieb.de/impressum.",
  "Im Angebot fehlen die Pflichtangaben eures Betriebs; schick es als PDF mit Briefkopf oder nimm eine Vorlage, die sie enthält.":
    "The offer lacks the mandatory details of your business; send it as a PDF with a letterhead, or use a template that contains them.",
  "In der Werbung fehlt der Hinweis, dass der Kunde sie mit STOPP beendet; das System hängt ihn an.":
    "The advert lacks the note that the customer can end it with STOPP; the system appends it.",
  "Das sieht nach einem Dienstplan aus; der gehört in den Plan, nicht auf den Kanal zum Kunden.":
    "This looks like a duty roster; it belongs in the plan, not on the customer's channel.",
  "Das sieht nach einer Krankmeldung aus; die geht nur an die eine Stelle im Betrieb, die sie braucht.":
    "This looks like a sick note; it goes only to the one office in the business that needs it.",
  "Hier steht eine Bankverbindung; die sagt man nicht per Nachricht, weil Betrüger genau das tun.":
    "This contains bank details; they are not given by message, because that is exactly what fraudsters do.",
  "Hier steht ein Code oder wo ein Schlüssel liegt; das gehört in keine Nachricht, die andere mitlesen können.":
    "This contains a code or where a key lies; that belongs in no message others can read.",
  "Wer schreibt, hat nachgesehen: Es ist für den Kunden bestimmt.":
    "The writer has looked: it is meant for the customer.",
  "Dienstpläne gehören nicht in WhatsApp oder SMS, nimm dafür den internen Messenger.":
    "Duty rosters do not belong in WhatsApp or SMS, use the internal messenger.",
  "Es steht nicht fest, ob der Empfänger zum Betrieb gehört; klär das zuerst.":
    "It is not certain whether the recipient belongs to the business; clear that up first.",
  "Der Kollege ist hier Kunde, aber das Gespräch hat nicht er begonnen; bitte ihn, selbst zu schreiben, oder ruf an.":
    "Your colleague is a customer here but did not begin the conversation; ask them to write first, or call them.",
  "Nachrichten an Kollegen gehören nicht in fremde Messenger, nimm den internen Messenger.":
    "Messages to colleagues do not belong in outside messengers, use the internal messenger.",
  "Der Kollege schreibt hier als Kunde über seinen eigenen Auftrag, deshalb gelten die normalen Regeln.":
    "The colleague writes here as a customer about their own order, so the normal rules apply.",
  "Bevor der interne Messenger startet, braucht es die Vereinbarung mit dem Betriebsrat.":
    "Before the internal messenger starts, it needs the agreement with the works council.",
  "Der Kollege hat Feierabend, die Nachricht wird gespeichert und erst zu seinem Arbeitsbeginn zugestellt.":
    "The colleague is off work, the message is stored and delivered when they start again.",
  "Wann der Kollege arbeitet, steht nicht fest; die Nachricht wartet bis zu seinem Arbeitsbeginn.":
    "It is not certain when the colleague works; the message waits until they start.",
  "Die Einsatzzeit für den nächsten Tag darf nach der schriftlichen Regel auch nach Feierabend mitgeteilt werden.":
    "By the written rule, the next day's duty may be announced after work as well.",
  "Ohne schriftliche Regel im Betrieb erreicht eine Einsatzzeit niemanden in der Freizeit; sie wird zum Arbeitsbeginn zugestellt.":
    "Without a written rule in the business a duty reaches nobody in their free time; it is delivered when they start work.",
  "Für eine Einsatzzeit in der Freizeit ist es heute zu spät; sie wird zum Arbeitsbeginn zugestellt.":
    "It is too late today for a duty in somebody's free time; it is delivered when they start work.",
  "Wie spät es beim Kollegen ist, steht nicht fest; die Einsatzzeit wird zum Arbeitsbeginn zugestellt.":
    "What time it is for the colleague is not known; the duty is delivered when they start work.",
  "Zwischen Feierabend und Einsatz stehen keine elf Stunden Ruhe fest; die Einsatzzeit wird zum Arbeitsbeginn zugestellt.":
    "Eleven hours of rest between the end of work and the duty are not certain; the duty is delivered when they start work.",
  "Diese Einsatzzeit darf den Kollegen nicht in der Freizeit erreichen; sie wird zum Arbeitsbeginn zugestellt.":
    "This duty may not reach their free time, it is delivered when they start work.",
  "Der Auszubildende ist noch nicht 18 und hat jetzt Ruhezeit; die Nachricht wartet bis zur nächsten erlaubten Zeit.":
    "The apprentice is under 18 and has quiet time now; the message waits until the next permitted time.",
  "Wie spät es beim Auszubildenden ist, steht nicht fest; weil er noch nicht 18 ist, wartet die Nachricht bis zur nächsten erlaubten Zeit.":
    "What time it is for the apprentice is not known; as they are under 18, the message waits until the next permitted time.",
  "An welchem Tag der Einsatz ist, steht nicht fest; trag ihn nach, denn für Auszubildende unter 18 ist nicht jeder Tag erlaubt.":
    "The day of the duty is not known; add it, because for apprentices under 18 not every day is allowed.",
  "Für einen Auszubildenden unter 18 ist dieser Einsatz nicht erlaubt (Wochenende, Feiertag oder zu kurze Ruhezeit); teil jemand anderen ein.":
    "This duty is not allowed for an apprentice under 18 (weekend, public holiday or too little rest); assign somebody else.",
  "Das Alter des Kollegen ist nicht hinterlegt; so lange gelten die Zeiten für Jugendliche.":
    "The colleague's age is not on record; until then the times for minors apply.",
  "Die Nachricht geht einzeln an Kunden, deren offener Auftrag betroffen ist.":
    "The message goes individually to customers whose open order is affected.",
  "Die Nachricht geht an mehrere Kunden; das System schickt sie jedem einzeln.":
    "The message goes to several customers; the system sends it to each one separately.",
  "An mehrere Kunden auf einmal darfst du nur schreiben, wenn es ihren offenen Auftrag betrifft; nimm alle anderen heraus.":
    "You may write to several customers at once only where it concerns their open order; take all others out.",
  "In einer Gruppe sehen Kunden gegenseitig Namen und Nummern; schreib jedem einzeln.":
    "In a group customers see each other's names and numbers; write to each one separately.",
  "Halte zuerst fest, wer auf diesem Kanal was erfährt; daraus entsteht der Hinweis für die Kunden.":
    "First record who learns what on this channel; the notice for the customers is made from it.",
  "Die automatische Antwort muss einen Weg ohne WhatsApp nennen, etwa Telefon oder den eigenen Chat.":
    "The automatic reply must name a way without WhatsApp, such as the phone or your own chat.",
  "Im Foto stecken Standortdaten, das System entfernt sie vor dem Senden und lässt das Bild unverändert.":
    "The photo contains location data, the system removes it before sending and leaves the picture unchanged.",
  "Im Foto stecken Standortdaten, das System entfernt sie vor dem Speichern und lässt das Bild unverändert.":
    "The photo contains location data, the system removes it before storing and leaves the picture unchanged.",
  "Ein laufender Standort wird nicht verschickt und nicht angefragt; frag nach der Adresse.":
    "A live location is neither sent nor asked for; ask for the address.",
  "Nach einem Standort darfst du nur für die Adresse eines Auftrags fragen.":
    "You may ask for a location only for the address of an order.",
  "Auf dem Foto sind Menschen zu erkennen; schreib dazu, wofür ihr es braucht, oder mach sie unkenntlich.":
    "People can be recognised in the photo; add what you need it for, or make them unrecognisable.",
  "Die schriftliche Zustimmung zu dieser Veröffentlichung liegt vor.":
    "The written consent to this publication is on record.",
  "Für die Veröffentlichung braucht ihr die schriftliche Zustimmung des Kunden und aller Personen auf dem Bild.":
    "For publication you need the written consent of the customer and of everybody in the picture.",
  "Der Datenschutzhinweis ging nicht hinaus, weil die Nachricht des Kunden mindestens 24 Stunden alt ist; mit genehmigter Vorlage geht er von selbst vor deiner Antwort, sonst, wenn der Kunde wieder schreibt.":
    "The privacy notice did not go out because the customer's message is at least 24 hours old; with an approved template it goes by itself before your answer, otherwise when the customer writes again.",
  "Ob der Datenschutzhinweis ankam, ist ungewiss; gib beim Hinweis an, ob er angekommen ist, dann geht deine Antwort hinaus.":
    "Whether the privacy notice arrived is uncertain; say beside the notice whether it arrived, then your answer goes out.",
  "Bevor du dem neuen Kunden antwortest, muss der Datenschutzhinweis hinaus sein; das erledigt das System automatisch.":
    "Before you answer the new customer, the privacy notice must be out; the system does that automatically.",
  "Im Datenschutzhinweis für diesen Kanal fehlen Pflichtangaben; ergänze sie zuerst.":
    "The privacy notice for this channel lacks mandatory details; add them first.",
  "Der Datenschutzhinweis hat sich wesentlich geändert; der Kunde bekommt die neue Fassung automatisch vor deiner Antwort.":
    "The privacy notice has changed materially; the customer gets the new version automatically before your answer.",
  "Der Kunde hat diese Fassung des Datenschutzhinweises schon; mit dem Wort DATENSCHUTZ ruft er sie ab.":
    "The customer already has this version of the privacy notice; they call it up with the word DATENSCHUTZ.",
  "Die Adresse stammt von einem Dritten; mit der ersten Nachricht muss der Hinweis mit Angabe der Herkunft hinaus.":
    "The address comes from a third party; the first message must carry the notice naming its origin.",
  "In automatischen Antworten hat Werbung keinen Platz, nimm den werbenden Satz heraus.":
    "Advertising has no place in automatic replies, take the promotional sentence out.",
  "Es besteht Gefahr, der Kollege wird sofort benachrichtigt.": "There is danger, the colleague is notified at once.",
  "Es besteht Gefahr, die Warnung geht sofort hinaus; der Datenschutzhinweis folgt direkt danach.":
    "There is danger, the warning leaves at once; the privacy notice follows directly after.",
  "Für diesen Kanal fehlt der Vertrag zur Auftragsverarbeitung; schließt ihn ab und hinterlegt ihn.":
    "The processing contract for this channel is missing; conclude it and put it on file.",
  "Es steht nicht fest, dass für diesen Kanal ein Vertrag zur Auftragsverarbeitung besteht; hinterlegt ihn.":
    "It is not established that this channel has a processing contract; file it.",
  "Im Vertrag zur Auftragsverarbeitung fehlt ein Kernstück; lasst es nachtragen, denn diese Lücke kann auch die Inhaberin nicht verantworten.":
    "The processing contract lacks a core part; have it added, for the owner cannot answer for this gap either.",
  "Im Vertrag zur Auftragsverarbeitung sind Lücken offen; die Inhaberin hält zuerst fest, warum der Kanal trotzdem genutzt wird.":
    "The processing contract has open gaps; the owner first records why the channel is used all the same.",
  "Die jährliche Prüfung des Anbieters ist überfällig; holt sie nach, dann könnt ihr den Kanal nutzen.":
    "The yearly review of the provider is overdue; catch up on it, then you can use the channel.",
  "Die jährliche Prüfung des Anbieters ist überfällig; die Inhaberin holt sie nach, bis dahin ruf den Kunden an.":
    "The yearly review of the provider is overdue; the owner catches up on it, until then phone the customer.",
  "Die Rechtsgrundlage für die Datenübermittlung in die USA ist weggefallen; der Kanal bleibt gesperrt, bis die Inhaberin Standardvertragsklauseln samt Prüfung hinterlegt.":
    "The legal basis for the transfer to the USA has fallen away; the channel stays blocked until the owner files standard contractual clauses with their assessment.",
  "Es steht nicht fest, dass die Rechtsgrundlage für die USA noch gilt; der Kanal bleibt gesperrt, bis das geprüft ist.":
    "It is not certain that the legal basis for the USA still holds; the channel stays blocked until that is checked.",
  "Für die Datenübermittlung über diesen Kanal fehlt eine Rechtsgrundlage; er bleibt gesperrt, bis sie hinterlegt ist.":
    "The transfer of data over this channel lacks a legal basis; it stays blocked until one is on file.",
  "Handelsbriefe und Belege muss der Betrieb noch aufbewahren.":
    "The business must still keep commercial letters and vouchers.",
  "Für diesen Vorgang läuft eine Sperre; gelöscht wird erst, wenn sie aufgehoben ist.":
    "A hold is running for this case; nothing is deleted until it is lifted.",
  "Es steht nicht fest, wie lange das Dokument aufzubewahren ist; leg zuerst fest, was für ein Dokument es ist.":
    "It is not certain how long the document must be kept; say first what kind of document it is.",
  "Für diese Nachricht gilt keine Aufbewahrungspflicht, sie darf weg.":
    "There is no duty to keep this message, it may go.",
  "Die Aufbewahrungsfrist ist abgelaufen und es gibt keine Sperre, das Dokument darf weg.":
    "The retention period is over and there is no hold, the document may go.",
  "Die Frist ist abgelaufen, aber ob eine Sperre läuft, steht nicht fest; klär das mit dem Steuerbüro.":
    "The period is over, but whether a hold is running is not certain; clear it with the tax office.",
  "Nichts davon muss aufbewahrt werden, alles wird gelöscht.": "None of it must be kept, everything is deleted.",
  "Was der Betrieb aufbewahren muss, wird gesperrt; alles andere wird gelöscht.":
    "What the business must keep is locked; everything else is deleted.",
  "Die Aufbewahrungsfrist steht nicht fest, deshalb bleibt das Dokument erhalten; trag nach, von wann es ist.":
    "The retention period is not known, so the document is kept; enter which day it is from.",
  "Der Kunde hat der Speicherung für diesen Zweck ausdrücklich zugestimmt.":
    "The customer has expressly agreed to storing it for this purpose.",
  "Die Unterlagen verraten besonders geschützte Angaben, etwa zur Gesundheit; speichern darfst du sie nur mit ausdrücklicher Zustimmung des Kunden.":
    "The documents reveal specially protected details, on health for instance; you may store them only with the customer's express consent.",
  "Das ist als zu persönlich gemeldet; mach es unkenntlich oder lösch es.":
    "This is reported as too personal; make it unrecognisable or delete it.",
  "Einen Auftrag kann der Minderjährige nicht erteilen; sprich mit einem Erwachsenen.":
    "A minor cannot place an order; speak with an adult.",
  "Minderjährigen schicken wir keine Werbung, und wir fragen sie auch nicht danach.":
    "We send minors no advertising, nor do we ask them about it.",
  "Die Auskunft enthält alle Daten des Kunden; schick nur den geschützten Abruflink.":
    "The answer contains all of the customer's data; send only the protected link.",
  "Solange der Besucher den Chat nicht geöffnet und benutzt hat, darf die Seite nichts auf seinem Gerät ablegen.":
    "As long as the visitor has not opened and used the chat, the page may store nothing on their device.",
  "Diesen Wert braucht der Chat nicht; ohne Einwilligung darf er nicht auf das Gerät des Besuchers.":
    "The chat does not need this value; without consent it may not go onto the visitor's device.",
  "Nur die eigene Seite darf etwas ablegen, kein fremder Anbieter.":
    "Only your own site may store anything, no outside provider.",
  "Das darf die Seite erst ablegen, wenn der Besucher selbst darum gebeten hat.":
    "The page may store this only once the visitor has asked for it.",
  "Der Chat braucht diesen Wert, um das begonnene Gespräch weiterzuführen.":
    "The chat needs this value to continue the conversation.",
  "Dieses Gespräch habt ihr begonnen, und es fehlt der Nachweis, dass der Kunde es auf WhatsApp wünscht; ruf ihn an, oder warte, bis er schreibt.":
    "You began this conversation, and there is no proof that the customer wants it on WhatsApp; call them, or wait until they write.",
  "Es steht nicht fest, dass der Kunde dieses Gespräch begonnen hat; ruf ihn an, oder warte, bis er schreibt.":
    "It is not certain that the customer began this conversation; call them, or wait until they write.",
  "In den letzten 24 Stunden ist keine Nachricht des Kunden bekannt, dafür brauchst du eine genehmigte Werbevorlage.":
    "No message of the customer is known from the last 24 hours; for this you need an approved marketing template.",
  "In den letzten 24 Stunden ist keine Nachricht des Kunden bekannt, wähl eine genehmigte Vorlage.":
    "No message of the customer is known from the last 24 hours; choose an approved template.",
  "Es steht nicht fest, ob der Kunde in den letzten zwölf Monaten schon gefragt wurde; sieh beim Kontakt nach.":
    "It is not certain whether the customer has been asked in the last twelve months; look at the contact.",
  "Es steht nicht fest, wann die Einwilligung zuletzt genutzt wurde; sie muss zuerst in einem Gespräch, das der Kunde beginnt, erneuert werden.":
    "It is not certain when the consent was last used; it must first be renewed in a conversation the customer begins.",
  "Es steht nicht fest, an wie viele Kunden die Werbung geht; schick sie einzeln.":
    "It is not certain how many customers this advert goes to; send it one by one.",
  "Es steht nicht fest, was für eine Nachricht das ist; ordne sie zuerst ein.":
    "It is not certain what kind of message this is; class it first.",
  "Das Impressum ist unter seinem Link nicht zu erreichen; bringt die Seite wieder in Gang oder nennt den richtigen Link.":
    "The legal notice (Impressum) cannot be reached at its link; get the page running again or give the right link.",
  "Es steht nicht fest, worum es in diesem Gespräch geht; halte fest, dass der Kollege hier über seinen eigenen Auftrag schreibt, oder nimm den internen Messenger.":
    "It is not certain what this conversation is about; note that the colleague writes about an order of their own here, or use the internal messenger.",
  "Es steht nicht fest, ob im Foto Standortdaten stecken; das System entfernt sie vor dem Senden und lässt das Bild unverändert.":
    "It is not certain whether the photo contains location data; the system removes it before sending and leaves the picture unchanged.",
  "Es steht nicht fest, welcher Kanal es ist; wähl ihn zuerst aus.":
    "It is not certain which channel it is; choose it first.",
  "Der Raum bleibt im Betrieb; in ihm sind nur Kollegen und eingeladene Partner.":
    "The room stays in the business; in it are only colleagues and invited partners.",
  "Es steht nicht fest, welcher Tag heute ist, deshalb bleibt das Dokument erhalten; ist die Frist um, darf es weg.":
    "It is not certain what day it is, so the document stays; once the period is over it may go.",
  "Für diese Art Dokument gibt es keine feste Frist, deshalb bleibt es erhalten; leg fest, bis wann ihr es braucht.":
    "There is no fixed period for this kind of document, so it stays; set until when you need it.",
  "Es steht nicht fest, ob im Foto Standortdaten stecken; das System entfernt sie vor dem Speichern und lässt das Bild unverändert.":
    "It is not certain whether the photo contains location data; the system removes it before storing and leaves the picture unchanged.",
  "Es besteht Gefahr, die Warnung geht sofort hinaus.": "There is danger; the warning leaves at once.",
  "Die Nachricht des Kunden ist mindestens 24 Stunden alt; der Datenschutzhinweis kann nur in einer genehmigten Vorlage hinaus, oder wenn der Kunde wieder schreibt.":
    "The customer's message is at least 24 hours old; the privacy notice can go out only in an approved template, or when the customer writes again.",
  "Die letzte Nachricht des Kunden ist mindestens 24 Stunden her, dafür brauchst du eine genehmigte Werbevorlage.":
    "The customer's last message was at least 24 hours ago, for this you need an approved marketing template.",
  "Die letzte Nachricht des Kunden ist mindestens 24 Stunden her, wähl eine genehmigte Vorlage.":
    "The customer's last message was at least 24 hours ago, choose an approved template.",
  "In einer Servicevorlage ist Werbung nicht zugelassen; nimm den werbenden Satz heraus.":
    "Advertising is not permitted in a service template; take the advertising sentence out.",
  "Werbung braucht auf WhatsApp immer eine genehmigte Werbevorlage.":
    "Advertising on WhatsApp always needs an approved marketing template.",
  "Der Kunde hat Werbung über die Einstellung in WhatsApp abgestellt; sie bleibt gesperrt, bis er selbst wieder zustimmt.":
    "The customer has turned advertising off in WhatsApp's settings; it stays blocked until they agree again themselves.",
  "Die automatische Antwort muss zeigen, wie der Kunde einen Menschen erreicht; das System ergänzt es.":
    "The automatic reply must show how the customer reaches a person; the system adds it.",
  "Der Datenschutzhinweis kommt erst durch, wenn der Kunde wieder schreibt, denn seine letzte Nachricht ist mindestens 24 Stunden alt.":
    "The privacy notice gets through only when the customer writes again, because their last message is at least 24 hours old.",
  "Der Kunde hat abgelehnt; das wird als Ablehnung festgehalten, nicht als Einwilligung.":
    "The customer has declined; that is recorded as a refusal, not as a consent.",
  "Der Kunde hat eindeutig zugestimmt.": "The customer has clearly agreed.",
  "Ein Daumen hoch ist keine eindeutige Zustimmung, lass den Kunden mit dem Knopf oder mit JA WERBUNG antworten.":
    "A thumbs-up is no clear consent, let the customer answer with the button or with JA WERBUNG.",
  "Diese Antwort ist keine eindeutige Zustimmung, lass den Kunden mit dem Knopf oder mit JA WERBUNG antworten.":
    "This answer is no clear consent, let the customer answer with the button or with JA WERBUNG.",
  // said until 1 December 2026, and stored
  "Der Datenschutzhinweis ging nicht hinaus, weil die Nachricht des Kunden über 24 Stunden alt ist; ist die Vorlage des Hinweises genehmigt, geht er von selbst vor deiner Antwort hinaus, sonst, wenn der Kunde wieder schreibt.":
    "The privacy notice did not go out because the customer's message is older than 24 hours; if the notice's own template is approved, it goes out by itself before your answer, otherwise when the customer writes again.",
  "Halte zuerst fest, ob ihr die Panne der Aufsicht meldet; dafür habt ihr 72 Stunden ab Kenntnis.":
    "First record whether you report the breach to the authority; you have 72 hours from when you learned of it.",
  "Die Frage nach der Einwilligung ist schon gestellt oder ihr Stand ist unbekannt; sieh beim Kontakt nach.":
    "The question about consent has been asked already or its state is unknown; look at the contact.",
  "Ohne Einwilligung geht Werbung an Bestandskunden nur so: Adresse aus einem Auftrag, Angebot für Ähnliches, kein Widerspruch, Hinweis auf den Widerspruch damals und jetzt.":
    "Without a consent advertising goes to existing customers only like this: an address from an order, an offer of something similar, no objection, a note on objecting then and now.",
  "Ein Auftrag per Chat ist ein Fernabsatzvertrag; der Kunde braucht vorher die Widerrufsbelehrung.":
    "An order by chat is a distance contract; the customer needs the instruction on withdrawal first.",
  "Private Geräte sind gesperrt, weil ihre Sicherungen Kundendaten nach außen tragen; nimm ein Gerät des Betriebs.":
    "Private devices are blocked because their backups carry customer data outside; use a device of the business.",
  "Die Prüfung des Auftragsverarbeiters ist überfällig; hol sie nach, dann könnt ihr den Kanal nutzen.":
    "The review of the processor is overdue; catch up on it, then you can use the channel.",
  "Die Prüfung des Auftragsverarbeiters ist überfällig; hol sie nach oder ruf den Kunden an.":
    "The review of the processor is overdue; catch up on it or call the customer.",
  "Die Unterlagen verraten besonders geschützte Angaben; speichern darfst du sie nur mit ausdrücklicher Zustimmung des Kunden.":
    "The documents reveal specially protected details; you may store them only with the customer's express consent.",
  "Der Kunde hat Werbung über die Einstellung in WhatsApp abgestellt.":
    "The customer has turned advertising off in WhatsApp's settings.",
  "Die Einstellung in WhatsApp ersetzt keine neue Einwilligung.":
    "The setting in WhatsApp does not replace a new consent.",
  // said until 2 December 2026, and stored
  "Die letzte Nachricht des Kunden ist älter als 24 Stunden; frag erst, wenn er wieder schreibt.":
    "The customer's last message is older than 24 hours; ask when they write again.",
  "Die jährliche Prüfung des Anbieters ist überfällig; die Inhaberin holt sie nach, ruf den Kunden so lange an.":
    "The yearly review of the provider is overdue; the owner catches up on it, until then phone the customer.",
  "Der Datenschutzhinweis ging nicht hinaus, weil die Nachricht des Kunden über 24 Stunden alt ist; mit genehmigter Vorlage geht er von selbst vor deiner Antwort, sonst, wenn der Kunde wieder schreibt.":
    "The privacy notice did not go out because the customer's message is older than 24 hours; with an approved template it goes by itself before your answer, otherwise when the customer writes again.",
  "Die Nachricht des Kunden ist über 24 Stunden alt; der Datenschutzhinweis kann nur in einer genehmigten Vorlage hinaus, oder wenn der Kunde wieder schreibt.":
    "The customer's message is older than 24 hours; the privacy notice can go out only in an approved template, or when the customer writes again.",
  "Die letzte Nachricht des Kunden ist über 24 Stunden her, dafür brauchst du eine genehmigte Werbevorlage.":
    "The customer's last message is over 24 hours ago, for this you need an approved marketing template.",
  "Die letzte Nachricht des Kunden ist über 24 Stunden her, wähl eine genehmigte Vorlage.":
    "The customer's last message is over 24 hours ago, choose an approved template.",
  "Euer Betrieb lässt über den Messenger gar keine Werbung zu; schick sie per Brief.":
    "Your business allows no advertising over the messenger at all; send it by letter.",
  "Euer Betrieb schreibt am Tag höchstens einem betroffenen Kunden von sich aus; schick den Rest morgen.":
    "Your business writes to at most one affected customer a day of its own accord; send the rest tomorrow.",
  // where it belongs instead
  "Zum Plan": "To the plan",
  "Zu den Verträgen": "To the contracts",
  "Zur Anfrage": "To the request",
  "Krank melden": "Report sick",
  "Anders senden": "Send another way",
  "Im Team schreiben": "Write in the team",
};

/** Sentences with a number or a day in them. */
export const patterns: readonly (readonly [german: RegExp, english: string])[] = [
  [
    /^Auch Firmenkunden darfst du per (?:E-Mail|Messenger) nur mit vorheriger Einwilligung Werbung schicken\.$/,
    "Business customers, too, may be sent advertising this way only with prior consent.",
  ],
  [
    /^Die Einwilligung wurde (?:seit ([\d,]+) Monaten|seit einem Monat|zu lange) nicht genutzt und muss zuerst in einem Gespräch, das der Kunde beginnt, erneuert werden\.$/,
    "The consent has gone unused for too long and must first be renewed in a conversation the customer begins.",
  ],
  [
    /^Massenversand von Werbung ist über den Messenger gesperrt, auch wenn beide Kunden zugestimmt haben; erlaubt ist sie nur einzeln\.$/,
    "Mass sending of advertising over the messenger is blocked, even if both customers have agreed; it is allowed one by one only.",
  ],
  [
    /^Massenversand von Werbung ist über den Messenger gesperrt, auch wenn alle (.+) Kunden zugestimmt haben; erlaubt ist sie nur einzeln\.$/,
    "Mass sending of advertising over the messenger is blocked, even if all $1 customers have agreed; it is allowed one by one only.",
  ],
  [
    /^Denselben Werbetext hat in den letzten 24 Stunden schon ein Kunde bekommen, mehr gilt als Massenversand; warte bis morgen\.$/,
    "One customer has received the same advert in the last 24 hours, more counts as mass sending; wait until tomorrow.",
  ],
  [
    /^Denselben Werbetext haben in den letzten 24 Stunden schon (\d+) Kunden bekommen, mehr gilt als Massenversand; warte bis morgen\.$/,
    "$1 customers have received the same advert in the last 24 hours, more counts as mass sending; wait until tomorrow.",
  ],
  [
    /^Eine Nachricht an mehrere darf am Tag höchstens (\d+) betroffene Kunden erreichen; schick den Rest morgen\.$/,
    "A message to several may reach at most $1 affected customers a day; send the rest tomorrow.",
  ],
  [/^Der Betrieb muss das Dokument noch bis ([\d.]+) aufbewahren\.$/, "The business must keep the document until $1."],
];
