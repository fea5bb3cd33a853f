import { type Answer, fetchTalk, linesOf, textOf, upload } from "./api.ts";
import { fill, find, make, newKey, say } from "./dom.ts";
import { dropKept, type Fields, keepUntilAnswered, keptUntilAnswered, putBack } from "./on-its-way.ts";
import { type Picked, photoPicker } from "./photos.ts";
import { sendFile } from "./send-file.ts";
import { refreshTalk } from "./talk.ts";
import { untilAnswered } from "./until-answered.ts";

type Kind = "first" | "reply";

/**
 * Sends the form piece by piece: the words first, then each photo in blocks. A piece that got stuck is sent again
 * when the net is back; the server recognises what it has, so nothing arrives twice.
 * @returns true where a message goes on that had not arrived when the page was left
 */
export function enhanceForm(slug: string, kind: Kind): boolean {
  const form = find("#send", HTMLFormElement);
  if (!form) return false;
  const photos = photoPicker();
  const button = form.querySelector<HTMLButtonElement>("button.main");
  let sending = false;
  let done = false;
  settleWhenTyped(form);
  const busy = (yes: boolean) => {
    sending = yes;
    // Not disabled: the keyboard would lose its place. A second press does nothing as it is.
    button?.setAttribute("aria-disabled", String(yes));
    if (kind === "first") lock(form, yes);
  };
  const go = (lost = 0) => {
    if (sending) return;
    const written = words(form)?.value ?? "";
    const picked = photos.picked();
    // Where no cookie is taken, words and photos go in one, as without a script.
    const whole = kind === "first" && picked.length > 0 && !takesCookies();
    const sent = send(slug, kind, form, { picked, whole, lost });
    busy(true);
    for (const one of picked) one.can(whole ? "nothing" : "cancel");
    missingShown(false);
    void sent.then((outcome) => {
      busy(false);
      for (const one of picked) one.can("remove");
      if (!outcome) return missingShown(true);
      // Behind the first message stands another page, and what is typed here has gone.
      done = kind === "first";
      for (const one of picked) one.remove();
      finished(slug, kind, form, written, outcome);
    });
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
  // Who rings up leaves no page, but browsers fire the same event: nobody is asked on the way to the emergency number.
  let calls = false;
  document.addEventListener("click", ({ target }) => {
    calls = target instanceof Element && target.closest("a[href^='tel:'], a[href^='mailto:']") !== null;
  });
  for (const next of ["pointerdown", "keydown"]) document.addEventListener(next, () => (calls = false), true);
  // Nothing is stored on the device before the first message (WC-1), so a reload takes along what is typed: it is asked.
  window.addEventListener("beforeunload", (event) => {
    // A visit that ended has cleared the field away: then there is nothing to keep.
    if (calls || !form.isConnected) return;
    if (!done && (sending || isTyped(form) || photos.picked().length > 0)) event.preventDefault();
  });
  const fields = keptUntilAnswered(slug);
  const goesOn = fields !== undefined && takeUp(kind, form, fields);
  if (goesOn) go(Number(fields.announced ?? 0));
  else dropKept();
  return goesOn;
}

/**
 * Puts back what was sent and had not arrived when the page was left.
 * @returns false for what has arrived after all, and for what belongs into another conversation than stands here now
 */
function takeUp(kind: Kind, form: HTMLFormElement, fields: Fields): boolean {
  if (kind === "reply" && fields.talk === undefined) {
    if (!isHere(fields.text ?? "")) putBack(form, { text: fields.text ?? "" });
    return false;
  }
  if (fields.talk !== form.querySelector<HTMLInputElement>("[name=talk]")?.value) return false;
  putBack(form, fields);
  const status = document.querySelector("#status");
  const lost = Number(fields.announced ?? 0);
  const files = lost === 1 ? "1 Datei ist" : `${lost} Dateien sind`;
  const photos = `${files} auf dem Weg verloren gegangen. Bitte danach noch einmal senden.`;
  if (lost > 0) status?.after(make("p", { textContent: photos }));
  if (kind === "reply") form.querySelector(".main")?.scrollIntoView({ block: "end" });
  else {
    // What has become of it comes before the fields, which are two screens long.
    const heading = headline("Ihre Nachricht wartet noch");
    scrollTo(0, 0);
    const told = [status, status?.nextElementSibling].filter((one) => one?.matches("p"));
    heading?.after(...told.filter((one) => one !== null && one !== undefined));
  }
  return true;
}

/** Whether the conversation on the screen has these words of the customer's already. */
const isHere = (text: string): boolean =>
  [...document.querySelectorAll("#talk .mine .words")].some((one) => one.textContent?.trim() === text.trim());

function headline(text: string): Element | null {
  const heading = document.querySelector("h1");
  if (heading) heading.textContent = text;
  return heading;
}

/**
 * Photos come after the words, to the visit that these open, and a visit is a cookie. Browsers that take none keep
 * nothing else either, and say so when asked; `navigator.cookieEnabled` stays true in Chromium.
 */
function takesCookies(): boolean {
  try {
    return localStorage.length >= 0;
  } catch {
    return false;
  }
}

/** What became of a message that was taken. */
interface Outcome {
  /** Vorgang 1187. */
  readonly number: string;
  readonly arrived: number;
  readonly files: number;
  /** German sentences about what did not work. */
  readonly problems: readonly string[];
}

/** @returns undefined when the message was not taken */
async function send(
  slug: string,
  kind: Kind,
  form: HTMLFormElement,
  { picked, whole, lost }: { readonly picked: readonly Picked[]; readonly whole: boolean; readonly lost: number },
): Promise<Outcome | undefined> {
  say("Wird gesendet …");
  const filled = new FormData(form);
  filled.delete("photo");
  if (!whole) filled.append("announced", String(picked.length + lost));
  if (kind === "reply") filled.append("reply", "1");
  keepUntilAnswered(slug, filled);
  const progress = whole ? await addAll(filled, picked) : undefined;
  const answer = await untilAnswered(() => upload(slug, "POST", "messages", filled, progress));
  dropKept();
  for (const one of picked) one.progress(undefined);
  if (answer.kind !== "ok") return refuse(form, answer);
  const number = String(answer.body.number ?? "");
  const problems = linesOf(answer.body.problems);
  if (kind === "first" && !takesCookies() && (await fetchTalk(slug))?.status === 404) problems.push(noVisit);
  if (whole) return { number, arrived: 0, files: 0, problems };
  const files = await sendAll(slug, textOf(answer.body.messageId), picked);
  return { number, ...files, problems: [...problems, ...files.problems] };
}

/** One that was cancelled counts for nothing. */
async function sendAll(slug: string, messageId: string, picked: readonly Picked[]): Promise<Omit<Outcome, "number">> {
  const problems: string[] = [];
  let arrived = 0;
  let files = 0;
  for (const [ordinal, one] of picked.entries()) {
    const wrong = await sendFile(slug, messageId, ordinal, one);
    problems.push(...wrong);
    if (one.stop.aborted) continue;
    files += 1;
    if (wrong.length === 0) arrived += 1;
  }
  return { arrived, files, problems };
}

/** Behind the first message stands nothing for whoever takes no cookie. */
const noVisit =
  "Ihr Browser nimmt keine Cookies an. Deshalb antworten wir Ihnen am Telefon oder per E-Mail, und nicht hier.";

/** @returns what shows how far they are, all at the same pace */
async function addAll(filled: FormData, picked: readonly Picked[]): Promise<(bytes: number) => void> {
  let total = 0;
  for (const one of picked) {
    const file = await one.file;
    filled.append("photo", file);
    total += file.size;
  }
  return (bytes) => {
    for (const one of picked) one.progress(Math.min(1, bytes / total));
  };
}

/** What was wrong is so no longer once it is written anew. */
function settleWhenTyped(form: HTMLFormElement): void {
  form.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLElement) || !target.hasAttribute("aria-invalid")) return;
    settle(target);
    if (!form.querySelector("[aria-invalid]")) say("");
  });
}

