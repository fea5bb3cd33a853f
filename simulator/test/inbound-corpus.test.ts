import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isObject, type JsonObject, listAt } from "../json.ts";
import { type Bench, openBench } from "./bench.ts";

/** Recorded webhooks of other projects; absent in a plain checkout. */
const CORPUS = new URL("../../../shared/whatsapp/payloads/", import.meta.url);

/**
 * Members that came with business-scoped ids in 2026 (Meta's page "Business-scoped user IDs"). Most samples are older,
 * so both sides are compared without them; identity.test.ts checks them by themselves.
 */
const NEWER = ["user_id", "parent_user_id", "from_user_id", "from_parent_user_id", "previous_user_id", "username"];

/** Every path of keys in a value; list elements share one path. */
function paths(node: unknown, prefix = ""): string[] {
  if (Array.isArray(node)) return node.flatMap((child) => paths(child, `${prefix}[]`));
  if (!isObject(node)) return [`${prefix}:${typeof node}`];
  return Object.entries(node).flatMap(([key, child]) => (NEWER.includes(key) ? [] : paths(child, `${prefix}.${key}`)));
}

function keySet(node: unknown): string[] {
  return [...new Set(paths(node))].sort();
}

interface Case {
  sample: string;
  act: JsonObject;
  /** Media address is left out in samples recorded before November 2025. */
  url?: boolean;
}

const business = { messageId: "business" };
const own = { messageId: "own" };
const person = { first_name: "Dora", last_name: "Demo", formatted_name: "Dora Demo" };
const phone = { phone: "+49 176 04069001", wa_id: "4917604069001", type: "CELL" };
const referral = {
  source_url: "https://fb.me/x",
  source_id: "1",
  source_type: "ad",
  headline: "h",
  body: "b",
  media_type: "image",
  image_url: "https://example.com/a.jpg",
  ctwa_clid: "c",
};

const CASES: Case[] = [
  { sample: "033-message-text.json", act: { type: "text", text: "Hallo" } },
  { sample: "120-message-text.json", act: { type: "text", text: "Hallo" } },
  { sample: "051-message-text-reply.json", act: { type: "text", text: "Ja", replyTo: "business" } },
  { sample: "052-message-text-forwarded.json", act: { type: "text", text: "Hallo", forwarded: true } },
  { sample: "193-message-text-referral.json", act: { type: "text", text: "Hallo", referral } },
  {
    sample: "055-message-text-referral.json",
    act: { type: "text", text: "Hallo", referral: { ...referral, video_url: "v", thumbnail_url: "t" } },
  },
  {
    sample: "210-message-text-referral.json",
    act: { type: "text", text: "Hallo", referral: { ...referral, welcome_message: { text: "w" } } },
  },
  {
    sample: "209-message-text-referred-product.json",
    act: {
      type: "text",
      text: "Noch da?",
      replyTo: "business",
      referredProduct: { catalog_id: "1", product_retailer_id: "2" },
    },
  },
  { sample: "034-message-image.json", act: { type: "image" } },
  { sample: "035-message-image.json", act: { type: "image" }, url: true },
  { sample: "212-message-image.json", act: { type: "image", caption: "Typenschild" } },
  { sample: "037-message-document-forwarded.json", act: { type: "document", caption: "c", forwarded: true } },
  { sample: "108-message-document.json", act: { type: "document" } },
  { sample: "038-message-audio-forwarded.json", act: { type: "audio", forwarded: true } },
  { sample: "118-message-sticker.json", act: { type: "sticker" } },
  {
    sample: "125-message-video.json",
    act: { type: "video", caption: "c", base64: "AAAA", mimeType: "video/mp4" },
  },
  { sample: "045-message-location-forwarded.json", act: { type: "location", forwarded: true } },
  { sample: "213-message-location.json", act: { type: "location", name: "n", address: "a", url: "https://x.de" } },
  { sample: "107-message-contacts.json", act: { type: "contacts", contacts: [{ name: person, phones: [phone] }] } },
  {
    sample: "214-message-contacts.json",
    act: { type: "contacts", contacts: [{ name: person, org: { company: "c" }, phones: [phone] }] },
  },
  { sample: "116-message-reaction.json", act: { type: "reaction", emoji: "👍", ...business } },
  { sample: "043-message-reaction-removed.json", act: { type: "reaction", emptyOnRemoval: true, ...business } },
  { sample: "024-message-interactive-button-reply.json", act: { type: "button_reply", id: "ja", ...business } },
  { sample: "027-message-interactive-list-reply.json", act: { type: "list_reply", id: "ja", ...business } },
  { sample: "215-message-unsupported.json", act: { type: "unsupported" } },
  { sample: "219-message-order.json", act: { type: "order" } },
  { sample: "029-message-revoke.json", act: { type: "revoke", ...own } },
];

