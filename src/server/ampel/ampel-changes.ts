// What changed on the Ampel since somebody was last told, and the mail that says only that.
import { z } from "zod";
import { type Ampel, LightLevel } from "../../contract/ampel.ts";
import { germanDay } from "../time/calendar-day.ts";

/** What of a light is remembered. */
const SeenLight = z.object({ duty: z.string(), level: LightLevel, sentence: z.string() });
export const SeenLights = z.array(SeenLight);
export type SeenLights = z.infer<typeof SeenLights>;

export function remember({ lights }: Pick<Ampel, "lights">): SeenLights {
  return lights.map(({ duty, level, sentence }) => ({ duty, level, sentence: sentence.de }));
}

const words = { red: "Rot", amber: "Gelb", green: "Grün" } as const;

/** Lines on what is different: another colour, or another reason for the same one. A green that stays is silent. */
function changedLines(before: SeenLights, { lights }: Pick<Ampel, "lights">): string[] {
  return lights.flatMap(({ duty, title, level, sentence, day }) => {
    const old = before.find((one) => one.duty === duty);
    const same = level === (old?.level ?? "green") && (level === "green" || sentence.de === old?.sentence);
    if (same) return [];
    const due = day?.what === "due" ? ` (bis ${germanDay(day.on)})` : "";
    return [`${words[level]}: ${title.de}. ${sentence.de}${due}`];
  });
}

/** The weekly mail; undefined when nothing changed. Firms and duties only, nothing of a customer. */
export function ampelMail(
  before: SeenLights,
  ampel: Ampel,
  link: string,
): { readonly subject: string; readonly text: string } | undefined {
  const lines = changedLines(before, ampel);
  if (lines.length === 0) return undefined;
  const count = lines.length === 1 ? "eine Änderung" : `${lines.length} Änderungen`;
  const text = [
    `Seit der letzten Nachricht gibt es auf eurer Ampel ${count}:`,
    ...lines.map((line) => `- ${line}`),
    `Ampel öffnen: ${link}/recht`,
    "Diese Nachricht kommt höchstens einmal in der Woche und nur, wenn sich etwas geändert hat.",
  ].join("\n\n");
  return { subject: `Werkbote: ${count} auf der Ampel`, text };
}
