import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { asObject, listAt } from "../json.ts";
import { type Bench, lastMessage, openBench } from "./bench.ts";

describe("the control plane and the phone page", () => {
  let bench: Bench;
  const HELGA = "4917604069010";
  const act = (body: unknown) => bench.control("POST", `/customers/${HELGA}/messages`, body);
  const page = (path: string, headers: Record<string, string> = {}) => fetch(bench.sim.baseUrl + path, { headers });

  beforeEach(async () => {
    bench = await openBench({ customers: [{ name: "Helga Seidel (Demo)", phone: HELGA }] });
  });
  afterEach(() => bench.close());

  it("lets a customer tap the buttons the business sent", async () => {
    await act({ type: "text", text: "Hallo" });
    const rows = [{ id: "do", title: "Donnerstag", description: "10 bis 12 Uhr" }];
    const asked = await bench.sendText(HELGA, {
      type: "interactive",
      interactive: { type: "list", body: { text: "Wann?" }, action: { button: "Termine", sections: [{ rows }] } },
    });
    const messageId = asObject(listAt(asked.body, "messages")[0]).id;
    await act({ type: "list_reply", messageId, id: "do" });
    expect(lastMessage(bench)).toMatchObject({
      context: { id: messageId },
      interactive: { type: "list_reply", list_reply: { id: "do", title: "Donnerstag", description: "10 bis 12 Uhr" } },
    });
    expect((await act({ type: "list_reply", messageId, id: "fr" })).status).toBe(400);
  });

  it("takes a number as people write it, and refuses one that is none or another's", async () => {
    const phoneOf = async (path: string, phone: string) => {
      const { status, body } = await bench.control("POST", path, { name: "Neu", phone });
      return status < 300 ? asObject(body.customer ?? body).phone : status;
    };
    expect(await phoneOf("/customers", "0176 04069011")).toBe("4917604069011");
    expect(await phoneOf("/customers", "0043 660 1234567")).toBe("436601234567");
    const number = `/customers/${HELGA}/number`;
    expect(await phoneOf(number, "(0176) 040690-12")).toBe("4917604069012");
    const wrong = ["12", "+49 176 0406 9012 1234 5", "+49 176 04069011"];
    for (const phone of wrong)
      expect([await phoneOf("/customers", phone), await phoneOf("/customers/4917604069012/number", phone)]).toEqual([
        400, 400,
      ]);
  });

  it("answers a template's quick reply with the payload of that very send", async () => {
    const parameters = ["Frau Seidel", "Donnerstag"].map((text) => ({ type: "text", text }));
    const button = {
      type: "button",
      sub_type: "quick_reply",
      index: "1",
      parameters: [{ type: "payload", payload: "MOVE-7" }],
    };
    const components = [{ type: "body", parameters }, button];
    const sent = await bench.sendText(HELGA, {
      type: "template",
      template: { name: "termin_bestaetigung", language: { code: "de" }, components },
    });
    await bench.sim.clock.advance(2000);
    const chat = await bench.control("GET", `/customers/${HELGA}/chat`);
    expect(asObject(listAt(chat.body, "messages")[0]).text).toContain(
      "Guten Tag Frau Seidel, wir kommen am Donnerstag",
    );
    const messageId = asObject(listAt(sent.body, "messages")[0]).id;
    await act({ type: "quick_reply", messageId, text: "Bitte verschieben" });
    expect(lastMessage(bench)).toMatchObject({
      type: "button",
      button: { payload: "MOVE-7", text: "Bitte verschieben" },
    });
  });

  it("shows the head of a template and where its button leads, with what this very send put in", async () => {
    const components = [
      { type: "HEADER", format: "TEXT", text: "Rechnung {{1}}" },
      { type: "BODY", text: "Guten Tag, hier ist Ihre Rechnung." },
      { type: "BUTTONS", buttons: [{ type: "URL", text: "Ansehen", url: "https://brandt.example/r/{{1}}" }] },
    ];
    await bench.control("POST", "/templates", { name: "rechnung", language: "de", category: "UTILITY", components });
    const filled = (text: string) => [{ type: "text", text }];
    const template = {
      name: "rechnung",
      language: { code: "de" },
      components: [
        { type: "header", parameters: filled("4711") },
        { type: "button", sub_type: "url", index: 0, parameters: filled("a-$&-b") },
      ],
    };
    await bench.sendText(HELGA, { type: "template", template });
    await bench.sim.clock.advance(2000);
    const chat = await bench.control("GET", `/customers/${HELGA}/chat`);
    expect(listAt(chat.body, "messages")[0]).toMatchObject({
      header: "Rechnung 4711",
      choices: [{ act: "link", title: "Ansehen", url: "https://brandt.example/r/a-$&-b" }],
    });
  });

  it("takes own files as multipart", async () => {
    const form = new FormData();
    form.set("type", "image");
    form.set("caption", "Das Typenschild");
    form.set("file", new Blob(["jpeg"], { type: "image/jpeg" }), "foto.jpg");
    await act(form);
    expect(lastMessage(bench)).toMatchObject({ image: { caption: "Das Typenschild", mime_type: "image/jpeg" } });
  });

  it("sends any message and any body, signed", async () => {
    await act({ type: "raw", message: { type: "text", text: { body: "roh" }, extra: { a: 1 } } });
    expect(lastMessage(bench)).toMatchObject({ text: { body: "roh" }, extra: { a: 1 } });
    const body = {
      object: "whatsapp_business_account",
      entry: [{ id: "1", changes: [{ field: "calls", value: {} }] }],
    };
    const raw = await bench.control("POST", "/webhooks/raw", { body });
    expect(raw.body.state).toBe("delivered");
    expect(bench.received.at(-1)?.body).toEqual(body);
  });

  it("shows in the chat only what reached the phone, and hides it again after a reset", async () => {
    await act({ type: "text", text: "Hallo" });
    await bench.sendText(HELGA);
    const count = async () => listAt((await bench.control("GET", `/customers/${HELGA}/chat`)).body, "messages").length;
    expect(await count()).toBe(1);
    await bench.sim.clock.advance(2000);
    expect(await count()).toBe(2);
    await bench.control("POST", "/reset");
    expect(await count()).toBe(0);
    expect((await bench.control("GET", "/outbound")).body.count).toBe(0);
    await act({ type: "text", text: "Noch da" });
    expect(bench.received).toHaveLength(4);
  });

  it("refuses settings it does not know, and pages of other origins", async () => {
    const typo = await bench.control("PATCH", "/settings", { windowMod: "sync" });
    expect([typo.status, String(typo.body.error)]).toEqual([400, expect.stringContaining("windowMod")]);
    expect((await page("/_sim/customers", { Origin: "https://example.com" })).status).toBe(403);
    expect((await page("/_sim/customers", { Origin: bench.sim.baseUrl })).status).toBe(200);
  });

  it("serves the page under a strict policy, with nothing inline and every part in place", async () => {
    const response = await page("/");
    const html = await response.text();
    expect(response.headers.get("content-security-policy")).toContain("script-src 'self'");
    expect(response.headers.get("content-security-policy")).not.toContain("unsafe");
    expect(html).not.toMatch(/\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)/);
    const parts = [...html.matchAll(/(?:href|src)="([^"#]+)"/g)].map((match) => `/${match[1]}`);
    const script = readFileSync(new URL("../phone/phone.js", import.meta.url), "utf8");
    parts.push(...[...script.matchAll(/from "\.(\/[a-z]+\.js)"/g)].map((match) => String(match[1])));
    expect(parts.length).toBeGreaterThan(8);
    for (const part of parts) expect([part, (await page(part)).status]).toEqual([part, 200]);
  });

  it("tells the page at once when something happens", async () => {
    const stream = await page("/_sim/events");
    const reader = (stream.body ?? expect.fail("no stream")).pipeThrough(new TextDecoderStream()).getReader();
    await act({ type: "text", text: "Hallo" });
    let heard = "";
    while (!heard.includes('"kind":"chat"')) heard += (await reader.read()).value ?? "";
    await reader.cancel();
    expect(heard).toContain('"customerId":"c');
  });
});
