/** The time as state: what shows a time that runs reads `clock.now` and follows it. */
class Clock {
  now = $state(Date.now());
}
export const clock = new Clock();

/** Ticks often enough for minutes; at once when the tab comes back from sleep. */
export function startClock(): () => void {
  const tick = () => {
    clock.now = Date.now();
  };
  const timer = setInterval(tick, 10_000);
  document.addEventListener("visibilitychange", tick);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", tick);
  };
}
