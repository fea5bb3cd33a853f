/**
 * Where a key leads in a menu of `count` entries; undefined: nowhere, it is not a key of menus.
 * @param at the entry that has the focus; -1: none
 */
export function menuStep(key: string, at: number, count: number): number | undefined {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key === "ArrowDown") return (at + 1) % count;
  return key === "ArrowUp" ? (Math.max(at, 0) - 1 + count) % count : undefined;
}
