import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { ParsedItem } from "../channel.ts";
import { parseWhatsApp } from "./parse.ts";

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const fixture = (name: string) => parseWhatsApp(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url)));
const only = (name: string) => fixture(name)[0];

/** A delivery with these messages of Erika Demo. */
function delivery(messages: readonly unknown[], more: object = {}) {
  const metadata = { phone_number_id: "1" };
  return bytes({ entry: [{ changes: [{ field: "messages", value: { metadata, messages, ...more } }] }] });
}
const plain = (id: string, more: object = {}) => ({
  from: "4915550100001",
  id,
  timestamp: "1793000000",
  type: "text",
  text: { body: "Hallo" },
  ...more,
});

describe("who wrote", () => {
  test("a person with a phone is known by user id first and number second", () => {
    expect(only("text")).toMatchObject({
      from: {
        addresses: [
          { kind: "bsuid", value: "DE.100000000000000001" },
          { kind: "phone", value: "+4915550100001" },
        ],
        profileName: "Erika Demo",
      },
      accountRef: "900100200300400",
    });
  });

  test("a person with a username is known without a number", () => {
    expect(only("text-username-only")).toMatchObject({
      from: { addresses: [{ kind: "bsuid", value: "DE.100000000000000002" }], username: "onur.demo" },
    });
  });

  test("the empty number of early 2026 is no number", () => {
    const [item] = parseWhatsApp(delivery([plain("a", { from: "", from_user_id: "DE.1" })]));
    expect(item).toMatchObject({ label: "message.text+nophone", from: { addresses: [{ kind: "bsuid" }] } });
  });

  test("a contact that contradicts the sender lends neither name nor number", () => {
    const contacts = [{ profile: { name: "Andere Person" }, wa_id: "4915550100002", user_id: "DE.2" }];
    const [item] = parseWhatsApp(delivery([plain("a")], { contacts }));
    expect(item).toMatchObject({ from: { addresses: [{ kind: "phone", value: "+4915550100001" }] } });
    expect(JSON.stringify(item)).not.toContain("Andere");
  });

  test("two numbers of the firm in one delivery stay apart", () => {
    expect(fixture("two-numbers-in-one-delivery").map((item) => item.accountRef)).toEqual([
      "900100200300400",
      "900100200300400",
      "900100200300400",
      "900100200300401",
    ]);
  });

  test("a name cannot take over somebody else's conversation at a number change", () => {
    const item = only("id-changed");
    expect(item).toMatchObject({
      kind: "identity-change",
      previous: [{ kind: "bsuid", value: "DE.100000000000000002" }],
      next: [{ kind: "bsuid", value: "DE.3" }],
    });
    const stolen = { type: "user_changed_user_id", user_id: "DE.3", body: "User DE.777 changed from DE.777 to DE.3" };
    const [claim] = parseWhatsApp(delivery([{ id: "b", timestamp: "1793000000", type: "system", system: stolen }]));
    expect(claim).toMatchObject({ kind: "identity-change", previous: [] });
  });
});

