// The pages around a conversation: the conversation itself, the private link, the way back in.
import type { CustomerLink } from "../../contract/customer.ts";
import { Html, html } from "../platform/html.ts";
import type { CustomerPage } from "./customer-page.ts";
import { closed, replySentence } from "./first-view.ts";
import { type FormState, hiddenFields, photoFields, summary, textField } from "./form-view.ts";
import { type TalkTexts, talkField, talkMessages } from "./message-view.ts";
import type { Talk } from "./talk.ts";

/** The conversation as the customer reads it, with the form to go on below; it works without a script. */
export function talkBody(shown: {
  readonly talk: Talk;
  readonly texts: TalkTexts;
  readonly form: FormState;
  readonly notes: readonly string[];
  /** The message the notes are about was taken: they tell of its files. */
  readonly taken: boolean;
  readonly page: Pick<CustomerPage, "open" | "fields">;
}): Html {
  const { talk, texts, form, notes, taken, page } = shown;
  const { slug, number } = texts;
  const waiting = page.open && isWaiting(talk);
  const oldest = talk.items[0]?.position;
  return html`<h1>Ihr Gespräch mit uns</h1>
<p class="muted">Vorgang ${number} <span id="reload">· <a href="/k/${slug}/gespraech">Neue Nachrichten laden</a></span></p>
${notMine(slug)}
${!taken && notes.map((note) => html`<p class="problems" role="alert">${note}</p>`)}
${taken && !waiting && html`<div class="status"><p>Ihre Nachricht ist da.</p>${lines(notes)}</div>`}
${waiting && confirmation(texts, page.fields.replyTime, taken ? lines(notes) : lacking(talk))}
${talk.more && oldest !== undefined && html`<p><a class="button" href="/k/${slug}/gespraech?vor=${oldest}">Ältere Nachrichten</a></p>`}
${talkMessages(talk, texts)}
<div id="neu"></div>
${page.open ? replyForm(slug, number, form) : html`${closed(page)}<p id="status" class="status" role="status"></p>`}
${wayBack(texts, waiting ? undefined : wayBackByLink(texts))}`;
}

/**
 * A visit lasts a day, and computers are shared: whoever finds somebody else's words here gets out before anything else.
 * Behind a fold, because it also shuts out the one whose conversation it is.
 */
const notMine = (slug: string): Html => html`<details class="not-mine"><summary>Nicht Ihr Gespräch?</summary>
<p>Dann hat vor Ihnen jemand anderes auf diesem Gerät geschrieben. Beginnen Sie Ihr eigenes Gespräch. Dieses hier öffnet sich danach nur noch mit seinem Link.</p>
<form id="anew" method="post" action="/k/${slug}/abmelden" enctype="multipart/form-data"><button type="submit">Eigenes Gespräch beginnen</button></form></details>`;

const replyForm = (slug: string, number: number, form: FormState): Html => html`${summary(form)}
<form id="send" method="post" action="/k/${slug}/gespraech" enctype="multipart/form-data">
${hiddenFields(form)}${talkField(number)}
${textField(form, "Ihre Antwort", 3)}
${photoFields(form)}
<p id="status" class="status" role="status"></p>
<button type="submit" class="main">Antwort senden</button>
</form>`;

/** No person has answered yet. */
const isWaiting = ({ items, more }: Talk): boolean =>
  !more && !items.some((item) => item.from === "firm" && !item.automatic);

/**
 * Until a person has answered: it is here, when somebody will look, where the answer will stand and how to come back to
 * it. Nobody writes an SMS or an e-mail about it, so this stands above everything else.
 */
function confirmation(texts: TalkTexts, replyTime: string, files: Html[]): Html {
  return html`<section class="arrived" aria-labelledby="back-title"><div id="arrived"><p class="presence">Ihre Nachricht ist da. ${replySentence({ replyTime })}</p>${files}
<p><strong>Die Antwort steht dann hier auf dieser Seite.</strong> Sie bekommen dazu keine SMS und keine E-Mail. Merken Sie sich deshalb, wie Sie zurückkommen.</p></div>
${wayBackByLink(texts)}
<p>Nicht Ihr eigenes Gerät? <a class="tap" href="#leave">Am Ende abmelden</a></p></section>`;
}

/** Of files that did not make it: after what has arrived, and no louder. */
const lines = (notes: readonly string[]): Html[] => notes.map((note) => html`<p>${note}</p>`);

