import { isTransient, pressSentenceOf } from "../api.ts";
import { t } from "../i18n/t.ts";

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: "info" | "attention";
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Nobody has read in less what went wrong, nor done it better since. */
const readMs = 2_000;

/**
 * Short words at the foot of the screen: what just happened, with at most one button. One at a time: what is said by
 * the way takes neither a way back nor an error nobody could read yet away, they stand there again after it.
 */
class Toasts {
  current = $state.raw<Toast | undefined>(undefined);
  /** What lies below the current one, with the time it has left; the last one comes first. */
  #below: readonly { readonly toast: Toast; readonly leftMs: number }[] = [];
  #shownAt = 0;
  #endsAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #next = 1;
  #turn = 0;
  #said = 0;
  /** Takes back the last press while its answer is still to come. */
  #takeBack: (() => void) | undefined;

  show(text: string, options: { kind?: Toast["kind"]; action?: Toast["action"]; forMs?: number } = {}): void {
    const { kind = "info", action, forMs = 5000 } = options;
    const toast: Toast = { id: this.#next++, text, kind, ...(action ? { action } : {}) };
    const now = performance.now();
    if (this.current && this.#outlasts(this.current, toast, now))
      this.#below = [...this.#below, { toast: this.current, leftMs: this.#endsAt - now }];
    // What is taken back is the last there is.
    if (offersWayBack(toast)) this.#below = this.#below.filter((one) => !offersWayBack(one.toast));
    this.#put(toast, forMs);
  }

  #put(toast: Toast, forMs: number): void {
    clearTimeout(this.#timer);
    this.current = toast;
    this.#shownAt = performance.now();
    this.#endsAt = this.#shownAt + forMs;
    this.#timer = setTimeout(() => this.dismiss(), forMs);
  }

  /** Whether what stands there comes again after what is said now. */
  #outlasts(old: Toast, toast: Toast, now: number): boolean {
    if (old.text === toast.text) return false;
    return old.kind === "info" ? offersWayBack(old) && !offersWayBack(toast) : now - this.#shownAt < readMs;
  }

  /**
   * For a press whose answer is still to come. What was said before goes with it, and what such a press did is said
   * unless a later one has spoken already: Ctrl+Z takes back what was pressed last or nothing, in whatever order the
   * answers arrive.
   * @param takeBack takes it back before it is answered: whoever is that quick does not wait, and is not told it is done
   * @returns shows what the press did
   */
  pressed(takeBack?: () => void): Toasts["show"] {
    this.#clear();
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
    if (this.#below.some((one) => offersWayBack(one.toast)))
      while (this.current && !offersWayBack(this.current)) this.dismiss();
    const offered = this.current !== undefined && offersWayBack(this.current);
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
    const below = this.#below;
    const next = below.at(-1);
    this.#clear();
    this.#below = below.slice(0, -1);
    if (next) this.#put(next.toast, next.leftMs);
  }

  #clear(): void {
    clearTimeout(this.#timer);
    this.current = undefined;
    this.#below = [];
  }
}
const offersWayBack = ({ kind, action }: Toast): boolean => kind === "info" && action !== undefined;
export const toasts = new Toasts();
