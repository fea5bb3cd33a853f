import { expect, test } from "vitest";
import { consentingAdvert, given, mail } from "../../../test/policy/given.ts";
import { defaults, origins } from "./defaults.ts";
import { evaluate } from "./evaluate.ts";
import type { Action, Facts } from "./facts.ts";
import { isAllowed, limitNames, limitsFrom } from "./limits.ts";
import { formatVerdict } from "./verdict.ts";

const verdict = (action: Action, facts: Facts): string => formatVerdict(evaluate(action, facts));

test("every number says where it comes from, and only numbers of our own can be changed", () => {
  expect(Object.keys(origins).sort()).toEqual(Object.keys(defaults).sort());
  expect(limitNames.filter((name) => origins[name] !== "own")).toEqual([]);
});

test("a looser number than shipped counts as shipped, whoever wrote it down", () => {
  const wrong = limitsFrom(3, {
    consentIdleMonths: 240,
    identicalAdTexts24h: 11,
    contactSaveConversations: 1,
    invoiceSecureFromEUR: Number.NaN,
    serviceInfoRunMax: "9",
  });
  expect(wrong).toEqual({ ...limitsFrom(0, {}), version: 3 });
  expect(limitNames.every((name) => isAllowed(name, defaults[name]))).toBe(true);
});

test("stricter numbers decide, and the old ones still explain what was decided under them", () => {
  const limits = limitsFrom(1, {
    consentIdleMonths: 6,
    identicalAdTexts24h: 2,
    invoiceSecureFromEUR: 100,
    contactSaveConversations: 3,
    serviceInfoRunMax: 5,
    impressumGraceDays: 0,
  });
  const cases: [Action, Facts, string][] = [
    ["send", consentingAdvert({ consentIdleMonths: 7 }), "require:renew_consent"],
    ["send", consentingAdvert({ extra: { identicalAdTextLast24h: 2 } }), "deny"],
    [
      "send",
      mail({ messageClass: "invoice", extra: { amountEUR: 100, addressVerified: true } }),
      "require:secure_invoice_delivery",
    ],
    [
      "save_contact",
      given({ extra: { conversations: 2, target: "customer_file" } }),
      "require:repeated_contact_or_order",
    ],
    ["send", given({ messageClass: "service_info", recipients: 6, extra: { openOrder: true } }), "deny"],
  ];
  for (const [action, facts, strict] of cases) {
    expect(verdict(action, facts)).toBe("allow");
    expect(verdict(action, { ...facts, limits })).toBe(strict);
  }
});

test.each([
  ["consentIdleMonths", 1],
  ["identicalAdTexts24h", 0],
  ["serviceInfoRunMax", 1],
  ["impressumGraceDays", 0],
  ["invoiceSecureFromEUR", 0],
  ["contactSaveConversations", 10],
] as const)("the strictest number is one that can be chosen, and what lies beyond it is not: %s", (name, strictest) => {
  const beyond = strictest > defaults[name] ? strictest + 1 : strictest - 1;
  expect([isAllowed(name, strictest), isAllowed(name, beyond)]).toEqual([true, false]);
});

test("a business that writes to one customer a day reads that it is one", () => {
  const limits = limitsFrom(1, { serviceInfoRunMax: 1 });
  const { whyDe } = evaluate(
    "send",
    given({ messageClass: "service_info", recipients: 2, extra: { openOrder: true }, limits }),
  );
  expect(whyDe).toContain("höchstens einem betroffenen Kunden");
});
