import type { ProjectPhoto } from "../../contract/projects.ts";

/** Where the bytes of a photo are fetched. */
export function photoAddress(
  projectId: string,
  { source, id }: Pick<ProjectPhoto, "source" | "id">,
  part: "content" | "thumbnail",
): string {
  return source === "team"
    ? `/api/team-files/${id}/${part}`
    : `/api/projects/${projectId}/customer-photos/${id}/${part}`;
}

/** So many photos an address can name: a server takes 16 KB of it, cookies and all, and refuses a longer one. */
export const mostNamed = 350;

/** Where the archive of chosen photos is fetched; undefined: too many to name them, and not all. */
export function archiveAddress(
  projectId: string,
  chosen: readonly Pick<ProjectPhoto, "id">[],
  all: number,
): string | undefined {
  const path = `/api/projects/${projectId}/photos.zip`;
  if (chosen.length === all) return path;
  return chosen.length > mostNamed ? undefined : `${path}?ids=${chosen.map(({ id }) => id).join(",")}`;
}
