import { sitDown } from "../api.ts";
import { vault } from "../offline/vault.ts";
import { navigate } from "../router.ts";

/**
 * Into the app after signing in. Somebody else may have sat here before without signing out: their copies go first, or
 * the app would open with their pages for a moment. What waits to be sent stays, sealed.
 */
export async function arrive(path: string): Promise<void> {
  await vault.lock();
  sitDown();
  navigate(path, { replace: true });
}
