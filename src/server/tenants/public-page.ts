// The frame of every public page of a business: plain HTML, one linked stylesheet, no script, nothing from elsewhere.
import type { PageSection } from "../../contract/setup.ts";
import { type Html, html } from "../platform/html.ts";

/** A whole document. `business` is shown in the head of the page and links nowhere. */
export function publicPage(page: { readonly title: string; readonly business: string; readonly body: Html }): string {
  const document = html`<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} – ${page.business}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/seite.css">
</head>
<body>
<header><p>${page.business}</p></header>
<main>
<h1>${page.title}</h1>
${page.body}
</main>
<footer><nav aria-label="Rechtliches"><a href="/impressum">Impressum</a> <a href="/datenschutz">Datenschutz</a></nav></footer>
</body>
</html>
`;
  return document.text;
}

/** Sections as HTML for the body of a public page; headings start at h2. */
export function sectionsHtml(sections: readonly PageSection[]): Html {
  return html`${sections.map(
    (section) =>
      html`<section${section.apart && html` class="apart"`}><h2>${section.heading}</h2>${section.blocks.map(blockHtml)}</section>`,
  )}`;
}

function blockHtml(block: PageSection["blocks"][number]): Html {
  if (block.kind === "list") return html`<ul>${block.items.map((item) => html`<li>${item}</li>`)}</ul>`;
  if (block.kind === "link") return html`<p><a href="${block.url}" rel="noopener noreferrer">${block.label}</a></p>`;
  return html`<p>${block.text}</p>`;
}

/**
 * System fonts only: a public page loads nothing but itself. Contrast of every pair is at least 4.5:1. Letters in rem:
 * whoever has set large ones in the browser gets them here too; a long word of a heading still fits a phone then.
 */
export const publicPageCss = `
:root { color-scheme: light dark; --ink: #1b2427; --paper: #ffffff; --line: #d5dcde; --muted: #56646a; --accent: #0b5c66; --apart: #eef5f6; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8edee; --paper: #14191b; --line: #364145; --muted: #a5b2b7; --accent: #7fcbd6; --apart: #1d282b; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 system-ui, sans-serif; }
header, main, footer { max-width: 42rem; margin: 0 auto; padding: 16px; }
main { hyphens: auto; }
header { border-bottom: 1px solid var(--line); }
header p { margin: 0; font-weight: 600; }
h1 { font-size: min(1.6875rem, 12vw); line-height: 1.2; margin: 24px 0 16px; }
h2 { font-size: 1.0625rem; overflow-wrap: anywhere; margin: 24px 0 4px; }
p, ul { margin: 0 0 8px; overflow-wrap: anywhere; }
ul { padding-left: 20px; }
li { margin-bottom: 4px; }
a { color: var(--accent); text-underline-offset: 3px; }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
.apart { background: var(--apart); border: 1px solid var(--line); border-radius: 8px; padding: 4px 16px 8px; margin: 24px 0; }
.apart h2 { margin-top: 12px; }
.apart p { font-weight: 600; }
.hint { border-left: 4px solid var(--accent); padding-left: 12px; color: var(--muted); }
.choices { list-style: none; padding: 0; }
.choices a { display: block; padding: 16px; border: 1px solid var(--line); border-radius: 8px; margin-bottom: 8px; font-weight: 600; }
footer { border-top: 1px solid var(--line); margin-top: 40px; color: var(--muted); font-size: 0.9375rem; }
footer a { display: inline-block; padding: 12px 16px 12px 0; }
@media (pointer: coarse) { :is([href^="tel:"], [href^="mailto:"]) { display: inline-block; padding: 10px 0; } }
@media print { header, footer { display: none; } h2 { break-after: avoid; } }
`;
