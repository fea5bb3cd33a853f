type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What keeps a field from being taken, said beside it instead of in the browser's bubble, which goes by itself. */
export class Held {
  /** Somebody wanted to go on. */
  #isAsked = $state(false);
  readonly #field: () => Control | undefined;
  readonly #why: () => string;

  /** @param why in words; empty where nothing keeps it */
  constructor(field: () => Control | undefined, why: () => string) {
    this.#field = field;
    this.#why = why;
    $effect(() => field()?.setCustomValidity(why()));
    $effect(() => {
      if (!why()) this.#isAsked = false;
    });
  }

  get said(): string | undefined {
    return (this.#isAsked && this.#why()) || undefined;
  }

  readonly invalid = (event: Event): void => {
    const field = this.#field();
    if (!field?.validity.customError) return;
    event.preventDefault();
    this.#isAsked = true;
    if (field.form?.querySelector(":invalid:not(fieldset)") === field) field.focus();
  };
}
