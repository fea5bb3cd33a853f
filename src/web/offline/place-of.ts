import type { OutboxEntry } from "./outbox.svelte.ts";

/** Where something that waits is seen among the rest, and whose name it bears. */
export interface Place {
  readonly sort: "project" | "room" | "conversation";
  readonly id: string;
  readonly path: string;
}

const roots = { project: "/projekte/", room: "/team/", conversation: "/posteingang/" } as const;

/** Pure: a lane says it, or the kind does. */
export function placeOf({ kind, lane }: Pick<OutboxEntry, "kind" | "lane">): Place {
  const [first = "", second = "", third = ""] = lane.split("/");
  const [sort, id] =
    first === "camera" || first === "draft-file" || first === "recording"
      ? [second, third]
      : first === "project"
        ? [first, second]
        : [kind === "room-message" ? "room" : "conversation", lane];
  const known = sort === "project" || sort === "room" ? sort : "conversation";
  const photos = known === "project" && (kind === "project-photo" || kind === "project-label" || kind === "shot");
  return { sort: known, id, path: `${roots[known]}${id}${photos ? "/fotos" : ""}` };
}
