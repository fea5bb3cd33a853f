import { hour, second } from "../platform/instant.ts";

/**
 * When to knock again at a push service that had no time for us: twice as long each time, up to an hour; later if it
 * says so itself.
 */
export function waitMs(tries: number, retryAfterSeconds: number | undefined): number {
  return Math.max(Math.min(30 * second * 2 ** tries, hour), (retryAfterSeconds ?? 0) * second);
}
