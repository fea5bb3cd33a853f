/**
 * What was sent and has not arrived. This tab keeps it from the press on "Senden" until the server answers, under the
 * key of the visit that the press asks for; it goes with the tab, and after a day (WC-2). Of what is only typed nothing
 * is kept (WC-1), and of photos nothing but how many there were.
 */
const key = "chat_session";
const longestMs = 24 * 60 * 60_000;

export type Fields = Readonly<Record<string, string>>;

export function keepUntilAnswered(slug: string, filled: FormData): void {
  const fields = Object.fromEntries([...filled].filter(([, value]) => typeof value === "string"));
  try {
    sessionStorage.setItem(key, JSON.stringify({ slug, at: Date.now(), fields }));
  } catch {
    // Storage is switched off: then the page has to stay open.
  }
}

export function dropKept(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was stored.
  }
}

/** What of this page's customer has not been answered yet. */
export function keptUntilAnswered(slug: string): Fields | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "{}");
    if (kept.slug === slug && Date.now() - kept.at < longestMs) return kept.fields;
  } catch {
    // Nothing that could be read.
  }
  dropKept();
  return undefined;
}

/** Into the fields of the page that is there now; one that it does not have is left out. */
export function putBack(form: HTMLFormElement, fields: Fields): void {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]`);
    if (field) field.value = value;
  }
}
