// CT-1: the instruction on the right of withdrawal that a consumer needs before an order at a distance. The words are
// those of the law (annexes 1 and 2 to Art. 246a § 1(2) EGBGB), for a contract on services; only the address is ours.
import type { BusinessFields } from "../../../contract/setup.ts";

/** Kind of text that members cannot write themselves; by it a conversation is known to have the instruction. */
export const withdrawalInstructionKind = "withdrawal_instruction";

/** Days for which an instruction counts for the order that is confirmed next (OWN: an offer seldom stands longer). */
export const instructionDays = 90;

/** The model instruction and the model form with the address of the business; undefined: some of it is not entered yet. */
export function withdrawalInstruction(business: BusinessFields): string | undefined {
  const { name, street, postcode, city, phone, email } = business;
  const owed = [name, street, postcode, city, phone, email];
  if (owed.some((field) => field.trim() === "")) return undefined;
  const address = `${name}, ${street}, ${postcode} ${city}`;
  return [
    "Widerrufsbelehrung",
    "Widerrufsrecht\nSie haben das Recht, binnen vierzehn Tagen ohne Angabe von Gründen diesen Vertrag zu widerrufen. Die Widerrufsfrist beträgt vierzehn Tage ab dem Tag des Vertragsabschlusses. Um Ihr Widerrufsrecht auszuüben, müssen Sie uns " +
      `(${address}, Telefon ${phone}, E-Mail ${email}) mittels einer eindeutigen Erklärung (z. B. ein mit der Post versandter Brief oder eine E-Mail) über Ihren Entschluss, diesen Vertrag zu widerrufen, informieren. ` +
      "Sie können dafür das beigefügte Muster-Widerrufsformular verwenden, das jedoch nicht vorgeschrieben ist. Zur Wahrung der Widerrufsfrist reicht es aus, dass Sie die Mitteilung über die Ausübung des Widerrufsrechts vor Ablauf der Widerrufsfrist absenden.",
    "Folgen des Widerrufs\nWenn Sie diesen Vertrag widerrufen, haben wir Ihnen alle Zahlungen, die wir von Ihnen erhalten haben, unverzüglich und spätestens binnen vierzehn Tagen ab dem Tag zurückzuzahlen, an dem die Mitteilung über Ihren Widerruf dieses Vertrags bei uns eingegangen ist. Für diese Rückzahlung verwenden wir dasselbe Zahlungsmittel, das Sie bei der ursprünglichen Transaktion eingesetzt haben, es sei denn, mit Ihnen wurde ausdrücklich etwas anderes vereinbart; in keinem Fall werden Ihnen wegen dieser Rückzahlung Entgelte berechnet. Haben Sie verlangt, dass die Dienstleistungen während der Widerrufsfrist beginnen sollen, so haben Sie uns einen angemessenen Betrag zu zahlen, der dem Anteil der bis zu dem Zeitpunkt, zu dem Sie uns von der Ausübung des Widerrufsrechts hinsichtlich dieses Vertrags unterrichten, bereits erbrachten Dienstleistungen im Vergleich zum Gesamtumfang der im Vertrag vorgesehenen Dienstleistungen entspricht.",
    "Muster-Widerrufsformular\n(Wenn Sie den Vertrag widerrufen wollen, dann füllen Sie bitte dieses Formular aus und senden Sie es zurück.)\n" +
      `– An ${address}, E-Mail ${email}:\n` +
      "– Hiermit widerrufe(n) ich/wir (*) den von mir/uns (*) abgeschlossenen Vertrag über die Erbringung der folgenden Dienstleistung:\n– Bestellt am:\n– Name des/der Verbraucher(s):\n– Anschrift des/der Verbraucher(s):\n– Unterschrift des/der Verbraucher(s) (nur bei Mitteilung auf Papier):\n– Datum:\n(*) Unzutreffendes streichen.",
  ].join("\n\n");
}
