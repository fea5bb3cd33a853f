import { call, textOf } from "./api.ts";
import { fill, find, make } from "./dom.ts";
import { dropKept } from "./on-its-way.ts";
import { forget, remember, remembered } from "./remembered.ts";
import { whyNot } from "./until-answered.ts";

/** Private link with copy and QR code, "remember on this device", sign-off. */
export function enhanceWayBack(slug: string): void {
  onPress("#link", (_form, tell) => showLink(slug, tell));
  const place = find("#remember", HTMLParagraphElement);
  const button = place?.querySelector("button");
  if (place && button) {
    place.hidden = false;
    if (remembered(slug) !== undefined) isRemembered(place);
    const tell = lineIn(place);
    button.addEventListener("click", () => void rememberHere(slug, place, tell));
  }
  for (const form of ["#leave", "#anew"])
    onPress(form, (filled, tell) => leave(slug, new FormData(filled).has("everywhere"), tell));
}

type Tell = (sentence: string) => void;

/** What comes of a press is said beside the button: the form's own line may be two screens away. */
function lineIn(place: HTMLElement): Tell {
  const line = make("p", { className: "status" });
  line.setAttribute("role", "status");
  place.append(line);
  return (sentence) => fill(line, sentence);
}

function onPress(selector: string, press: (form: HTMLFormElement, tell: Tell) => Promise<void>): void {
  const form = find(selector, HTMLFormElement);
  if (!form) return;
  const tell = lineIn(form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void press(form, tell);
  });
}

/** Which conversation stands here: what opens another is no way back to it. */
const here = () => ({ talk: find("#talk", HTMLOListElement)?.dataset.number ?? "" });

async function showLink(slug: string, tell: Tell): Promise<void> {
  const place = find("#link-place", HTMLDivElement);
  const answer = await call(slug, "link", "POST", here());
  tell(answer.kind === "ok" ? "" : whyNot(answer));
  if (answer.kind !== "ok") return;
  if (!place) return;
  const link = textOf(answer.body.link);
  const field = make("input", { id: "private-link", readOnly: true, value: link });
  const copy = make("button", { type: "button", textContent: "Link kopieren" });
  const told = make("p", {});
  told.setAttribute("role", "status");
  copy.addEventListener("click", () => {
    field.select();
    navigator.clipboard.writeText(link).then(
      () => fill(told, "Kopiert."),
      () => fill(told, "Bitte den markierten Link selbst kopieren."),
    );
  });
  const holds = `Der Link gilt bis einschließlich ${textOf(answer.body.lastDay)}. Jedes Öffnen verlängert ihn wieder auf drei Arbeitstage.`;
  fill(
    place,
    make("label", { htmlFor: "private-link", textContent: "Ihr Link" }),
    field,
    make("p", { className: "muted", textContent: holds }),
    copy,
    told,
    picture(textOf(answer.body.qrSvg)),
  );
  field.focus();
  field.select();
}

/** The QR code for the customer's other phone, drawn from the server's SVG. */
function picture(svg: string): HTMLElement {
  const frame = make("div", { className: "qr" });
  frame.setAttribute("role", "img");
  frame.setAttribute("aria-label", "QR-Code mit Ihrem Link");
  frame.append(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement);
  return frame;
}

async function rememberHere(slug: string, place: HTMLElement, tell: Tell): Promise<void> {
  const answer = await call(slug, "remember", "POST", here());
  if (answer.kind !== "ok") return tell(whyNot(answer));
  if (remember(slug, textOf(answer.body.code), textOf(answer.body.validUntil))) isRemembered(place);
  else fill(place, "Dieser Browser erlaubt das nicht. Nehmen Sie bitte den Link.");
}

function isRemembered(place: HTMLElement): void {
  fill(place, "Dieses Gerät merkt sich den Chat 30 Tage lang. „Abmelden“ löscht das wieder.");
}

async function leave(slug: string, everywhere: boolean, tell: Tell): Promise<void> {
  const code = remembered(slug);
  const answer = await call(slug, "session", "DELETE", {
    everywhere,
    ...here(),
    ...(code === undefined ? {} : { code }),
  });
  if (answer.kind !== "ok") return tell(whyNot(answer));
  forget();
  dropKept();
  location.assign(`/k/${slug}`);
}
