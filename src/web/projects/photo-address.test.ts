import { expect, test } from "vitest";
import { ZipQuery } from "../../contract/projects.ts";
import { archiveAddress, mostNamed } from "./photo-address.ts";

const projectId = "01a227f5-f58b-780b-a60c-658931ed81e6";
const photos = Array.from({ length: 2_000 }, (_, n) => ({
  id: `01a227f5-f58b-780b-a60c-${String(n).padStart(12, "0")}`,
}));

test("all photos of a project are one archive without a name, however many there are", () => {
  expect(archiveAddress(projectId, photos, photos.length)).toBe(`/api/projects/${projectId}/photos.zip`);
});

test("as many as an address holds are named, and the contract takes them; more are not asked for in vain", () => {
  const address = archiveAddress(projectId, photos.slice(0, mostNamed), photos.length) ?? "";
  // Of the 16,384 bytes a request's head may have, cookies and what a browser says of itself need some.
  expect(address.length).toBeLessThan(13_500);
  const ids = new URL(address, "http://localhost").searchParams.get("ids");
  expect(ZipQuery.parse({ ids }).ids?.split(",")).toEqual(photos.slice(0, mostNamed).map(({ id }) => id));
  expect(archiveAddress(projectId, photos.slice(0, mostNamed + 1), photos.length)).toBeUndefined();
});
