// Deliveries in which something is missing or stands alone where a list belongs: nothing is lost, nothing made up.
import { expect, test } from "vitest";
import { parseWhatsApp } from "./parse.ts";
import { parseChange } from "./parse-change.ts";

const read = (value: object, field = "messages") =>
  parseWhatsApp(new TextEncoder().encode(JSON.stringify({ entry: [{ changes: [{ field, value }] }] })));
const message = (more: object) => ({ messages: [{ id: "wamid.1", from: "4915550100001", ...more }] });
const order = (product_items: unknown) => read(message({ type: "order", order: { product_items } }))[0];

test("a lone part where the list of an order belongs is a part", () => {
  const part = { product_retailer_id: "A-1", quantity: 2 };
  expect(order(part)).toMatchObject({ kind: "message", content: { lines: ["2 × A-1"] } });
});

test("a list where the one value of a change belongs is read one by one, and a bare word in it is kept", () => {
  const metadata = { phone_number_id: "1065" };
  const said = (body: string) => ({ metadata, ...message({ type: "text", text: { body } }) });
  expect(read([said("Wann?"), "Bitte", said("Heute?")])).toMatchObject([
    { kind: "message", accountRef: "1065", content: { text: "Wann?" } },
    { kind: "unreadable", words: "Bitte" },
    { kind: "message", content: { text: "Heute?" } },
  ]);
  expect(read([said("Wann?")])).toMatchObject([{ kind: "message", content: { text: "Wann?" } }]);
});

test("other words under an id that stands before in the delivery are words too: they keep no id, and what is the same stays known", () => {
  const said = (body: string) => ({
    id: "wamid.7",
    from: "4915550100001",
    timestamp: "1796270000",
    type: "text",
    text: { body },
  });
  const items = read({ messages: [said("Bitte um acht."), said("Lieber um neun."), said("Bitte um acht.")] });
  expect(items).toMatchObject([
    { kind: "message", externalId: "wamid.7", content: { text: "Bitte um acht." } },
    { kind: "message", content: { text: "Lieber um neun." } },
    { kind: "message", externalId: "wamid.7", content: { text: "Bitte um acht." } },
  ]);
  expect(items[1]).not.toHaveProperty("externalId");
});

test("a text of signs nobody sees is not said to be incomplete; one of none is", () => {
  const text = (body: unknown) => read(message({ type: "text", text: { body } }))[0];
  for (const unseen of ["\u200b\u200d", "\u2060", " \n", "\u2800"])
    expect(text(unseen)).toMatchObject({ kind: "unreadable", why: expect.stringContaining("unsichtbaren Zeichen") });
  for (const none of ["", null, undefined, {}])
    expect(text(none)).toMatchObject({ kind: "unreadable", why: expect.stringContaining("unvollständig") });
});

test.each([undefined, null, []])("an order of nothing (%j) is shown as one that came in half", (items) => {
  expect(order(items)).toMatchObject({ kind: "unreadable", why: expect.stringContaining("unvollständig") });
  // The number of the catalogue says nothing to anybody.
  const nothing = message({ type: "order", order: { catalog_id: "194836987003835", product_items: items } });
  expect(read(nothing)[0]).toMatchObject({ why: expect.not.stringContaining("1948") });
});

/** What the clerk reads of a form that was filled in. */
const form = (name: string, answers: object) => {
  const nfm_reply = { name, response_json: JSON.stringify(answers) };
  return read(message({ type: "interactive", interactive: { type: "nfm_reply", nfm_reply } }))[0];
};

test("what Meta's builder of forms puts around a question is left out, and a file is called by its name", () => {
  const fotos = [{ id: 77, mime_type: "image/jpeg", sha256: "a=", file_name: "rohr.jpg" }];
  const built = { screen_0_Wunsch_termin_2: "1_Nach_18_Uhr", screen_1_TextInput_0: "3_Zimmer_Küche", fotos };
  expect(form("flow", built)).toMatchObject({
    content: { lines: ["Wunsch termin: Nach 18 Uhr", "Antwort: 3_Zimmer_Küche", "fotos: rohr.jpg"] },
  });
});

