import { api } from "../api.ts";

/** Sooner than the five minutes a cookie is worth, so that pictures and the stream never meet a stale one. */
const everyMs = 4 * 60_000;

/**
 * Lets the device prove itself while the app is on screen, and at once when it comes back to it.
 * @returns stop
 */
export function keepProved(): () => void {
  let last = Date.now();
  const prove = () => {
    if (document.visibilityState !== "visible" || Date.now() - last < everyMs) return;
    last = Date.now();
    // A failure shows on the next request, with its own words.
    api.post("/api/session/prove").catch(() => {
      last = 0;
    });
  };
  const timer = setInterval(prove, 20_000);
  document.addEventListener("visibilitychange", prove);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", prove);
  };
}
