/** Whether a button of the mouse is down, or a finger on the glass. What moves then moves away from under it. */
class Pointer {
  held = $state(false);

  constructor() {
    addEventListener("pointerdown", () => (this.held = true), { capture: true });
    // The click comes after these two; it belongs to the page as it was pressed.
    const up = () => setTimeout(() => (this.held = false));
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, up, { capture: true });
  }
}
export const pointer = new Pointer();
