/** A sign that leaves something on a screen: no space, joiner, direction mark or filler that counts as a letter. */
const seen = /[^\p{Z}\p{Cc}\p{DI}\u2800]/u;

/** Whether a person would see anything of it. Without Zod, for a browser as well. */
export const isVisible = (text: string): boolean => seen.test(text);
