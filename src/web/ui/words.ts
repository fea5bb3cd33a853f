/** The few words plain parts say by themselves. What they are in which language is handed in at the start. */
export interface UiWords {
  readonly close: string;
  readonly optional: string;
  readonly again: string;
  readonly reload: string;
  readonly loadFailed: string;
  readonly unsaved: string;
  readonly drop: string;
  readonly goOn: string;
  readonly strangeDay: string;
  readonly missing: string;
  readonly unchosen: string;
  readonly tooShort: (least: number) => string;
  readonly tooLong: (characters: number) => string;
}

let source: () => UiWords = () => ({
  close: "×",
  optional: "",
  again: "↻",
  reload: "↻",
  loadFailed: "",
  unsaved: "",
  drop: "×",
  goOn: "↩",
  strangeDay: "",
  missing: "!",
  unchosen: "!",
  tooShort: (least) => `≥${least}`,
  tooLong: (characters) => `+${characters}`,
});

/** Called once by main.ts. The function reads the language, so parts follow when it changes. */
export function useWords(words: () => UiWords): void {
  source = words;
}

export function words(): UiWords {
  return source();
}
