/** What one person set on this device. Never leaves it. */
interface Stored {
  theme: "auto" | "light" | "dark";
  /** Single keys like `e` and `s`; WCAG 2.1.4 wants an off switch. */
  singleKeys: boolean;
  enterSends: boolean;
  contextOpen: boolean;
}
const key = "werkbote.prefs";
const initial: Stored = { theme: "auto", singleKeys: true, enterSends: true, contextOpen: true };

function read(): Partial<Stored> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

class Prefs {
  #value = $state.raw<Stored>({ ...initial, ...read() });

  get theme() {
    return this.#value.theme;
  }
  get singleKeys() {
    return this.#value.singleKeys;
  }
  get enterSends() {
    return this.#value.enterSends;
  }
  get contextOpen() {
    return this.#value.contextOpen;
  }

  set(changes: Partial<Stored>): void {
    // What another tab set meanwhile stays.
    this.#value = { ...this.#value, ...read(), ...changes };
    applyTheme(this.#value.theme);
    try {
      localStorage.setItem(key, JSON.stringify(this.#value));
    } catch {
      // Without storage it holds until the tab is closed.
    }
  }
}

function applyTheme(theme: Stored["theme"]): void {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export const prefs = new Prefs();
applyTheme(prefs.theme);