/** What is wrong stands beside its field, as without a script; what is about no field, above the button. */
function refuse(form: HTMLFormElement, answer: Extract<Answer, { kind: "refused" }>): undefined {
  for (const field of form.querySelectorAll<HTMLElement>("[aria-invalid]")) settle(field);
  const wrong = Object.entries(answer.fields).flatMap(([name, sentence]) => {
    const field = form.querySelector<HTMLElement>(`#${CSS.escape(name)}`);
    if (field) complain(field, sentence);
    return field ?? [];
  });
  say(wrong.length === 0 ? answer.sentence : "Noch nicht gesendet. Bitte prüfen Sie das rot umrandete Feld.");
  wrong[0]?.focus();
  // The label comes into sight with the sentence: the field alone may stand at the edge.
  wrong[0]?.closest(".field")?.scrollIntoView({ block: "nearest" });
  return undefined;
}

function complain(field: HTMLElement, sentence: string): void {
  const id = `${field.id}-problem`;
  field.before(make("p", { className: "problem", id, textContent: sentence }));
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", id);
}

function settle(field: HTMLElement): void {
  document.getElementById(`${field.id}-problem`)?.remove();
  field.removeAttribute("aria-invalid");
  field.removeAttribute("aria-describedby");
}

/** After the first message the conversation opens, unless there is something to read first. */
function finished(slug: string, kind: Kind, form: HTMLFormElement, written: string, outcome: Outcome): void {
  const key = form.querySelector<HTMLInputElement>("[name=formKey]");
  if (key) key.value = newKey();
  tell(outcome);
  const address = `/k/${slug}/gespraech`;
  if (kind === "first" && outcome.problems.length === 0) location.assign(address);
  else if (kind === "first") {
    headline(`Ange\u00adkommen, Vorgang ${outcome.number}`);
    // What was for whoever had not written yet is over. The line that speaks stays where it is: taken out and put in
    // again, nobody would hear it.
    const stays = "h1, .emergency, .presence, .contact, #send, #status";
    for (const part of [...(document.querySelector("main")?.children ?? []), ...form.children])
      if (!part.matches(stays)) part.remove();
    const presence = document.querySelector(".presence");
    if (presence) form.append(presence);
    if (outcome.problems.includes(noVisit)) return;
    const onwards = make("a", { className: "button main", href: address, textContent: "Zum Gespräch" });
    form.append(onwards);
    onwards.focus();
  } else {
    const field = words(form);
    // Photos take minutes on one bar of signal: what was written meanwhile is the next message and stays.
    if (field)
      field.value = field.value.startsWith(written) ? field.value.slice(written.length).trimStart() : field.value;
    void refreshTalk(slug).then(() => missingShown(true));
  }
}

