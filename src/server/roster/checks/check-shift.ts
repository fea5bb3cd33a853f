// May this person work this shift? Asked before anything is saved, and again whenever a shift changes hands. Pure.
import type { Finding, ShiftKind } from "../../../contract/roster.ts";
import { ageOn } from "../../working-time/age.ts";
import { holidayName } from "../../working-time/holidays.ts";
import { overlaps } from "../../working-time/spans.ts";
import { weekdayNumber } from "../../working-time/weekday.ts";
import { dayOf, localTime } from "../../working-time/zone.ts";
import { checkMinor } from "./check-minor.ts";
import type { Colleague, Place, ShiftPlan } from "./shift-plan.ts";
import { hoursText, netHours, restAround, workingDays } from "./working-day.ts";

const refused = (rule: string, text: string): Finding => ({ rule, severity: "refused", text });
const confirm = (rule: string, text: string): Finding => ({ rule, severity: "confirm", text });
const note = (rule: string, text: string): Finding => ({ rule, severity: "note", text });

/** § 5(1), § 3 ArbZG in hours. */
const [adultRest, longDay, longestDay] = [11, 8, 10] as const;

/** The strictest first; a shift nobody has anything against gives an empty list. */
export function checkShift(plan: ShiftPlan, colleague: Colleague, firm: Place): Finding[] {
  const day = dayOf(localTime(plan.start, firm.zone));
  const age = ageOn(colleague.age, day);
  const asMinor = age === "minor" || (age === "unknown" && colleague.apprentice);
  const findings = [
    ...checkPresence(plan, colleague, firm),
    ...(asMinor ? checkMinor(plan, colleague, firm, age === "unknown") : checkAdult(plan, colleague, firm)),
    ...checkDay(plan, firm, asMinor),
  ];
  const order = ["refused", "confirm", "note"];
  return findings.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

function checkPresence(plan: ShiftPlan, colleague: Colleague, firm: Place): Finding[] {
  const found: Finding[] = [];
  const lastDay = dayOf(localTime(plan.end, firm.zone));
  if (colleague.endsOn !== null && lastDay > colleague.endsOn)
    found.push(refused("Austritt", "Die Person arbeitet dann nicht mehr hier."));
  if (colleague.absences.some((absence) => overlaps(absence, plan)))
    found.push(confirm("Verfügbarkeit", "Die Person ist in dieser Zeit nicht verfügbar."));
  if (colleague.shifts.some((other) => overlaps(other, plan) && clashes(other.kind, plan.kind)))
    found.push(confirm("Doppelt geplant", "Die Person ist in dieser Zeit schon eingeteilt."));
  const { qualification } = plan;
  if (qualification !== null && !colleague.qualifications.includes(qualification))
    found.push(
      confirm("Qualifikation", `Für diesen Einsatz braucht es „${qualification}“, das ist hier nicht eingetragen.`),
    );
  return found;
}

/** On call beside work is how it is done; two duties of the same sort at once are a mistake. */
const clashes = (a: ShiftKind, b: ShiftKind): boolean => (a === "on_call") === (b === "on_call");

function checkAdult(plan: ShiftPlan, colleague: Colleague, firm: Place): Finding[] {
  if (plan.kind === "on_call") return [];
  const days = workingDays([plan, ...colleague.shifts], firm.zone);
  const found: Finding[] = [];
  const rest = restAround(plan, days);
  if (rest < adultRest)
    found.push(
      refused("§ 5 ArbZG", `Zwischen zwei Arbeitstagen liegen nur ${hoursText(rest)}, vorgeschrieben sind 11 Stunden.`),
    );
  const own = days.find((one) => one.spans.some((span) => span.start <= plan.start && plan.end <= span.end));
  const hours = own ? netHours(own, "adult") : 0;
  if (hours > longestDay)
    found.push(refused("§ 3 ArbZG", `An dem Tag wären es ${hoursText(hours)} Arbeit, mehr als 10 sind verboten.`));
  else if (hours > longDay)
    found.push(
      confirm(
        "§ 3 ArbZG",
        `An dem Tag sind es ${hoursText(hours)} Arbeit; über 8 braucht es einen Ausgleich in 6 Monaten.`,
      ),
    );
  return found;
}

function checkDay(plan: ShiftPlan, firm: Place, asMinor: boolean): Finding[] {
  const day = dayOf(localTime(plan.start, firm.zone));
  const holiday = holidayName(day, firm.state);
  const isSunday = weekdayNumber(day) === 7;
  if (!isSunday && holiday === undefined) return [];
  const what = holiday ?? "Sonntag";
  if (plan.kind === "on_call" || asMinor)
    return [note("Feiertag", `Der Einsatz beginnt an einem freien Tag: ${what}.`)];
  return [
    confirm(
      "§ 9 ArbZG",
      `Der Einsatz beginnt an einem freien Tag (${what}); Arbeit geht dann nur im Notfall (§ 10 ArbZG).`,
    ),
  ];
}
