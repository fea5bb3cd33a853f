import { html } from "../platform/html.ts";
import { firmHeader, type PageAssets, titleOf } from "./frame-view.ts";

const collected = {
  data: {
    path: "/abholen",
    title: "Ihre Daten abholen",
    button: "Daten laden",
    note: "Sie bekommen eine ZIP-Datei mit einem PDF zum Lesen, den Daten für Programme und Ihren Fotos. Der Link geht einmal. Speichern Sie die Datei an einem sicheren Ort.",
  },
  file: {
    path: "/abholen/datei",
    title: "Ihre Datei abholen",
    button: "Datei laden",
    note: "Der Link geht einmal. Speichern Sie die Datei an einem sicheren Ort. Unsere Bankverbindung ändern wir nie per Nachricht. Rufen Sie uns an, wenn Sie unsicher sind.",
  },
} as const;

/**
 * A download leaves the page as it is: the script says these words when one presses. What was wrong brings another page.
 */
export const downloadWords = html`<p class="status" role="status" data-said="Die Datei wird geladen. Bricht das Laden ab, drücken Sie noch einmal: Ist sie da, gilt der Code noch eine Stunde."></p>`;

export type Collected = keyof typeof collected;

/** Where an answer or a file is collected: the link in one field, the code from elsewhere in the other; `refused` says why it did not come. */
export function collectDocument(
  assets: PageAssets,
  firm: string,
  what: Collected = "data",
  refused?: { readonly link: string; readonly sentence: string },
): string {
  const { path, title, button, note } = collected[what];
  return html`<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${titleOf(title, firm)}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${assets.css !== undefined && html`<link rel="stylesheet" href="${assets.css}">`}
${assets.js !== undefined && html`<script type="module" src="${assets.js}"></script>`}
</head>
<body data-page="collect">
${firmHeader(firm)}
<main>
<h1>${title}</h1>
<p>Sie brauchen zwei Dinge: den Link, den Sie von uns bekommen haben, und den Code mit 8 Ziffern. Beides kam auf verschiedenen Wegen.</p>
${refused && html`<p class="problems" role="alert">${refused.sentence}</p>`}
<form method="post" action="${path}" enctype="multipart/form-data">
<div class="field"><label for="link">Ihr Link</label><input id="link" name="link" autocomplete="off" spellcheck="false" autocapitalize="none" maxlength="400" required aria-describedby="link-hint" value="${refused?.link ?? ""}">
<p class="muted" id="link-hint">Steht hier nichts, fügen Sie den ganzen Link ein.</p></div>
<div class="field"><label for="code">Ihr Code</label><input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="20" required></div>
<button type="submit" class="main">${button}</button>
${downloadWords}
</form>
<p class="muted">${note}</p>
</main>
<footer><nav aria-label="Rechtliches"><a class="tap" href="/impressum">Impressum</a> <a class="tap" href="/datenschutz">Datenschutz</a></nav></footer>
</body>
</html>
`.text;
}
