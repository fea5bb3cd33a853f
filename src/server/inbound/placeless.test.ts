import { expect, test } from "vitest";
import type { ParsedItem } from "../channels/channel.ts";
import { instant } from "../platform/instant.ts";
import { withNewWords } from "./keep-aside.action.ts";
import { alarmsIn, whyHomeless, whyPlaceless } from "./placeless.ts";
import { saidAt } from "./said-at.ts";
import { sortOut } from "./sort-out.action.ts";

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

test("nothing is said in the future: the phone it was written on may run ahead", () => {
  const now = instant(1_795_500_000_000);
  const said = [1_795_500_000_001, 0, undefined, 1_795_499_999_999].map((ms) => saidAt(now, ms).getTime());
  expect(said).toEqual([...Array<number>(3).fill(now.getTime()), now.getTime() - 1]);
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

test("an alarm beside something unreadable is no mere repetition, nor is one that names no time: either is kept", () => {
  const alarm: ParsedItem = { kind: "account", label: "x", details: [], alarm: "Gesperrt", at: 1 };
  expect(alarmsIn([alarm])).toHaveLength(1);
  expect(alarmsIn([alarm, unreadable])).toBeUndefined();
  expect(alarmsIn([alarm, { kind: "account", label: "x", details: [], alarm: "Gesperrt" }])).toBeUndefined();
  expect(alarmsIn([{ ...unreadable, from, externalId: "wamid.1" }])).toBeUndefined();
});

test("what connecting its number would bring in is not hidden by what no retry helps, in either order", () => {
  const elsewhere = { kind: "receipt", label: "status.read", accountRef: "9990001234" } as ParsedItem;
  for (const items of [
    [elsewhere, unreadable],
    [unreadable, elsewhere],
  ]) {
    const seal = { openForEpoch: () => Buffer.alloc(0) } as never;
    const channels = { whatsapp: { parse: () => items } } as never;
    const accounts = { kinds: new Map([["a", "whatsapp" as const]]), byRef: new Map<string, string>() };
    const delivery = { accountId: "a", digest: Buffer.alloc(32), sealedBody: Buffer.alloc(0) } as never;
    const { placed, homeless } = sortOut({ seal }, channels, "t", accounts, delivery);
    expect(placed).toEqual([]);
    expect(homeless).toMatchObject({ retryHelps: true, problem: expect.stringContaining("1234") });
  }
});

test("of an edit that changes nothing the new words stand there, also those below a picture", () => {
  const media = { type: "media", caption: "Der Riss" } as never;
  expect(withNewWords("Satz.", { kind: "edit", content: media })).toBe("Satz. Neue Worte: „Der Riss“");
});
