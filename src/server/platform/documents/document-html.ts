import { Html, html } from "../html.ts";
import { type Block, type DocumentText, documentTime } from "./document.ts";

/** The document as one page that needs nothing else: no script, no font, no address outside. It also prints. */
export function renderDocumentHtml(document: DocumentText): string {
  const { title, subtitle, language, issuedAt, issuer, blocks } = document;
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – ${issuer}</title>
<style>${new Html(css)}</style>
</head>
<body>
<header><p>${issuer}</p><p><time datetime="${issuedAt.toISOString()}">${documentTime(issuedAt, language)}</time></p></header>
<main>
<h1>${title}</h1>
${subtitle !== undefined && html`<p class="subtitle">${subtitle}</p>`}
${blocks.map(blockHtml)}
</main>
</body>
</html>
`;
  return page.text;
}

function blockHtml(block: Block): Html {
  switch (block.kind) {
    case "heading":
      // The title is the page's h1.
      if (block.level === 1) return html`<h2>${block.text}</h2>\n`;
      return block.level === 2 ? html`<h3>${block.text}</h3>\n` : html`<h4>${block.text}</h4>\n`;
    case "paragraph":
      return html`<p${block.apart === true && html` class="apart"`}>${lines(block.text)}</p>\n`;
    case "list":
      return html`<ul>${block.items.map((item) => html`<li>${lines(item)}</li>`)}</ul>\n`;
    case "facts":
      return html`<dl>${block.rows.map((row) => html`<div><dt>${row.label}</dt><dd>${lines(row.value)}</dd></div>`)}</dl>\n`;
    case "table":
      // Wide tables scroll in their own frame; a frame that scrolls must be reachable by key.
      return html`<div class="scroll" role="region" tabindex="0" aria-label="${block.caption ?? block.head.join(", ")}"><table>${
        block.caption !== undefined && html`<caption>${block.caption}</caption>`
      }<thead><tr>${block.head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead><tbody>${block.rows.map(
        (row) => html`<tr>${row.map((cell) => html`<td>${lines(cell)}</td>`)}</tr>`,
      )}</tbody></table></div>\n`;
    case "picture":
      return html`<figure><img src="${pictureAddress(block.bytes)}" alt="${block.alt}">${
        block.caption !== undefined && html`<figcaption>${block.caption}</figcaption>`
      }</figure>\n`;
    case "pictures":
      return html`<div class="pictures">${block.items.map(
        (item) =>
          html`<figure><img src="${pictureAddress(item.bytes)}" alt="${item.alt}"><figcaption>${item.caption}</figcaption></figure>`,
      )}</div>\n`;
    case "pageBreak":
      return html`<div class="break"></div>\n`;
  }
}

/** Line breaks in a text stay line breaks. */
function lines(text: string): readonly Html[] {
  return text.split("\n").map((line, i) => (i === 0 ? html`${line}` : html`<br>${line}`));
}

function pictureAddress(bytes: Uint8Array): string {
  const kind = bytes[0] === 0x89 ? "png" : "jpeg";
  return `data:image/${kind};base64,${Buffer.from(bytes).toString("base64")}`;
}

const css = `
:root { color-scheme: light dark; --ink: #1b2427; --paper: #ffffff; --line: #b9c4c8; --muted: #56646a; --head: #eef5f6; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edee; --paper: #14191b; --line: #4a565b; --muted: #a5b2b7; --head: #1d282b; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 16px; background: var(--paper); color: var(--ink); font: 17px/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: 4px 16px; justify-content: space-between; border-bottom: 1px solid var(--line); color: var(--muted); }
header p { margin: 0 0 8px; }
h1 { font-size: 27px; line-height: 1.2; margin: 24px 0 8px; }
h2 { font-size: 21px; line-height: 1.25; margin: 40px 0 8px; }
h3 { font-size: 17px; margin: 24px 0 4px; }
h4 { font-size: 15px; margin: 16px 0 4px; }
p, li, dd { max-width: 68ch; overflow-wrap: anywhere; }
p, ul { margin: 0 0 12px; }
ul { padding-left: 20px; }
.subtitle { color: var(--muted); }
.apart { border: 1px solid var(--line); border-radius: 8px; background: var(--head); padding: 12px 16px; font-weight: 600; }
dl { margin: 0 0 16px; border-top: 1px solid var(--line); }
dl div { display: grid; grid-template-columns: minmax(8rem, 16rem) 1fr; gap: 4px 16px; padding: 6px 0; border-bottom: 1px solid var(--line); }
dt { font-weight: 600; }
dd { margin: 0; }
.scroll { overflow-x: auto; margin: 0 0 16px; }
.scroll:focus-visible { outline: 3px solid var(--muted); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: 15px; }
caption { text-align: left; color: var(--muted); padding: 4px 0; }
th, td { border-bottom: 1px solid var(--line); padding: 6px 12px 6px 0; text-align: left; vertical-align: top; overflow-wrap: break-word; }
thead th { background: var(--head); }
figure { margin: 0 0 16px; }
.pictures { display: grid; grid-template-columns: 1fr 1fr; gap: 0 16px; }
img { max-width: 100%; height: auto; max-height: 40rem; }
figcaption { color: var(--muted); font-size: 15px; }
@media (max-width: 480px) { dl div { grid-template-columns: 1fr; } }
@media print {
  body { max-width: none; font-size: 11pt; }
  .break { break-after: page; }
  h2, h3, h4 { break-after: avoid; }
  tr, figure { break-inside: avoid; }
}
`;
