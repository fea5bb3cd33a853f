// What a decision rests on: every fact that was looked at while it was made, seen as it happens.
import type { FactName, Facts } from "./facts.ts";

/** The facts that `judge` looks at, as `name=value` in the order of the first look. */
export function lookedAt(facts: Facts, judge: (seen: Facts) => unknown): string[] {
  const found = new Map<FactName, unknown>();
  const extra = new Proxy(facts.extra, {
    get(all, name: string & keyof Facts["extra"]) {
      found.set(`extra.${name}`, all[name]);
      return all[name];
    },
  });
  const seen = new Proxy(facts, {
    get(all, name: string & keyof Facts) {
      if (name === "extra") return extra;
      // the limits are the ruleset's, and its version names them
      if (name !== "limits") found.set(name, all[name]);
      return all[name];
    },
  });
  judge(seen);
  return [...found].map(([name, value]) => `${name}=${shown(name, value)}`);
}

/** Facts that are words of a person: the record says that they are there, never what they say. */
const words: ReadonlySet<FactName> = new Set<FactName>([
  "extra.answerRaw",
  "extra.overrideReason",
  "extra.personsReason",
]);

/** A fact's value for the record: short, and "unknown" where it was not given. */
function shown(name: FactName, value: unknown): string {
  if (value === undefined) return "unknown";
  if (words.has(name)) return "given";
  return (Array.isArray(value) ? value.join("+") : String(value)).slice(0, 60);
}
