import { afterAll, expect, test, vi } from "vitest";
import { keepCaption } from "../camera/captions.ts";
import { keepInTab } from "../tab-storage.ts";
import { handedOver } from "./handed-over.ts";

afterAll(() => {
  vi.unstubAllGlobals();
});

test("nothing that was being written is left in the window for the next person", () => {
  class Store {
    setItem(name: string, text: string): void {
      Object.assign(this, { [name]: text });
    }
    getItem(name: string): string | null {
      return ((this as Record<string, unknown>)[name] as string) ?? null;
    }
    removeItem(name: string): void {
      delete (this as Record<string, unknown>)[name];
    }
  }
  const store = new Store();
  vi.stubGlobal("sessionStorage", store);
  vi.stubGlobal("location", { reload: () => undefined });
  handedOver("first");
  keepInTab("gap-decision/host", "Begründung (Demo)");
  keepCaption("project/1", "Heizraum (Demo)");
  expect(Object.keys(store)).toHaveLength(3);
  expect(handedOver("second")).toBe(true);
  expect(Object.keys(store)).toEqual(["whose"]);
});
