import { existsSync, readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asObject, isObject, type JsonObject, listAt, objectAt, stringAt } from "../json.ts";
import { isMediaKind } from "../message-limits.ts";
import { type Bench, openBench } from "./bench.ts";

/** Real request bodies of other projects; absent in a plain checkout. */
const CORPUS = new URL("../../../shared/whatsapp/outbound/", import.meta.url);
const present = existsSync(CORPUS);
const files = present ? readdirSync(CORPUS).filter((name) => name.endsWith(".json")) : [];
const MIME: Record<string, string> = {
  audio: "audio/ogg",
  document: "application/pdf",
  image: "image/png",
  sticker: "image/webp",
  video: "video/mp4",
};

describe.skipIf(!present)("request bodies of other projects", () => {
  let bench: Bench;
  const media: Record<string, string> = {};
  let inboundId = "";

  beforeAll(async () => {
    bench = await openBench({ settings: { templateReviewMs: null } });
    for (const phone of ["121212121212", "16315555555", "4917604069010"]) {
      bench.sim.addCustomer({ name: "Demo", phone });
      const answer = await bench.control("POST", `/customers/${phone}/messages`, { type: "text", text: "Hallo" });
      inboundId = String(answer.body.id);
    }
    for (const [kind, type] of Object.entries(MIME)) {
      const form = new FormData();
      form.set("messaging_product", "whatsapp");
      form.set("file", new Blob(["x"], { type }), `demo.${kind}`);
      media[kind] = String((await bench.graph("POST", `/${bench.sim.phoneNumberId}/media`, form)).body.id);
    }
  });
  afterAll(() => bench.close());

  /** Puts real values where the documentation says `<AUDIO_OBJECT_ID>` or `{{Recipient-Phone-Number}}`. */
  const fill = (node: unknown, key = "", parent = ""): unknown => {
    if (Array.isArray(node)) return node.map((child) => fill(child, key, parent));
    if (isObject(node)) return Object.fromEntries(Object.entries(node).map(([k, v]) => [k, fill(v, k, key)]));
    if (typeof node !== "string") return node;
    if (key === "id" && isMediaKind(parent)) return media[parent];
    if (key === "message_id") return inboundId;
    if (key === "to" && node.startsWith("{{")) return "+49 176 04069010";
    if (key === "link") return "https://example.com/datei";
    if (key === "code" && parent === "language") return node.length > 5 ? "de" : node;
    if (key === "name")
      return node === "template-name" ? "template_name" : node.replace(/<(\w+)>/, (_, n) => String(n).toLowerCase());
    return node;
  };
  const load = (name: string) => asObject(fill(JSON.parse(readFileSync(new URL(name, CORPUS), "utf8"))));

  it.each(files.filter((name) => name.includes("-send-")))("%s is taken", async (name) => {
    const body = load(name);
    const template = objectAt(body, "template");
    if (template !== undefined) await bench.control("POST", "/templates", templateFor(template));
    const answer = await bench.graph("POST", `/${bench.sim.phoneNumberId}/messages`, body);
    expect(answer.body, name).toMatchObject({ messaging_product: "whatsapp", messages: [{ id: expect.any(String) }] });
    await bench.sim.clock.advance(2000);
    const id = asObject(listAt(answer.body, "messages")[0]).id;
    const statuses = bench.statuses().filter(({ entry }) => entry.id === id);
    expect(statuses.map(({ status }) => status)).toEqual(body.type === "reaction" ? ["sent"] : ["sent", "delivered"]);
  });

  it.each(files.filter((name) => name.includes("-template-create-")))("%s is taken for review", async (name) => {
    const body = load(name);
    const made = await bench.graph("POST", `/${bench.sim.wabaId}/message_templates`, {
      ...body,
      name: `t_${name.slice(0, 3)}`,
    });
    expect(made.body, name).toMatchObject({ id: expect.stringMatching(/^\d+$/), status: "PENDING" });
  });

  it.each(files.filter((name) => name.includes("-register")))("%s registers the number", async (name) => {
    const answer = await bench.graph("POST", `/${bench.sim.phoneNumberId}/register`, load(name));
    expect(answer.body).toEqual({ success: true });
  });

  it.each(files.filter((name) => name.includes("-request-code")))("%s asks for a code", async (name) => {
    const answer = await bench.graph("POST", `/${bench.sim.phoneNumberId}/request_code`, load(name));
    expect(answer.body).toEqual({ success: true });
  });

  it.each(files.filter((name) => name.includes("-block-users")))("%s is answered for each user", async (name) => {
    const body = load(name);
    const { block_users } = (await bench.graph("POST", `/${bench.sim.phoneNumberId}/block_users`, body)).body;
    const inputs = listAt(block_users, "failed_users").map((one) => ({ user: stringAt(one, "input") }));
    expect(inputs).toEqual(body.block_users);
  });

  it.each(files.filter((name) => name.includes("-business-profile")))("%s is kept and shown again", async (name) => {
    const path = `/${bench.sim.phoneNumberId}/whatsapp_business_profile`;
    const body = load(name);
    expect((await bench.graph("POST", path, body)).body).toEqual({ success: true });
    const shown = await bench.graph("GET", `${path}?fields=about,websites`);
    expect(shown.body.data).toEqual([{ about: body.about, websites: body.websites, messaging_product: "whatsapp" }]);
  });
});

/** An approved template that a recorded send fits to. */
function templateFor(send: JsonObject): JsonObject {
  const components: JsonObject[] = [];
  const buttons: JsonObject[] = [];
  for (const component of listAt(send, "components").map(asObject)) {
    const parameters = listAt(component, "parameters").map(asObject);
    if (component.type === "body") {
      const variables = parameters.map((_, index) => `Wort {{${index + 1}}}`).join(" ");
      components.push({ type: "BODY", text: `Guten Tag ${variables} bis bald` });
    }
    if (component.type === "header") {
      components.push({ type: "HEADER", format: (stringAt(parameters[0], "type") ?? "text").toUpperCase() });
    }
    if (component.type === "button" && component.sub_type === "url") {
      buttons.push({ type: "URL", text: "Öffnen", url: "https://example.com/{{1}}" });
    } else if (component.type === "button")
      buttons.push({ type: "QUICK_REPLY", text: `Antwort ${buttons.length + 1}` });
  }
  if (buttons.length > 0) components.push({ type: "BUTTONS", buttons });
  return { name: send.name, language: objectAt(send, "language")?.code, category: "UTILITY", components };
}
