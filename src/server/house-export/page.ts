import { documentTime } from "../platform/documents/document.ts";
import { Html, html } from "../platform/html.ts";
import { instant } from "../platform/instant.ts";
import type { Line, LineFile } from "./line.ts";

// Pages of the archive: one file each, no script, nothing from outside; any browser opens them, in years to come too.

const style = new Html(`
:root{color-scheme:light dark;--ink:#1c2526;--paper:#fff;--line:#c9d1d2;--muted:#526063;--in:#f1f4f4;--out:#e3f1f0;--note:#fdf3d9}
@media (prefers-color-scheme:dark){:root{--ink:#e8eded;--paper:#151b1c;--line:#3a4546;--muted:#a3b1b3;--in:#20292a;--out:#163432;--note:#3a3117}}
body{margin:0 auto;padding:24px 16px;max-width:46rem;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 8px;overflow-wrap:anywhere}h2{font-size:1.2rem;margin:32px 0 8px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px}dt{color:var(--muted)}dd{margin:0;overflow-wrap:anywhere}
ol.talk{list-style:none;margin:24px 0;padding:0;display:grid;gap:12px}
ol.talk li{padding:12px;border-radius:8px;background:var(--in);overflow-wrap:anywhere}
li.out{margin-left:12%;background:var(--out)!important}li.note{background:var(--note)!important}
li.event{background:none!important;color:var(--muted);padding:0 12px!important}
.said{white-space:pre-wrap;margin:4px 0}.small{color:var(--muted);font-size:.875rem;margin:0}
blockquote{margin:4px 0;padding-left:8px;border-left:3px solid var(--line);color:var(--muted)}
img,video{display:block;max-width:100%;max-height:70vh;border-radius:8px;margin:8px 0 4px}audio{width:100%}
table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:6px 12px 6px 0;border-bottom:1px solid var(--line);vertical-align:top}td:first-child{overflow-wrap:anywhere}td:first-child:nth-last-child(2){min-width:10.5rem}
a{color:inherit}`);

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src * file: data:; media-src * file:";
const time = (at: string): string => documentTime(instant(Date.parse(at)), "de");

/** Up to where the content begins; `foot` closes it. */
export function head(title: string): string {
  return html`<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
`.text;
}

export const foot = "</main>\n</body>\n</html>\n";

export function facts(rows: readonly { readonly label: string; readonly value: string }[]): string {
  const shown = rows.filter(({ value }) => value !== "");
  return html`<dl>${shown.map(({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>
`.text;
}

export const section = (title: string): string => html`<h2>${title}</h2>\n`.text;
export const paragraph = (text: string): string => html`<p>${text}</p>\n`.text;
export const talkBegins = '<ol class="talk">\n';
export const talkEnds = "</ol>\n";

/** Where `path` stands in the archive, seen from the page beside it. */
export function line(one: Line, beside: string): string {
  const remarks = [time(one.at), ...one.remarks, ...one.reactions].join(" · ");
  return html`<li class="${one.side}" id="n${one.position}"><strong>${one.who}</strong>
${one.quote !== null && html`<blockquote>${one.quote}</blockquote>`}${one.text !== "" && html`<p class="said">${one.text}</p>`}${one.files.map((file) => showFile(file, beside))}
<p class="small">${remarks}</p></li>
`.text;
}

export function showFile(file: LineFile, beside: string): Html {
  if (file.path === null) return html`<p class="small">${file.name}: nicht enthalten, ${file.why ?? "nicht da"}</p>`;
  const href = relative(file.path, beside);
  const label = html`<a href="${href}">${file.name}</a>`;
  if (file.media === "image" || file.media === "sticker")
    return html`<a href="${href}"><img src="${href}" alt="${file.name}" loading="lazy"></a>`;
  if (file.media === "video") return html`<video controls preload="none" src="${href}"></video>${label}`;
  if (file.media === "audio" || file.media === "voice")
    return html`<audio controls preload="none" src="${href}"></audio>${label}${file.transcript ? written(file.transcript) : undefined}`;
  return html`<p>${label}</p>`;
}

/** What somebody wrote down of a recording. */
const written = ({ text, authorName, at }: NonNullable<LineFile["transcript"]>): Html =>
  html`<p class="said">${text}</p><p class="small">Mitschrift von ${authorName}, ${time(at)}</p>`;

const relative = (path: string, beside: string): string =>
  (path.startsWith(beside) ? path.slice(beside.length) : path).split("/").map(encodeURIComponent).join("/");

export const tableBegins = (columns: readonly string[]): string =>
  html`<table><thead><tr>${columns.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead><tbody>
`.text;
export const tableEnds = "</tbody></table>\n";

/** A row whose first cell leads somewhere. */
export const linkRow = (href: string, cells: readonly string[]): string =>
  html`<tr>${cells.map((cell, i) => (i === 0 ? html`<td><a href="${relative(href, "")}">${cell}</a></td>` : html`<td>${cell}</td>`))}</tr>
`.text;
