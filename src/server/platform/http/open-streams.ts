import { Problem } from "../problem.ts";
import { type Share, Shares } from "./shares.ts";

const open = new Shares();

/**
 * Counts one more open stream until the answer is called. All of them share the connections this server takes: without
 * a bound one visitor or one guest takes them all, and nobody else comes in.
 * @throws Problem too-many beyond what tabs, devices and reconnects explain
 */
export function countStream(list: readonly Share[]): () => void {
  open.hold(list, 1);
  if (open.isOver(list)) {
    open.hold(list, -1);
    throw new Problem("too-many", { retryAfterSeconds: 30 });
  }
  return () => open.hold(list, -1);
}
