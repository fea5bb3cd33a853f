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
  if (code !== "") await open(slug, code);
  const form = find("#resume", HTMLFormElement);
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    void open(slug, String(new FormData(form).get("code") ?? ""));
  });
}

/** A device that was asked to remember goes straight to its conversation. */
export async function resumeRemembered(slug: string): Promise<void> {
  const code = remembered(slug);
  if (code === undefined) return;
  const answer = await call(slug, "resume", "POST", { code });
  if (answer.kind === "ok") location.replace(`/k/${slug}/gespraech`);
  else if (answer.kind === "refused") forget();
}

async function open(slug: string, code: string): Promise<void> {
  say("Ihr Gespräch wird geöffnet …");
  const answer = await call(slug, "resume", "POST", { code });
  if (answer.kind === "ok") return location.replace(`/k/${slug}/gespraech`);
  say(whyNot(answer));
}
