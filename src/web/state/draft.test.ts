import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RoomMessageView } from "../../contract/rooms.ts";
import { api } from "../api.ts";
import { DraftState } from "./draft.svelte.ts";
import { RoomDraft } from "./room-draft.svelte.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test("a note that comes back into the field is a note still, and no draft of a reply", async () => {
  const saved = vi.spyOn(api, "put").mockResolvedValue(undefined);
  const draft = new DraftState("note");
  draft.putBack("Kunde zahlt schlecht (Demo)", true);
  await vi.runAllTimersAsync();
  expect(draft.note).toBe(true);
  expect(draft.text).toBe("Kunde zahlt schlecht (Demo)");
  expect(saved).not.toHaveBeenCalled();
});

test("a reply that comes back makes no reply of a note that is being written", () => {
  const draft = new DraftState("both");
  draft.setNote(true);
  draft.text = "Nur für uns (Demo)";
  draft.putBack("Morgen um acht", false);
  expect(draft.note).toBe(true);
  expect(draft.text).toBe("Nur für uns (Demo)\nMorgen um acht");

  const empty = new DraftState("empty");
  empty.setNote(true);
  empty.putBack("Morgen um acht", false);
  expect(empty.note).toBe(false);
  expect(empty.text).toBe("Morgen um acht");
});

test("what comes back while another message is being changed does not go with that change", () => {
  const draft = new RoomDraft("room");
  draft.text = "angefangen";
  draft.edit({ text: "alt" } as RoomMessageView);
  draft.putBack("nicht gesendet");
  if (draft.editing) draft.endEdit();
  expect(draft.text).toBe("angefangen\nnicht gesendet");
});
