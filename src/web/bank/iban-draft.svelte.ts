/** What was typed as the own IBAN and is not saved: it outlives the step on the screen, with what is wrong with it. */
export const ibanDraft = $state<{ typed: string; wrong: string | undefined }>({ typed: "", wrong: undefined });
