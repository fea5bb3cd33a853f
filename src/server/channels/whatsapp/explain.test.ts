import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { explainWhatsApp } from "./explain.ts";

const fixtures = new URL("./fixtures/", import.meta.url);
const recordings = new URL("../../../../../shared/whatsapp/payloads/", import.meta.url);

function kindsOf(file: URL): string {
  const [explained] = explainWhatsApp([{ file: file.pathname, body: readFileSync(file) }]);
  return explained?.items.map((item) => item.kind).join(",") ?? "";
}

describe("every kind of delivery is told apart", () => {
  const expected: Record<string, string> = JSON.parse(readFileSync(new URL("expected.json", fixtures), "utf8"));

  test.each(Object.entries(expected))("%s holds %s", (file, kinds) => {
    expect(kindsOf(new URL(file, fixtures))).toBe(kinds);
  });

  test("no fixture is left out of the list", () => {
    const files = readdirSync(fixtures).filter((name) => name.endsWith(".json") && name !== "expected.json");
    expect(files.toSorted()).toEqual(Object.keys(expected).toSorted());
  });
});

const index = new URL("INDEX.tsv", recordings);
describe.skipIf(!existsSync(index))("recorded deliveries of other projects are told apart", () => {
  const rows = existsSync(index) ? readFileSync(index, "utf8").split("\n").slice(1).filter(Boolean) : [];

  test.each(rows.map((row) => row.split("\t").slice(0, 2)))("%s holds %s", (file, kinds) => {
    expect(kindsOf(new URL(file ?? "", recordings))).toBe(kinds);
  });
});

test("a clerk at the command line sees who wrote what", () => {
  const body = readFileSync(new URL("text-username-only.json", fixtures));
  expect(explainWhatsApp([{ file: "eins.json", body }])).toEqual([
    {
      file: "eins.json",
      items: [
        expect.objectContaining({
          kind: "message.text+nophone",
          becomes: "message",
          number: "900100200300400",
          from: "bsuid DE.100000000000000002",
          username: "onur.demo",
          text: "Hallo, was kostet ein neuer Zählerschrank?",
        }),
      ],
    },
  ]);
});

test("of an answer from a list its second line is told, and of contacts whose they are", () => {
  const told = (message: object) => {
    const value = {
      metadata: { phone_number_id: "1" },
      messages: [{ id: "wamid.1", from: "4915550100001", ...message }],
    };
    const body = new TextEncoder().encode(JSON.stringify({ entry: [{ changes: [{ field: "messages", value }] }] }));
    return explainWhatsApp([{ file: "antwort.json", body }])[0]?.items[0];
  };
  const list_reply = { id: "mo", title: "Montag", description: "8 bis 10 Uhr" };
  expect(told({ type: "interactive", interactive: { type: "list_reply", list_reply } })).toMatchObject({
    title: "Montag",
    text: "8 bis 10 Uhr",
  });
  const contacts = [
    { name: { formatted_name: "Anna Otto" }, phones: [{ phone: "+49 155 50100002" }] },
    { phones: [{ phone: "+49 155 50100003" }], origin: "contact_request" },
  ];
  expect(told({ type: "contacts", contacts })).toMatchObject({ contacts: 2, text: "Anna Otto, +49 155 50100003" });
});

test("of a place its name, its address and its page are told", () => {
  const location = {
    latitude: 51.34,
    longitude: 12.37,
    name: "Baustelle",
    address: "Hauptstr. 3",
    url: "https://bau.example",
  };
  const message = { id: "wamid.1", from: "4915550100001", timestamp: "1793000000", type: "location", location };
  const value = { metadata: { phone_number_id: "1" }, messages: [message] };
  const body = new TextEncoder().encode(JSON.stringify({ entry: [{ changes: [{ field: "messages", value }] }] }));
  expect(explainWhatsApp([{ file: "ort.json", body }])[0]?.items[0]).toMatchObject({
    text: "Baustelle, Hauptstr. 3, https://bau.example",
  });
});
