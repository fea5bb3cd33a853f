import { vault } from "./vault.ts";

/**
 * Copies of what the server showed, for times without a net. Named by kind and id: "inbox", "thread", and whatever
 * another part of the app wants to read in a cellar ("today", "room", "shifts"). Gone with the key.
 */
export const copies = {
  /** A copy that cannot be kept is no loss: nobody waits for it. */
  keep(kind: string, id: string, value: unknown, bytes?: Uint8Array): void {
    void vault.put(`copy-${kind}`, id, value, bytes).catch(() => undefined);
  },
  async read<T>(kind: string, id: string): Promise<T | undefined> {
    return (await vault.get<T>(`copy-${kind}`, id).catch(() => undefined))?.value;
  },
};
