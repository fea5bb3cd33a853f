import { fetchTalk } from "./api.ts";
import { clearAway } from "./clear-away.ts";
import { find, make, say } from "./dom.ts";
import { pointBelow } from "./point-below.ts";
import { firstPauseMs, longer, netOr } from "./until-answered.ts";

/** Follows the conversation: the server says "changed", the list is fetched and only what differs is touched. */
export function followTalk(slug: string): void {
  document.querySelector("#reload")?.remove();
  // Until a person has answered, what counts stands on top: that the message is here, and how to come back.
  const answered = document.querySelector("#arrived") === null;
  const newest = document.querySelector("#talk")?.lastElementChild;
  if (answered && newest && newest.getBoundingClientRect().bottom > innerHeight)
    newest.scrollIntoView({ block: "end" });
  followVisit(slug, () => void refreshTalk(slug));
  sayNet();
}

/** On top of the glass, wherever one reads: the form's own line is screens away (U52). */
function sayNet(): void {
  const line = make("p", { className: "net" });
  line.setAttribute("role", "status");
  document.body.prepend(line);
  const tell = () => (line.textContent = navigator.onLine || over ? "" : noNet);
  for (const change of ["offline", "online"]) window.addEventListener(change, tell);
  tell();
}

const noNet = "Kein Netz. Antworten kommen später.";

/** As long as the visit holds, whatever page of it is open; when it ends, the page is cleared. */
export function followVisit(slug: string, changed: () => void = () => undefined): void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const talk = find("[name=talk]", HTMLInputElement)?.value ?? "";
  const listen = () => {
    clearTimeout(retry);
    source?.close();
    if (over) return;
    // Somebody else may have begun their own visit while this tab slept: then this one is over.
    source = new EventSource(`/api/customer/${slug}/watch?talk=${talk}`);
    source.addEventListener("changed", changed);
    source.addEventListener("over", () => {
      source?.close();
      signOut("");
      // The list says why.
      void fetchTalk(slug).then((answer) => answer?.status === 404 && say(answer.sentence));
    });
    // A refusal, as of a server that is being renewed, ends a source for good. The list says whether the visit is over.
    source.addEventListener("error", () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      retry = setTimeout(listen, againMs);
      void refreshTalk(slug);
    });
  };
  listen();
  // A phone that was asleep may hold a dead line: begin anew when somebody looks again.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") listen();
  });
  window.addEventListener("pagehide", () => {
    clearTimeout(retry);
    source?.close();
  });
}

const againMs = 5_000;
/** What somebody of the business wrote, not the house by itself. */
const byPerson = ".ours:not([data-automatic])";

const signedOut = "Zu Ihrer Sicherheit haben wir Sie abgemeldet. Öffnen Sie das Gespräch bitte mit Ihrem Link.";
let running: Promise<void> | undefined;
let again = false;
let over = false;
/** Ends the pause before the next try. */
let soon: () => void = () => undefined;

function signOut(why: string): void {
  if (!over) clearAway(why || signedOut);
  over = true;
}

/**
 * One fetch at a time; a call in between makes it look once more. That something changed is told once: what does not
 * come then is fetched until it is here.
 */
export function refreshTalk(slug: string): Promise<void> {
  again = true;
  soon();
  running ??= fetchUntilHere(slug);
  return running;
}

async function fetchUntilHere(slug: string): Promise<void> {
  let pause = firstPauseMs;
  while (again && !over) {
    again = false;
    const answer = await fetchTalk(slug);
    // Without a sentence it is a proxy's word, not the server's.
    if (answer?.status === 404 && answer.sentence !== "") signOut(answer.sentence);
    else if (answer?.status !== 200 || !merge(answer.html)) {
      again = true;
      await Promise.race([netOr(pause), new Promise<void>((now) => (soon = now))]);
      pause = longer(pause);
    }
  }
  running = undefined;
}

/**
 * New messages are added, changed ones replaced; a screen reader hears the new ones once (U57).
 * @returns false for what is not the list, as a proxy's own page
 */
function merge(html: string): boolean {
  const list = document.querySelector("#talk");
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("#talk");
  if (!fresh) return false;
  if (!list) return true;
  // Somebody else at this computer has begun their own since: nothing of it comes in here.
  if (list.getAttribute("data-number") !== fresh.getAttribute("data-number")) {
    signOut("");
    return true;
  }
  const atEnd = window.innerHeight + window.scrollY >= list.getBoundingClientRect().bottom + window.scrollY - 80;
  const added: Element[] = [];
  for (const item of [...fresh.children]) {
    const known = list.querySelector(`#${CSS.escape(item.id)}`);
    if (!known) {
      list.append(item);
      added.push(item);
    } else if (known.getAttribute("data-mark") !== item.getAttribute("data-mark")) mend(known, item);
  }
  // Once a person has answered, "we will answer by noon" is over.
  if (list.querySelector(byPerson)) document.querySelector("#arrived")?.remove();
  if (atEnd) added.at(-1)?.scrollIntoView({ block: "nearest" });
  else for (const item of added) if (item.matches(byPerson)) pointBelow(item);
  return true;
}

/** Only the parts that differ: what stays is not read out anew, a film in it goes on, a button keeps the focus. */
function mend(known: Element, fresh: Element): void {
  known.setAttribute("data-mark", fresh.getAttribute("data-mark") ?? "");
  const parts = [...fresh.children];
  for (const extra of [...known.children].slice(parts.length)) extra.remove();
  for (const [i, part] of parts.entries()) {
    const there = known.children[i];
    if (!there) known.append(part);
    else if (there.outerHTML !== part.outerHTML) there.replaceWith(part);
  }
}
