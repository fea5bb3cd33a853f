/** German texts of an alarm that is raised again with other words. */
export const de = {
  "first-runs": "Dein erster Alarm ist angekommen und läuft schon.",
  "first-runs-how":
    "Nur unsere Antwort ging verloren. Mit den geänderten Worten ist noch niemand gerufen. Sie gehen als neuer Alarm hinaus, oder du siehst dir den ersten an.",
  "see-first": "Ersten Alarm ansehen",
  "raise-another": "Als neuen Alarm auslösen",
} as const;
