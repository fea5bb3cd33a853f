// The fields a customer fills in. Hidden ones and texts come before the files, because the server reads in order.
import type { CustomerForm } from "../../contract/customer.ts";
import { customerLimits } from "../../contract/customer-limits.ts";
import { type Html, html } from "../platform/html.ts";
import type { FieldProblem } from "./check-form.ts";

export interface FormState {
  readonly formKey: string;
  /** What was typed before, shown again after a problem. */
  readonly given: Partial<CustomerForm>;
  readonly problems: readonly FieldProblem[];
}

function problemOf({ problems }: FormState, field: FieldProblem["field"]): Html | undefined {
  const problem = problems.find((one) => one.field === field);
  return problem && html`<p class="problem" id="${field}-problem">${problem.sentence}</p>`;
}

/** aria-describedby and aria-invalid, where something is wrong with the field. */
function marks({ problems }: FormState, field: FieldProblem["field"]): Html | undefined {
  if (!problems.some((one) => one.field === field)) return undefined;
  return html` aria-invalid="true" aria-describedby="${field}-problem"`;
}

/** All problems in one place, in focus when the page opens (WCAG 3.3.1). */
export function summary({ problems }: FormState): Html | undefined {
  if (problems.length === 0) return undefined;
  const lines = problems.map((one) => html`<li><a href="#${one.field}">${one.sentence}</a></li>`);
  return html`<div class="problems" role="alert"><p>Noch nicht gesendet. Was Sie geschrieben haben, ist noch da.</p><ul>${lines}</ul></div>`;
}

/** Without a limit of the browser: it would cut what is pasted, and say nothing. */
export function textField(state: FormState, label: string, rows: number): Html {
  return html`<div class="field"><label for="text">${label}</label>
${problemOf(state, "text")}<textarea id="text" name="text" dir="auto" rows="${rows}"${marks(state, "text")}>${state.given.text}</textarea></div>`;
}

/** Two plain file fields: one asks for the camera, one for the gallery. The script makes buttons of their labels. */
export function photoFields(state: FormState): Html {
  return html`<fieldset class="photos"><legend>Fotos <span class="muted">(wenn Sie mögen)</span></legend>
<p class="muted" id="photo-hint">Gut sind: das Ganze, die Stelle von nahem, bei Geräten das Typenschild und der Fehlercode. Höchstens ${customerLimits.files}. Den Aufnahmeort löschen wir aus den Fotos.</p>
<div class="pick"><label for="camera">Foto aufnehmen</label><input type="file" id="camera" name="photo" accept="image/*" capture="environment" aria-describedby="photo-hint"></div>
${problemOf(state, "gallery")}<div class="pick"><label for="gallery">Aus Galerie</label><input type="file" id="gallery" name="photo" multiple accept="image/jpeg,image/png,image/webp,image/gif,video/*,application/pdf" aria-describedby="photo-hint"></div>
<ul id="chosen" class="chosen" aria-label="Ausgewählte Dateien"></ul></fieldset>`;
}

export function personFields(state: FormState): Html {
  return html`<div class="field"><label for="name">Ihr Name</label>
${problemOf(state, "name")}<input id="name" name="name" dir="auto" autocomplete="name" maxlength="80" required value="${state.given.name}"${marks(state, "name")}></div>
<div class="field"><label for="reach">Telefon oder E-Mail <span class="muted">(eines genügt)</span></label>
${problemOf(state, "reach")}<input id="reach" name="reach" autocomplete="on" maxlength="120" required value="${state.given.reach}"${marks(state, "reach")}></div>`;
}

export function topicField(topics: readonly string[], given: string | undefined): Html | undefined {
  if (topics.length === 0) return undefined;
  const choices = topics.map(
    (topic) => html`<option${topic === given ? html` selected` : undefined}>${topic}</option>`,
  );
  return html`<div class="field"><label for="topic">Worum geht es?</label><select id="topic" name="topic"><option value="">Bitte wählen</option>${choices}</select></div>`;
}

export function hiddenFields({ formKey, given }: FormState): Html {
  return html`<input type="hidden" name="formKey" value="${formKey}">${given.tag !== undefined && html`<input type="hidden" name="tag" value="${given.tag}">`}`;
}
