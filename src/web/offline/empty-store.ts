import { outbox } from "./outbox.svelte.ts";
import { vault } from "./vault.ts";

/** Signing out by one's own wish: nothing is left, unsent things included. */
export async function emptyStore(): Promise<void> {
  outbox.empty();
  await vault.wipe();
}
