/** Puts parameters into `{{1}}`, `{{2}}` …; an empty or missing one stays visible as its placeholder. */
export function fillTemplate(body: string, parameters: readonly string[]): string {
  return body.replace(
    /\{\{(\d+)\}\}/g,
    (placeholder, number: string) => parameters[Number(number) - 1]?.trim() || placeholder,
  );
}

/** True while a placeholder has no value: such a message may not leave. */
export function hasOpenPlaceholder(text: string): boolean {
  return /\{\{\w+\}\}/.test(text);
}
