/** Where the officer's reason lies sealed. */
export const reasonPlace = (insightId: string) => ({ table: "insight", row: insightId, column: "sealed_reason" });
