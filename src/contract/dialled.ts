// Without Zod, so that a page stays small.

/** A number as a telephone dials it. "+49 (0)371 555": the nought in brackets is dialled inside the country only. */
export function dialled(number: string): string {
  return number.replace(/^(\s*(?:\+|00)[\d\s]*)\(0\)/, "$1").replace(/[^\d+]/g, "");
}
