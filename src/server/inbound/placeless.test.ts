import { expect, test } from "vitest";
import type { ParsedItem } from "../channels/channel.ts";
import { whyHomeless, whyPlaceless } from "./placeless.ts";

const from = { addresses: [{ kind: "phone", value: "+4915550100001" }] } as const;
const unreadable = { kind: "unreadable", label: "message.poll", why: "Darin steht: „Erika wünscht“" } as const;

test("a delivery for a number nobody connected says what it is, for which number, and what to do", () => {
  const item = { kind: "reaction", label: "message.reaction", accountRef: "106540352242922" } as ParsedItem;
  const said = whyHomeless(item, item.accountRef);
  expect(said).toBe(
    "Eine Reaktion ging an eine Nummer, die hier nicht verbunden ist (Kennung endet auf 2922). Verbinde sie und versuche es noch einmal.",
  );
  expect(said).not.toContain("10654");
  expect(whyHomeless(undefined, undefined)).toContain("Kanal");
});

test.each<[string, ParsedItem, RegExp | undefined]>([
  ["without a sender", unreadable, /ohne Absender an/],
  [
    "from somebody without an address",
    { ...unreadable, from: { addresses: [] }, externalId: "wamid.1" },
    /ohne Absender an/,
  ],
  ["without an id", { ...unreadable, from }, /ohne Kennung an/],
  ["of a group", { ...unreadable, noPlace: "Aus einer Gruppe" }, /^Aus einer Gruppe$/],
  ["an alarm about the account", { kind: "account", label: "x", details: [], alarm: "Gesperrt" }, /^Gesperrt$/],
  ["with both", { ...unreadable, from, externalId: "wamid.1" }, undefined],
])("what is unreadable and %s", (_, item, said) => {
  const why = whyPlaceless(item);
  if (said === undefined) expect(why).toBeUndefined();
  else expect(why).toMatch(said);
  // The sentence lies in the open: what somebody wrote does not belong there.
  expect(why ?? "").not.toMatch(/Erika|poll/);
});
