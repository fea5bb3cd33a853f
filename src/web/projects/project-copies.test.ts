import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { api, ProblemError } from "../api.ts";
import { copies } from "../offline/copies.ts";
import { vault } from "../offline/vault.ts";
import { prefetchPictures, prefetchProjects } from "./project-copies.ts";

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

test("a job or a picture the server refuses keeps none of the others back; without a net nothing more is asked", async () => {
  vi.useFakeTimers({ now: new Date("2026-12-06T16:00:00+01:00"), toFake: ["Date"] });
  const items = ["gone", "here"].map((id) => ({ id, next: { startsAt: "2026-12-07T08:00:00+01:00" } }));
  const photos = ["lost", "there"].map((id) => ({ id, source: "customer", hasThumbnail: true }));
  vi.spyOn(api, "get").mockImplementation(async (path: string) => {
    if (path.startsWith("/api/projects/gone")) throw new ProblemError("not-found", 404, "");
    if (path.includes("/photos")) return { items: photos, total: 2, nextCursor: null } as never;
    return { id: "here", items: path === "/api/projects" ? items : [] } as never;
  });
  const kept: string[] = [];
  vi.spyOn(copies, "keep").mockImplementation((kind, id) => void (kind === "project" && kept.push(id)));
  vi.spyOn(copies, "has").mockResolvedValue(false);
  vi.spyOn(copies, "keepPicture").mockImplementation(async (id) => void kept.push(id));
  const fetching = vi.fn(async (path: string) => new Response("", { status: path.includes("lost") ? 500 : 200 }));
  vi.stubGlobal("fetch", fetching);
  expect(await prefetchProjects()).toBe(false);
  expect(await prefetchPictures()).toBe(false);
  expect(kept).toEqual(["here", "here/customer/there"]);
  fetching.mockReset().mockRejectedValue(new TypeError("no net"));
  expect(await prefetchPictures()).toBe(false);
  expect(fetching).toHaveBeenCalledTimes(1);
});
