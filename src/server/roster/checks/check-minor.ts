// JArbSchG §§ 8, 13 to 18: what counts for somebody under 18. The law leaves a planner no choice here.
import type { Finding } from "../../../contract/roster.ts";
import { defaults } from "../../policy/defaults.ts";
import { addDays } from "../../time/calendar-day.ts";
import { clockOf, dayOf, instantOf, localTime } from "../../time/zone.ts";
import { holidayName } from "../../working-time/holidays.ts";
import { daysFrom, mondayOf, weekdayNumber } from "../../working-time/weekday.ts";
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
  const hint = ageUnknown ? withoutAge : { de: "", en: "" };
  return found.map(([rule, de, en]) => ({
    rule,
    severity: "refused",
    text: { de: `${de}${hint.de}`, en: `${en}${hint.en}` },
  }));
}

type Refusal = readonly [rule: string, de: string, en: string];
const withoutAge = {
  de: " Das Alter ist nicht hinterlegt, deshalb gelten die Regeln für Jugendliche.",
  en: " The age is not entered, so the rules for minors apply.",
};

function times(plan: ShiftPlan, firm: Place): Refusal[] {
  const [start, end] = [localTime(plan.start, firm.zone), localTime(plan.end, firm.zone)];
  const inDay =
    dayOf(start) === dayOf(end) &&
    clockOf(start) >= defaults.minorQuietUntil &&
    clockOf(end) <= defaults.minorQuietFrom;
  return inDay
    ? []
    : [
        [
          "§ 14 JArbSchG",
          "Unter 18 geht es nur zwischen 6 und 20 Uhr, also auch nachts kein Notdienst.",
          "Under 18 it is between 6:00 and 20:00 only, so no night on call either.",
        ],
      ];
}

/** § 18(1): on 24 and 31 December work ends at 14:00. */
const isShortDay = (day: string): boolean => day.endsWith("-12-24") || day.endsWith("-12-31");

function freeDays(plan: ShiftPlan, firm: Place): Refusal[] {
  const last = dayOf(localTime(plan.end, firm.zone));
  return daysFrom(dayOf(localTime(plan.start, firm.zone)), last).flatMap((day): Refusal[] => {
    if (plan.end <= instantOf(`${day}T00:00`, firm.zone)) return [];
    const holiday = holidayName(day, firm.state);
    if (holiday !== undefined)
      return [
        [
          "§ 18 JArbSchG",
          `Unter 18 ist an Feiertagen frei: ${holiday.de}.`,
          `Under 18, public holidays are free: ${holiday.en}.`,
        ],
      ];
    if (isShortDay(day) && plan.end > instantOf(`${day}T14:00`, firm.zone))
      return [
        [
          "§ 18 JArbSchG",
          "Unter 18 ist am 24. und 31. Dezember ab 14 Uhr frei.",
          "Under 18, 24 and 31 December are free from 14:00 on.",
        ],
      ];
    if (firm.minorsWeekend) return [];
    const weekday = weekdayNumber(day);
    if (weekday === 6) return [["§ 16 JArbSchG", "Unter 18 ist am Samstag frei.", "Under 18, Saturday is free."]];
    return weekday === 7 ? [["§ 17 JArbSchG", "Unter 18 ist am Sonntag frei.", "Under 18, Sunday is free."]] : [];
  });
}

function lengths(own: WorkingDay, days: readonly WorkingDay[]): Refusal[] {
  const found: Refusal[] = [];
  const hours = netHours(own, "minor");
  const ofDay = hoursText(hours);
  if (hours > hoursADay)
    found.push([
      "§ 8 JArbSchG",
      `An dem Tag wären es ${ofDay.de}, unter 18 sind höchstens 8 erlaubt.`,
      `That day would have ${ofDay.en}, under 18 at most 8 are allowed.`,
    ]);
  const monday = mondayOf(own.day);
  const week = days.filter(({ day }) => day >= monday && day <= addDays(monday, 6));
  if (week.length > daysAWeek)
    found.push([
      "§ 15 JArbSchG",
      `In der Woche wären es ${week.length} Arbeitstage, unter 18 sind höchstens 5 erlaubt.`,
      `That week would have ${week.length} working days, under 18 at most 5 are allowed.`,
    ]);
  const total = week.reduce((sum, day) => sum + netHours(day, "minor"), 0);
  const ofWeek = hoursText(total);
  if (total > hoursAWeek)
    found.push([
      "§ 8 JArbSchG",
      `In der Woche wären es ${ofWeek.de}, unter 18 sind höchstens 40 erlaubt.`,
      `That week would have ${ofWeek.en}, under 18 at most 40 are allowed.`,
    ]);
  return found;
}

function rests(plan: ShiftPlan, days: readonly WorkingDay[]): Refusal[] {
  const rest = restAround(plan, days);
  if (rest >= defaults.minorRestHours) return [];
  const { de, en } = hoursText(rest);
  return [
    [
      "§ 13 JArbSchG",
      `Zwischen zwei Arbeitstagen liegen nur ${de}, unter 18 sind 12 vorgeschrieben.`,
      `Between two working days there are only ${en}, 12 are required under 18.`,
    ],
  ];
}
