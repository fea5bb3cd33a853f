let business: string | undefined;
let wall: Intl.DateTimeFormat | undefined;

/** The clocks of the business count, wherever this device is; until they are known, those of this device do. */
export function setZone(zone: string | undefined): void {
  business = zone;
  wall = undefined;
}

/** For every format of a moment; none is kept from before the zone was known. */
export const inZone = (): { readonly timeZone?: string } => (business === undefined ? {} : { timeZone: business });

/** What the clock shows there, as a field of date and time wants it: "2026-12-01T07:12". Sweden writes it so. */
export function wallTime(at: number): string {
  wall ??= new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", ...inZone() });
  return wall.format(at).replace(" ", "T");
}

const day = 86_400_000;
const asUtc = (shown: string): number => Date.parse(`${shown}Z`);

/**
 * When the clock there shows this. The hour that is skipped in spring is read as the one after it, the hour that comes
 * twice in autumn is its first.
 */
export function momentOf(shown: string): Date {
  const at = asUtc(shown);
  // As the clocks are set the day before and the day after: a change of them lies between the two.
  const [early = at, late = at] = [-day, day].map((beside) => at - asUtc(wallTime(at + beside || 0)) + at + beside);
  return new Date(wallTime(early || 0) !== shown && wallTime(late || 0) === shown ? late : early);
}
