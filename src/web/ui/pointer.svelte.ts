/** Whether a button of the mouse is down, or a finger on the glass. What moves then moves away from under it. */
class Pointer {
  held = $state(false);
  readonly #waiting: (() => void)[] = [];

  constructor() {
    addEventListener("pointerdown", () => (this.held = true), { capture: true });
    // The click comes after these two; it belongs to the page as it was pressed.
    const up = () => setTimeout(() => this.#release());
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, up, { capture: true });
  }

  /** Resolves when nothing is being pressed: what moves then moves away from under nobody. */
  async free(): Promise<void> {
    if (this.held) await new Promise<void>((go) => this.#waiting.push(go));
  }

  #release(): void {
    this.held = false;
    for (const go of this.#waiting.splice(0)) go();
  }
}
export const pointer = new Pointer();
