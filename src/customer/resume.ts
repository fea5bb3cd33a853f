import { call } from "./api.ts";
import { find, say } from "./dom.ts";
import { forget, remembered } from "./remembered.ts";
import { whyNot } from "./until-answered.ts";

/**
 * The private link: the secret stands behind # and is taken out of the address before anything else happens, so that
 * it stays out of the history, of referrers and of every request's address (V26).
 */
export async function resumeFromAddress(slug: string): Promise<void> {
  const code = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  // Where the net is away it is in the field: from there it goes once more at a press.
  const field = find("#code", HTMLInputElement);
  if (field && code !== "") field.value = `${location.origin}${location.pathname}#${code}`;
  if (code !== "") await open(slug, code);
  const form = find("#resume", HTMLFormElement);
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    void open(slug, String(new FormData(form).get("code") ?? ""));
  });
}

/**
 * A device that was asked to remember goes straight to its conversation. Who has begun to write on a slow line is not
 * taken away from it: the words reach the same conversation from here.
 */
export async function resumeRemembered(slug: string): Promise<void> {
  const code = remembered(slug);
  if (code === undefined) return;
  let begun = false;
  find("#send", HTMLFormElement)?.addEventListener("input", () => (begun = true), { once: true });
  const answer = await call(slug, "resume", "POST", { code });
  if (answer.kind === "ok" && begun) stayHere();
  else if (answer.kind === "ok") location.replace(`/k/${slug}/gespraech`);
  else if (answer.kind === "refused") forget();
}

/** The firm knows who it is: what it asks of strangers need not be filled in. */
function stayHere(): void {
  for (const id of ["#name", "#reach"]) {
    const field = find(id, HTMLInputElement);
    if (field) field.required = false;
  }
  say("Ihr Gespräch ist noch da. Ihre Nachricht kommt dazu.");
}

async function open(slug: string, code: string): Promise<void> {
  say("Ihr Gespräch wird geöffnet …");
  const answer = await call(slug, "resume", "POST", { code });
  if (answer.kind === "ok") return location.replace(`/k/${slug}/gespraech`);
  say(whyNot(answer));
}
