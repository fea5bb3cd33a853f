import { createSubscriber } from "svelte/reactivity";

export type Language = "de" | "en";
const key = "werkbote.language";
const listeners = new Set<() => void>();
const subscribe = createSubscriber((update) => {
  listeners.add(update);
  return () => listeners.delete(update);
});

function stored(): Language {
  try {
    return localStorage.getItem(key) === "en" ? "en" : "de";
  } catch {
    return "de";
  }
}
let current: Language = stored();

/** The language of this browser; reading it in a component follows changes. */
export function language(): Language {
  subscribe();
  return current;
}

/** Switches this browser's language at once and remembers it. */
export function setLanguage(next: Language): void {
  current = next;
  document.documentElement.lang = next;
  try {
    localStorage.setItem(key, next);
  } catch {
    // A browser without storage keeps the language until it is closed.
  }
  announceTexts();
}

/** Tells every component that texts have changed, e.g. because the English ones arrived. */
export function announceTexts(): void {
  for (const update of listeners) update();
}
