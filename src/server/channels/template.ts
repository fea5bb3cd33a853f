import { isVisible } from "../../contract/visible.ts";

/** Puts parameters into `{{1}}`, `{{2}}` …; an empty or missing one stays visible as its placeholder. */
export function fillTemplate(body: string, parameters: readonly string[]): string {
  return body.replace(/\{\{(\d+)\}\}/g, (placeholder, number: string) => {
    const value = parameters[Number(number) - 1]?.trim() ?? "";
    return isVisible(value) ? value : placeholder;
  });
}

/** True while a placeholder has no value, `{{2}}` of a template or `{{Straße}}` of a text block: such a message may not leave. */
export function hasOpenPlaceholder(text: string): boolean {
  return /\{\{[^{}\n]{1,60}\}\}/.test(text);
}
