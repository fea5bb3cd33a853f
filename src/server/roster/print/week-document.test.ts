import { expect, it } from "vitest";
import { instant } from "../../platform/instant.ts";
import { weekDocument } from "./week-document.ts";

const sheet = {
  monday: "2026-11-30",
  issuer: "Brandt Haustechnik",
  issuedAt: instant(0),
  crews: [{ name: "Kolonne Nord", people: [{ id: "t", name: "Tarik" }] }],
  holidays: [],
  absences: [{ memberId: "t", localStart: "2026-12-04T00:00", localEnd: "2026-12-05T00:00" }],
  shifts: [
    { memberId: "t", kind: "work", localStart: "2026-11-30T07:00", localEnd: "2026-11-30T15:30" },
    { memberId: "t", kind: "on_call", localStart: "2026-12-01T16:00", localEnd: "2026-12-03T07:00" },
    { memberId: "anna", kind: "work", localStart: "2026-11-30T08:00", localEnd: "2026-11-30T12:00" },
  ],
} as const;

it("the week on the wall says of each day what it has of a shift, who is missing, and no reason", () => {
  const table = weekDocument(sheet).blocks.find(({ kind }) => kind === "table");
  expect(table).toMatchObject({
    head: ["Wer", "Mo 30.", "Di 01.", "Mi 02.", "Do 03.", "Fr 04.", "Sa 05.", "So 06."],
    rows: [["Tarik", "7–15:30", "Notdienst ab 16", "Notdienst", "Notdienst bis 7", "nicht verfügbar", "", ""]],
  });
});
