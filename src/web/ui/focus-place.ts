const focusable = "button:not(:disabled), a[href], input:not(:disabled), select, textarea, [tabindex='0']";

const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

/**
 * Remembers where the focus is, with everything around it: what opened a dialog may be gone when it closes, published
 * or deleted, and then the focus goes to what is nearest to it.
 * @returns brings the focus back
 */
export function rememberFocus(): () => void {
  const before = document.activeElement;
  const around: Element[] = [];
  for (let place = before?.parentElement; place && place !== document.body; place = place.parentElement)
    around.push(place);
  const nearest = (): HTMLElement | undefined => {
    if (before instanceof HTMLElement && before.isConnected && before !== document.body) return before;
    for (const place of around.filter((one) => one.isConnected)) {
      const found = [...place.querySelectorAll<HTMLElement>(focusable)].find((one) => one.offsetParent !== null);
      if (found) return found;
    }
    return undefined;
  };
  return () => {
    nearest()?.focus({ preventScroll: true });
    // What goes together with the dialog goes a moment later.
    requestAnimationFrame(() => {
      if (isLost() && document.querySelector("dialog[open]") === null) nearest()?.focus({ preventScroll: true });
    });
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
