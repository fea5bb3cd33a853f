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
