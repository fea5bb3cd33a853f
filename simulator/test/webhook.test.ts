import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { asObject, listAt } from "../json.ts";
import { type Bench, changesOf, openBench, START } from "./bench.ts";

describe("webhooks to the business", () => {
  let bench: Bench;
  const text = (body: string) =>
    bench.control("POST", "/customers/4917604069010/messages", { type: "text", text: body });

  beforeEach(async () => {
    bench = await openBench({ customers: [{ name: "Helga Müßig (Demo)", phone: "+49 176 04069010" }] });
  });
  afterEach(() => bench.close());

  it("sign exactly the escaped bytes they send", async () => {
    await text("Heizung läuft nicht 😀");
    const { bytes, headers } = bench.received[0] ?? expect.fail("nothing arrived");
    expect(bytes.toString("latin1")).toMatch(/Heizung l\\u00e4uft nicht \\ud83d\\ude00/);
    expect(bytes.every((byte) => byte < 0x80)).toBe(true);
    const mac = createHmac("sha256", bench.sim.appSecret).update(bytes).digest("hex");
    expect(headers["x-hub-signature-256"]).toBe(`sha256=${mac}`);
    expect(headers["user-agent"]).toBe("facebookexternalua");
    const again = createHmac("sha256", bench.sim.appSecret).update(JSON.stringify(JSON.parse(bytes.toString())));
    expect(`sha256=${again.digest("hex")}`).not.toBe(headers["x-hub-signature-256"]);
  });

  it("come again with growing waits until the business answers 200", async () => {
    bench.answerWith(503);
    await text("Hallo");
    await bench.sim.clock.advance(999);
    expect(bench.received).toHaveLength(1);
    await bench.sim.clock.advance(1);
    expect(bench.received).toHaveLength(2);
    await bench.sim.clock.advance(3999);
    expect(bench.received).toHaveLength(2);
    bench.answerWith(200);
    await bench.sim.clock.advance(1);
    expect(bench.received).toHaveLength(3);
    await bench.sim.clock.advance(7 * 86_400_000);
    expect(bench.received).toHaveLength(3);
    expect(new Set(bench.received.map((r) => r.bytes.toString())).size).toBe(1);
  });

  it("are given up after seven simulated days, and can be sent again by hand", async () => {
    bench.answerWith(500);
    await text("Hallo");
    await bench.sim.clock.advance(8 * 86_400_000);
    const [delivery] = listAt((await bench.control("GET", "/deliveries")).body, "list").map(asObject);
    expect(delivery?.state).toBe("given_up");
    const tries = bench.received.length;
    expect(tries).toBeGreaterThan(10);
    bench.answerWith(200);
    const again = await bench.control("POST", `/deliveries/${String(delivery?.id)}/redeliver`);
    expect(again.body.state).toBe("delivered");
    expect(bench.received).toHaveLength(tries + 1);
  });

  it("arrive twice with the same bytes when duplicates are switched on", async () => {
    await bench.control("PATCH", "/chaos", { duplicatePercent: 100 });
    await text("Nur einmal gemeint");
    expect(bench.received).toHaveLength(1);
    await bench.sim.clock.advance(2000);
    expect(bench.received).toHaveLength(2);
    expect(bench.received[0]?.bytes.equals(bench.received[1]?.bytes ?? Buffer.alloc(0))).toBe(true);
  });

  it("travel together when batching is switched on, and a half-full batch leaves after its time", async () => {
    await bench.control("PATCH", "/chaos", { batchSize: 3 });
    for (const body of ["eins", "zwei", "drei", "vier"]) await text(body);
    expect(bench.received).toHaveLength(1);
    expect(changesOf(bench.received[0]?.body ?? {})).toHaveLength(3);
    await bench.sim.clock.advance(500);
    expect(changesOf(bench.received[1]?.body ?? {})).toHaveLength(1);
  });

  it("overtake each other within the reorder window and none is lost", async () => {
    await bench.control("PATCH", "/chaos", { reorderWindowMs: 5000 });
    const sent = Array.from({ length: 12 }, (_, index) => `Nachricht ${index}`);
    for (const body of sent) await text(body);
    await bench.sim.clock.advance(5000);
    const arrived = bench.values("messages").map((v) => String(asObject(asObject(listAt(v, "messages")[0]).text).body));
    expect(arrived).not.toEqual(sent);
    expect([...arrived].sort()).toEqual([...sent].sort());
  });

  it("wait longer each time while the line is down, and arrive when it is up again", async () => {
    await bench.control("PATCH", "/chaos", { unreachablePercent: 100 });
    await text("Hallo");
    await bench.sim.clock.advance(5000);
    expect(bench.received).toHaveLength(0);
    const tries = async () => {
      const [delivery] = listAt((await bench.control("GET", "/deliveries")).body, "list");
      return listAt(delivery, "attempts").map((one) => Number(asObject(one).at) - START);
    };
    expect(await tries()).toEqual([0, 1000, 5000]);
    await bench.control("DELETE", "/chaos");
    await bench.sim.clock.advance(15_999);
    expect(bench.received).toHaveLength(0);
    await bench.sim.clock.advance(1);
    expect(bench.received).toHaveLength(1);
    expect(await tries()).toEqual([0, 1000, 5000, 21_000]);
  });

  it("carry a wrong signature once and the right one on the retry, when that is switched on", async () => {
    await bench.control("PATCH", "/chaos", { badSignaturePercent: 100 });
    bench.answerWith(401);
    await text("Hallo");
    bench.answerWith(200);
    await bench.sim.clock.advance(1000);
    const [forged, genuine] = bench.received;
    const mac = createHmac("sha256", bench.sim.appSecret)
      .update(genuine?.bytes ?? "")
      .digest("hex");
    expect(genuine?.headers["x-hub-signature-256"]).toBe(`sha256=${mac}`);
    expect(forged?.headers["x-hub-signature-256"]).not.toBe(`sha256=${mac}`);
  });

  it("bring a field nobody knows, when that is switched on", async () => {
    await bench.control("PATCH", "/chaos", { unknownFieldPercent: 100 });
    await text("Hallo");
    expect(bench.values("sim_future_field")).toHaveLength(1);
  });

  it("go only where the handshake succeeded", async () => {
    const app = `/${bench.sim.appId}/subscriptions`;
    const refused = await bench.graph("POST", app, {
      object: "whatsapp_business_account",
      callback_url: `${bench.sim.baseUrl}/nowhere`,
      verify_token: "x",
      fields: "messages",
    });
    expect([refused.status, asObject(refused.body.error).code]).toEqual([400, 2200]);
    const current = await bench.control("GET", "/webhook");
    const accepted = await bench.graph("POST", app, {
      object: "whatsapp_business_account",
      callback_url: current.body.callbackUrl,
      verify_token: "x",
      fields: "message_template_status_update",
    });
    expect(accepted.body).toEqual({ success: true });
    await text("Wird nicht gemeldet, das Feld ist nicht abonniert");
    expect(bench.received).toHaveLength(0);
  });

  it("follow the override of the number before the app's address", async () => {
    const other = await openBench();
    const url = (await other.control("GET", "/webhook")).body.callbackUrl;
    await bench.graph("POST", `/${bench.sim.phoneNumberId}`, {
      webhook_configuration: { override_callback_uri: url, verify_token: "x" },
    });
    await text("Hallo");
    expect([bench.received.length, other.received.length]).toEqual([0, 1]);
    await other.close();
  });
});