describe.skipIf(!existsSync(CORPUS))("webhooks next to recorded ones of the same kind", () => {
  let bench: Bench;
  const ids: Record<string, string> = {};
  const sampleOf = (name: string): unknown => JSON.parse(readFileSync(new URL(name, CORPUS), "utf8"));

  beforeAll(async () => {
    bench = await openBench({ customers: [{ name: "Helga Seidel (Demo)", phone: "4917604069010" }] });
    const hello = await bench.control("POST", "/customers/4917604069010/messages", { type: "text", text: "Hallo" });
    ids.own = String(hello.body.id);
    const buttons = [{ type: "reply", reply: { id: "ja", title: "Ja, gern" } }];
    const asked = await bench.sendText("4917604069010", {
      type: "interactive",
      interactive: { type: "button", body: { text: "Passt Donnerstag?" }, action: { buttons } },
    });
    ids.business = String(Reflect.get(Object(listAt(asked.body, "messages")[0]), "id"));
    await bench.sim.clock.advance(5000);
  });
  afterAll(() => bench.close());

  it.each(CASES)("$sample", async ({ sample, act, url }) => {
    await bench.control("PATCH", "/settings", { mediaUrlInWebhook: url === true });
    const known = (key: "messageId" | "replyTo") => {
      const name = act[key];
      return typeof name === "string" ? { [key]: ids[name] } : {};
    };
    bench.received.length = 0;
    const done = await bench.control("POST", "/customers/4917604069010/messages", {
      ...act,
      ...known("messageId"),
      ...known("replyTo"),
    });
    expect(done.status, JSON.stringify(done.body)).toBe(201);
    expect(bench.received).toHaveLength(1);
    expect(keySet(bench.received[0]?.body)).toEqual(keySet(sampleOf(sample)));
  });

  it.each([
    ["066-message-system-user-changed-number.json", false, "+49 1511 2345678"],
    ["132-message-system-user-changed-user-id-nophone.json", true, "+49 1511 2345679"],
  ])("%s", async (sample, phoneHidden, phone) => {
    const customer = bench.sim.addCustomer({ name: "Emre Yilmaz (Demo)", phoneHidden });
    bench.received.length = 0;
    await bench.control("POST", `/customers/${customer.id}/number`, { phone });
    expect(keySet(bench.received[0]?.body)).toEqual(keySet(sampleOf(sample)));
  });

  it("188-message-text-user-preferences-stop.json, its second change, with the time as a number as documented", async () => {
    const sample = listAt(listAt(sampleOf("188-message-text-user-preferences-stop.json"), "entry")[0], "changes")[1];
    bench.received.length = 0;
    await bench.control("POST", "/customers/4917604069010/marketing", { value: "stop" });
    const emitted = listAt(listAt(bench.received[0]?.body, "entry")[0], "changes")[0];
    const asText = (path: string) => path.replace("timestamp:number", "timestamp:string");
    expect(keySet(emitted).map(asText)).toEqual(keySet(sample));
  });

  it("071-message-template-status-update-approved.json", async () => {
    const body = {
      name: "neu",
      language: "de",
      category: "UTILITY",
      components: [{ type: "BODY", text: "Guten Tag" }],
    };
    await bench.graph("POST", `/${bench.sim.wabaId}/message_templates`, body);
    bench.received.length = 0;
    await bench.sim.clock.advance(5000);
    expect(keySet(bench.received[0]?.body)).toEqual(
      keySet(sampleOf("071-message-template-status-update-approved.json")),
    );
  });
});