/** Where the newest message of the customer came without all of its files; the page hides it while it sends. */
function lacking({ items }: Talk): Html[] {
  const newest = items.findLast((item) => item.from === "customer");
  if (newest === undefined || newest.announced === null) return [];
  return [html`<p class="missing">Es fehlen noch Dateien. <a class="tap" href="#send">Noch einmal senden</a></p>`];
}

/** The two ways to come back. Nothing is stored unless one of the buttons is pressed (WC-2). */
const wayBackByLink = ({ slug, number }: TalkTexts): Html => html`<h2 id="back-title">So kommen Sie wieder hierher</h2>
<p>Mit einem eigenen Link öffnen Sie dieses Gespräch auf jedem Gerät. Geben Sie ihn nicht weiter.</p>
<div id="link-place"></div>
<form id="link" method="post" action="/k/${slug}/link" enctype="multipart/form-data">${talkField(number)}<button type="submit">Link merken</button></form>
<p id="remember" hidden><button type="button">Chat auf diesem Gerät merken</button><span class="muted">30 Tage. Sie können das jederzeit löschen.</span></p>`;

/** What is stored, and the way out; with the ways to come back, where they do not stand above. */
function wayBack({ slug, number }: TalkTexts, byLink: Html | undefined): Html {
  return html`<section class="back">${byLink}
<p><a class="button" href="/k/${slug}/meine-daten">Meine Daten</a><br><span class="muted">Was wir gespeichert haben, bis wann, und was Sie tun können.</span></p>
<form id="leave" method="post" action="/k/${slug}/abmelden" enctype="multipart/form-data">${talkField(number)}
<p><label><input type="checkbox" name="everywhere" value="1"> Auch meine Links und andere Geräte abmelden</label><span class="muted">Sonst gelten Ihre Links weiter, bis sie ablaufen.</span></p>
<button type="submit">Auf diesem Gerät abmelden</button></form></section>`;
}

/** The same words with a script and without: src/customer/way-back.ts. */
const linkHolds = ({ lastDay }: CustomerLink): string =>
  `Der Link gilt bis einschließlich ${lastDay}. Jedes Öffnen verlängert ihn wieder auf drei Arbeitstage.`;

/** Shown once, in the answer to the press; the secret stands behind # and is never part of a request's address (V26). */
export function linkBody(slug: string, link: CustomerLink): Html {
  return html`<h1>Ihr Link zu diesem Gespräch</h1>
<p>${linkHolds(link)} Speichern Sie ihn als Lesezeichen oder machen Sie ein Foto vom Code.</p>
<div class="field"><label for="private-link">Ihr Link</label><input id="private-link" readonly value="${link.link}"></div>
<div class="qr" role="img" aria-label="QR-Code mit Ihrem Link">${new Html(link.qrSvg)}</div>
<p>Öffnet der Link das Gespräch nicht von selbst, gehen Sie zu <a href="/k/${slug}/weiter">Gespräch fortsetzen</a> und fügen ihn dort ein.</p>
<p><a class="button" href="/k/${slug}/gespraech">Zurück zum Gespräch</a></p>`;
}

/** @param refused what was pasted, and why it opens nothing */
export function resumeBody(slug: string, refused?: { readonly code: string; readonly sentence: string }): Html {
  return html`<h1>Gespräch fortsetzen</h1>
${refused && html`<p class="problems" role="alert">${refused.sentence}</p>`}
<p id="status" class="status" role="status"></p>
<p>Haben Sie gerade geschrieben? Dann ist Ihre Nachricht da. <a href="/k/${slug}/gespraech">Gespräch öffnen</a></p>
<p class="muted">Öffnet es sich nicht, nimmt Ihr Browser keine Cookies an. Antworten können wir dann nur am Telefon oder per E-Mail.</p>
<form id="resume" method="post" action="/k/${slug}/weiter" enctype="multipart/form-data">
<div class="field"><label for="code">Ihr Link</label><input id="code" name="code" autocomplete="off" spellcheck="false" autocapitalize="none" maxlength="400" required aria-describedby="code-hint" value="${refused?.code ?? ""}">
<p class="muted" id="code-hint">Fügen Sie hier den ganzen Link ein, den Sie sich gemerkt haben.</p></div>
<button type="submit" class="main">Öffnen</button>
</form>
<p><a href="/k/${slug}">Neue Nachricht schreiben</a></p>`;
}
