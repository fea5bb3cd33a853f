const hour = 3_600_000;
const locales = { de: "de-DE", en: "en-GB" } as const;

/** Making one costs a hundred times what using it does. */
const walls = new Map<string | undefined, Intl.DateTimeFormat>();
function wallOf(timeZone: string | undefined): Intl.DateTimeFormat {
  const known = walls.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone });
  walls.set(timeZone, made);
  return made;
}

/**
 * " MESZ" or " MEZ" in the hour that comes twice when summer time ends, to stand after the time; otherwise nothing. A
 * clock alone would show two messages an hour apart as one moment, or as one after the other the wrong way round.
 * @param timeZone undefined: the one of this device
 */
export function clockMark(at: number, language: keyof typeof locales, timeZone: string | undefined): string {
  const wall = wallOf(timeZone);
  const shown = wall.format(at);
  if (shown !== wall.format(at - hour) && shown !== wall.format(at + hour)) return "";
  const parts = new Intl.DateTimeFormat(locales[language], { timeZone, timeZoneName: "short" }).formatToParts(at);
  return ` ${parts.find(({ type }) => type === "timeZoneName")?.value ?? ""}`;
}
