/** Texts for what goes out as a business letter. */
export const de = {
  "order-title": "Auftrag per Chat bestätigen",
  "order-lead":
    "Privatleute brauchen vor dem Auftrag die Widerrufsbelehrung. Fehlt sie, können sie noch über ein Jahr lang widerrufen, und ihr bekommt im schlimmsten Fall nichts.",
  "order-words":
    "Es geht der Text des Gesetzes hinaus, mit eurer Anschrift und dem Formular. Danach bestätigst du den Auftrag. Ist es eine Firma, vermerk das beim Kontakt: Sie braucht keine.",
  "order-urgent": "Dringende Reparatur, ausdrücklich verlangt",
  "order-send": "Widerrufsbelehrung senden",
  "order-go-on": "Ohne Belehrung weiter",
  "order-sent": "Die Widerrufsbelehrung ist unterwegs. Jetzt kannst du bestätigen.",
  "invoice-title": "Rechnung geschützt zustellen",
  "invoice-lead":
    "Ein PDF im Chat lässt sich abfangen und die Bankverbindung ändern. Der Kunde bekommt einen Link und holt die Rechnung damit ab. Den Code sagst du ihm am Telefon.",
  "invoice-file": "Datei: {name}",
  "invoice-no-file": "Häng zuerst die Rechnung an.",
  "invoice-amount": "Rechnungsbetrag in Euro",
  "invoice-amount-hint": "Eine kleine Rechnung darf als PDF in den Chat.",
  "invoice-take-amount": "Betrag übernehmen",
  "invoice-send": "Link senden",
  "invoice-made": "Der Link ist unterwegs.",
  "invoice-code": "Code für den Kunden",
  "invoice-tell":
    "Sag dem Kunden diesen Code am Telefon. Bis du ihn notiert hast, steht er auch bei der Nachricht. Der Link gilt bis {until}.",
  "invoice-made-closed": "Der Link ist unterwegs. Der Code für den Kunden steht bei der Nachricht.",
  "invoice-told": "Code notiert",
} as const;