describe("what a message says", () => {
  test("a shared contact with all that stands on the card", () => {
    const card = {
      name: { formatted_name: "Jürgen Müller" },
      org: { company: "Hausverwaltung Müller", department: "Technik", title: "Leiter" },
      phones: [{ phone: "+49 371 5550" }],
      emails: [{ email: "mueller@example.org", type: "WORK" }],
      addresses: [{ street: "Hauptstr. 4", zip: "09111", city: "Chemnitz", country: "Deutschland" }, { type: "HOME" }],
      urls: [{ url: "https://mueller.example" }],
    };
    const message = { id: "c", from: "4915550100002", timestamp: "1793000000", type: "contacts", contacts: [card] };
    expect(parseWhatsApp(delivery([message]))[0]).toMatchObject({
      content: {
        contacts: [
          {
            role: "Leiter, Technik",
            addresses: ["Hauptstr. 4, 09111 Chemnitz, Deutschland"],
            websites: ["https://mueller.example"],
          },
        ],
      },
    });
  });

  test.each<[string, object]>([
    ["voice", { content: { type: "media", ref: { media: "voice", id: "700000000000002" } } }],
    ["image-reply", { replyTo: "wamid.DEMOOUT1", content: { caption: "Das Typenschild der Therme" } }],
    ["document-forwarded-often", { forwarded: "often", content: { ref: { fileName: "Angebot .._Demo.pdf" } } }],
    ["template-button", { content: { type: "choice", source: "template", title: "Passt", payload: "termin-ja" } }],
    ["flow-answer", { content: { type: "structured", title: "Formular", lines: ["raum: Bad", "dringend: ja"] } }],
    ["order", { content: { lines: ["2 × filter-7, je 7,99\u00a0€", "Bitte nach hinten"] } }],
    ["contact-request-answer", { content: { contacts: [{ phones: ["+49 1555 0100002"], emails: [] }] } }],
    ["unsupported-poll", { content: { type: "unsupported", why: expect.stringContaining("Umfrage") } }],
    ["from-advert", { referral: "Anzeige · 555 · Bad in zwei Wochen" }],
    ["product-question", { product: "filter-7", content: { type: "text", text: "Ist der noch da?" } }],
    ["edit", { kind: "edit", target: "wamid.DEMO0001", content: { type: "text", text: "Morgen ab zehn Uhr" } }],
    ["revoke", { kind: "revoke", target: "wamid.DEMO0001" }],
    ["reaction", { kind: "reaction", emoji: "👍🏽" }],
    ["call", { kind: "message", content: { type: "structured", title: "Anruf über WhatsApp" } }],
    ["unknown-type", { kind: "unreadable", externalId: expect.any(String), from: { profileName: "Erika Demo" } }],
    ["group-message", { kind: "unreadable", why: expect.stringContaining("Gruppe") }],
    ["preference-stop", { kind: "preference", value: "stop", at: 1793000100000 }],
    ["phone-app-echo", { kind: "echo" }],
    ["account-restricted", { kind: "account", details: expect.arrayContaining(["Gilt bis: 06.11.2026, 21:19 (UTC)"]) }],
    ["unknown-field", { kind: "unreadable" }],
  ])("%s", (name, expected) => {
    expect(only(name)).toMatchObject(expected);
  });

  test("a file has no address at Meta and a reaction taken back no emoji", () => {
    expect(JSON.stringify(only("image-reply"))).not.toContain("lookaside");
    expect(only("reaction-removed")).not.toHaveProperty("emoji");
  });

  test("a receipt brings back our own id and says in German why a message failed", () => {
    const receipts = fixture("statuses");
    expect(receipts[0]).toMatchObject({ kind: "receipt", status: "sent", correlation: "msg-1" });
    expect(receipts[4]).toMatchObject({ status: "failed", error: { code: "131026", retryable: false } });
  });

  test.each(["address-book", "old-chats", "advert-click"])("%s is dropped and nothing of it is kept", (name) => {
    expect(only(name)?.kind).toBe("dropped");
    expect(JSON.stringify(fixture(name))).not.toMatch(/Nachbar|4915550|Alte Nachricht|tracking/);
  });

  test("an account notice carries no names and numbers of people", () => {
    expect(JSON.stringify(["security-pin", "group-created", "account-restricted"].map(fixture))).not.toMatch(
      /requester|1234"|4930230012345|Demo/,
    );
  });

  test("the same wish twice in one delivery is one wish", () => {
    const wish = { wa_id: "4915550100001", value: "stop", timestamp: "1793000000" };
    const value = { user_preferences: [wish, { ...wish, timestamp: "1793000001" }, { ...wish, value: "resume" }] };
    const items = parseWhatsApp(bytes({ entry: [{ changes: [{ field: "user_preferences", value }] }] }));
    expect(items).toMatchObject([{ value: "stop", at: 1793000001000 }, { value: "resume" }]);
  });
});

