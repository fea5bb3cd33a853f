export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: "info" | "attention";
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Short words at the foot of the screen: what just happened, with at most one way back. One at a time. */
class Toasts {
  current = $state.raw<Toast | undefined>(undefined);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #next = 1;

  show(text: string, options: { kind?: Toast["kind"]; action?: Toast["action"]; forMs?: number } = {}): void {
    clearTimeout(this.#timer);
    const { kind = "info", action, forMs = 5000 } = options;
    this.current = { id: this.#next++, text, kind, ...(action ? { action } : {}) };
    this.#timer = setTimeout(() => this.dismiss(), forMs);
  }

  /** Runs the way back, if one is offered; Ctrl+Z comes here too. */
  undo(): void {
    const action = this.current?.action;
    this.dismiss();
    action?.run();
  }

  dismiss(): void {
    clearTimeout(this.#timer);
    this.current = undefined;
  }
}
export const toasts = new Toasts();
