import { session } from "../state/session.svelte.ts";

const name = "werkbote-signed-out";

/** Somebody signs out in this window by their own wish: the other windows of this browser hear it at once (U54). */
export function tellSignedOut(): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage(null);
  channel.close();
}

/** The other windows: a whole new page, and nothing of what stood in their fields. */
export function leaveWithOthers(stop: () => void): () => void {
  const channel = new BroadcastChannel(name);
  channel.onmessage = () => {
    // The window in which it was said hears it as well; it is emptying itself and must not be taken away from that.
    if (session.leaving) return;
    session.leaving = true;
    stop();
    sessionStorage.clear();
    location.replace("/anmelden?grund=abgemeldet");
  };
  return () => channel.close();
}
