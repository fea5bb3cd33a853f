// The frame of every customer page: head, emergency box, footer. Plain HTML that works without a script; no inline
// style or script, because the content policy forbids both.
import type { OpeningSpan } from "../../contract/customer.ts";
import { dialled } from "../../contract/dialled.ts";
import { hoursTable } from "../opening/opening-words.ts";
import { type Html, html } from "../platform/html.ts";

/** Where the built script and styles lie; absent ones are left out and the page still works. */
export interface PageAssets {
  readonly css: string | undefined;
  readonly js: string | undefined;
  /** The styles themselves, for the page under a name where nothing else is served; `source` lets the browser take them. */
  readonly sheet?: { readonly text: string; readonly source: string } | undefined;
}

export interface Frame {
  readonly title: string;
  readonly firm: string;
  readonly slug: string;
  readonly assets: PageAssets;
  /** The firm chose a colour of its own that is readable. */
  readonly coloured: boolean;
  readonly emergencyPhone: string;
  readonly gasWarning: boolean;
  readonly phone: string;
  readonly hours: readonly OpeningSpan[];
  /** What the script does on this page. */
  readonly kind: "first" | "talk" | "resume" | "link" | "own-data";
  readonly body: Html;
}

/** "tel:" wants digits only. */
export const telephone = (number: string): string => `tel:${dialled(number)}`;

/** Impressum and privacy notice, one tap away from every page (§ 5 DDG, Art. 13 GDPR). */
export const legalFooter = (notice: string): Html =>
  html`<footer><nav aria-label="Rechtliches"><a class="tap" href="/impressum">Impressum</a> <a class="tap" href="${notice}">Datenschutz</a></nav></footer>`;

/** A business that has not said its name yet has no strip for it either. */
export const firmHeader = (firm: string): Html | false =>
  firm !== "" && html`<header><p class="firm">${firm}</p></header>`;
export const titleOf = (title: string, firm: string): string => (firm === "" ? title : `${title} – ${firm}`);

/** A whole document as text. */
export function framed(page: Frame): string {
  const { assets, slug } = page;
  return html`<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no">
<title>${titleOf(page.title, page.firm)}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${assets.css !== undefined && html`<link rel="stylesheet" href="${assets.css}">`}
${page.coloured && html`<link rel="stylesheet" href="/k/${slug}/farbe.css">`}
${assets.js !== undefined && html`<script type="module" src="${assets.js}"></script>`}
</head>
<body data-slug="${slug}" data-page="${page.kind}">
${firmHeader(page.firm)}
<main>
${emergency(page)}
${page.body}
${contact(page)}
</main>
${legalFooter("/datenschutz/webchat")}
</body>
</html>
`.text;
}

/** C2: what may save a life stands above everything else, also above the form. */
function emergency({ emergencyPhone, gasWarning }: Frame): Html | undefined {
  if (emergencyPhone === "" && !gasWarning) return undefined;
  return html`<aside class="emergency" aria-label="Notfall">
${gasWarning && html`<p><strong>Gasgeruch? Raus aus dem Haus, dann <a href="tel:112">112</a>.</strong></p>`}
${emergencyPhone !== "" && html`<p>Notdienst: <a href="${telephone(emergencyPhone)}">${emergencyPhone}</a></p>`}
</aside>`;
}

/** The phone number stands at the same place on each page (WCAG 3.2.6). */
function contact({ firm, phone, hours }: Frame): Html {
  const lines = hoursTable(hours).map(({ days, times }) => html`<dt>${days}</dt><dd>${times}</dd>`);
  return html`<section class="contact">${firm !== "" && html`<h2>${firm}</h2>`}
${phone !== "" && html`<p>Telefon: <a class="tap" href="${telephone(phone)}">${phone}</a></p>`}
${lines.length > 0 && html`<h3>Öffnungs\u00adzeiten</h3><dl>${lines}</dl>`}</section>`;
}
