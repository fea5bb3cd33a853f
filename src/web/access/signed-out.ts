import { session } from "../state/session.svelte.ts";

const name = "werkbote-signed-out";

/** Somebody signs out in this window by their own wish: the other windows of this browser hear it at once (U54). */
export function tellSignedOut(): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage(null);
  channel.close();
}

let channel: BroadcastChannel | undefined;

/**
 * The other windows: a whole new page, and nothing of what stood in their fields. They listen for as long as they are
 * open: the server may have shown them the door a moment before the word arrives.
 */
export function leaveWithOthers(): void {
  channel ??= new BroadcastChannel(name);
  channel.onmessage = () => {
    // The window in which it was said hears it as well; it is emptying itself and must not be taken away from that.
    if (session.leaving) return;
    session.leaving = true;
    sessionStorage.clear();
    location.replace("/anmelden?grund=abgemeldet");
  };
}
