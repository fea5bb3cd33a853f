import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openOverPage } from "./over-page.ts";

/** The addresses one came along, the last of them where one is: as a browser keeps them. */
let visited: string[] = [];

beforeEach(() => {
  visited = ["/posteingang", "/posteingang/helga"];
  vi.stubGlobal("location", {
    get pathname() {
      return visited.at(-1);
    },
  });
  vi.stubGlobal("history", {
    state: null,
    pushState: (_state: unknown, _title: string, to: string = location.pathname) => void visited.push(to),
    back: () => void visited.pop(),
  });
  vi.stubGlobal("document", { activeElement: null });
  vi.stubGlobal("HTMLElement", class {});
  vi.stubGlobal("addEventListener", () => undefined);
  vi.stubGlobal("removeEventListener", () => undefined);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("what is closed by its own button leaves no step behind for Back", () => {
  const close = openOverPage(undefined, () => undefined);
  expect(visited).toHaveLength(3);
  close();
  expect(visited).toEqual(["/posteingang", "/posteingang/helga"]);
});

test("whoever is led elsewhere while it lies open, by a notification they press, stays there when it goes", () => {
  const close = openOverPage(undefined, () => undefined);
  history.pushState({ inside: true }, "", "/team");
  close();
  expect(location.pathname).toBe("/team");
});
