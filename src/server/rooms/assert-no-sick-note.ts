import { Problem } from "../platform/problem.ts";
import { isSickNote } from "../policy/house-matter.ts";

/** IN-3: nobody's health is told to a room. One tap leads to the form; whoever wrote it may say that it is none. */
export function assertNoSickNote(text: string, denied: boolean): void {
  if (denied || !isSickNote(text)) return;
  throw new Problem("not-lawful", {
    detail: {
      de: "Krankmeldungen gehören nicht in einen Raum, hier lesen alle mit. Schick sie an die eine Stelle.",
      en: "Sick notes do not belong in a room, everybody reads it. Send them to the one place for them.",
    },
    more: { place: "/krankmeldung", reason: "sick-note" },
  });
}
