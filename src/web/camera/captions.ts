import { keepInTab, keptInTab } from "../tab-storage.ts";

const key = (place: string) => `caption/${place}`;

/** Words beside photos that are not sent yet. They survive a way back and a reload and end with the tab, like all drafts. */
export const captionOf = (place: string): string => keptInTab(key(place)) ?? "";
export const keepCaption = (place: string, words: string): void => keepInTab(key(place), words);
