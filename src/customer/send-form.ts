import { type Answer, linesOf, textOf, upload } from "./api.ts";
import { find, newKey, say } from "./dom.ts";
import { type Picked, photoPicker } from "./photos.ts";
import { refreshThread } from "./thread.ts";

const waiting = "Kein Netz. Wird gesendet, sobald Sie wieder Netz haben. Bitte diese Seite offen lassen.";

/**
 * Sends the form piece by piece: words and the first photo, then each further photo by itself. A piece that got
 * stuck is sent again when the net is back; the server recognises what it has, so nothing arrives twice.
 */
export function enhanceForm(slug: string, kind: "first" | "reply"): void {
  const form = find("#send", HTMLFormElement);
  if (!form) return;
  const photos = photoPicker();
  const button = form.querySelector<HTMLButtonElement>("button.main");
  let sending = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (sending) return;
    sending = true;
    if (button) button.disabled = true;
    photos.busy(true);
    void send(slug, form, photos.picked()).then((done) => {
      sending = false;
      if (button) button.disabled = false;
      photos.busy(false);
      if (done) finished(slug, kind, form, photos.clear);
    });
  });
  window.addEventListener("beforeunload", (event) => {
    if (sending) event.preventDefault();
  });
}

async function send(slug: string, form: HTMLFormElement, picked: readonly Picked[]): Promise<boolean> {
  say("Wird gesendet …");
  const [first, ...others] = picked;
  const words = new FormData(form);
  words.delete("photo");
  if (first) words.append("photo", await first.file);
  const answer = await untilAnswered(() => upload(slug, "messages", words, (share) => first?.progress(share)));
  if (answer.kind !== "ok") return refuse(form, answer);
  const problems = linesOf(answer.body.problems);
  for (const [i, one] of others.entries()) {
    const part = new FormData();
    part.append("formKey", newKey());
    part.append("messageId", textOf(answer.body.messageId));
    part.append("ordinal", String(i + 1));
    part.append("photo", await one.file);
    const added = await untilAnswered(() => upload(slug, "files", part, (share) => one.progress(share)));
    problems.push(...(added.kind === "ok" ? linesOf(added.body.problems) : [added.sentence]));
  }
  say(["Ihre Nachricht ist da.", ...problems].join(" "));
  return true;
}

/** Tries until the server answers, whatever it says: at once when the net comes back, else after a growing pause. */
async function untilAnswered(attempt: () => Promise<Answer>): Promise<Exclude<Answer, { kind: "no-net" }>> {
  for (let pause = 2_000; ; pause = Math.min(pause * 2, 30_000)) {
    const answer = await attempt();
    if (answer.kind !== "no-net") {
      say("Wird gesendet …");
      return answer;
    }
    say(waiting);
    await netOr(pause);
  }
}

/** Phones stop everything while they are locked: coming back to the page is a reason to try again, too. */
function netOr(pause: number): Promise<void> {
  return new Promise((done) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener("online", go);
      document.removeEventListener("visibilitychange", go);
      done();
    };
    const timer = setTimeout(go, pause);
    window.addEventListener("online", go);
    document.addEventListener("visibilitychange", go);
  });
}

function refuse(form: HTMLFormElement, answer: Extract<Answer, { kind: "refused" }>): false {
  say([answer.sentence, ...Object.values(answer.fields)].join(" "));
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  const wrong = Object.keys(answer.fields).flatMap(
    (name) => form.querySelector<HTMLElement>(`#${CSS.escape(name)}`) ?? [],
  );
  for (const field of wrong) field.setAttribute("aria-invalid", "true");
  wrong[0]?.focus();
  return false;
}

/** After the first message the conversation opens; after a reply the page stays where it is. */
function finished(slug: string, kind: "first" | "reply", form: HTMLFormElement, clearPhotos: () => void): void {
  const key = form.querySelector<HTMLInputElement>("[name=formKey]");
  if (key) key.value = newKey();
  clearPhotos();
  if (kind === "first") {
    location.assign(`/k/${slug}/gespraech`);
    return;
  }
  const text = form.querySelector<HTMLTextAreaElement>("#text");
  if (text) text.value = "";
  void refreshThread(slug);
}
