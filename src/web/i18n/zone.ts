let business: string | undefined;

/** The clocks of the business count, wherever this device is; until they are known, those of this device do. */
export function setZone(zone: string | undefined): void {
  business = zone;
}

/** For every format of a moment; none is kept from before the zone was known. */
export const inZone = (): { readonly timeZone?: string } => (business === undefined ? {} : { timeZone: business });

const formats = new Map<string | undefined, Intl.DateTimeFormat>();

/** What the clock shows there, as a field of date and time wants it: "2026-12-01T07:12". Sweden writes it so. */
export function wallTime(at: number): string {
  let format = formats.get(business);
  if (!format) {
    const [year, other] = ["numeric", "2-digit"] as const;
    const parts = { year, month: other, day: other, hour: other, minute: other, hourCycle: "h23" } as const;
    format = new Intl.DateTimeFormat("sv-SE", { ...parts, ...inZone() });
    formats.set(business, format);
  }
  return format.format(at).replace(" ", "T");
}

const day = 86_400_000;

/**
 * When the clock there shows this. The hour that is skipped in spring is read as the one after it, the hour that comes
 * twice in autumn is its first.
 */
export function momentOf(wall: string): Date {
  const asUtc = Date.parse(`${wall}:00Z`);
  if (Number.isNaN(asUtc)) return new Date(asUtc);
  const ahead = (at: number) => Date.parse(`${wallTime(at)}:00Z`) - at;
  // As the clocks are set the day before and the day after: a change of them lies between the two.
  const [early, late] = [asUtc - ahead(asUtc - day), asUtc - ahead(asUtc + day)];
  return new Date(wallTime(early) !== wall && wallTime(late) === wall ? late : early);
}
