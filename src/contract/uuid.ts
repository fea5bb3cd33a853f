/** How an id reads, for a larger expression. */
export const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

const whole = new RegExp(`^${uuid}$`);

export const isUuid = (text: string): boolean => whole.test(text);

/** The first 32 hex digits of a keyed hash, in the shape of an id. */
export const uuidOf = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
