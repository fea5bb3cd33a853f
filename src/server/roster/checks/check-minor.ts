// JArbSchG §§ 8, 13 to 18: what counts for somebody under 18. The law leaves a planner no choice here.
import type { Finding } from "../../../contract/roster.ts";
import { defaults } from "../../policy/defaults.ts";
import { addDays } from "../../retention/calendar-day.ts";
import { holidayName } from "../../working-time/holidays.ts";
import { daysFrom, mondayOf, weekdayNumber } from "../../working-time/weekday.ts";
import { clockOf, dayOf, instantOf, localTime } from "../../working-time/zone.ts";
import type { Colleague, Place, ShiftPlan } from "./shift-plan.ts";
import { hoursText, netHours, restAround, type WorkingDay, workingDays } from "./working-day.ts";

/** § 8(1), § 15 JArbSchG. */
const [hoursADay, hoursAWeek, daysAWeek] = [8, 40, 5] as const;

export function checkMinor(plan: ShiftPlan, colleague: Colleague, firm: Place, ageUnknown: boolean): Finding[] {
  // Being on call counts as well: nobody under 18 is fetched out of bed.
  const asWork = <T extends ShiftPlan>(shift: T): ShiftPlan => ({ ...shift, kind: "work" });
  const days = workingDays([plan, ...colleague.shifts].map(asWork), firm.zone);
  const own = days.find((one) => one.spans.some((span) => span.start <= plan.start && plan.end <= span.end));
  const found = [
    ...times(plan, firm),
    ...freeDays(plan, firm),
    ...(own ? [...lengths(own, days), ...rests(plan, days)] : []),
  ];
  const hint = ageUnknown ? " Das Alter ist nicht hinterlegt, deshalb gelten die Regeln für Jugendliche." : "";
  return found.map(([rule, text]) => ({ rule, severity: "refused", text: `${text}${hint}` }));
}

type Refusal = readonly [rule: string, text: string];

function times(plan: ShiftPlan, firm: Place): Refusal[] {
  const [start, end] = [localTime(plan.start, firm.zone), localTime(plan.end, firm.zone)];
  const inDay =
    dayOf(start) === dayOf(end) &&
    clockOf(start) >= defaults.minorQuietUntil &&
    clockOf(end) <= defaults.minorQuietFrom;
  return inDay
    ? []
    : [["§ 14 JArbSchG", "Unter 18 geht es nur zwischen 6 und 20 Uhr, also auch nachts nicht in Bereitschaft."]];
}

/** § 18(1): on 24 and 31 December work ends at 14:00. */
const isShortDay = (day: string): boolean => day.endsWith("-12-24") || day.endsWith("-12-31");

function freeDays(plan: ShiftPlan, firm: Place): Refusal[] {
  const last = dayOf(localTime(plan.end, firm.zone));
  return daysFrom(dayOf(localTime(plan.start, firm.zone)), last).flatMap((day): Refusal[] => {
    if (plan.end <= instantOf(`${day}T00:00`, firm.zone)) return [];
    const holiday = holidayName(day, firm.state);
    if (holiday !== undefined) return [["§ 18 JArbSchG", `Unter 18 ist an Feiertagen frei: ${holiday}.`]];
    if (isShortDay(day) && plan.end > instantOf(`${day}T14:00`, firm.zone))
      return [["§ 18 JArbSchG", "Unter 18 ist am 24. und 31. Dezember ab 14 Uhr frei."]];
    if (firm.minorsWeekend) return [];
    const weekday = weekdayNumber(day);
    if (weekday === 6) return [["§ 16 JArbSchG", "Unter 18 ist am Samstag frei."]];
    return weekday === 7 ? [["§ 17 JArbSchG", "Unter 18 ist am Sonntag frei."]] : [];
  });
}

function lengths(own: WorkingDay, days: readonly WorkingDay[]): Refusal[] {
  const found: Refusal[] = [];
  const hours = netHours(own, "minor");
  if (hours > hoursADay)
    found.push(["§ 8 JArbSchG", `An dem Tag wären es ${hoursText(hours)}, unter 18 sind höchstens 8 erlaubt.`]);
  const monday = mondayOf(own.day);
  const week = days.filter(({ day }) => day >= monday && day <= addDays(monday, 6));
  if (week.length > daysAWeek)
    found.push([
      "§ 15 JArbSchG",
      `In der Woche wären es ${week.length} Arbeitstage, unter 18 sind höchstens 5 erlaubt.`,
    ]);
  const total = week.reduce((sum, day) => sum + netHours(day, "minor"), 0);
  if (total > hoursAWeek)
    found.push(["§ 8 JArbSchG", `In der Woche wären es ${hoursText(total)}, unter 18 sind höchstens 40 erlaubt.`]);
  return found;
}

function rests(plan: ShiftPlan, days: readonly WorkingDay[]): Refusal[] {
  const rest = restAround(plan, days);
  return rest < defaults.minorRestHours
    ? [["§ 13 JArbSchG", `Zwischen zwei Arbeitstagen liegen nur ${hoursText(rest)}, unter 18 sind 12 vorgeschrieben.`]]
    : [];
}