test("an address is read in German", () => {
  const values = { name: "Eva", in_pin_code: "04103", city: "Leipzig", floor_number: "3", building_name: "" };
  expect(form("address_message", { saved_address_id: "a1", values })).toMatchObject({
    content: { title: "Adresse", lines: ["Name: Eva", "PLZ: 04103", "Ort: Leipzig", "Stockwerk: 3"] },
  });
});

test.each([
  ["broken on the way", '{"values":{"city":"Leip', ["values : city : Leip"]],
  ["a mere text", { values: "Hauptstr. 3, Leipzig" }, ["values: Hauptstr. 3, Leipzig"]],
  ["told twice", { city: "Leipzig", values: { city: "Halle" } }, ["Ort: Leipzig", "Ort: Halle"]],
])("of an address that is %s nothing is lost", (_, answers, lines) => {
  const nfm_reply = { name: "address_message", response_json: answers };
  const shown = read(message({ type: "interactive", interactive: { type: "nfm_reply", nfm_reply } }))[0];
  expect(shown).toMatchObject({ content: { title: "Adresse", lines } });
});

test("a text of nothing is shown as one that came in half, not as an empty bubble", () => {
  const said = read(message({ type: "text", text: { body: "" } }))[0];
  expect(said).toMatchObject({ kind: "unreadable", label: "message.text", externalId: "wamid.1" });
});

test.each([
  ["text", { text: { body: "Wann?" } }],
  ["edit", { edit: { original_message_id: "wamid.0", message: { type: "text", text: { body: "Heute" } } } }],
  ["revoke", { revoke: { original_message_id: "wamid.0" } }],
])("%s of nobody is set aside, and changes nobody's message", (type, body) => {
  expect(read(message({ type, ...body, from: undefined }))[0]).toMatchObject({
    kind: "unreadable",
    label: `message.${type}+nophone`,
    externalId: "wamid.1",
    from: { addresses: [] },
  });
});

test.each([
  [undefined, "Die Nachricht hat keine Kennung."],
  ["", "Die Nachricht hat keine Kennung."],
  ["x".repeat(513), "Die Nachricht hat eine Kennung von mehr als 512 Zeichen."],
])("without a usable id a message says what a person said, and otherwise why it could not be told (%#)", (id, why) => {
  const text = { id, type: "text", text: { body: "Hallo" } };
  expect(read(message(text))).toMatchObject([{ kind: "message", content: { text: "Hallo" } }]);
  expect(read(message(text))[0]).not.toHaveProperty("externalId");
  expect(read(message({ ...text, from: undefined }))).toMatchObject([{ kind: "unreadable", why }]);
  expect(read(message({ id, type: "text" }))).toMatchObject([{ kind: "unreadable", why }]);
});

test("a lone error where a list belongs is told like one of a list", () => {
  const details = ["Fehlernummer: 130429"];
  expect(read({ errors: { code: 130429 } })).toMatchObject([{ kind: "account", label: "errors", details }]);
  expect(read({ history: { errors: { code: 2593109 } } }, "history")).toMatchObject([
    { kind: "account", label: "history", details: ["Fehlernummer: 2593109"] },
  ]);
  const said = read(message({ type: "unsupported", errors: { code: 131060 } }))[0];
  expect(said).toMatchObject({ content: { why: expect.stringContaining("gibt diese Nachricht nicht weiter") } });
});

test.each([
  ["video", { video: { mime_type: "video/mp4" } }, "unreadable"],
  ["unsupported", { unsupported: { type: "video" } }, "message"],
])("a %s too large for WhatsApp asks for a smaller one: the same once more would fail again", (type, body, kind) => {
  const errors = [{ code: 131052, title: "Media download error" }];
  const [item] = read(message({ type, ...body, errors }));
  expect(item?.kind).toBe(kind);
  expect(JSON.stringify(item)).toContain("Bitte um eine kleinere Datei");
});

test.each([
  ["account_update", { event: "PARTNER_APP_UNINSTALLED" }, "getrennt"],
  ["account_review_update", { decision: "DEFERRED" }, "vorerst nicht frei"],
  ["account_review_update", { decision: "PENDING" }, "vorerst nicht frei"],
  ["account_alerts", { alert_info: { alert_severity: "WARNING", alert_type: "OBA_REJECTED" } }, "warnt"],
])("%s: what leaves the business without its channel, or may, is an alarm: %j", (field, value, says) => {
  expect(read(value, field)).toMatchObject([{ kind: "account", alarm: expect.stringContaining(says) }]);
});

