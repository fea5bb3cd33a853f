import { z } from "zod";

// The values that every door takes alike, as narrow as what lies behind it: a number that no column holds and a day no
// calendar of ours knows are a wrong input, and no bug further in.

/** The largest PostgreSQL `integer`: positions, versions and whatever else is counted up by one. */
const largest = 2_147_483_647;

/** A place in a conversation or room, or a version of a row; 0 is before the first. */
export const Position = z.int().nonnegative().max(largest);
/** The same in an address: a place to read from. */
export const PositionInAddress = z.coerce.number().int().nonnegative().max(largest);
/** A number counted from one. */
export const NumberInAddress = z.coerce.number().int().positive().max(largest);
/** A number of the database's own, counted without end (`bigint`); as many as a number of JavaScript tells apart. */
export const LongNumberInAddress = z.coerce.number().int().nonnegative();

/** Earlier and later there is no craft business, and PostgreSQL knows no year 0. */
const inCalendar = (at: string): boolean => at >= "1900" && at < "3000";

/** A day somebody enters or asks for: 1900 to 2999. */
export const CalendarDay = z.iso.date().refine(inCalendar);
/** A point in time somebody enters or asks for, in UTC: 1900 to 2999. */
export const PointInTime = z.iso.datetime().refine(inCalendar);
