// "Meine Daten": plain HTML, one form per wish.
import { type Html, html } from "../platform/html.ts";
import type { OwnData } from "../subject-requests/own-data.ts";
import type { PageAnswer } from "../subject-requests/page-answer.ts";
import { dayText } from "../subject-requests/tell.ts";
import { downloadWords } from "./collect-view.ts";
import type { CustomerPage } from "./customer-page.ts";
import { talkField } from "./message-view.ts";

/**
 * @param formKey of this page: pressed again because no answer came, a wish is the same wish
 * @param refused why the answer did not come, where somebody just tried to collect it
 */
export function ownDataBody(
  { slug, firm, number }: Pick<CustomerPage, "slug" | "firm"> & { readonly number: number },
  data: OwnData,
  formKey: string,
  refused?: string,
): Html {
  const wish = (value: string, label: string, words: string) =>
    wishForm({ slug, formKey, number }, value, label, words);
  return html`<h1>Meine Daten</h1>
${refused !== undefined && html`<p class="problems" role="alert">${refused}</p>`}
<p>Das hat ${firm} über Sie gespeichert. Sie sehen hier nur, was zu diesem Gespräch gehört.</p>
${ready(slug, data)}
${stored(data)}
${requests(data)}
<h2>Was möchten Sie tun?</h2>
${wish("access", "Alle Daten anfordern", "Wir stellen alles zusammen: ein PDF zum Lesen, die Daten für Programme, Ihre Fotos. Wir schauen vorher, dass nichts über andere dabei ist. Das dauert höchstens einen Monat.")}
${data.advertising && wish("stop", "Werbung stoppen", "Gilt sofort. Nachrichten zu Ihrem Auftrag bekommen Sie weiterhin.")}
${wish("erasure", "Löschung verlangen", "Wir löschen alles, was wir nicht aufbewahren müssen. Was bleiben muss, sperren wir und sagen Ihnen, bis wann.")}
${other({ slug, formKey, number })}
<p><a class="button" href="/k/${slug}/gespraech">Zurück zum Gespräch</a></p>`;
}

function stored({ name, reach, since, messages, files, notices, consent }: OwnData): Html {
  const rows = messages.map(
    (one) =>
      html`<tr><td>${one.count === 1 ? "1 Nachricht" : `${one.count} Nachrichten`}</td><td>${one.until === null ? one.words : html`${dayText(one.until)}<br><span class="muted">${one.words}</span>`}</td></tr>`,
  );
  return html`<h2>Gespeichert</h2>
<table class="stored"><thead><tr><th scope="col">Was</th><th scope="col">Bis wann</th></tr></thead><tbody>
<tr><td>Ihr Name${name !== null && html`: ${name}`}, seit ${dayText(since)}</td><td>so lange wie die letzte Nachricht</td></tr>
${reach !== null && html`<tr><td>Wie wir Sie erreichen: ${reach}</td><td>so lange wie die letzte Nachricht</td></tr>`}
${rows}
${files > 0 && html`<tr><td>${files === 1 ? "1 Foto oder Datei" : `${files} Fotos und Dateien`}</td><td>so lange wie die Nachricht dazu</td></tr>`}
${notices > 0 && html`<tr><td>Nachweis, dass Sie unseren Datenschutzhinweis bekommen haben</td><td>3 Jahre ab Jahresende, nachdem alles andere gelöscht ist</td></tr>`}
${consent !== null && html`<tr><td>Neuigkeiten von uns: ${consent}</td><td>3 Jahre ab Jahresende nach der letzten Nutzung</td></tr>`}
</tbody></table>
<p class="muted">Woher wir das haben: von Ihnen. Wer es außer uns bekommt und wofür wir es nutzen, steht in unserem <a href="/datenschutz/webchat">Datenschutzhinweis</a>.</p>`;
}

const stateWords: Readonly<Record<string, string>> = {
  open: "in Arbeit",
  answered: "beantwortet",
  refused: "abgelehnt, mit Begründung",
  withdrawn: "zurückgenommen",
};

function requests({ requests }: OwnData): Html | undefined {
  if (requests.length === 0) return undefined;
  const lines = requests.map(
    (one) =>
      html`<li>${one.name}, vom ${dayText(one.receivedOn)}: ${stateWords[one.state] ?? ""}${one.state === "open" && html`, Antwort bis zum ${dayText(one.dueOn)}`}</li>`,
  );
  return html`<h2>Ihre Anfragen</h2><ul>${lines}</ul>`;
}

