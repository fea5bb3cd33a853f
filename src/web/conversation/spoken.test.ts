import { afterEach, expect, test, vi } from "vitest";
import { api } from "../api.ts";
import { DraftState } from "../state/draft.svelte.ts";
import { attachSpoken, goToReply } from "./spoken.ts";

afterEach(() => {
  vi.restoreAllMocks();
});
const recording = () => new File(["a"], "sprachnachricht.ogg", { type: "audio/ogg" });

test("what was spoken for colleagues stays with them, whatever the field became meanwhile", () => {
  vi.spyOn(api, "put").mockResolvedValue(undefined);
  const draft = new DraftState("spoken");
  draft.setNote(true);
  const { place } = draft;
  expect(goToReply(draft, true)).toBe(false);
  expect(draft.note).toBe(true);
  draft.setNote(false);
  expect(attachSpoken(draft, recording(), place)).toBe(true);
  expect(draft.note).toBe(true);
});

test("what was spoken for colleagues takes no words of a reply along", () => {
  vi.spyOn(api, "put").mockResolvedValue(undefined);
  const draft = new DraftState("spoken-note");
  const place = draft.placeOf(true);
  draft.text = "Wir kommen am Mittwoch. (Demo)";
  expect(attachSpoken(draft, recording(), place)).toBe(false);
  expect(draft.note).toBe(false);
  expect(draft.uploads).toEqual([]);
});

test("what was spoken for the customer takes no words of a note along", () => {
  vi.spyOn(api, "put").mockResolvedValue(undefined);
  const draft = new DraftState("spoken-reply");
  const { place } = draft;
  draft.putBack("Nur für uns (Demo)", true);
  expect(attachSpoken(draft, recording(), place)).toBe(false);
  expect(draft.uploads).toEqual([]);
  draft.text = "";
  expect(attachSpoken(draft, recording(), place)).toBe(true);
  expect(draft.note).toBe(false);
});