describe("odd bytes", () => {
  const textOf = (item: ParsedItem | undefined) =>
    item?.kind === "message" && item.content.type === "text" ? item.content.text : undefined;

  test.each([
    ["NUL in the text", "a\u0000b", "a\u2400b"],
    ["a lone surrogate", "a\ud800b", "a\ufffdb"],
    ["a family of four", "👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"],
    ["a right-to-left override", "\u202eabc", "\u202eabc"],
  ])("%s survives", (_, sent, kept) => {
    expect(textOf(parseWhatsApp(delivery([plain("a", { text: { body: sent } })]))[0])).toBe(kept);
  });

  test("a name keeps its letters, and cannot turn round the sentence it will stand in", () => {
    const contacts = (name: string) => [{ wa_id: "4915550100001", profile: { name } }];
    const nameOf = (name: string) => {
      const value = { contacts: contacts(name), messages: [plain("a")] };
      const [item] = parseWhatsApp(bytes({ entry: [{ changes: [{ field: "messages", value }] }] }));
      return item?.kind === "message" ? item.from.profileName : undefined;
    };
    expect(nameOf("\u202egro\u2066 Brandt\u2069")).toBe("gro Brandt");
    expect(nameOf("שרה\u200f כהן")).toBe("שרה\u200f כהן");
    expect(nameOf("\u202e")).toBeUndefined();
  });

  test("a byte order mark, invalid UTF-8 and a raw control character do not cost the message", () => {
    const head = [0xef, 0xbb, 0xbf];
    const body = new TextDecoder("latin1").decode(delivery([plain("a", { text: { body: "Hal~o" } })]));
    for (const odd of [0xff, 0x01, 0xc0]) {
      const raw = Uint8Array.from([...head, ...[...body].map((one) => (one === "~" ? odd : one.charCodeAt(0)))]);
      expect(textOf(parseWhatsApp(raw)[0])).toMatch(/^Hal.o$/u);
    }
  });

  test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "a key or type named %s is only a word",
    (word) => {
      const evil = `{"id":"x","from":"4915550100001","timestamp":"1793000000","type":"${word}","${word}":{"x":1}}`;
      const raw = `{"entry":[{"changes":[{"field":"messages","value":{"messages":[${evil}]}},{"field":"${word}","value":{"${word}":{"x":1}}}]}]}`;
      expect(parseWhatsApp(new TextEncoder().encode(raw))).toMatchObject([
        { kind: "unreadable", label: `message.${word}` },
        { kind: "account", label: word },
      ]);
      expect(Reflect.get({}, "x")).toBeUndefined();
    },
  );

  test("an id too long to be one is not cut into somebody else's", () => {
    expect(parseWhatsApp(delivery([plain("w".repeat(600))]))[0]).not.toHaveProperty("externalId");
  });

  const endless = "Heizung ".repeat(25_000);
  const form = { name: "flow", response_json: JSON.stringify({ a: endless, b: [endless] }) };
  test.each([
    ["a text", { text: { body: endless } }],
    ["what stands below a picture", { type: "image", image: { id: "1", caption: endless } }],
    ["an order", { type: "order", order: { text: endless } }],
    ["the answers of a form", { type: "interactive", interactive: { type: "nfm_reply", nfm_reply: form } }],
    ["a kind nobody knows", { type: "poll", text: undefined, poll: { name: endless } }],
  ])("%s is kept whole, however long", (_, message) => {
    expect(JSON.stringify(parseWhatsApp(delivery([plain("a", message)])))).toContain(endless.trim());
  });

  test.each([
    ["a picture Meta could not load itself", "image", undefined],
    ["a document without its id", "document", { mime_type: "application/pdf" }],
    ["a place without its numbers", "location", { latitude: null, longitude: null, name: "Baustelle" }],
    ["contacts without a card", "contacts", []],
    ["a text that is none", "text", { body: null }],
  ])("of %s the sentence says that something is missing, not that the kind is unknown", (_, type, body) => {
    const [item] = parseWhatsApp(delivery([plain("a", { type, text: undefined, [type]: body })]));
    expect(item).toMatchObject({ kind: "unreadable", why: expect.stringMatching(/unvollständig/) });
  });

  test.each([
    ["a poll", { type: "poll", poll: { name: "Wann kommt ihr?", options: [{ text: "Mo" }, { text: "Di" }] } }],
    ["a new kind of tap", { type: "interactive", interactive: { type: "product", product: { note: "Mo · Di" } } }],
    ["a picture without its id", { type: "image", image: { mime_type: "image/jpeg", caption: "Mo · Di" } }],
    ["a place without its numbers", { type: "location", location: { name: "Mo · Di" } }],
    ["a text in no body", { type: "text", text: "Mo · Di" }],
    ["a correction of a new kind", { type: "edit", edit: { original_message_id: "a", message: { poll: "Mo · Di" } } }],
    ["a correction that names no message", { type: "edit", edit: { message: { image: { caption: "Mo · Di" } } } }],
  ])("of %s, which cannot be shown, the words are kept", (_, message) => {
    const [item] = parseWhatsApp(delivery([plain("a", { text: undefined, ...message })]));
    expect(item).toMatchObject({ kind: "unreadable", why: expect.stringMatching(/ Darin steht: „.*Mo · Di“$/) });
    expect(JSON.stringify(item)).not.toMatch(/jpeg|1793000000“/);
  });

  test("corrected words under a file that is not named again are these words", () => {
    const edit = { original_message_id: "a", message: { type: "video", video: { caption: "Im Keller" } } };
    const [item] = parseWhatsApp(delivery([plain("b", { text: undefined, type: "edit", edit })]));
    expect(item).toMatchObject({ kind: "edit", target: "a", content: { type: "text", text: "Im Keller" } });
  });

  test("a number where a text belongs is a text, and one contact where a list belongs is a contact", () => {
    const contacts = { profile: { name: "Erika Demo" }, wa_id: "4915550100001" };
    const [item] = parseWhatsApp(delivery([plain("a", { text: { body: 42 } })], { contacts }));
    expect(item).toMatchObject({ content: { type: "text", text: "42" }, from: { profileName: "Erika Demo" } });
  });

  test.each(["1", "-5", "0x65", "1e8", 0, {}, "99999999999999"])(
    "%s is no time at which anybody wrote",
    (timestamp) => {
      expect(parseWhatsApp(delivery([plain("a", { timestamp })]))).toMatchObject([{ kind: "message", sentAt: 0 }]);
    },
  );

  test("nesting deeper than any stack is survived", () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    const inner = JSON.stringify({ a: 0 }).replace("0", deep);
    const interactive = { type: "nfm_reply", nfm_reply: { name: "flow", response_json: inner } };
    const items = parseWhatsApp(delivery([plain("a", { type: "interactive", interactive })]));
    expect(items).toMatchObject([{ kind: "message", content: { type: "structured", lines: ["a: …"] } }]);
  });
});

