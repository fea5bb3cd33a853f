import type { Caller } from "../../platform/caller.ts";
import { after, second } from "../../platform/instant.ts";

/** How long "Rückgängig" stands beside a message before its channel is called (U28). */
export const holdMs = 5 * second;

/**
 * Until when a member's message waits, so that it can be taken back. Programs press no wrong button, and a warning of
 * danger was confirmed with its reason and does not wait (PN-8).
 */
export function heldUntil(kind: Caller["kind"], messageClass: string, now: Date): Date | undefined {
  return kind === "session" && messageClass !== "safety" ? after(now, holdMs) : undefined;
}
