/**
 * A press beside a dialog, on its scrim, closes it. It counts only if it began there too: whoever marks the text of a
 * field with the mouse and lets go outside the dialog would lose everything they wrote.
 */
export function pressBeside(dialog: HTMLDialogElement, close: () => void): void {
  let beganBeside = false;
  dialog.addEventListener("pointerdown", ({ target }) => (beganBeside = target === dialog));
  dialog.addEventListener("click", ({ target }) => {
    if (beganBeside && target === dialog) close();
  });
}
