/**
 * What was typed as the own IBAN and is not saved: it outlives the step on the screen, with what is wrong with it.
 * `foreign`: the one of another country of which somebody said that it is the right one.
 */
export const ibanDraft = $state<{ typed: string; wrong: string | undefined; foreign: string }>({
  typed: "",
  wrong: undefined,
  foreign: "",
});
