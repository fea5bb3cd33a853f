/** What is open and would be closed by Back, the last one opened last. */
const opened: HTMLElement[] = [];

/**
 * Back closes what was opened last, a dialog or the menu of a button, instead of leaving the page below it, with whatever
 * was typed: a swipe, a key of the mouse, the arrow of the browser. Android asks a dialog by itself. What the app does by
 * itself (`history.back()`) is no Back of a person. What lies over the page below it (`over-page.ts`) has its turn with the
 * next Back. A browser without the Navigation API goes back as it always did.
 * @param part the dialog, or what the menu stands in
 * @param leave closes it or asks first
 * @returns stop
 * @see https://html.spec.whatwg.org/multipage/nav-history-apis.html#the-navigateevent-interface
 */
export function backCloses(part: HTMLElement, leave: () => void): () => void {
  const { navigation } = globalThis as { navigation?: Navigation };
  const onnavigate = (event: NavigateEvent): void => {
    if (event.navigationType !== "traverse" || !event.userInitiated || !event.cancelable) return;
    const uppermost = [...document.querySelectorAll("dialog[open]")].at(-1) ?? null;
    if (event.defaultPrevented || opened.at(-1) !== part || part.closest("dialog") !== uppermost) return;
    event.preventDefault();
    leave();
  };
  opened.push(part);
  navigation?.addEventListener("navigate", onnavigate);
  return () => {
    opened.splice(opened.lastIndexOf(part), 1);
    navigation?.removeEventListener("navigate", onnavigate);
  };
}
