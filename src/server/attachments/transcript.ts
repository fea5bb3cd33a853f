/** Files in which somebody may speak: those that a screen plays as a recording. */
export const isSpoken = (media: string): boolean => media === "voice" || media === "audio";

/** Place of a sealed transcript; the same words seal and open. */
export const transcriptPlace = (table: "attachment" | "team_file", row: string) => ({
  table,
  row,
  column: "sealed_transcript",
});

/** As it is kept: a page that is only empty lines is none. */
export const tidy = (text: string): string => text.replaceAll("\r\n", "\n").trim();
