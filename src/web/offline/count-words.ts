import { language } from "../i18n/language.ts";
import { t } from "../i18n/t.ts";
import type { OutboxEntry } from "./outbox.svelte.ts";
import { sortOf } from "./unsent.ts";

const sorts = ["message", "photo", "note", "label"] as const;

/** "3 Nachrichten und 6 Fotos" */
export function countWords(entries: readonly OutboxEntry[]): string {
  return numberWords((sort) => entries.filter((entry) => sortOf(entry) === sort).length);
}
export function numberWords(countOf: (sort: (typeof sorts)[number]) => number): string {
  const parts = sorts.flatMap((sort) => {
    const count = countOf(sort);
    return count === 0 ? [] : [count === 1 ? t(`count.${sort}-one`) : t(`count.${sort}`, { count })];
  });
  return new Intl.ListFormat(language(), { type: "conjunction" }).format(parts);
}