describe("of an order or a form nothing is lost and nothing made up", () => {
  const linesOf = (more: object) => {
    const [item] = parseWhatsApp(delivery([plain("a", more)]));
    return item?.kind === "message" && item.content.type === "structured" ? item.content.lines : undefined;
  };
  const order = (product_items: readonly object[]) => linesOf({ type: "order", order: { product_items } });
  const form = (response_json: unknown) =>
    linesOf({ type: "interactive", interactive: { type: "nfm_reply", nfm_reply: { name: "flow", response_json } } });

  test("a basket of seventy parts is shown whole, and beyond what fits the rest is counted", () => {
    const parts = (count: number) => Array.from({ length: count }, (_, i) => ({ product_retailer_id: `r${i}` }));
    expect(order(parts(70))).toHaveLength(70);
    expect(order(parts(320))?.at(-1)).toBe("… und 20 weitere");
  });

  test("how many is shown as it was said, and as unknown when nobody said it", () => {
    expect(order([{ product_retailer_id: "r", quantity: "zwei" }, { product_retailer_id: "s" }])).toEqual([
      "zwei × r",
      "? × s",
    ]);
  });

  test("a form whose answers are no list of answers shows them as they came", () => {
    expect(form("{kaputt")).toEqual(["kaputt"]);
    expect(form('{"raum":"Bad","wu')).toEqual(["raum : Bad , wu"]);
    expect(form('["Bad","Küche"]')).toEqual(["Bad, Küche"]);
    expect(form(undefined)).toEqual([]);
  });

  test("a choice inside an answer is said in words", () => {
    const termin = { tag: "Montag", zeiten: ["früh", "spät"], egal: false };
    expect(form(JSON.stringify({ termin, fotos: [{ id: 7 }] }))).toEqual([
      "termin: tag: Montag, zeiten: früh, spät, egal: nein",
      "fotos: id: 7",
    ]);
    const deep = JSON.parse(`${'{"a":'.repeat(9)}1${"}".repeat(9)}`);
    expect(form(JSON.stringify(deep))).toEqual(["a: a: a: a: a: a: …"]);
  });
});

