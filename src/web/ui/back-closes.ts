/**
 * Back closes the uppermost dialog instead of leaving the page below it, with whatever was typed: a swipe, a key of the
 * mouse, the arrow of the browser. Android asks the dialog by itself. What the app does by itself (`history.back()`) is no
 * Back of a person. What lies over the page below it (`over-page.ts`) has its turn with the next Back. A browser without
 * the Navigation API goes back as it always did.
 * @param leave closes the dialog or asks first
 * @returns stop
 * @see https://html.spec.whatwg.org/multipage/nav-history-apis.html#the-navigateevent-interface
 */
export function backCloses(dialog: HTMLDialogElement, leave: () => void): () => void {
  const { navigation } = globalThis as { navigation?: Navigation };
  const onnavigate = (event: NavigateEvent): void => {
    if (event.navigationType !== "traverse" || !event.userInitiated || !event.cancelable) return;
    if ([...document.querySelectorAll("dialog[open]")].at(-1) !== dialog) return;
    event.preventDefault();
    leave();
  };
  navigation?.addEventListener("navigate", onnavigate);
  return () => navigation?.removeEventListener("navigate", onnavigate);
}
