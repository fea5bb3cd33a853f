/** House rules of the roster's checks: what the law calls by a paragraph, these call by a name. German -> English. */
const houseRules: Readonly<Record<string, string>> = {
  Austritt: "Last day",
  Verfügbarkeit: "Availability",
  "Doppelt geplant": "Planned twice",
  Qualifikation: "Qualification",
  Feiertag: "Day off",
};

/** "§ 5 ArbZG" is called so in every language. */
export const ruleInEnglish = (rule: string): string => houseRules[rule] ?? rule;
