import { z } from "zod";
import { typedLine } from "./typed.ts";
import { CalendarDay } from "./values.ts";

/** Times of the roster are what the clock on the wall shows where the business is; the server knows the time zone. */
export const Day = CalendarDay;
export const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Bitte eine Uhrzeit wie 07:00.");
/** "2026-11-24T07:00" */
export const LocalTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, "Bitte Tag und Uhrzeit.")
  .refine((at) => Day.safeParse(at.slice(0, 10)).success, "Diesen Tag gibt es nicht.");
/** A qualification in the business's own words: "Gas", "Elektro". */
export const Qualification = typedLine(40).min(1);