test.each([
  ["FN:Erika Muster", "Erika Muster"],
  ["item1.FN;CHARSET=UTF-8:Muster\\, Erika\r", "Muster, Erika"],
  ["N:Muster;Erika", undefined],
])("a card whose name stands in its vCard alone is called by it: %s", (line, name) => {
  const card = { vcard: `BEGIN:VCARD\n${line}\nEND:VCARD`, origin: "other", phones: [{ phone: "+49 155" }] };
  const [item] = parseWhatsApp(delivery([plain("a", { type: "contacts", contacts: [card] })]));
  const content = item?.kind === "message" ? item.content : undefined;
  expect(content?.type === "contacts" ? content.contacts[0]?.name : content).toBe(name);
});

test.each([
  ["request_welcome", {}, "den Chat geöffnet"],
  ["system", { system: { type: "customer_identity_changed", body: "Erika changed" } }, "ein neues Gerät"],
  ["system", { system: { type: { customer_identity_changed: true }, body: "Erika changed" } }, "nicht kennt"],
  ["system", { system: { type: "user_changed_number" } }, "eine neue Nummer"],
])("what a person did not write has no place among their messages: %s", (type, more, says) => {
  const [item] = parseWhatsApp(delivery([plain("a", { type, ...more })]));
  expect(item).toMatchObject({ kind: "unreadable", noPlace: expect.stringContaining(says) });
  expect(item?.kind === "unreadable" && item.noPlace).not.toContain("Erika");
});

test("a payment that failed does not tell of a message that failed", () => {
  const statuses = [
    { id: "wamid.1", status: "failed", type: "payment", timestamp: "1793000000", recipient_id: "49155" },
  ];
  expect(parseWhatsApp(delivery([], { statuses }))).toMatchObject([
    {
      kind: "unreadable",
      label: "status.failed",
      why: "Diese Rückmeldung kennt Werkbote nicht (payment).",
      noPlace: "WhatsApp meldet zu einer gesendeten Nachricht etwas, das Werkbote nicht kennt.",
    },
  ]);
});

test("a call that names our own number as its caller joins it to nobody", () => {
  const value = {
    metadata: { phone_number_id: "1", display_phone_number: "49 155 2000" },
    contacts: [{ wa_id: "4915550100001", user_id: "DE.1" }],
    calls: [{ id: "wacid.1", event: "connect", from: "491552000", from_user_id: "DE.1", timestamp: "1793000000" }],
  };
  expect(parseWhatsApp(bytes({ entry: [{ changes: [{ field: "calls", value }] }] }))).toMatchObject([
    {
      kind: "message",
      from: {
        addresses: [
          { kind: "bsuid", value: "DE.1" },
          { kind: "phone", value: "+4915550100001" },
        ],
      },
    },
  ]);
});

test("an error beside messages, and a refused history beside chats, tell of themselves only", () => {
  const errors = [{ code: 130429, error_data: { details: "zu viele" } }];
  const chats = Array.from({ length: 30 }, (_, i) => plain(`wamid.${i}`, { type: "text", reason: "Erika" }));
  const told = (field: string, value: object) =>
    parseWhatsApp(bytes({ entry: [{ changes: [{ field, value }] }] })).find(({ kind }) => kind === "account");
  expect(told("messages", { messages: chats, errors })).toMatchObject({
    details: ["Fehlernummer: 130429", "Einzelheiten: zu viele"],
  });
  expect(told("history", { history: [{ threads: [{ messages: chats }] }, { errors }] })).toMatchObject({
    details: ["Fehlernummer: 130429", "Einzelheiten: zu viele"],
  });
});

