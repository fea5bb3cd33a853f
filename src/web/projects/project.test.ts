import { afterEach, expect, test, vi } from "vitest";
import { api, ProblemError } from "../api.ts";
import { Project } from "./project.svelte.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

test("the answer to one's own press does not put out what a colleague changed since and was fetched before it came", async () => {
  let name = "Bad Kern";
  vi.spyOn(api, "get").mockImplementation(async (path: string) => {
    const lists = { items: [], total: 0, mark: "", same: false, nextCursor: null };
    return (path === "/api/projects/p" ? { name, version: 1 } : lists) as never;
  });
  const answer = Promise.withResolvers<never>();
  vi.spyOn(api, "patch").mockReturnValue(answer.promise);
  const project = new Project("p");
  await project.load();
  const pressing = project.change({ name: "Bad Lang" });
  name = "Bad Lang, Haus 2";
  await project.load();
  answer.resolve({ name: "Bad Lang", version: 2 } as never);
  expect(await pressing).toBe(true);
  expect(project.view?.name).toBe("Bad Lang, Haus 2");
});

test("a press is done when what it changed is known, not when all photos were looked at again", async () => {
  let name = "Bad Kern";
  const pages = Promise.withResolvers<never>();
  let isFirst = true;
  vi.spyOn(api, "get").mockImplementation(async (path: string) => {
    if (path.includes("/photos") && !isFirst) return await pages.promise;
    const lists = { items: [], total: 0, mark: "", same: false, nextCursor: null };
    return (path === "/api/projects/q" ? { name, version: 1 } : lists) as never;
  });
  const answer = Promise.withResolvers<never>();
  vi.spyOn(api, "patch").mockReturnValue(answer.promise);
  const project = new Project("q");
  const pressing = project.change({ name: "Bad Lang" });
  await project.load();
  isFirst = false;
  name = "Bad Lang, Haus 2";
  answer.resolve({ name: "Bad Lang", version: 2 } as never);
  await expect.poll(() => project.busy).toBe(false);
  expect([await pressing, project.view?.name]).toEqual([true, "Bad Lang, Haus 2"]);
});

test("after a press that a colleague was faster than, their change stands there, also while older photos are on their way", async () => {
  let name = "Bad Kern";
  const pages = Promise.withResolvers<never>();
  const lists = { items: [], total: 0, mark: "", same: false, nextCursor: null };
  let isFirst = true;
  vi.spyOn(api, "get").mockImplementation(async (path: string) => {
    if (path.includes("/photos") && isFirst) return await pages.promise;
    // What was asked for before their change is read before it.
    const now = name;
    if (!isFirst) pages.resolve(lists as never);
    for (let n = 0; n < 50 && !isFirst; n += 1) await Promise.resolve();
    return (path === "/api/projects/c" ? { name: now, version: 1 } : lists) as never;
  });
  vi.spyOn(api, "patch").mockImplementation(async () => {
    [isFirst, name] = [false, "Bad Lang, Haus 2"];
    throw new ProblemError("conflict", 409, "Das hat eben jemand anders geändert.");
  });
  const project = new Project("c");
  const loading = project.load();
  expect(await project.change({ name: "Bad Lang" })).toBe(false);
  await loading;
  expect(project.view?.name).toBe("Bad Lang, Haus 2");
});
