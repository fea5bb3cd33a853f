/** Tells how wide a box is within its scrollbars, and again whenever that changes. */
export function innerWidth(node: HTMLElement, told: (width: number) => void) {
  const watch = new ResizeObserver(([entry]) => told(entry?.contentRect.width ?? 0));
  watch.observe(node);
  return { destroy: () => watch.disconnect() };
}
