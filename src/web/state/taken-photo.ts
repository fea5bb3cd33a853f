/** What a photo shows; said afterwards, with one tap (G5). */
export const labels = ["before", "after", "plate"] as const;
export type Label = (typeof labels)[number];

/** A photo that was labelled and goes out: its file, and the entry whose place it takes. */
export interface TakenPhoto {
  readonly shot: string;
  readonly file: File;
  readonly label: Label | undefined;
  readonly takenAt: string;
}
