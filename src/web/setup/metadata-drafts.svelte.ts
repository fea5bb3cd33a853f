import type { MetadataFields, SetupChannel } from "../../contract/setup-papers.ts";

interface MetadataDraft {
  fields: MetadataFields;
  /** What was shown when one began, or when one last looked. */
  was: MetadataFields;
  /** Who sees the content, one in each line. */
  seenBy: string;
  /** What the server did not take, with its sentence. */
  refused: Readonly<Record<string, string>>;
  /** Somebody wanted to save: what is missing is named. */
  tried: boolean;
}

/** The cards that are being edited, by channel. They outlive the step on the screen. */
export const metadataDrafts = $state<Partial<Record<SetupChannel, MetadataDraft>>>({});

export const lines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** Words are typed that only this window has. */
export const isMetadataUnsaved = (): boolean =>
  Object.values(metadataDrafts).some(
    ({ fields, was, seenBy }) => JSON.stringify({ ...fields, contentVisibleTo: lines(seenBy) }) !== JSON.stringify(was),
  );
