const focusable = "button:not(:disabled), a[href], input:not(:disabled), select, textarea, [tabindex='0']";

const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** Where the focus was, and the way back. */
interface Place {
  /** Brings the focus back, or to what is nearest when that is gone. */
  goBack(): void;
  /** The same, but only if the focus is on nothing by now. */
  goBackIfLost(): void;
}

/**
 * Remembers where the focus is, with everything around it inside the page: what opened a dialog or was pressed may be
 * gone a moment later, published, seen or deleted, and then the focus goes to what is nearest to it. If it was on nothing,
 * as with a single key or a finger on an iPhone, it goes back to nothing: the nearest would be the first link of the page.
 */
export function rememberFocus(): Place {
  const before = document.activeElement;
  const around: Element[] = [];
  for (let place = before?.parentElement; place && !place.matches("main, body, html"); place = place.parentElement)
    around.push(place);
  const nearest = (): HTMLElement | undefined => {
    if (before instanceof HTMLElement && before.isConnected && before !== document.body) return before;
    for (const place of around.filter((one) => one.isConnected)) {
      const found = [...place.querySelectorAll<HTMLElement>(focusable)].find((one) => one.offsetParent !== null);
      if (found) return found;
    }
    return undefined;
  };
  const goBackIfLost = (): void => {
    requestAnimationFrame(() => {
      if (isLost() && document.querySelector("dialog[open]") === null) nearest()?.focus({ preventScroll: true });
    });
  };
  return {
    goBack() {
      nearest()?.focus({ preventScroll: true });
      // What goes together with the dialog goes a moment later.
      goBackIfLost();
    },
    goBackIfLost,
  };
}

/**
 * While a dialog is open its focus stays in it, also when the button that was pressed makes room for what became of it.
 * @returns stop
 */
export function keepFocusIn(dialog: HTMLDialogElement, home: HTMLElement): () => void {
  const watch = new MutationObserver(() => {
    requestAnimationFrame(() => {
      if (dialog.open && dialog.isConnected && isLost()) home.focus({ preventScroll: true });
    });
  });
  watch.observe(dialog, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"] });
  return () => watch.disconnect();
}
