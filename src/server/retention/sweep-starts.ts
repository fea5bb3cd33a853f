import { classRules, isDuty, messageClasses, type PeriodStart } from "../policy/retention-rules.ts";

const startingAt = (start: PeriodStart) => messageClasses.filter((name) => classRules[name].start === start);

/** The rules in the form in which a query asks them. */
export function startsIn(zone: string) {
  return {
    lastMessage: startingAt("last_message"),
    orderEnd: startingAt("order_end"),
    detection: startingAt("detection"),
    duty: messageClasses.filter(isDuty),
    zone,
  };
}
