// The clock of a breach and what follows from its risk. Art. 33, 34 GDPR.
import { alarmHours, type IncidentFields } from "../../contract/incidents.ts";
import type { Words } from "../../contract/words.ts";
import { after, hour } from "../platform/instant.ts";
import { defaults } from "../policy/defaults.ts";
import { localDay } from "../time/calendar-day.ts";

/** Art. 33(1): the hours run from the moment the business knows, weekends and holidays included. */
export function deadlineOf(awareAt: Date): Date {
  return after(awareAt, defaults.breachNotifyHours * hour);
}

/** The last alarm that has passed; 72 when the time is over, 0 before the first. */
export function alarmOf(awareAt: Date, now: Date): number {
  const hours = (now.getTime() - awareAt.getTime()) / hour;
  if (hours >= defaults.breachNotifyHours) return defaults.breachNotifyHours;
  return alarmHours.findLast((step) => hours >= step) ?? 0;
}

const asked: readonly (readonly [missing: (f: IncidentFields) => boolean, sentence: Words])[] = [
  [(f) => f.what === "", { de: "Was ist passiert? (Art. 33 Abs. 3 a)", en: "What happened? (Art. 33(3) a)" }],
  [
    (f) => f.personKinds === "",
    {
      de: "Wen betrifft es, zum Beispiel Kunden oder Mitarbeiter? (Art. 33 Abs. 3 a)",
      en: "Whom does it concern, for example customers or staff? (Art. 33(3) a)",
    },
  ],
  [
    (f) => f.persons === null,
    { de: "Wie viele Personen ungefähr? (Art. 33 Abs. 3 a)", en: "How many people, roughly? (Art. 33(3) a)" },
  ],
  [
    (f) => f.recordKinds === "",
    {
      de: "Welche Daten, zum Beispiel Telefonnummern oder Fotos? (Art. 33 Abs. 3 a)",
      en: "Which data, for example phone numbers or photos? (Art. 33(3) a)",
    },
  ],
  [
    (f) => f.records === null,
    { de: "Wie viele Datensätze ungefähr? (Art. 33 Abs. 3 a)", en: "How many records, roughly? (Art. 33(3) a)" },
  ],
  [
    (f) => f.contact === "",
    {
      de: "Wer gibt Auskunft, mit Telefon oder E-Mail? (Art. 33 Abs. 3 b)",
      en: "Who can be asked, with phone or mail? (Art. 33(3) b)",
    },
  ],
  [
    (f) => f.consequences === "",
    {
      de: "Was kann den Menschen dadurch passieren? (Art. 33 Abs. 3 c)",
      en: "What can it do to the people? (Art. 33(3) c)",
    },
  ],
  [
    (f) => f.measures === "",
    {
      de: "Was habt ihr getan oder vor? (Art. 33 Abs. 3 d)",
      en: "What have you done, or what will you do? (Art. 33(3) d)",
    },
  ],
];

/** What a notification to the authority still lacks. */
export function openFields(fields: IncidentFields): Words[] {
  return asked.filter(([missing]) => missing(fields)).map(([, sentence]) => sentence);
}

/** What stands between a breach and a recorded decision. */
export function undecided(fields: IncidentFields, awareAt: Date): Words[] {
  if (fields.risk === null)
    return [{ de: "Wie hoch ist das Risiko für die Menschen?", en: "How high is the risk for the people?" }];
  const missing: Words[] = [];
  if (fields.riskReason === "")
    missing.push({
      de: "Warum schätzt ihr das Risiko so ein? (Art. 33 Abs. 5)",
      en: "Why do you judge the risk like this? (Art. 33(5))",
    });
  if (fields.risk === "none") return missing;
  missing.push(...openFields(fields));
  if (fields.notifiedOn === null)
    missing.push({ de: "Wann habt ihr es der Aufsicht gemeldet?", en: "When did you report it to the authority?" });
  // Compared as days: the screen asks for a day only.
  const late = fields.notifiedOn !== null && fields.notifiedOn > localDay(deadlineOf(awareAt), "Europe/Berlin");
  if (late && fields.delayReason === "")
    missing.push({
      de: "Warum kam die Meldung später als nach 72 Stunden? (Art. 33 Abs. 1)",
      en: "Why was the report later than 72 hours? (Art. 33(1))",
    });
  if (fields.risk === "high" && fields.personsToldOn === null)
    missing.push({
      de: "Wann habt ihr den Betroffenen geschrieben? (Art. 34)",
      en: "When did you write to the people concerned? (Art. 34)",
    });
  return missing;
}

const duties = {
  none: {
    de: "Kein Risiko: keine Meldung. Die Begründung bleibt hier stehen, die Aufsicht darf sie sehen (Art. 33 Abs. 5).",
    en: "No risk: no report. The reason stays here, the authority may see it (Art. 33(5)).",
  },
  risk: {
    de: "Risiko: Der Aufsicht melden, innerhalb von 72 Stunden ab Kenntnis (Art. 33 Abs. 1).",
    en: "Risk: report to the authority, within 72 hours of learning of it (Art. 33(1)).",
  },
  high: {
    de: "Hohes Risiko: Der Aufsicht melden und den Betroffenen unverzüglich schreiben (Art. 33 und 34).",
    en: "High risk: report to the authority and write to the people concerned without delay (Art. 33 and 34).",
  },
} as const;
const undecidedYet: Words = {
  de: "Schätzt zuerst das Risiko ein. Davon hängt ab, wem ihr Bescheid gebt.",
  en: "First judge the risk. Whom you have to tell depends on it.",
};

export function dutyOf(risk: IncidentFields["risk"]): Words {
  return risk === null ? undecidedYet : duties[risk];
}

/** Art. 34(2): in clear and plain language, what happened, what may follow, what was done, whom to ask. */
export function letterDraft(fields: IncidentFields, business: string): string {
  const part = (text: string) => (text === "" ? "…" : text);
  return [
    "Guten Tag,",
    "wir müssen Ihnen mitteilen, dass Ihre Daten bei uns von einer Panne betroffen sind.",
    `Was passiert ist: ${part(fields.what)}`,
    `Welche Daten es betrifft: ${part(fields.recordKinds)}`,
    `Was das für Sie bedeuten kann: ${part(fields.consequences)}`,
    `Was wir getan haben und was Sie tun können: ${part(fields.measures)}`,
    `Fragen beantwortet Ihnen: ${part(fields.contact)}`,
    `Es tut uns leid.\n${business}`,
  ].join("\n\n");
}
