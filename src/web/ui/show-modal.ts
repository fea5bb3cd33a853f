/**
 * Opens a dialog that closes only when its screen takes it away. A browser lets a page say no to Esc, or to Back on
 * Android, only so often, then closes the dialog by itself: the screen would go on believing in it, and what was typed
 * there would be out of reach. It is shown again then, with the focus where it was.
 * @see https://html.spec.whatwg.org/multipage/interaction.html#close-requests-and-close-watchers
 */
export function showModal(dialog: HTMLDialogElement): void {
  let focused: HTMLElement | undefined;
  dialog.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement) focused = target;
  });
  dialog.addEventListener("close", () => {
    if (!dialog.isConnected) return;
    const place = focused;
    dialog.showModal();
    place?.focus({ preventScroll: true });
  });
  dialog.showModal();
}
