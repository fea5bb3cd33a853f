/**
 * What is too long or missing (Field) keeps the next step from being taken: it is named at its field.
 * @returns whether something visible in there does
 */
export function holdBack(place: Element | null | undefined): boolean {
  const fields = [...(place?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea") ?? [])];
  const unfit = fields.filter((field) => field.validity.customError && field.checkVisibility());
  for (const field of unfit) field.checkValidity();
  unfit[0]?.focus();
  return unfit.length > 0;
}
