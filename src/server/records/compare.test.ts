import { expect, test } from "vitest";
import type { Block } from "../platform/documents/document.ts";
import { changesBetween, readsSame } from "./compare.ts";

const paper = (devices: number, members: string, marked = true): Block[] => [
  {
    kind: "facts",
    rows: [
      { label: "Zugänge je Rolle", value: members },
      { label: "Geräte je Zustand", value: `freigegeben: ${devices}`, ...(marked && { ofTheDay: true }) },
    ],
  },
];

test("one device more is no other measure: the paper keeps its version", () => {
  expect(readsSame(paper(2, "Inhaber: 1"), paper(3, "Inhaber: 1"))).toBe(true);
  // Versions of earlier days do not say which of their numbers change daily.
  expect(readsSame(paper(2, "Inhaber: 1", false), paper(3, "Inhaber: 1"))).toBe(true);
});

test("one access more is another version, and what it says of changes is the access alone", () => {
  const [before, now] = [paper(2, "Inhaber: 1"), paper(3, "Inhaber: 1, Gast: 1")];
  expect(readsSame(before, now)).toBe(false);
  expect(changesBetween(before, now)).toEqual({
    added: ["Zugänge je Rolle: Inhaber: 1, Gast: 1"],
    removed: ["Zugänge je Rolle: Inhaber: 1"],
  });
});
