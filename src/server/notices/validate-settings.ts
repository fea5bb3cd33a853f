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
  if (settings.dpoAppointed && settings.dpoContact === "")
    return [
      {
        field: "dpoContact",
        sentence: {
          de: "Bitte eintragen, wie man die Datenschutzbeauftragten erreicht.",
          en: "Please enter how to reach the data protection officer.",
        },
      },
    ];
  return [];
}
