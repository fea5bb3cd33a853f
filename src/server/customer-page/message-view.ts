// The customer's own conversation as HTML; the script swaps in the same list that the page came with.
import { clockMark } from "../../contract/clock-mark.ts";
import type { AttachmentView, ContentView } from "../../contract/messages.ts";
import { type Html, html } from "../platform/html.ts";
import { named, type Talk, type TalkItem } from "./talk.ts";

export interface TalkTexts {
  readonly slug: string;
  readonly firm: string;
  readonly number: number;
  readonly timeZone: string;
  readonly now: Date;
}

/** The list of messages; each one has an id and a mark that changes when it looks different. */
export function talkMessages(talk: Talk, texts: TalkTexts): Html {
  const first = talk.items.find((item) => item.from === "customer")?.id;
  const lastSaid = talk.items.findLast((item) => item.from === "customer")?.position ?? 0;
  const messages = talk.items.map((item) =>
    message(item, texts, { first: item.id === first && !talk.more, unanswered: item.position > lastSaid }),
  );
  return html`<div role="log" aria-label="Nachrichten"><ol id="talk" class="talk" data-number="${texts.number}">${messages}</ol></div>`;
}

function message(
  item: TalkItem,
  texts: TalkTexts,
  { first, unanswered }: { readonly first: boolean; readonly unanswered: boolean },
): Html {
  const mine = item.from === "customer";
  const files = item.attachments.map((file, i) => attachment(file, texts, `${mine ? "Ihr" : "Unser"} Foto ${i + 1}`));
  const buttons = unanswered ? questionButtons(item, texts) : undefined;
  const mark = [
    item.edited,
    buttons !== undefined,
    item.content === null,
    ...item.attachments.map((file) => file.state),
  ].join("-");
  const time = clock(item.at, texts);
  const stamp = mine ? `Angekommen ${time}${first ? `, Vorgang ${texts.number}` : ""}` : time;
  return html`<li id="m-${item.id}" data-mark="${mark}" class="${mine ? "mine" : "ours"}"${item.automatic && html` data-automatic`}><p class="who">${mine ? "Sie" : texts.firm}${item.automatic && html` <span class="muted">automatisch</span>`}</p>${content(item.content, mine)}${buttons}${files}${item.announced !== null && missing(item.attachments.length, item.announced)}<p class="when">${stamp}${item.edited && " (bearbeitet)"}</p></li>
`;
}

/** Who closed the page, or lost the net for good, left files behind. While the page sends it hides this. */
const missing = (here: number, announced: number): Html =>
  html`<p class="file problem missing">Dateien: ${here} von ${announced} angekommen. Bitte senden Sie die fehlenden noch einmal.</p>`;

function content(view: ContentView | null, mine: boolean): Html | undefined {
  if (view === null) return html`<p class="muted">Diese Nachricht wurde zurückgezogen.</p>`;
  switch (view.type) {
    case "text":
    case "template":
    case "question":
      return view.text === ""
        ? undefined
        : html`<p class="words" dir="auto">${mine ? view.text : linked(view.text)}</p>`;
    case "media":
      return view.caption ? html`<p class="words" dir="auto">${view.caption}</p>` : undefined;
    case "structured":
      return html`<p>Ihre Angaben</p><ul class="claims">${view.lines.map((line) => html`<li>${line}</li>`)}</ul>`;
    case "choice":
      return html`<p class="words">${view.title}</p>`;
    case "location":
      return html`<p class="words">Adresse: ${view.name ?? view.address ?? "auf der Karte"}</p>`;
    case "contacts":
    case "unsupported":
      return html`<p class="muted">Das können wir hier nicht zeigen.</p>`;
  }
}

/** The buttons of a question, as long as nothing was said after it. */
function questionButtons({ id, content: view }: TalkItem, { slug, number }: TalkTexts): Html | undefined {
  if (view?.type !== "question") return undefined;
  const [yes, no] = view.buttons;
  return html`<form method="post" action="/k/${slug}/antwort" enctype="multipart/form-data" class="choices">${talkField(number)}<button name="answer" value="yes:${id}">${yes}</button> <button name="answer" value="no:${id}">${no}</button></form>`;
}

/** Which conversation a form stands in: what it asks for is done in no other. */
export const talkField = (number: number): Html => html`<input type="hidden" name="talk" value="${number}">`;

/** Addresses in our own texts can be opened; nothing is fetched from them before (V48). */
export function linked(text: string): Html {
  const parts = text.split(/(https?:\/\/[^\s<>"'„“]*[^\s<>"'„“.,;:!?)])/);
  const shown = parts.map((part, i) =>
    i % 2 === 1
      ? html`<a href="${part}" rel="noopener noreferrer">${part.replace(/^https?:\/\//, "")}</a>`
      : html`${part}`,
  );
  return html`${shown}`;
}

function attachment(file: AttachmentView, { slug }: TalkTexts, alt: string): Html {
  const base = `/api/customer/${slug}/files/${file.id}`;
  if (file.state === "pending") return html`<p class="file muted">Eine Datei wird noch geprüft.</p>`;
  if (file.state === "gone")
    return html`<p class="file problem">${named(file.name, file.whyGone ?? "Die Datei ist nicht angekommen.")}</p>`;
  if (file.inline && file.media === "video")
    return html`<video class="file" controls preload="none" src="${base}/content"></video>`;
  if (file.inline && (file.media === "audio" || file.media === "voice"))
    return html`<audio class="file" controls preload="none" src="${base}/content"></audio>`;
  if (file.hasThumbnail) return thumbnail(file, base, alt);
  return html`<p class="file"><a class="tap" href="${base}/content?download=1" download>${file.name ?? "Datei"} herunterladen</a></p>`;
}

/** U43: the place is kept by width and height, so nothing jumps when the picture arrives. */
function thumbnail(file: AttachmentView, base: string, alt: string): Html {
  const { width, height } = file;
  const size =
    width === null || height === null
      ? undefined
      : html` width="${Math.round((width / Math.max(width, height)) * 480)}" height="${Math.round((height / Math.max(width, height)) * 480)}"`;
  return html`<a class="file" href="${base}/content"><img src="${base}/thumbnail" alt="${alt}" loading="lazy"${size}></a>`;
}

/** "heute um 07:12" or "am 24.11. um 07:12", by the clock of the business. */
function clock(at: Date, { timeZone, now }: Pick<TalkTexts, "timeZone" | "now">): string {
  const dayOf = (date: Date) => new Intl.DateTimeFormat("de-DE", { timeZone, dateStyle: "short" }).format(date);
  const hands = new Intl.DateTimeFormat("de-DE", { timeZone, hour: "2-digit", minute: "2-digit" }).format(at);
  const time = hands + clockMark(at.getTime(), "de", timeZone);
  if (dayOf(at) === dayOf(now)) return `um ${time}`;
  const date = new Intl.DateTimeFormat("de-DE", { timeZone, day: "2-digit", month: "2-digit", year: "numeric" }).format(
    at,
  );
  return `am ${date} um ${time}`;
}
