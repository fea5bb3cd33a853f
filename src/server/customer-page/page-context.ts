// Small pure things every customer page needs.
import type { LocalMoment } from "./opening.ts";

/** `__Host-`: this host only, whole site, https only; the page's script cannot read it. */
export const customerCookie = "__Host-werkbote-k";
export const customerCookieOptions = {
  path: "/",
  httpOnly: true,
  secure: true,
  sameSite: "strict",
  maxAge: 86_400,
} as const;

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** A point in time on the wall clock of the business. */
export function localMoment(at: Date, timeZone: string): LocalMoment {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return { day: weekdays.indexOf(part("weekday")) + 1, time: `${part("hour")}:${part("minute")}` };
}
