/** Transcripts one began and has not saved, by the address of their recording; nothing of them is stored. */
export const begun = new Map<string, string>();