test("good news in the field of the warnings is no alarm", () => {
  const alert_info = { alert_severity: "INFORMATIONAL", alert_status: "NONE", alert_type: "OBA_APPROVED" };
  const [item] = read({ entity_type: "PHONE_NUMBER", alert_info }, "account_alerts");
  expect(item).toMatchObject({ kind: "account", label: "account_alerts" });
  expect(item).not.toHaveProperty("alarm");
});

test.each([
  ["moon_phase_update", { phase: "full" }, "nicht kennt"],
  ["account_update", { event: "ACCOUNT_FROZEN" }, "nicht kennt"],
  ["account_update", { event: "PARTNER_ADDED" }, undefined],
  ["business_username_update", { status: "approved" }, undefined],
])("news of the account that nobody knows yet is shown, not put away unseen: %s %j", (field, value, says) => {
  const [item] = read(value, field);
  expect(item).toMatchObject({ kind: "account" });
  if (says === undefined) expect(item).not.toHaveProperty("alarm");
  else expect(item).toMatchObject({ alarm: expect.stringContaining(says) });
});

test.each([
  ["text", { text: { body: "\u200b\u200d \ufeff" } }],
  ["text", { text: { body: " \n\u2800\u3164" } }],
  ["contacts", { contacts: [{ name: {}, phones: [{}] }] }],
  ["interactive", { interactive: { type: "call_permission_reply", call_permission_reply: {} } }],
])("a %s with nothing in it that anybody could see is no empty bubble, and says that it came: %j", (type, body) => {
  const [item] = read(message({ type, ...body }));
  expect(item).toMatchObject({ kind: "unreadable", externalId: "wamid.1" });
  expect(JSON.stringify(item)).not.toContain("Darin steht");
});

test("an id of more digits than a number keeps is read digit by digit, written as a number or as words", () => {
  const raw = (id: string) =>
    parseWhatsApp(
      new TextEncoder().encode(
        `{"entry":[{"changes":[{"field":"message_template_status_update","value":{"event":"APPROVED","message_template_id":${id}}},
        {"field":"messages","value":{"messages":[{"id":${id},"from":4915550100001,"type":"text","text":{"body":"Hallo: 1234567890123456789"}}]}}]}]}`,
      ),
    );
  for (const id of ["98765432109876543210", '"98765432109876543210"']) {
    expect(raw(id)).toMatchObject([
      { kind: "account", details: ["Ereignis: APPROVED", "Nummer der Vorlage: 98765432109876543210"] },
      { kind: "message", externalId: "98765432109876543210", content: { text: "Hallo: 1234567890123456789" } },
    ]);
  }
});

test("what is only odd is shown as it came", () => {
  const shown = (type: string, body: object) => read(message({ type, ...body }))[0];
  expect(shown("text", { text: { body: "👨‍👩‍👧" } })).toMatchObject({ content: { type: "text", text: "👨‍👩‍👧" } });
  expect(shown("text", { text: { body: "." } })).toMatchObject({ content: { type: "text" } });
  expect(shown("contacts", { contacts: [{ name: "Erika Muster" }] })).toMatchObject({
    content: { contacts: [{ name: "Erika Muster" }] },
  });
  const call = (response: string) =>
    shown("interactive", { interactive: { type: "call_permission_reply", call_permission_reply: { response } } });
  expect(call("reject")).toMatchObject({ content: { lines: ["Anruf nicht erlaubt"] } });
  expect(call("later")).toMatchObject({ kind: "unreadable", why: expect.stringContaining("later") });
});

test.each([
  [[{ code: 131031, title: "Business Account locked" }], "gesperrt"],
  [[{ code: 130429 }, { code: "131042" }], "Zahlungsart"],
  [[{ code: 999_999 }], "nicht kennt"],
  ["kaputt", "nicht kennt"],
  [[{ code: 130429 }], undefined],
  [[{ code: 131016 }], undefined],
])("an error of the account that does not pass by itself is an alarm, and one nobody knows: %j", (errors, says) => {
  const [item] = read({ errors });
  expect(item).toMatchObject({ kind: "account", label: "errors" });
  if (says === undefined) expect(item).not.toHaveProperty("alarm");
  else expect(item).toMatchObject({ alarm: expect.stringContaining(says) });
});

