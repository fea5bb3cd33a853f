import type { ProjectPhoto, ProjectPhotos } from "../../contract/projects.ts";
import { mostLabelled } from "../../contract/upload-limits.ts";
import { api } from "../api.ts";

type Page = Pick<ProjectPhotos, "items" | "mark">;
/** What was fetched of a project, by the cursor of the page. */
type Known = ReadonlyMap<string, Page>;
const known = new Map<string, Known>();
const mostProjects = 12;

/**
 * All photos of a project, page by page, oldest first. A page that is as it was is not told again: one new photo costs
 * one page, and not thousands of photos.
 * @param show told after each page what is there so far, and of how many
 */
export async function fetchPhotos(
  projectId: string,
  show: (photos: readonly ProjectPhoto[], total: number) => void,
): Promise<readonly ProjectPhoto[]> {
  const before = known.get(projectId) ?? new Map<string, Page>();
  const pages = new Map<string, Page>();
  const photos: ProjectPhoto[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const had: Page | undefined = before.get(cursor);
    const query = new URLSearchParams({ ...(cursor ? { cursor } : {}), ...(had ? { known: had.mark } : {}) });
    const answer: ProjectPhotos = await api.get<ProjectPhotos>(`/api/projects/${projectId}/photos?${query}`);
    const page: Page = answer.same && had ? had : answer;
    pages.set(cursor, { items: page.items, mark: page.mark });
    photos.push(...page.items);
    // Where the net breaks in the middle, the next time goes on from here.
    keep(projectId, new Map([...before, ...pages]));
    show([...photos], answer.total);
    cursor = answer.nextCursor;
  }
  keep(projectId, pages);
  return photos;
}

function keep(projectId: string, pages: Known): void {
  known.delete(projectId);
  known.set(projectId, pages);
  const [oldest] = known.keys();
  if (known.size > mostProjects && oldest !== undefined) known.delete(oldest);
}

/** In lots the server takes at once. */
export function lotsOf<T>(photos: readonly T[]): T[][] {
  const lots: T[][] = [];
  for (let from = 0; from < photos.length; from += mostLabelled) lots.push(photos.slice(from, from + mostLabelled));
  return lots;
}