test("a copy of what another program answers is named and set aside, with and without its account, and nothing is lost", () => {
  const [messages, noPlace] = [[plain("wamid.STANDBY")], expect.stringContaining("Ein anderes Programm")];
  for (const value of [{ metadata: { phone_number_id: "1" }, messages }, { messages }, {}])
    expect(parseWhatsApp(bytes({ entry: [{ changes: [{ field: "standby", value }] }] }))).toMatchObject([
      { kind: "unreadable", label: "standby", why: noPlace, noPlace },
    ]);
});

describe("without the envelope, as Meta's console shows them", () => {
  const value = { messaging_product: "whatsapp", metadata: { phone_number_id: "1" }, messages: [plain("a")] };
  test.each<[string, unknown]>([
    ["a change", { field: "messages", value }],
    ["a value", value],
    ["an entry", { id: "2", changes: [{ field: "messages", value }] }],
    ["several deliveries", [{ entry: [{ changes: [{ value }] }] }]],
  ])("%s is read as if it came in one", (_, body) => {
    expect(parseWhatsApp(bytes(body))).toMatchObject([{ kind: "message", label: "message.text", accountRef: "1" }]);
  });

  test.each<[unknown, string]>([
    [{ object: "whatsapp_business_account", entry: [] }, "Die Lieferung ist leer."],
    [{ type: "text", text: { body: "Hallo" } }, "Die Lieferung hat nicht den Aufbau von WhatsApp (entry fehlt)."],
    [{ object: "whatsapp_business_account", entry: [{ id: "1", time: 2 }] }, "Ein Eintrag der Lieferung ist leer."],
    [
      { object: "page", entry: [{ id: "1", messaging: [{ message: { text: "Hallo" } }] }] },
      "Ein Eintrag der Lieferung hat nicht den Aufbau von WhatsApp (changes fehlt).",
    ],
  ])("%j says what is wrong with it", (body, why) => {
    expect(parseWhatsApp(bytes(body))).toMatchObject([{ kind: "unreadable", why }]);
  });
});

test.each<[string, object, object]>([
  ["calls", { id: "wacid.1", event: "connect", from: "4915550100001" }, { kind: "message", label: "calls.connect" }],
  ["message_echoes", { id: "b", type: "text" }, { kind: "echo", label: "smb_message_echoes.text" }],
  ["user_preferences", { wa_id: "4915550100001", value: "STOP" }, { kind: "preference", value: "stop" }],
  ["user_id_update", { user_id: "DE.2", previous_user_id: "DE.1" }, { kind: "identity-change" }],
  ["state_sync", { contact: { full_name: "Nachbar" } }, { kind: "dropped", label: "smb_app_state_sync" }],
  ["history", { threads: [] }, { kind: "dropped", label: "history" }],
])("%s beside messages, or in a change without a field, mean what they mean in their own", (list, one, expected) => {
  expect(parseWhatsApp(delivery([plain("a")], { [list]: [one] }))).toMatchObject([{ label: "message.text" }, expected]);
  expect(parseWhatsApp(bytes({ entry: [{ changes: [{ value: { [list]: [one] } }] }] }))).toMatchObject([expected]);
});

test("what our side wrote on a telephone is no customer's message, wherever it stands", () => {
  const metadata = { phone_number_id: "1", display_phone_number: "+49 371 2000" };
  const ours = { from: "493712000", to: "4915550100001" };
  expect(parseWhatsApp(delivery([plain("a", ours)], { metadata }))).toMatchObject([{ kind: "echo", externalId: "a" }]);
  expect(parseWhatsApp(delivery([plain("a", { ...ours, to: "493712000" })], { metadata }))).toMatchObject([
    { kind: "message" },
  ]);
  const value = { metadata, messages: [plain("a", ours)] };
  for (const field of ["smb_message_echoes", "message_echoes"])
    expect(parseWhatsApp(bytes({ entry: [{ changes: [{ field, value }] }] }))).toMatchObject([{ kind: "echo" }]);
});

