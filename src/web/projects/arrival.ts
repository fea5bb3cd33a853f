const [minute, halfDay] = [60_000, 12 * 3_600_000];

/**
 * When somebody arrives who says "00:20": today, or tomorrow where they set out before midnight.
 * @returns undefined when that time is over
 */
export function arrivalAt(time: string, now: number): Date | undefined {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const at = new Date(now);
  at.setHours(hours, minutes, 0, 0);
  if (now - at.getTime() > halfDay) at.setDate(at.getDate() + 1);
  // The minute that runs is not over.
  return at.getTime() > now - minute ? at : undefined;
}
