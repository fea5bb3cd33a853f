import { expect, test } from "vitest";
import { keepDraftsOf, metadataDrafts, unconfirmed } from "./metadata-drafts.svelte.ts";

test("what was typed about a channel that was taken out meanwhile does not count as unsaved for ever", () => {
  const was = { contentVisibleTo: [], learns: [], keptHere: "", notKept: "", readStatusKept: false };
  for (const channel of ["whatsapp", "webchat"] as const)
    metadataDrafts[channel] = { fields: { ...was, keptHere: "Texte" }, was, seenBy: "", refused: {}, tried: false };
  expect(unconfirmed()).toEqual(["whatsapp", "webchat"]);
  keepDraftsOf(["webchat"]);
  expect(unconfirmed()).toEqual(["webchat"]);
  keepDraftsOf([]);
});
