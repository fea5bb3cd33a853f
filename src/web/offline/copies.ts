import { vault } from "./vault.ts";

/**
 * Copies of what the server showed, for times without a net. Named by kind and id: "inbox", "thread", and whatever
 * another part of the app wants to read in a cellar ("today", "room", "shifts"). Gone with the key.
 */
export const copies = {
  /** A copy that cannot be kept is no loss: nobody waits for it. */
  keep(kind: string, id: string, value: unknown): void {
    void vault.put(`copy-${kind}`, id, value).catch(() => undefined);
  },
  async read<T>(kind: string, id: string): Promise<T | undefined> {
    return (await vault.get<T>(`copy-${kind}`, id).catch(() => undefined))?.value;
  },
  async keepPicture(id: string, picture: Blob): Promise<void> {
    const bytes = new Uint8Array(await picture.arrayBuffer());
    await vault.put(pictures, id, { type: picture.type }, bytes);
  },
  async picture(id: string): Promise<Blob | undefined> {
    const kept = await vault.get<{ readonly type: string }>(pictures, id).catch(() => undefined);
    return kept && new Blob([kept.bytes], { type: kept.value.type });
  },
  async has(kind: string, id: string): Promise<boolean> {
    return await vault.has(`copy-${kind}`, id).catch(() => false);
  },
  /** What the server shows no longer goes from here too, and not only when the day is over. */
  async only(kind: string, stays: (id: string) => boolean | Promise<boolean>): Promise<void> {
    for (const id of await vault.ids(`copy-${kind}`).catch(() => []))
      if (!(await stays(id))) await vault.remove(`copy-${kind}`, id);
  },
  drop(kind: string, id: string): void {
    void vault.remove(`copy-${kind}`, id).catch(() => undefined);
  },
};

const pictures = "copy-picture";
