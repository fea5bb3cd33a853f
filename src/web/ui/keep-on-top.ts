/**
 * Keeps a live region where it is seen and heard. An open dialog makes everything beside it unreachable, so the region
 * goes into the topmost one, to the place the dialog has for it, before there is anything to say; and back.
 * @param onmoved told when it stands elsewhere; `depth`: how many dialogs lie upon each other
 * @returns stop
 */
export function keepOnTop(region: HTMLElement, onmoved: (depth: number) => void): () => void {
  const home = region.parentElement;
  const dialogs = document.getElementsByTagName("dialog");
  let open: readonly HTMLDialogElement[] = [];
  const place = (): void => {
    const now = [...dialogs].filter((dialog) => dialog.open);
    // In the order they were opened: that is how they lie upon each other.
    open = [...open.filter((dialog) => now.includes(dialog)), ...now.filter((dialog) => !open.includes(dialog))];
    const top = open.at(-1);
    const where = top ? (top.querySelector<HTMLElement>("[data-said]") ?? top) : home;
    if (!where || region.parentElement === where) return;
    where.append(region);
    onmoved(open.length);
  };
  const watch = new MutationObserver(place);
  watch.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["open"] });
  place();
  return () => watch.disconnect();
}
