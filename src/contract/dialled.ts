// Without Zod, so that a page stays small.

/** Whether somebody can be written to there, as far as the form of an address tells. */
export const isMailAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text);

/** One telephone number as people write it, with whatever hyphen a phone or an office program makes of theirs. */
export const isPhoneNumber = (text: string): boolean =>
  /^\+?[\d\s()/.‐-―−-]+$/.test(text) && text.replace(/\D/g, "").length >= 5;

/** A number as a telephone dials it. "+49 (0)371 555": the nought in brackets is dialled inside the country only. */
export function dialled(number: string): string {
  return number.replace(/^(\s*(?:\+|00)[\d\s]*)\(0\)/, "$1").replace(/[^\d+]/g, "");
}

/** "+49 171 1110001" for a number as machines write it; what a person wrote stays as it was written. */
export function reachText(value: string): string {
  const found = /^\+?49(1[5-7]\d)(\d+)$/.exec(value) ?? /^\+?49(\d{3})(\d+)$/.exec(value);
  return found ? `+49 ${found[1]} ${found[2]}` : value;
}
