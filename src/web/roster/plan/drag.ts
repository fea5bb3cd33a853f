interface Drag {
  /** The column of names on the left, which stays where it is. */
  readonly nameWidth: number;
  /** What lies under a point of the screen. */
  readonly place: (x: number, y: number) => { memberId: string; day: string } | undefined;
  readonly take: (shiftId: string, day: string) => void;
  readonly over: (target: { memberId: string; day: string }) => void;
  readonly drop: () => void;
  readonly cancel: () => void;
}

/** A mouse drags after five pixels; a finger after it has rested, because moving at once means scrolling. */
const [mousePixels, restMs, edge, step] = [5, 280, 36, 14] as const;

function scrollAtEdge(node: HTMLElement, nameWidth: number, x: number, y: number): void {
  const box = node.getBoundingClientRect();
  if (y > box.bottom - edge) node.scrollTop += step;
  else if (y < box.top + edge * 2) node.scrollTop -= step;
  if (x > box.right - edge) node.scrollLeft += step;
  else if (x < box.left + nameWidth + edge) node.scrollLeft -= step;
}

/** The click that follows a drop would open the cell it ends on. */
function swallowNextClick(node: HTMLElement): void {
  const swallow = (event: Event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  node.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => node.removeEventListener("click", swallow, { capture: true }), 0);
}

/**
 * Moves shifts by pointer. Only one way among others: keys and the menu can do the same.
 * Elements to take carry `data-shift`, the cells around them `data-day`.
 */
export function dragShifts(node: HTMLElement, drag: Drag) {
  let press: { id: string; day: string; x: number; y: number; pointer: number } | undefined;
  let dragging = false;
  let rest: ReturnType<typeof setTimeout> | undefined;

  function begin(): void {
    if (!press) return;
    dragging = true;
    node.setPointerCapture(press.pointer);
    drag.take(press.id, press.day);
  }
  function end(): void {
    clearTimeout(rest);
    press = undefined;
    dragging = false;
  }
  const listeners = {
    pointerdown: (event: PointerEvent) => {
      // A second finger takes no shift, and neither drops nor cancels the one the first finger holds.
      if (dragging) return;
      const chip = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-shift]") : null;
      const day = chip?.closest<HTMLElement>("[data-day]")?.dataset.day;
      if (!chip?.dataset.shift || !day || event.button !== 0) return;
      press = { id: chip.dataset.shift, day, x: event.clientX, y: event.clientY, pointer: event.pointerId };
      if (event.pointerType === "touch") rest = setTimeout(begin, restMs);
    },
    pointermove: (event: PointerEvent) => {
      if (!press || event.pointerId !== press.pointer) return;
      if (!dragging) {
        const far = Math.hypot(event.clientX - press.x, event.clientY - press.y) > mousePixels;
        if (!far) return;
        if (event.pointerType === "touch") return end();
        begin();
      }
      scrollAtEdge(node, drag.nameWidth, event.clientX, event.clientY);
      const target = drag.place(event.clientX, event.clientY);
      if (target) drag.over(target);
    },
    pointerup: (event: PointerEvent) => {
      if (event.pointerId !== press?.pointer) return;
      if (dragging) {
        swallowNextClick(node);
        drag.drop();
      }
      end();
    },
    pointercancel: (event: PointerEvent) => {
      if (event.pointerId !== press?.pointer) return;
      if (dragging) drag.cancel();
      end();
    },
  };
  const hold = (event: TouchEvent) => {
    if (dragging && event.cancelable) event.preventDefault();
  };
  const cancelByKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !dragging) return;
    drag.cancel();
    end();
  };
  for (const [name, listener] of Object.entries(listeners)) node.addEventListener(name, listener as EventListener);
  node.addEventListener("touchmove", hold, { passive: false });
  addEventListener("keydown", cancelByKey);
  return {
    destroy() {
      clearTimeout(rest);
      removeEventListener("keydown", cancelByKey);
    },
  };
}
