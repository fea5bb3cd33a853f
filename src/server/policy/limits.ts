// Numbers of the rules a business may make stricter for itself, never looser than shipped.
import { defaults } from "./defaults.ts";
import type { RuleId } from "./verdict.ts";

/** Each number with the rule it belongs to, and how far it may go towards strictness. */
export const adjustable = {
  consentIdleMonths: { rule: "AD-9", strictest: 1 },
  identicalAdTexts24h: { rule: "MS-1", strictest: 0 },
  serviceInfoRunMax: { rule: "MS-2", strictest: 1 },
  impressumGraceDays: { rule: "IM-1", strictest: 0 },
  invoiceSecureFromEUR: { rule: "EM-3", strictest: 0 },
  contactSaveConversations: { rule: "AB-3", strictest: 10 },
} as const satisfies Partial<Record<keyof typeof defaults, { rule: RuleId; strictest: number }>>;

export type LimitName = keyof typeof adjustable;
export const limitNames = Object.keys(adjustable) as LimitName[];

/** The numbers in force, and the version of the change that made them; 0 is as shipped. */
export type Limits = Readonly<Record<LimitName, number>> & { readonly version: number };

/** Between the shipped number and the strictest one: outside of it a number is looser, or makes no sense. */
export function isAllowed(name: LimitName, value: number): boolean {
  const [shipped, strictest] = [defaults[name], adjustable[name].strictest];
  return Number.isInteger(value) && value >= Math.min(shipped, strictest) && value <= Math.max(shipped, strictest);
}

/** Reads a stored change; what is missing, odd or looser than shipped counts as shipped. */
export function limitsFrom(version: number, stored: Readonly<Record<string, unknown>>): Limits {
  const value = (name: LimitName): number => {
    const given = stored[name];
    return typeof given === "number" && isAllowed(name, given) ? given : defaults[name];
  };
  const numbers = Object.fromEntries(limitNames.map((name) => [name, value(name)])) as Record<LimitName, number>;
  return { version, ...numbers };
}

const shipped = limitsFrom(0, {});

/** The numbers that hold for these facts. They travel with the facts, so that a decision keeps those it was made by. */
export const limitsOf = (f: { readonly limits?: Limits | undefined }): Limits => f.limits ?? shipped;
