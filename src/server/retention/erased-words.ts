// What the person reads who asked for it, once it is done (Art. 12(3) GDPR, ER-3): what stays, why, until when.
import type { ErasurePreview } from "../../contract/retention.ts";
import { dayText } from "../subject-requests/tell.ts";

/** Nobody can find a name among words that are sealed: what the team wrote to each other goes by the days. */
const team = "Nennt eine interne Nachricht unseres Teams Ihren Namen, löschen wir sie nach ihrer eigenen Frist.";

export function erasedWords(today: string, stays: ErasurePreview["stays"]): string {
  const done = `Wir haben Ihre Daten am ${dayText(today)} gelöscht, wie Sie es verlangt haben.`;
  if (stays.length === 0) return `${done} ${team} Sonst bleibt nichts.`;
  const kept = stays.map(({ why, until }) => `${why.de}${until === null ? "" : `, bis zum ${dayText(until)}`}`);
  return `${done} Das müssen wir noch aufbewahren: ${kept.join("; ")}. ${team} Sie können sich bei der Aufsichtsbehörde für den Datenschutz beschweren.`;
}