/** The answer lies ready: collected in this visit, with the code the person noted when they asked. */
function ready(slug: string, { readyUntil }: OwnData): Html | undefined {
  if (readyUntil === null) return undefined;
  return html`<section class="ready" aria-labelledby="ready"><h2 id="ready">Ihre Daten liegen bereit</h2>
<form method="post" action="/k/${slug}/meine-daten/abholen" enctype="multipart/form-data">
<div class="field"><label for="code">Ihr Abholcode</label><input id="code" name="code" inputmode="numeric" autocomplete="off" maxlength="20" required aria-describedby="code-hint">
<p class="muted" id="code-hint">Die 8 Ziffern, die wir Ihnen bei der Anfrage gezeigt haben. Bis zum ${dayText(readyUntil)}, ein Mal.</p></div>
<button type="submit" class="main">Daten laden</button>
${downloadWords}</form></section>`;
}

interface Place {
  readonly slug: string;
  readonly formKey: string;
  readonly number: number;
}

function wishForm({ slug, formKey, number }: Place, value: string, label: string, words: string): Html {
  return html`<form class="wish" method="post" action="/k/${slug}/meine-daten" enctype="multipart/form-data">
<input type="hidden" name="formKey" value="${formKey}">${talkField(number)}<input type="hidden" name="wish" value="${value}">
<p>${words}</p><button type="submit">${label}</button></form>`;
}

const otherWishes = [
  ["rectification", "Etwas ist falsch und soll berichtigt werden"],
  ["portability", "Meine Daten zu einem anderen Betrieb mitnehmen"],
  ["restriction", "Meine Daten sollen vorerst nicht genutzt werden"],
  ["objection", "Ich widerspreche der Nutzung"],
] as const;

function other({ slug, formKey, number }: Place): Html {
  return html`<details class="wish"><summary>Etwas anderes: berichtigen, einschränken, widersprechen</summary>
<form method="post" action="/k/${slug}/meine-daten" enctype="multipart/form-data"><input type="hidden" name="formKey" value="${formKey}">${talkField(number)}
<div class="field"><label for="wish">Was möchten Sie?</label><select id="wish" name="wish">
${otherWishes.map(([value, label]) => html`<option value="${value}">${label}</option>`)}</select></div>
<div class="field"><label for="words">Bitte kurz beschreiben</label><textarea id="words" name="words" rows="3"></textarea></div>
<button type="submit">Absenden</button></form></details>`;
}

/** The receipt: what was asked, when, until when, and the code to note down. */
export function receiptBody(place: Omit<Place, "formKey">, answer: PageAnswer): Html {
  if (answer.kind === "stopped")
    return html`<h1>Erledigt</h1>
<p>Sie bekommen ab sofort keine Werbung mehr von uns. Nachrichten zu einem laufenden Auftrag erhalten Sie weiterhin.</p>
${back(place)}`;
  if (answer.kind === "known")
    return html`<h1>Diese Anfrage haben wir schon</h1>
<p>${answer.name}: Wir sind dran. Sie hören von uns.</p>
${back(place)}`;
  const { name, receivedOn, dueOn, receipt, pickupCode, erases } = answer;
  return html`<h1>Ihre Anfrage ist da</h1>
<dl><dt>Anfrage</dt><dd>${name}</dd><dt>Eingegangen</dt><dd>${dayText(receivedOn)}</dd><dt>Antwort spätestens</dt><dd>${dayText(dueOn)}</dd><dt>Beleg</dt><dd>${receipt}</dd></dl>
${erases && html`<p>Ist gelöscht, lesen Sie es hier: auf diesem Gerät oder mit Ihrem Link, 90 Tage lang. Haben Sie noch keinen Link? Holen Sie ihn jetzt im Gespräch unter „Link merken“.</p>`}
${
  pickupCode !== undefined &&
  html`<section class="ready" aria-labelledby="pickup"><h2 id="pickup">Ihr Abholcode: <strong>${pickupCode.slice(0, 4)} ${pickupCode.slice(4)}</strong></h2>
<p>Bitte notieren Sie ihn jetzt. Wir zeigen ihn nur dieses eine Mal. Mit ihm laden Sie hier unter „Meine Daten“ die Antwort. So bekommt sie niemand, der nur Ihren Link hat.</p></section>`
}
${back(place)}`;
}

const back = ({ slug, number }: Omit<Place, "formKey">): Html =>
  html`${talkField(number)}<p><a class="button" href="/k/${slug}/meine-daten">Zurück zu „Meine Daten“</a> <a class="button" href="/k/${slug}/gespraech">Zum Gespräch</a></p>`;
