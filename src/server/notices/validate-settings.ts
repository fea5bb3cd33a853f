import type { FieldProblem } from "../../contract/setup.ts";
import type { NoticeSettings } from "../../contract/setup-papers.ts";

/** What is open in step 3 (Art. 13(1)(b)). */
export function validateSettings(settings: NoticeSettings): FieldProblem[] {
  if (settings.dpoAppointed === null)
    return [{ field: "dpoAppointed", sentence: "Bitte angeben, ob der Betrieb Datenschutzbeauftragte bestellt hat." }];
  if (settings.dpoAppointed && settings.dpoContact === "")
    return [{ field: "dpoContact", sentence: "Bitte eintragen, wie man die Datenschutzbeauftragten erreicht." }];
  return [];
}
