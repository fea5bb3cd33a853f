import type { Caller } from "../caller.ts";
import { Problem } from "../problem.ts";
import { type Share, Shares, withinBusiness } from "./shares.ts";

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

/** Tabs and devices of one member. */
const mostScreens = 40;
/** All a business has open, programs too, and all businesses together: the other connections are their customers'. */
const most = { business: 4_000, all: 9_000 };

/** Counts a stream of somebody who works here. How many of these its programs open is the business's own affair. */
export function countScreen({ tenantId, kind, role, memberId }: Caller): () => void {
  const all = withinBusiness(tenantId, "staff", most);
  const program = kind === "api" && role !== "guest";
  return countStream(program ? all : [...all, [`member ${memberId}`, mostScreens]]);
}
