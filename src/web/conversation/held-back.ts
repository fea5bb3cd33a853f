import type { ConversationDetail } from "../../contract/conversations.ts";
import { maxAttachments } from "../state/draft.svelte.ts";

/** What of a draft decides whether its channel can take it at all. */
interface Reply {
  readonly note: boolean;
  readonly text: string;
  /** A template brings its own words; what is typed waits. */
  readonly template: unknown;
  readonly uploads: readonly { readonly name: string; readonly view: { readonly mimeType: string } | undefined }[];
}

/** The text that says why, and what it names. */
export interface HeldBack {
  readonly key: "permit.too-long" | "permit.too-many" | "permit.file-kind" | "permit.file-broken";
  readonly with: { readonly what: string | number };
}

/** What "Schick sie als PDF oder als JPG-Foto" asks for. */
const taken = /\.(pdf|jpe?g|png)$/i;

/**
 * Why a reply cannot leave whatever the rules say of it. Notes stay in the house; they carry no more files either.
 * @returns undefined when the channel can take it
 */
export function heldBack(
  { note, text, template, uploads }: Reply,
  channel: Pick<ConversationDetail["capabilities"], "maxTextLength" | "mimeTypes"> | undefined,
): HeldBack | undefined {
  // What was taken back stands beside what was chosen since: nothing of it goes by itself.
  const more = uploads.length - maxAttachments;
  if (more > 0) return { key: "permit.too-many", with: { what: more } };
  if (note || channel === undefined) return undefined;
  const over = template === undefined ? text.length - channel.maxTextLength : 0;
  if (over > 0) return { key: "permit.too-long", with: { what: over } };
  const { mimeTypes } = channel;
  const odd = uploads.find(({ view }) => view && mimeTypes && !mimeTypes.includes(view.mimeType));
  // Named like what is taken, and not it: to send it as that would be no help.
  return odd && { key: taken.test(odd.name) ? "permit.file-broken" : "permit.file-kind", with: { what: odd.name } };
}
