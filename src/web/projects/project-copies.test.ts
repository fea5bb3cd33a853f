import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { api } from "../api.ts";
import { copies } from "../offline/copies.ts";
import { vault } from "../offline/vault.ts";
import { prefetchProjects } from "./project-copies.ts";

vi.stubGlobal("navigator", { onLine: true });
afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
beforeEach(() => {
  vi.spyOn(vault, "open", "get").mockReturnValue(true);
  vi.spyOn(copies, "only").mockResolvedValue(undefined);
});

test.each([
  // A Friday: on Monday morning many a one has no net before the cellar.
  ["2026-12-04T16:00:00+01:00", ["monday", "monday too"]],
  ["2026-12-06T16:00:00+01:00", ["monday", "monday too"]],
  ["2026-12-07T06:00:00+01:00", ["monday", "monday too", "tuesday"]],
  // Nothing to do tomorrow and the day after.
  ["2026-12-08T10:00:00+01:00", ["monday", "monday too", "tuesday", "thursday"]],
])("at %s the jobs of the next day there are any are laid on the phone: %s", async (now, expected) => {
  vi.useFakeTimers({ now: new Date(now), toFake: ["Date"] });
  const starts = { monday: "07T08:00", "monday too": "07T14:00", tuesday: "08T08:00", thursday: "10T08:00" };
  const items = Object.entries(starts).map(([id, at]) => ({ id, next: { startsAt: `2026-12-${at}:00+01:00` } }));
  vi.spyOn(api, "get").mockImplementation(async (path: string) => {
    if (path.includes("/photos")) return { items: [], total: 0, nextCursor: null } as never;
    return { items: path === "/api/projects" ? items : [] } as never;
  });
  const kept: string[] = [];
  vi.spyOn(copies, "keep").mockImplementation((kind, id) => void (kind === "project" && kept.push(id)));
  expect(await prefetchProjects()).toBe(true);
  expect(kept).toEqual(expected);
});
