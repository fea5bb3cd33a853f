import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { asObject, type JsonObject, listAt } from "../json.ts";
import { type Bench, errorCode, openBench } from "./bench.ts";

const HELGA = "+4917604069010";

describe("messages of the business", () => {
  let bench: Bench;
  const writes = () => bench.control("POST", `/customers/${HELGA}/messages`, { type: "text", text: "Hallo" });
  const send = (body: JsonObject) =>
    bench.graph("POST", `/${bench.sim.phoneNumberId}/messages`, { messaging_product: "whatsapp", to: HELGA, ...body });
  const template = (name: string, parameters: unknown[] = [], language = "de") =>
    send({
      type: "template",
      template: { name, language: { code: language }, components: [{ type: "body", parameters }] },
    });
  const text = (value: string) => ({ type: "text", text: value });

  beforeEach(async () => {
    bench = await openBench({ customers: [{ name: "Helga Seidel (Demo)", phone: HELGA }] });
  });
  afterEach(() => bench.close());

  it("become sent, delivered and read, and carry the price on sent and on delivered only", async () => {
    await writes();
    const answer = await bench.sendText("+49 (176) 04069010");
    expect(answer.body).toEqual({
      messaging_product: "whatsapp",
      contacts: [{ input: "+49 (176) 04069010", wa_id: "4917604069010" }],
      messages: [{ id: expect.stringMatching(/^wamid\.[A-Za-z0-9+/=]+$/) }],
    });
    await bench.sim.clock.advance(2000);
    await bench.control("POST", `/customers/${HELGA}/read`);
    expect(bench.statuses().map(({ status, entry }) => [status, entry.pricing !== undefined])).toEqual([
      ["sent", true],
      ["delivered", true],
      ["read", false],
    ]);
  });

  it("carry the price on read when delivered never came", async () => {
    await writes();
    await bench.control("PATCH", "/chaos", { dropDeliveredPercent: 100 });
    await bench.sendText(HELGA);
    await bench.sim.clock.advance(2000);
    await bench.control("POST", `/customers/${HELGA}/read`);
    expect(bench.statuses().map(({ status, entry }) => [status, entry.pricing !== undefined])).toEqual([
      ["sent", true],
      ["read", true],
    ]);
  });

  it("are refused when the link to their file leads nowhere", async () => {
    await writes();
    const links = ["nourl", "ftp://example.com/a.jpg", "javascript:alert(1)", "https://example.com/a.jpg"];
    const answers = await Promise.all(links.map((link) => send({ type: "image", image: { link } })));
    expect(answers.map(errorCode)).toEqual([100, 100, 100, undefined]);
  });

  it("echo biz_opaque_callback_data on every status, failed included", async () => {
    await writes();
    await bench.sendText(HELGA, { biz_opaque_callback_data: "delivery-1" });
    await bench.sendText("+4915550131026", { biz_opaque_callback_data: "delivery-2" });
    await bench.sim.clock.advance(2000);
    await bench.control("POST", `/customers/${HELGA}/read`);
    expect(bench.statuses().map(({ status, entry }) => [status, entry.biz_opaque_callback_data])).toEqual([
      ["sent", "delivery-1"],
      ["failed", "delivery-2"],
      ["delivered", "delivery-1"],
      ["read", "delivery-1"],
    ]);
  });

  it("fail with 131047 outside 24 hours, at once or later, and templates still go", async () => {
    await writes();
    await bench.sim.clock.advance(86_399_000);
    await bench.sendText(HELGA);
    await bench.sim.clock.advance(5000);
    await bench.sendText(HELGA);
    await bench.sim.clock.advance(5000);
    const failed = bench.statuses().filter(({ status }) => status === "failed");
    expect(failed).toHaveLength(1);
    expect(asObject(listAt(failed[0]?.entry, "errors")[0]).code).toBe(131047);
    expect(failed[0]?.value.contacts).toBeUndefined();
    await bench.control("PATCH", "/settings", { windowMode: "sync" });
    const refused = await bench.sendText(HELGA);
    expect([refused.status, errorCode(refused)]).toEqual([400, 131047]);
    expect((await template("rueckfrage_auftrag", [text("1187")])).status).toBe(200);
  });

  it("check a template's name, language, status and parameters", async () => {
    const cases = [
      [await template("termin_bestaetigung", [text("Frau Seidel")]), 400, 132000],
      [await template("gibt_es_nicht"), 404, 132001],
      [await template("fruehjahrsaktion", [], "en_US"), 404, 132001],
      [await template("rueckfrage_auftrag", [{ type: "image", image: { id: "1" } }]), 400, 132012],
      [await template("rueckfrage_auftrag", [text("zwei\nZeilen")]), 400, 132012],
    ] as const;
    for (const [answer, status, code] of cases) expect([answer.status, errorCode(answer)]).toEqual([status, code]);
    await bench.control("POST", "/templates/rueckfrage_auftrag", { status: "PAUSED" });
    expect(errorCode(await template("rueckfrage_auftrag", [text("1187")]))).toBe(132015);
    expect(bench.values("message_template_status_update")[0]).toMatchObject({
      event: "PAUSED",
      message_template_id: expect.any(Number),
    });
  });

  it("stop being delivered as advertising once the customer said stop", async () => {
    expect((await template("fruehjahrsaktion")).status).toBe(200);
    await bench.control("POST", `/customers/${HELGA}/marketing`, { value: "stop" });
    expect(listAt(bench.values("user_preferences")[0], "user_preferences")[0]).toMatchObject({
      category: "marketing_messages",
      value: "stop",
      timestamp: expect.any(Number),
    });
    await template("fruehjahrsaktion");
    await bench.sim.clock.advance(3000);
    const last = bench.statuses().find(({ status }) => status === "failed");
    expect(asObject(listAt(last?.entry, "errors")[0]).code).toBe(131050);
    expect((await template("rueckfrage_auftrag", [text("1187")])).status).toBe(200);
    await bench.control("POST", `/customers/${HELGA}/marketing`, { value: "resume" });
    await template("fruehjahrsaktion");
    await bench.sim.clock.advance(3000);
    expect(bench.statuses().filter(({ status }) => status === "failed")).toHaveLength(1);
  });

  it("wait on the server while the phone is off, and arrive when it is on again", async () => {
    await writes();
    await bench.control("POST", `/customers/${HELGA}/online`, { online: false });
    await bench.sendText(HELGA);
    await bench.sim.clock.advance(3_600_000);
    expect(bench.statuses().map(({ status }) => status)).toEqual(["sent"]);
    await bench.control("POST", `/customers/${HELGA}/online`, { online: true });
    await bench.sim.clock.advance(1000);
    expect(bench.statuses().map(({ status }) => status)).toEqual(["sent", "delivered"]);
  });

  it("only report sent when they are reactions", async () => {
    const inbound = await writes();
    await send({ type: "reaction", reaction: { message_id: inbound.body.id, emoji: "👍" } });
    await bench.sim.clock.advance(60_000);
    await bench.control("POST", `/customers/${HELGA}/read`);
    expect(bench.statuses().map(({ status }) => status)).toEqual(["sent"]);
    const chat = await bench.control("GET", `/customers/${HELGA}/chat`);
    expect(listAt(chat.body, "messages")[0]).toMatchObject({ reactions: { business: "👍" } });
  });

  it("mark what they answer as read, show typing for 25 seconds, and no webhook tells of it", async () => {
    const first = await writes();
    const second = await writes();
    const before = bench.received.length;
    const answer = await send({ status: "read", message_id: second.body.id, typing_indicator: { type: "text" } });
    expect(answer.body).toEqual({ success: true });
    const chat = async () => (await bench.control("GET", `/customers/${HELGA}/chat`)).body;
    expect(listAt(await chat(), "messages").map((m) => asObject(m).tick)).toEqual(["read", "read"]);
    expect(asObject((await chat()).customer).typing).toBe(true);
    await bench.sim.clock.advance(25_001);
    expect(asObject((await chat()).customer).typing).toBe(false);
    expect(bench.received).toHaveLength(before);
    expect(first.status).toBe(201);
  });

  it("may die on the line after they were taken, so that a blind retry sends twice", async () => {
    await writes();
    await bench.control("POST", "/faults", { preset: "reset_after_accept" });
    await expect(bench.sendText(HELGA)).rejects.toThrow();
    expect((await bench.sendText(HELGA)).status).toBe(200);
    expect((await bench.control("GET", "/outbound")).body.count).toBe(2);
    await bench.control("POST", "/faults", { preset: "reset_before" });
    await expect(bench.sendText(HELGA)).rejects.toThrow();
    expect((await bench.control("GET", "/outbound")).body.count).toBe(2);
  });

  it("meet injected errors in Meta's envelope, and throttles say when to come back", async () => {
    await writes();
    await bench.control("POST", "/faults", { preset: "130429", next: 1 });
    const throttled = await bench.sendText(HELGA);
    expect([throttled.status, throttled.headers.get("retry-after")]).toEqual([400, "1"]);
    expect(throttled.body).toEqual({
      error: {
        message: "(#130429) Rate limit hit",
        type: "OAuthException",
        code: 130429,
        error_data: { messaging_product: "whatsapp", details: expect.any(String) },
        fbtrace_id: expect.stringMatching(/^A/),
      },
    });
    await bench.control("POST", "/faults", { preset: "190/463", scope: "all" });
    const expired = await bench.sendText(HELGA);
    expect([expired.status, expired.body.error]).toMatchObject([401, { code: 190, error_subcode: 463 }]);
    expect((await bench.sendText(HELGA)).status).toBe(200);
    const { body } = await bench.control("GET", "/outbound");
    expect([body.count, listAt(body, "refused").map((r) => asObject(r).errorCode)]).toEqual([1, [130429, 190]]);
  });

  it("are refused in Meta's envelope without a version, a product, or with a kind that does not exist", async () => {
    const inbound = await writes();
    const path = `/${bench.sim.phoneNumberId}/messages`;
    const bare = await fetch(`${bench.sim.baseUrl}${path}`, { method: "POST" });
    expect([bare.status, asObject(asObject(await bare.json()).error).code]).toEqual([400, 2500]);
    const read = { status: "read", message_id: inbound.body.id };
    expect(errorCode(await bench.graph("POST", path, read))).toBe(100);
    expect(errorCode(await send({ ...read, typing_indicator: { type: "audio" } }))).toBe(131009);
    const interactive = { type: "hologram", body: { text: "?" }, action: {} };
    expect(errorCode(await send({ type: "interactive", interactive }))).toBe(131009);
  });

  it("refuse a caller without a token, with a wrong one, and for an unknown object", async () => {
    const path = `/${bench.sim.phoneNumberId}`;
    const bare = await fetch(`${bench.sim.baseUrl}/v19.0${path}`);
    expect([bare.status, asObject(asObject(await bare.json()).error).code]).toEqual([401, 190]);
    const wrong = await bench.graph("GET", path, undefined, { Authorization: "Bearer nonsense" });
    expect([wrong.status, errorCode(wrong)]).toEqual([401, 190]);
    const unknown = await bench.graph("GET", "/1234567890");
    expect(unknown.status).toBe(400);
    expect(unknown.body.error).toMatchObject({ code: 100, error_subcode: 33 });
  });

  it("cannot be sent from a number that is not registered", async () => {
    await bench.graph("POST", `/${bench.sim.phoneNumberId}/deregister`);
    expect(errorCode(await bench.sendText(HELGA))).toBe(133010);
    await bench.graph("POST", `/${bench.sim.phoneNumberId}/register`, { messaging_product: "whatsapp", pin: "123456" });
    expect((await bench.sendText(HELGA)).status).toBe(200);
  });
});
