/** Chrome's own question, kept for the moment somebody presses the button. */
interface InstallPrompt extends Event {
  prompt(): Promise<{ readonly outcome: "accepted" | "dismissed" }>;
}

const laterKey = "werkbote-install-later";

/** iPhone and iPad; an iPad calls itself a Mac and has fingers. */
export function isApple(): boolean {
  return (
    /iPhone|iPad|iPod/.test(navigator.userAgent) ||
    (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1)
  );
}

/** Opened from the home screen, without the browser around it. */
export function isStandalone(): boolean {
  return (
    matchMedia("(display-mode: standalone)").matches || ("standalone" in navigator && navigator.standalone === true)
  );
}

const isPhone = (): boolean => matchMedia("(pointer: coarse) and (max-width: 900px)").matches;

/** Bringing the app to the home screen. */
class Install {
  /** The browser can do it by itself, on a press. */
  ready = $state.raw<InstallPrompt | undefined>(undefined);
  installed = $state(isStandalone());
  later = $state(localStorage.getItem(laterKey) !== null);

  /** Shown after the first sign-in on a phone, until it is done or put off. */
  get offered(): boolean {
    return isPhone() && !this.installed && !this.later;
  }

  async ask(): Promise<void> {
    const { outcome } = (await this.ready?.prompt()) ?? {};
    this.ready = undefined;
    if (outcome === "accepted") this.installed = true;
  }

  putOff(): void {
    this.later = true;
    localStorage.setItem(laterKey, "1");
  }
}
export const install = new Install();

addEventListener("beforeinstallprompt", (event) => {
  // Chrome's own bar would come at a moment of its choosing.
  event.preventDefault();
  install.ready = event as InstallPrompt;
});
addEventListener("appinstalled", () => {
  install.ready = undefined;
  install.installed = true;
});
