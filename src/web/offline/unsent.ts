import { type OutboxEntry, outbox } from "./outbox.svelte.ts";
import { vault } from "./vault.ts";

/** How much of what lies on this device nobody has sent yet. */
export interface Unsent {
  readonly messages: number;
  readonly photos: number;
  readonly notes: number;
  /** Sealed with a key whose day is over: nobody can say what it was. */
  readonly unknown: number;
}

export function sortOf({ kind }: Pick<OutboxEntry, "kind">): "message" | "photo" | "note" | "label" {
  if (kind === "project-photo" || kind === "shot" || kind === "draft-file") return "photo";
  if (kind === "project-label") return "label";
  return kind.endsWith("note") ? "note" : "message";
}

/** What goes when the store is emptied now. Asked while the key is still there, it says what it is. */
export async function unsent(): Promise<Unsent> {
  const known = new Map(outbox.entries.map((entry) => [entry.clientId, entry]));
  const ids = await vault.ids("outbox").catch(() => []);
  if (ids.some((id) => !known.has(id)) && (vault.open || (await vault.resume())))
    for (const { value } of await vault.all<OutboxEntry>("outbox").catch(() => [])) known.set(value.clientId, value);
  const entries = [...known.values()];
  const count = (sort: ReturnType<typeof sortOf>) => entries.filter((entry) => sortOf(entry) === sort).length;
  const enclosed = entries.filter((entry) => sortOf(entry) === "message").flatMap((entry) => entry.files);
  const pictures = enclosed.filter(({ type }) => !type.startsWith("audio/"));
  return {
    messages: count("message"),
    photos: count("photo") + pictures.length,
    notes: count("note") + count("label"),
    unknown: ids.filter((id) => !known.has(id)).length,
  };
}
