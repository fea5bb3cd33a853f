import type { AttachmentView, ContentView } from "../../contract/messages.ts";

/** One message as the customer sees it. */
export interface TalkItem {
  readonly id: string;
  readonly position: number;
  readonly from: "customer" | "firm";
  readonly automatic: boolean;
  readonly at: Date;
  readonly edited: boolean;
  /** Null: taken back. */
  readonly content: ContentView | null;
  readonly attachments: readonly AttachmentView[];
  /** How many files were to come, when fewer have arrived. */
  readonly announced: number | null;
}

export interface Talk {
  readonly items: readonly TalkItem[];
  /** There is more before the first item. */
  readonly more: boolean;
}

/** What became of a file, with its name: of ten photos one wants to know which. */
export const named = (name: string | null, sentence: string): string =>
  name === null ? sentence : `„${name}“: ${sentence}`;
