import { afterEach, expect, test, vi } from "vitest";
import { api } from "../api.ts";
import { Project } from "./project.svelte.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

test("what a colleague changed meanwhile stands, also when the answer to one's own press comes only then", async () => {
  let there = { name: "Bad Kern", version: 1 };
  vi.spyOn(api, "get").mockImplementation((path: string) =>
    Promise.resolve((/\/(photos|reports)/.test(path) ? { items: [], total: 0, nextCursor: null } : there) as never),
  );
  const answer = Promise.withResolvers<never>();
  vi.spyOn(api, "patch").mockReturnValue(answer.promise);
  const project = new Project("kern");
  await project.load();
  const pressed = project.change({ name: "Bad Kern oben" });
  const own = { name: "Bad Kern oben", version: 2 };
  there = { name: "Bad Kern unten", version: 3 };
  await project.load();
  answer.resolve(own as never);
  expect(await pressed).toBe(true);
  expect(project.view?.name).toBe("Bad Kern unten");
});
