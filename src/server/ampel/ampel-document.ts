// The Ampel on one sheet of paper, for the chamber or the data-protection officer.
import type { Ampel, Light, LightLevel } from "../../contract/ampel.ts";
import { germanDay } from "../time/calendar-day.ts";

const levelWords: Readonly<Record<LightLevel, string>> = { red: "ROT", amber: "GELB", green: "GRÜN" };
const dayOf = ({ day }: Light): string =>
  day === null ? "" : `${day.what === "checked" ? "" : "bis "}${germanDay(day.on)}`;
const urgency: Readonly<Record<LightLevel, number>> = { red: 0, amber: 1, green: 2 };

/** From so many open duties on the sheet keeps to what is open: where each is mended stands on the screen. */
const crowded = 3;

/** How it stands, and where a red or amber one is mended. */
function stands({ level, sentence, details, next }: Light, brief: boolean): string {
  const more = details.length === 0 ? "" : ` (und ${details.length} weitere)`;
  return `${sentence.de}${more}${brief || level === "green" || next === null ? "" : ` Weiter: ${next.label.de}.`}`;
}

/** Title and blocks of the sheet; who renders it adds the time. */
export function ampelDocument(ampel: Ampel) {
  const brief = ampel.lights.filter(({ level }) => level !== "green").length >= crowded;
  return {
    title: "Ampel: Dürfen wir heute schreiben?",
    subtitle: "Rot: Werkbote sendet dort nichts. Gelb: Etwas ist fällig. Empfangen geht immer.",
    language: "de" as const,
    issuer: ampel.business,
    blocks: [
      {
        kind: "table" as const,
        head: ["Kanal", "Stand", "Darf dort heute gesendet werden?"],
        rows: ampel.channels.map(({ label, level, sentence }) => [label, levelWords[level], sentence.de]),
      },
      {
        kind: "table" as const,
        head: ["Pflicht", "Stand", "Wie es steht", "Geprüft, gilt bis"],
        rows: ampel.lights
          .toSorted((a, b) => urgency[a.level] - urgency[b.level])
          .map((light) => [
            brief ? light.title.de : `${light.title.de} (${light.basis})`,
            levelWords[light.level],
            stands(light, brief),
            dayOf(light),
          ]),
      },
    ],
  };
}
