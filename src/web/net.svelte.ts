/** Is there a net, and does the feed run? The banner and the send queue follow this. */
class Net {
  online = $state(navigator.onLine);
  /** The feed was there and broke. */
  feedDown = $state(false);
  /** Grows each time net or server are back after they were gone: what failed meanwhile is tried again. */
  returns = $state(0);
  /** Grows each time a press got no answer: where no feed runs, somebody has to look whether the server is back. */
  misses = $state(0);
  readonly down = $derived(!this.online || this.feedDown);
  /** What is missing when nothing gets through: a device that says it has a net lacks the server. */
  readonly missing: "net" | "server" = $derived(this.online ? "server" : "net");
}
export const net = new Net();

export function watchNet(onBack: () => void, onGone: () => void): () => void {
  const on = () => {
    net.online = true;
    net.returns += 1;
    onBack();
  };
  const off = () => {
    net.online = false;
    onGone();
  };
  addEventListener("online", on);
  addEventListener("offline", off);
  return () => {
    removeEventListener("online", on);
    removeEventListener("offline", off);
  };
}