const hello = { id: "wamid.1", from: "4915550100001", type: "text", text: { body: "Hallo" } };
const labelsOf = (body: object) =>
  parseWhatsApp(new TextEncoder().encode(JSON.stringify(body))).map(({ label, kind }) => `${label} ${kind}`);

test("a list or an object nobody knows is named wherever it stands, and costs no message", () => {
  const value = { messages: [hello] };
  const change = { field: "messages", value };
  const beside = (more: object) =>
    labelsOf({ entry: [{ changes: [{ field: "messages", value: { ...value, ...more } }] }] });
  expect(beside({ holograms: [{ id: "1" }] })).toEqual(["message.text message", "messages.holograms unreadable"]);
  expect(beside({ handover: { to: "bot" } })).toEqual(["message.text message", "messages.handover unreadable"]);
  expect(beside({ metadata: { phone_number_id: "1" }, holograms: [], handover: {}, flag: 3, word: "x" })).toEqual([
    "message.text message",
  ]);
  expect(labelsOf({ entry: [{ changes: [{ ...change, holograms: [hello] }] }] })).toEqual([
    "message.text message",
    "holograms unreadable",
  ]);
  expect(labelsOf({ entry: [{ changes: [change], messaging: [hello] }] })).toEqual([
    "message.text message",
    "unreadable unreadable",
  ]);
});

test.each([
  ["smb_message_echoes", { message_echoes: [{ id: "e", type: "text" }] }, "smb_message_echoes.text echo"],
  [
    "user_preferences",
    { user_preferences: [{ wa_id: "4915550100001", value: "stop" }] },
    "user_preferences.stop preference",
  ],
  ["calls", { calls: [{ id: "c", event: "terminate" }] }, "calls.terminate account"],
  [
    "user_id_update",
    { user_id_update: [{ user_id: "DE.2", previous_user_id: "DE.1" }] },
    "user_id_update identity-change",
  ],
  ["group_status_update", { groups: [{ type: "group_suspend" }] }, "group_status_update account"],
])("messages beside what %s is about are messages", (field, value, own) => {
  const all = labelsOf({ entry: [{ changes: [{ field, value: { ...value, messages: [hello] } }] }] });
  expect(all).toEqual([own, "message.text message"]);
  expect(labelsOf({ entry: [{ changes: [{ field, value }] }] })).toEqual([own]);
});

test("a receipt beside an echo settles its message; old chats bring none", () => {
  const value = { statuses: [{ id: "wamid.0", status: "read", recipient_id: "4915550100001" }] };
  const echoes = { message_echoes: [{ id: "e", type: "text" }], ...value };
  expect(read(echoes, "smb_message_echoes").map(({ kind }) => kind)).toEqual(["echo", "receipt"]);
  expect(read({ history: [{ threads: [{ id: "1" }] }], messages: [hello] }, "history")).toMatchObject([
    { kind: "dropped" },
  ]);
});

test("who wrote is looked for once, however much nobody knows stands beside many contacts", () => {
  let reads = 0;
  const contact = () => ({
    get wa_id() {
      reads += 1;
      return "4915550100001";
    },
  });
  const strangers = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`hologram${at}`, [1]]));
  const user_actions = Array.from({ length: 100 }, () => ({ action_type: "bookmark" }));
  const value = { contacts: Array.from({ length: 100 }, contact), user_actions, ...strangers };
  expect(parseChange({ field: "messages", value, ...strangers }, undefined)).toHaveLength(300);
  expect(reads).toBeLessThan(1_000);
});

test("what people do besides clicking on adverts is named", () => {
  const did = (action_type: string) => read({ user_actions: [{ action_type }] })[0];
  expect(did("marketing_messages_link_click")).toMatchObject({ kind: "dropped" });
  expect(did("bookmark")).toMatchObject({ kind: "unreadable", label: "user_actions.bookmark" });
  // By what it holds itself: the messages beside it stand in their conversations.
  const user_actions = [{ action_type: "bookmark", title: "Prospekt" }];
  const beside = read({ ...message({ type: "text", text: { body: "Guten Tag" } }), user_actions });
  expect(beside.find(({ kind }) => kind === "unreadable")).toMatchObject({ words: "bookmark · Prospekt" });
});
