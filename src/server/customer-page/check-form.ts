// What a customer typed, checked before anything is stored. Each problem says what to do, in one short sentence.
import type { CustomerForm } from "../../contract/customer.ts";
import { customerLimits } from "../../contract/customer-limits.ts";
import { isMailAddress, isPhoneNumber } from "../../contract/dialled.ts";
import { isVisible } from "../../contract/visible.ts";

export interface FieldProblem {
  readonly field: "text" | "name" | "reach" | "gallery";
  readonly sentence: string;
}

/** Photos of a form that was not taken are dropped, and no browser chooses them again by itself. */
export const photosAgain: FieldProblem = {
  field: "gallery",
  sentence: "Bitte wählen Sie Ihre Fotos noch einmal aus.",
};

/** What the first message needs: something to say or to show, a name, and one way back. */
export function checkFirst(form: CustomerForm, files: number): FieldProblem[] {
  const problems: FieldProblem[] = [...checkReply(form, files)];
  if (!isVisible(form.name)) problems.push({ field: "name", sentence: "Bitte nennen Sie Ihren Namen." });
  const reach = form.reach.trim();
  if (reach === "") problems.push({ field: "reach", sentence: "Bitte nennen Sie Telefon oder E-Mail. Eines genügt." });
  else if (!isMailAddress(reach) && !isPhoneNumber(reach))
    problems.push({ field: "reach", sentence: "Das ist keine Telefonnummer und keine E-Mail-Adresse. Bitte prüfen." });
  return problems;
}

/** What every later message needs. */
export function checkReply(form: CustomerForm, files: number): FieldProblem[] {
  const over = form.text.trim().length - customerLimits.textLength;
  if (over > 0) {
    const sentence = `Ihr Text ist um ${over} Zeichen zu lang. Bitte kürzen Sie ihn, oder senden Sie ihn in zwei Teilen.`;
    return [{ field: "text", sentence }];
  }
  if (isVisible(form.text) || files + form.announced > 0) return [];
  return [{ field: "text", sentence: "Bitte schreiben Sie etwas oder fügen Sie ein Foto hinzu." }];
}

/** What the person said about themselves: claims, kept as lines of the first message, never used to find a contact (V24). */
export function claimLines(form: CustomerForm): string[] {
  const reach = form.reach.trim();
  return [
    form.topic.trim() === "" ? "" : `Thema: ${form.topic.trim()}`,
    form.name.trim() === "" ? "" : `Name: ${form.name.trim()}`,
    reach === "" ? "" : `${isMailAddress(reach) ? "E-Mail" : "Telefon"}: ${reach}`,
  ].filter((line) => line !== "");
}
