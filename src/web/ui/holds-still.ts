/**
 * Handlers for a list whose rows change places by themselves: none does while somebody points at it, has a finger on it
 * or stands in it with the keyboard (U11).
 * @param hold hears when it begins and when it is over, and whether it is the keyboard
 */
export function holdsStill(hold: (on: boolean, byKey: boolean) => void) {
  let pointed = false;
  let focused = false;
  const tell = () => hold(pointed || focused, focused);
  return {
    onpointerenter(): void {
      pointed = true;
      tell();
    },
    onpointerleave({ pointerType }: PointerEvent): void {
      pointed = false;
      // A finger is lifted before its press is told: until then every row stays where it was touched.
      if (pointerType === "mouse") tell();
      else requestAnimationFrame(tell);
    },
    onfocusin({ target }: FocusEvent): void {
      // A finger that comes back from where the row led leaves the focus here too, but nobody sees it stand anywhere.
      focused = target instanceof Element && target.matches(":focus-visible");
      tell();
    },
    onfocusout({ currentTarget, relatedTarget }: FocusEvent): void {
      const list = currentTarget instanceof Node ? currentTarget : undefined;
      focused = relatedTarget instanceof Node && (list?.contains(relatedTarget) ?? false);
      tell();
    },
  };
}
