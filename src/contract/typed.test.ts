import { expect, test } from "vitest";
import type { z } from "zod";
import { InviteMember } from "./access.ts";
import { KeepSheet } from "./backup.ts";
import { AskIban } from "./bank.ts";
import { RenameContact } from "./conversations.ts";
import { NewEntrySource } from "./entry-sources.ts";
import { OpenIncident } from "./incidents.ts";
import { AskInsight } from "./insights.ts";
import { Draft } from "./messages.ts";
import { NewProject } from "./projects.ts";
import { SetHold } from "./retention.ts";
import { NewRoom, NewRoomMessage } from "./rooms.ts";
import { SaveShape } from "./roster.ts";
import { BusinessFields, ImprintFields } from "./setup.ts";
import { StaffAddresses } from "./team.ts";
import { NewTextBlock } from "./text-blocks.ts";
import { typedLine, typedText } from "./typed.ts";
import { NewCrew } from "./working-time.ts";

const id = "0190a000-0000-7000-8000-000000000001";

test.each([
  ["a number copied from an address book", "\u202a0371\u00a0123456\u202c", "0371 123456"],
  ["a word copied from a web page", "Sanitär\u00adtechnik\u200b \ufeff", "Sanitärtechnik"],
  ["a cell of a table with its end of line", "\tBeispielweg\r\n12\u2028", "Beispielweg 12"],
  ["a text that would turn the line around", "\u202eHbmG", "HbmG"],
  ["an umlaut in two signs, as from a PDF file", "mu\u0308ller", "müller"],
  ["what nobody sees", "\u200b\u2060", ""],
  ["a family of signs joined into one", "👨‍👩‍👧", "👨‍👩‍👧"],
  ["signs joined after a colour of skin, and of a heart on fire", "👩🏽‍🔧 ❤️‍🔥", "👩🏽‍🔧 ❤️‍🔥"],
  ["a flag made of signs without a width", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"],
  ["a Persian name, whose letters it parts", "\u200cعلی\u200cرضا\u200c", "علی\u200cرضا"],
  ["a Persian abbreviation, and an old Malayalam letter at an end", "ه\u200d. അവന്\u200d", "ه\u200d. അവന്\u200d"],
  ["words of Hindi and Bengali", "क्\u200dष र\u200d্য", "क्\u200dष र\u200d্য"],
  ["joiners where nothing is joined", "An\u200dna\u200c 1\u200d", "Anna 1"],
  ["only what has no width", "\u200d\u200c\ufe0f\u034f", ""],
  ["only fillers that count as letters", "\u3164\u115f\u2800", ""],
])("of %s what is seen stays", (_, typed, seen) => {
  expect(typedLine(60).parse(typed)).toBe(seen);
});

test("a longer text keeps its lines, and is measured by what is seen", () => {
  expect(typedText(9).parse(" \u200bAnna\r\nBert\u00ad\u200b ")).toBe("Anna\nBert");
  expect(typedLine(4).safeParse("Anna\u200b").success).toBe(true);
  expect(typedLine(4).safeParse("Annas").success).toBe(false);
});

test("what customers read of the business, and the names of its people, come in like that", () => {
  const business = BusinessFields.parse({ phone: "\u202a0371 123456\u202c", email: "post@\u200bbrandt.example" });
  expect(business).toMatchObject({ phone: "0371 123456", email: "post@brandt.example" });
  const imprint = ImprintFields.parse({ vatId: "DE000000003\u202c", notApplicable: { jobTitle: "\u200bkein Titel" } });
  expect(imprint).toMatchObject({ vatId: "DE000000003", notApplicable: { jobTitle: "kein Titel" } });
  expect(StaffAddresses.parse({ addresses: ["\u202aanna@brandt.example\u202c"] }).addresses).toEqual([
    "anna@brandt.example",
  ]);
  expect(AskIban.parse({ iban: "\u200bDE02 1203" }).iban).toBe("DE02 1203");
});

test.each([
  ["somebody of the team", InviteMember, { role: "crew" }, "name"],
  ["a contact", RenameContact, {}, "name"],
  ["a project", NewProject, {}, "name"],
  ["a room", NewRoom, { kind: "crew", memberIds: [] }, "name"],
  ["a crew", NewCrew, {}, "name"],
  ["a shape of a shift", SaveShape, { kind: "work", from: "07:00", to: "16:00" }, "title"],
  ["a text block", NewTextBlock, { id, text: "Guten Tag" }, "name"],
  ["where an entry code hangs", NewEntrySource, {}, "name"],
  ["an incident", OpenIncident, { awareAt: "2026-11-24T09:00:00Z" }, "what"],
  ["a legal hold", SetHold, { kind: "tax", reviewOn: "2027-01-04" }, "reason"],
  ["why one looks into a locked file", AskInsight, { conversationNumber: 1, hours: 4 }, "reason"],
  ["where the recovery sheet lies", KeepSheet, { groups: ["A", "B", "C"] }, "place"],
] as [string, z.ZodType, object, string][])("%s has no name or reason that nobody sees", (_, shape, rest, field) => {
  const said = (value: string) => shape.safeParse({ ...rest, [field]: value });
  for (const nothing of ["\u200b".repeat(20), "\u200d".repeat(20), "\u3164".repeat(20)])
    expect(said(nothing).error?.issues.map((issue) => issue.path[0])).toContain(field);
  expect(said("Bad\u200b Kappel, Gas und \u202dWasser").data).toMatchObject({ [field]: "Bad Kappel, Gas und Wasser" });
});

test("an answer of a poll, and the reason of a danger, are what is seen of them", () => {
  const poll = (options: string[]) => NewRoomMessage.safeParse({ clientId: id, poll: { options, multiple: false } });
  expect(poll(["Ja", "\u200d\u200b"]).success).toBe(false);
  expect(poll(["Ja", "Ne\u200bin"]).data?.poll?.options).toEqual(["Ja", "Nein"]);
  expect(Draft.parse({ messageClass: "safety", dangerReason: "\u200b\u2060" }).dangerReason).toBe("");
});