/** First what has arrived, then what has not. */
function tell({ arrived, files, problems }: Outcome): void {
  const status = document.querySelector("#status");
  if (!status) return;
  const some = arrived > 0 && arrived < files;
  const count = some ? ` ${arrived} von ${files} Dateien ${arrived === 1 ? "ist" : "sind"} angekommen.` : "";
  const lines = [`Ihre Nachricht ist da.${count}`, ...problems];
  fill(status, ...lines.map((textContent) => make("p", { textContent })));
}

/** What has not arrived is missing only when nothing is on its way any more. */
const missingShown = (yes: boolean) => document.body.classList.toggle("sending", !yes);

/** The page behind the first message is another one: what is typed or chosen after the press would be gone. */
function lock(form: HTMLFormElement, yes: boolean): void {
  // Loaded anew meanwhile, it begins on top, where it says what waits: said before it is left, or it comes too late.
  history.scrollRestoration = yes ? "manual" : "auto";
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("textarea, input"))
    if (field.type === "file") field.disabled = yes;
    else field.readOnly = yes;
}
const isTyped = (form: HTMLFormElement): boolean =>
  [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("textarea, input:not([type])")].some(
    ({ value, defaultValue }) => value.trim() !== "" && value !== defaultValue,
  );
const words = (form: HTMLFormElement) => form.querySelector<HTMLTextAreaElement>("#text");
