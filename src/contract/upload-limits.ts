/**
 * Uploads of the staff come in blocks: where the net breaks, only the block under way is sent again. A file of its own:
 * the app imports the number and no schemas.
 */
export const uploadLimits = { blockBytes: 256_000, fileBytes: 50_000_000 } as const;

/** So many photos are labelled at once. */
export const mostLabelled = 1000;

/** The largest contract that is filed in the register. */
export const contractBytes = 15_000_000;