test.each<[string, object]>([
  ["reaction", { reaction: { message_id: "b", emoji: "👍" } }],
  ["revoke", { revoke: { original_message_id: "b" } }],
  ["identity-change", { system: { type: "user_changed_number", wa_id: "4915550100009" } }],
])("a %s whose type is missing is known by its body", (kind, body) => {
  expect(parseWhatsApp(delivery([plain("a", { type: null, text: undefined, ...body })]))).toMatchObject([{ kind }]);
});

test("a card with more numbers than anybody has, and a number in its vCard alone, is kept whole", () => {
  const phones = Array.from({ length: 30 }, (_, i) => ({ phone: `+49 155 ${i}` }));
  const vcard = "BEGIN:VCARD\r\nFN:Erika\r\nitem1.TEL;type=CELL;waid=49155:+49 155 1\r\nTEL;VALUE=uri:tel:+49371\r\n";
  const contacts = [...Array.from({ length: 300 }, () => ({ phones })), { vcard, phones: [] }];
  const [item] = parseWhatsApp(delivery([plain("a", { type: "contacts", contacts })]));
  const cards = item?.kind === "message" && item.content.type === "contacts" ? item.content.contacts : [];
  expect(cards).toHaveLength(301);
  expect(cards[0]?.phones).toHaveLength(30);
  expect(cards[300]).toMatchObject({ name: "Erika", phones: ["+49 155 1", "+49371"] });
  const lone = { name: { formatted_name: "Erika" }, phones: { phone: "+49 155" } };
  expect(parseWhatsApp(delivery([plain("a", { type: "contacts", contacts: lone })]))).toMatchObject([
    { content: { contacts: [{ name: "Erika", phones: ["+49 155"] }] } },
  ]);
});

test.each<[string, object]>([
  ["button", { button: { payload: "termin-ja" } }],
  ["interactive", { interactive: { type: "list_reply", list_reply: { id: "termin-ja" } } }],
])("a tapped %s without its words shows what stands behind it", (type, body) => {
  expect(parseWhatsApp(delivery([plain("a", { type, ...body })]))).toMatchObject([
    { content: { type: "choice", title: "termin-ja" } },
  ]);
});

test("a lone error where a list belongs says why the message failed", () => {
  const statuses = [{ id: "b", status: "failed", timestamp: "1793000000", errors: { code: 131026 } }];
  expect(parseWhatsApp(delivery([], { statuses }))).toMatchObject([{ error: { code: "131026" } }]);
});

test.each<[string, object, string]>([
  ["account_update", { event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "DISABLE" } }, "Sperre"],
  ["account_review_update", { decision: "REJECTED" }, "nicht freigegeben"],
  ["phone_number_quality_update", { event: "FLAGGED", display_phone_number: "493712000" }, "gemeldet"],
  ["account_alerts", { alert_info: { alert_severity: "CRITICAL", alert_description: "Erika" } }, "warnt"],
  ["security", { event: "PIN_RESET_REQUEST", requester: "Erika" }, "PIN"],
])("an alarm about the account says in our words what is wrong: %s", (field, value, says) => {
  const [item] = parseWhatsApp(bytes({ entry: [{ changes: [{ field, value }] }] }));
  expect(item).toMatchObject({ kind: "account", alarm: expect.stringContaining(says) });
  expect(item?.kind === "account" && item.alarm).not.toContain("Erika");
});

test.each(["snooze", "signup", 7, null])(
  "a wish about advertising in the word %j is that person's all the same",
  (value) => {
    const wish = { wa_id: "4915550100001", value, timestamp: 1793000000 };
    const deliver = (one: object) =>
      parseWhatsApp(
        bytes({ entry: [{ changes: [{ field: "user_preferences", value: { user_preferences: [one] } }] }] }),
      );
    const from = { addresses: [{ kind: "phone", value: "+4915550100001" }] };
    expect(deliver(wish)).toMatchObject([{ kind: "preference", value: "unknown", from }]);
    expect(deliver({ ...wish, wa_id: "" })).toMatchObject([
      { kind: "unreadable", why: expect.stringContaining("wer") },
    ]);
  },
);
