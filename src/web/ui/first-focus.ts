const field =
  "input:not(:disabled, [readonly], [type=hidden], [type=file], [type=radio]), input[type=radio]:checked:not(:disabled), select:not(:disabled), textarea:not(:disabled, [readonly])";

/**
 * Where the focus goes when a dialog opens: to its first field, if that is seen without scrolling past what must be read
 * first; in a question to the button that changes nothing; else to its heading, from where one reads on. Never to the
 * cross, and with a finger not into a field, or the keyboard would cover half of the dialog.
 */
export function focusFirst(dialog: HTMLElement, heading: HTMLElement, body: HTMLElement): void {
  const seen = (one: HTMLElement) => {
    const { bottom, height } = one.getBoundingClientRect();
    return height > 0 && bottom <= body.getBoundingClientRect().bottom;
  };
  const asked = [...body.querySelectorAll<HTMLElement>(field)];
  const buttons = [...dialog.querySelectorAll<HTMLElement>("footer button:not(:disabled)")];
  const first = asked.find((one) => one.offsetParent !== null);
  const calm = asked.length === 0 && buttons.length > 1 ? buttons[0] : undefined;
  const wanted = first && matchMedia("(pointer: fine)").matches && seen(first) ? first : calm;
  (wanted ?? heading).focus({ preventScroll: true });
}
