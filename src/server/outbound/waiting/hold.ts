import type { Caller } from "../../platform/caller.ts";
import { after } from "../../platform/instant.ts";
import { holdMs } from "../delivery.ts";

/**
 * Until when a member's message waits, so that it can be taken back. Programs press no wrong button, and a warning of
 * danger was confirmed with its reason and does not wait (PN-8).
 */
export function heldUntil(kind: Caller["kind"], messageClass: string, now: Date): Date | undefined {
  return kind === "session" && messageClass !== "safety" ? after(now, holdMs) : undefined;
}
