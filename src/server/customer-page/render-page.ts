// Puts views, page and assets together. Pure: what is needed is handed in.
import type { CustomerForm } from "../../contract/customer.ts";
import { Html, html } from "../platform/html.ts";
import { localTime } from "../time/zone.ts";
import type { FieldProblem } from "./check-form.ts";
import type { CustomerPage } from "./customer-page.ts";
import { colourSheet } from "./firm-colour.ts";
import { firstBody } from "./first-view.ts";
import { type Frame, firmHeader, framed, legalFooter, type PageAssets, titleOf } from "./frame-view.ts";

export interface Rendering {
  readonly page: CustomerPage;
  readonly assets: PageAssets;
  readonly now: Date;
}

/** A customer page around `body`. */
export function documentOf({ page, assets }: Rendering, kind: Frame["kind"], title: string, body: Html): string {
  const { fields, firm, slug } = page;
  const { emergencyPhone, gasWarning, phone, hours } = fields;
  const coloured = colourSheet(fields.colour) !== undefined;
  return framed({ title, firm, slug, assets, coloured, emergencyPhone, gasWarning, phone, hours, kind, body });
}

export function firstDocument(
  rendering: Rendering,
  form: { formKey: string; given: Partial<CustomerForm>; problems: readonly FieldProblem[] },
): string {
  const { page, now } = rendering;
  const { slug, firm, fields, open, calendar } = page;
  const body = firstBody({ slug, firm, fields, open, calendar, now: localTime(now, page.timeZone), form });
  return documentOf(rendering, "first", form.problems.length > 0 ? "Noch nicht gesendet" : "Schreiben Sie uns", body);
}

export interface Refusal {
  readonly sentence: string;
  /** The address leads nowhere: most often a character was lost on the way. */
  readonly nowhere: boolean;
  /** Undefined where nobody knows it: a foreign host, or the database is not there. */
  readonly firm: string | undefined;
  /** Somebody sent a form and wants their words back. */
  readonly wrote: boolean;
  /** How the firm is reached all the same; undefined where the page one wanted is there. */
  readonly ways: Html | undefined;
  /** Who works here finds the way into the app as well. */
  readonly mayBeStaff: boolean;
  /** Under this name nothing else is served, no styles either: the page brings them along. */
  readonly alone: boolean;
}

/** A refusal as a page. The address itself may be the problem; whose it is, and where Impressum and notice are, stays. */
export function problemDocument(assets: PageAssets, refusal: Refusal): string {
  const { firm, wrote, ways, mayBeStaff } = refusal;
  const title = refusal.nowhere ? "Diese Seite gibt es nicht" : "Das ging nicht";
  const sentence = refusal.nowhere
    ? "Vielleicht ist in der Adresse ein Zeichen verloren gegangen oder eins zu viel."
    : refusal.sentence;
  return html`<!doctype html>
<html lang="de"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${titleOf(title, firm ?? "")}</title>${refusal.alone ? brought(assets) : linked(assets)}</head>
<body>${firmHeader(firm ?? "")}<main><h1>${title}</h1><p>${sentence}</p>${wrote && html`<p>Mit „Zurück“ kommen Sie zu Ihrem Text.</p>`}${ways}${mayBeStaff && html`<p class="muted">Sie arbeiten hier? <a class="tap" href="/">Zur Anmeldung der App</a></p>`}</main>${firm !== undefined && legalFooter("/datenschutz")}</body></html>
`.text;
}

const linked = ({ css }: PageAssets): Html =>
  html`<link rel="icon" href="/icon.svg" type="image/svg+xml">${css !== undefined && html`<link rel="stylesheet" href="${css}">`}`;
const brought = ({ sheet }: PageAssets): Html | undefined =>
  sheet === undefined ? undefined : html`<style>${new Html(sheet.text)}</style>`;
