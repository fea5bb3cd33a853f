// The page before the first message: is she right here, what becomes of her words, four short questions.
import type { CustomerPageFields } from "../../contract/customer.ts";
import type { Calendar } from "../opening/calendar.ts";
import { openingSentence } from "../opening/opening-words.ts";
import { type Html, html } from "../platform/html.ts";
import { replyWords } from "../tenants/reply-time.ts";
import type { LocalTime } from "../time/zone.ts";
import {
  type FormState,
  hiddenFields,
  personFields,
  photoFields,
  summary,
  textField,
  topicField,
} from "./form-view.ts";
import { telephone } from "./frame-view.ts";

export interface FirstPage {
  readonly slug: string;
  readonly firm: string;
  readonly fields: CustomerPageFields;
  readonly open: boolean;
  readonly calendar: Calendar;
  readonly now: LocalTime;
  readonly form: FormState;
}

export function firstBody(page: FirstPage): Html {
  return html`<h1>Schreiben Sie uns</h1>
${presence(page)}
${page.open ? form(page) : closed(page)}`;
}

/** Where nothing can be sent nobody is promised an answer. */
function presence({ fields, calendar, now, open }: FirstPage): Html {
  const opening = openingSentence(calendar, now);
  const reply = open ? replySentence(fields) : undefined;
  const line = [opening, reply].filter((one) => one !== undefined).join(" ");
  return html`${fields.intro !== "" && html`<p>${fields.intro}</p>`}${line !== "" && html`<p class="presence">${line}</p>`}`;
}

/** "Wir antworten heute bis etwa 12 Uhr."; undefined where the firm says nothing about it. */
export function replySentence({ replyTime }: Pick<CustomerPageFields, "replyTime">): string | undefined {
  return replyTime === "" ? undefined : `Wir antworten ${replyWords(replyTime)}.`;
}

/** WC-3: notice and Impressum stand before the first message. No consent wall, nothing ticked in advance. */
function form(page: FirstPage): Html {
  const { slug, fields, form: state } = page;
  return html`<p class="privacy">Wir nutzen Ihre Angaben nur für Ihr Anliegen. Sie liegen auf unserem eigenen Server. Mehr dazu: <a href="/datenschutz/webchat">Datenschutz</a>, <a href="/impressum">Impressum</a>.</p>
${summary(state)}
<form id="send" method="post" action="/k/${slug}" enctype="multipart/form-data">
${hiddenFields(state)}
${topicField(fields.topics, state.given.topic)}
${textField(state, "Was ist passiert?", 4)}
${personFields(state)}
${photoFields(state)}
<p id="status" class="status" role="status"></p>
<button type="submit" class="main">Nachricht senden</button>
</form>
<p class="muted">Sie brauchen keine App und kein Konto. Sie haben schon einen Link? <a class="tap" href="/k/${slug}/weiter">Gespräch fortsetzen</a></p>`;
}

const notNow = "Hier nehmen wir gerade keine Nachrichten an. Bitte rufen Sie uns an";

/** In place of a form, while the channel is not open. */
export const closed = ({ fields: { phone } }: Pick<FirstPage, "fields">): Html =>
  html`<p class="privacy">${notNow}${phone === "" ? "." : html`: <a class="tap" href="${telephone(phone)}">${phone}</a>`}</p>`;

/** The same for what was sent all the same. */
export const closedSentence = ({ phone }: Pick<CustomerPageFields, "phone">): string =>
  `${notNow}${phone === "" ? "" : `: ${phone}`}.`;
