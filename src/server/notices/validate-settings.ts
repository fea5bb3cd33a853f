import type { FieldProblem } from "../../contract/setup.ts";
import type { NoticeSettings } from "../../contract/setup-papers.ts";

/** What is open in step 3 (Art. 13(1)(b)). */
export function validateSettings(settings: NoticeSettings): FieldProblem[] {
  if (settings.dpoAppointed === null)
    return [
      {
        field: "dpoAppointed",
        sentence: {
          de: "Bitte angeben, ob der Betrieb Datenschutzbeauftragte bestellt hat.",
          en: "Please say whether the business has appointed a data protection officer.",
        },
      },
    ];
  // A name alone leads to nobody: an address, a number or a mailbox stands with it.
  if (settings.dpoAppointed && !/[@\d]/.test(settings.dpoContact))
    return [
      {
        field: "dpoContact",
        sentence: {
          de: "Bitte eintragen, wie man die Datenschutzbeauftragten erreicht: E-Mail, Telefon oder Anschrift.",
          en: "Please enter how to reach the data protection officer: email, phone or address.",
        },
      },
    ];
  return [];
}
