import { isTransient, pressSentenceOf } from "../api.ts";
import { t } from "../i18n/t.ts";

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: "info" | "attention";
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Short words at the foot of the screen: what just happened, with at most one button. One at a time. */
class Toasts {
  current = $state.raw<Toast | undefined>(undefined);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #next = 1;
  #turn = 0;
  #said = 0;
  /** Takes back the last press while its answer is still to come. */
  #takeBack: (() => void) | undefined;

  show(text: string, options: { kind?: Toast["kind"]; action?: Toast["action"]; forMs?: number } = {}): void {
    clearTimeout(this.#timer);
    const { kind = "info", action, forMs = 5000 } = options;
    this.current = { id: this.#next++, text, kind, ...(action ? { action } : {}) };
    this.#timer = setTimeout(() => this.dismiss(), forMs);
  }

  /**
   * For a press whose answer is still to come. What was said before goes with it, and what such a press did is said
   * unless a later one has spoken already: Ctrl+Z takes back what was pressed last or nothing, in whatever order the
   * answers arrive.
   * @param takeBack takes it back before it is answered: whoever is that quick does not wait, and is not told it is done
   * @returns shows what the press did
   */
  pressed(takeBack?: () => void): Toasts["show"] {
    this.dismiss();
    const turn = ++this.#turn;
    this.#takeBack = takeBack;
    return (text, options) => {
      if (turn < this.#said) return;
      this.#said = turn;
      if (turn === this.#turn) this.#takeBack = undefined;
      this.show(text, options);
    };
  }

  /** Which press is the last: for whoever may be refused when others were pressed since. */
  get turn(): number {
    return this.#turn;
  }

  /** A press that shows by itself what it did: of an earlier one nothing is said any more. */
  sent(): void {
    this.pressed();
    this.#said = this.#turn;
  }

  /**
   * A press that was refused or got no answer.
   * @param again offered as a button where it would have worked with a net
   * @param turn whose it is: the way back of what was pressed later stays
   */
  refused(error: unknown, again?: () => void, turn = this.#turn): void {
    if (turn === this.#turn) this.#takeBack = undefined;
    const action = again && isTransient(error) ? { label: t("ui.again"), run: again } : undefined;
    this.show(pressSentenceOf(error), { kind: "attention", ...(action ? { action, forMs: 15_000 } : {}) });
  }

  /** Takes back what was just done, if that is offered. @returns whether it was */
  undo(): boolean {
    const takeBack = this.#takeBack;
    if (takeBack) {
      this.#takeBack = undefined;
      this.#said = ++this.#turn;
      takeBack();
      return true;
    }
    const offered = this.current?.kind === "info" && this.current.action !== undefined;
    if (offered) this.act();
    return offered;
  }

  /** Runs what the button offers. */
  act(): void {
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
