import { isVisible } from "../../../contract/visible.ts";
import { type JsonRecord, recordOf, textOf } from "./read.ts";

/** What surrounds the words of a message, and what means nothing to a person. */
const SILENT: ReadonlySet<string> = new Set([
  ...["id", "from", "from_user_id", "from_parent_user_id", "timestamp", "type", "group_id", "context", "referral"],
  ...["errors", "mime_type", "sha256", "url", "link", "message_id", "original_message_id", "flow_token", "vcard"],
  "catalog_id",
]);
const DEEPEST = 5;
const MOST = 50;

/**
 * A sentence about a message we cannot show, with the words that stand in it: what a customer wrote is not lost because
 * its kind is new or half of it is missing.
 */
export function withWordsIn(why: string, message: JsonRecord): string {
  const { words } = wordsIn(message);
  return words === undefined ? why : `${why} Darin steht: „${words}“`;
}

/** The words alone. */
export function wordsIn(message: unknown): { readonly words?: string } {
  const found: string[] = [];
  collect(message, found, 0);
  const words = textOf(found.join(" · "));
  return words === undefined ? {} : { words };
}

function collect(value: unknown, words: string[], depth: number): void {
  if (words.length === MOST || depth > DEEPEST) return;
  if (typeof value === "string" && isVisible(value)) words.push(value.trim());
  if (Array.isArray(value)) for (const one of value.slice(0, MOST)) collect(one, words, depth + 1);
  for (const [key, one] of Object.entries(recordOf(value) ?? {})) if (!SILENT.has(key)) collect(one, words, depth + 1);
}
