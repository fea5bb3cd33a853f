import { tick } from "svelte";

/**
 * Back from what a row opened (U22): the focus is on that row again, unless it is somewhere already. For the
 * initialisation of a list's component.
 * @param opened id of the row whose contents are open
 * @param focus puts the focus on the row of this id
 */
export function backToRow(opened: () => string | undefined, focus: (id: string) => void): void {
  let left: string | undefined;
  $effect(() => {
    const from = left;
    left = opened();
    if (from === undefined || left !== undefined) return;
    void tick().then(() => {
      if (document.activeElement === document.body) focus(from);
    });
  });
}
