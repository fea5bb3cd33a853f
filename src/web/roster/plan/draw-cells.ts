import { type IconName, iconElement } from "../../ui/Icon.svelte";

/** A shift in a cell, ready to be drawn. */
export interface ChipLook {
  readonly id: string;
  readonly classes: string;
  readonly icon: IconName | undefined;
  readonly hours: string;
  readonly place: string;
  /** State or answer, as a sign or as a word. */
  readonly mark: { readonly classes: string; readonly icon?: IconName; readonly text?: string } | undefined;
}

/** One cell of the plan, ready to be drawn. */
export interface CellLook {
  readonly column: number;
  readonly day: string;
  readonly classes: string;
  readonly left: number;
  readonly width: number;
  /** All that stands in it, in words, for those who hear the plan; empty where nothing does. */
  readonly label: string;
  readonly away: string;
  readonly chips: readonly ChipLook[];
}

export interface RowLook {
  readonly row: number;
  readonly cells: readonly CellLook[];
}

interface Drawn {
  readonly node: HTMLElement;
  readonly as: string;
}

/**
 * Draws the cells of one row by hand. A month has hundreds of them, and a component each with its own bookkeeping was most
 * of what opening the plan cost. What has not changed is left alone, so that the focus stays where it is.
 */
export function drawCells(node: HTMLElement, look: RowLook) {
  let drawn = new Map<number, Drawn>();
  function update({ row, cells }: RowLook): void {
    const next = new Map<number, Drawn>();
    for (const cell of cells) {
      const as = `${row} ${JSON.stringify(cell)}`;
      const before = drawn.get(cell.column);
      drawn.delete(cell.column);
      if (before?.as === as) {
        next.set(cell.column, before);
        continue;
      }
      const element = before?.node ?? document.createElement("div");
      fill(element, row, cell);
      if (!before) node.append(element);
      next.set(cell.column, { node: element, as });
    }
    for (const { node: gone } of drawn.values()) gone.remove();
    drawn = next;
  }
  update(look);
  return { update };
}

function fill(element: HTMLElement, row: number, cell: CellLook): void {
  element.className = cell.classes;
  element.setAttribute("role", "gridcell");
  element.setAttribute("aria-colindex", String(cell.column + 2));
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.dataset.cell = `${row}/${cell.column}`;
  element.dataset.day = cell.day;
  element.style.left = `${cell.left}px`;
  element.style.width = `${cell.width}px`;
  const seen = [...(cell.away === "" ? [] : [span("away", cell.away)]), ...cell.chips.map(chip)];
  for (const part of seen) part.ariaHidden = "true";
  element.replaceChildren(...(cell.label === "" ? [] : [span("sr-only", cell.label)]), ...seen);
}

function chip(look: ChipLook): HTMLElement {
  const element = span(look.classes);
  element.dataset.shift = look.id;
  if (look.icon) element.append(iconElement(look.icon, 14));
  element.append(span("hours", look.hours));
  if (look.place !== "") element.append(span("place", look.place));
  if (look.mark) {
    const mark = span(look.mark.classes, look.mark.text);
    if (look.mark.icon) mark.append(iconElement(look.mark.icon, 14));
    element.append(mark);
  }
  return element;
}

function span(classes: string, text = ""): HTMLElement {
  const element = document.createElement("span");
  element.className = classes;
  if (text !== "") element.textContent = text;
  return element;
}
