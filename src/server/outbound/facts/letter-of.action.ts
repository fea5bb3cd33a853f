import type { Draft } from "../../../contract/messages.ts";
import { stopHintText } from "../../consent/consent-texts.ts";
import { letterBlock } from "../../imprint/letter-block.ts";
import { readPublicBusiness } from "../../imprint/read-public-business.action.ts";
import type { Tx } from "../../platform/db.ts";
import { letterKindOf } from "./letter-kind.ts";

export interface Letter {
  readonly kind: "offer" | "order_confirmation";
  /** False: what the legal form owes on a letter is not there, or has no place in a template (IM-3). */
  readonly details: boolean;
  /** The lines that go below the text by themselves. */
  readonly block: string | null;
}

/** IM-3: is this draft an offer or a confirmation, and what of the business must stand below it? */
export async function letterOf(
  tx: Tx,
  draft: Pick<Draft, "kind" | "messageClass" | "template">,
  text: string,
): Promise<Letter | undefined> {
  const kind = draft.kind ?? letterKindOf(text);
  if (kind === undefined || kind === "invoice" || draft.messageClass !== "transactional") return undefined;
  const { business, imprint } = await readPublicBusiness(tx);
  const block = letterBlock(business, imprint);
  if (block === null) return { kind, details: true, block: null };
  if (block === undefined) return { kind, details: false, block: null };
  // Somebody wrote them by hand already, or they were approved with the template: not twice.
  if (inOneLine(text).includes(inOneLine(block))) return { kind, details: true, block: null };
  // A template leaves as it was approved; nothing can be put below it.
  return draft.template === null ? { kind, details: true, block } : { kind, details: false, block: null };
}

/** IM-4: who sends the advert, as the public reads it, and how it ends; what is put below one that does not say so. */
export const stopHintOf = async (tx: Tx): Promise<string> => stopHintText((await readPublicBusiness(tx)).business.name);

/** A text without what was put below it by itself, as its author wrote it. */
export async function withoutAddedLines(tx: Tx, text: string): Promise<string> {
  const { business, imprint } = await readPublicBusiness(tx);
  return [await stopHintOf(tx), letterBlock(business, imprint)]
    .map((lines) => `\n\n${lines}`)
    .reduce((words, below) => (words.endsWith(below) ? words.slice(0, -below.length) : words), text);
}

const inOneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
