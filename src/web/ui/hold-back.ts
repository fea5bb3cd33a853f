/**
 * What is too long or missing (Field, Select, Checkbox) keeps the next step from being taken: it is named at its field.
 * @param form the one the step belongs to, null for none: a field of another form is another matter
 * @returns whether something visible in there does
 */
export function holdBack(place: Element | null | undefined, form?: HTMLFormElement | null): boolean {
  const fields = [
    ...(place?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
      "input, textarea, select",
    ) ?? []),
  ];
  const own = fields.filter((field) => form === undefined || field.form === null || field.form === form);
  const unfit = own.filter((field) => field.validity.customError && field.checkVisibility());
  for (const field of unfit) field.checkValidity();
  unfit[0]?.focus();
  return unfit.length > 0;
}
