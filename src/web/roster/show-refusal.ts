/** Whoever presses in spite of a refusal is led to what forbids it (Findings), which may stand far above the button. */
export function showRefusal(place: Element | undefined): void {
  place?.querySelector<HTMLElement>("li.refused")?.focus();
}
