import { showModal } from "./show-modal.ts";

/**
 * Opens a dialog over the page: Back closes it instead of leaving what lies below (U40), and the focus goes back to
 * where it came from.
 * @param backTo where the focus goes instead, if that is there when it closes
 * @returns undo it, when the dialog goes
 */
export function openOverPage(
  dialog: HTMLDialogElement | undefined,
  onclose: () => void,
  backTo: () => HTMLElement | null = () => null,
): () => void {
  const before = document.activeElement;
  if (dialog) showModal(dialog);
  history.pushState({ ...history.state, overPage: true }, "");
  const below = location.pathname;
  let left = false;
  const onpop = () => {
    left = true;
    onclose();
  };
  addEventListener("popstate", onpop);
  return () => {
    removeEventListener("popstate", onpop);
    // Whoever was led elsewhere meanwhile, e.g. by a notification they pressed, stays there.
    if (!left && location.pathname === below) history.back();
    const wanted = backTo();
    if (wanted) wanted.focus();
    else if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  };
}
