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

interface Press {
  readonly id: string;
  readonly day: string;
  readonly x: number;
  readonly y: number;
  readonly pointer: number;
}

/** A mouse drags after five pixels; a finger after it has rested, because moving at once means scrolling. */
const [mousePixels, restMs, edge, step] = [5, 280, 36, 14] as const;

const isFar = (press: Press, { clientX, clientY }: PointerEvent): boolean =>
  Math.hypot(clientX - press.x, clientY - press.y) > mousePixels;

/** A shift that is held goes where the pointer is; at an edge the plan moves on below it. */
function follow(node: HTMLElement, drag: Drag, x: number, y: number): void {
  scrollAtEdge(node, drag.nameWidth, x, y);
  const target = drag.place(x, y);
  if (target) drag.over(target);
}

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

/** The shift under the main button or a finger. */
function pressOn(event: PointerEvent): Press | undefined {
  const chip = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-shift]") : null;
  const id = chip?.dataset.shift;
  const day = chip?.closest<HTMLElement>("[data-day]")?.dataset.day;
  if (!id || !day || event.button !== 0) return undefined;
  return { id, day, x: event.clientX, y: event.clientY, pointer: event.pointerId };
}

/**
 * Moves shifts by pointer. Only one way among others: keys and the menu can do the same.
 * Elements to take carry `data-shift`, the cells around them `data-day`.
 */
export function dragShifts(node: HTMLElement, drag: Drag) {
  let press: Press | undefined;
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
  const letGo = (act: () => void) => (event: PointerEvent) => {
    if (event.pointerId !== press?.pointer) return;
    if (dragging) act();
    end();
  };
  const listeners = {
    pointerdown: (event: PointerEvent) => {
      // A second finger takes no shift, and neither drops nor cancels the one the first finger holds.
      const pressed = dragging ? undefined : pressOn(event);
      if (!pressed) return;
      press = pressed;
      if (event.pointerType === "touch") rest = setTimeout(begin, restMs);
    },
    pointermove: (event: PointerEvent) => {
      if (!press || event.pointerId !== press.pointer) return;
      if (!dragging && !isFar(press, event)) return;
      if (!dragging && event.pointerType === "touch") return end();
      if (!dragging) begin();
      follow(node, drag, event.clientX, event.clientY);
    },
    pointerup: letGo(() => {
      swallowNextClick(node);
      drag.drop();
    }),
    pointercancel: letGo(drag.cancel),
    touchmove: (event: TouchEvent) => {
      if (dragging && event.cancelable) event.preventDefault();
    },
  };
  const cancelByKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !dragging) return;
    drag.cancel();
    end();
  };
  for (const [name, listener] of Object.entries(listeners))
    node.addEventListener(name, listener as EventListener, { passive: false });
  addEventListener("keydown", cancelByKey);
  return {
    destroy() {
      clearTimeout(rest);
      removeEventListener("keydown", cancelByKey);
    },
  };
}
