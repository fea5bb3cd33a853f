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

/** What was typed about a channel that is none any more can be confirmed nowhere. */
export function keepDraftsOf(channels: readonly SetupChannel[]): void {
  for (const channel of Object.keys(metadataDrafts) as SetupChannel[])
    if (!channels.includes(channel)) delete metadataDrafts[channel];
}

const lines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

export const isEmpty = (text: string): boolean => text.trim() === "";

/** What would be confirmed. */
export const fieldsIn = ({ fields, seenBy }: MetadataDraft): MetadataFields => ({
  ...$state.snapshot(fields),
  contentVisibleTo: lines(seenBy),
  learns: $state.snapshot(fields).learns.filter(({ who, what }) => !isEmpty(who) || !isEmpty(what)),
});

/** Where words are typed that only this window has, and that nobody confirmed. */
export const unconfirmed = (): SetupChannel[] =>
  (Object.keys(metadataDrafts) as SetupChannel[]).filter((channel) => {
    const draft = metadataDrafts[channel];
    return draft !== undefined && JSON.stringify(fieldsIn(draft)) !== JSON.stringify(draft.was);
  });
