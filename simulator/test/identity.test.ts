import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { asObject, type JsonObject, listAt } from "../json.ts";
import { type Bench, lastMessage, openBench } from "./bench.ts";

describe("who a webhook is about", () => {
  let bench: Bench;
  let emre: JsonObject;
  const writes = (id: unknown) =>
    bench.control("POST", `/customers/${String(id)}/messages`, { type: "text", text: "Hi" });

  beforeEach(async () => {
    bench = await openBench();
    const created = await bench.control("POST", "/customers", {
      name: "Emre Yilmaz (Demo)",
      phone: "+49 176 04069011",
      username: "@emre.demo",
      phoneHidden: true,
    });
    emre = created.body;
  });
  afterEach(() => bench.close());

  it("is only a BSUID and a username when the phone is hidden", async () => {
    expect(emre.userId).toMatch(/^DE\.[0-9A-Za-z]{1,128}$/);
    await writes(emre.id);
    const bytes = bench.received[0]?.bytes.toString() ?? "";
    expect(bytes).not.toContain("4917604069011");
    expect(lastMessage(bench)).toMatchObject({ from_user_id: emre.userId });
    expect(bench.values("messages")[0]?.contacts).toEqual([
      { profile: { name: "Emre Yilmaz (Demo)", username: "emre.demo" }, user_id: emre.userId },
    ]);
  });

  it("is answered by BSUID, and the statuses carry no phone either", async () => {
    await writes(emre.id);
    const answer = await bench.sendText(String(emre.userId));
    expect(answer.body.contacts).toEqual([{ input: emre.userId, user_id: emre.userId }]);
    await bench.sim.clock.advance(2000);
    const [sent, delivered] = bench.statuses();
    expect(sent?.entry).toMatchObject({ recipient_user_id: emre.userId });
    expect(asObject(listAt(sent?.value, "contacts")[0]).profile).toEqual({ name: "Emre Yilmaz (Demo)" });
    expect(asObject(listAt(delivered?.value, "contacts")[0]).profile).toMatchObject({ username: "emre.demo" });
    expect(bench.received.map((r) => r.bytes.toString()).join("")).not.toContain("4917604069011");
  });

  it("shows the phone again for 30 days once the business wrote to the phone, until the contact book forgets", async () => {
    await bench.sendText("+4917604069011");
    await writes(emre.id);
    expect(lastMessage(bench).from).toBe("4917604069011");
    const path = `/${bench.sim.phoneNumberId}/contact_book?messaging_product=whatsapp&bsuid=${String(emre.userId)}`;
    expect((await bench.graph("DELETE", path)).body).toEqual({
      messaging_product: "whatsapp",
      success: true,
      deleted: true,
    });
    await writes(emre.id);
    expect(lastMessage(bench).from).toBeUndefined();
  });

  it("may be somebody who writes by webhooks this simulator never sees, and then the window counts as open", async () => {
    await bench.control("PATCH", "/settings", { unknownRecipients: "wrote" });
    await bench.sendText("+4915100000077");
    await bench.sendText("DE.writesElsewhere1");
    await bench.sendText("no BSUID");
    await bench.sendText(String(emre.userId));
    await bench.sim.clock.advance(2000);
    const outcome = bench
      .statuses()
      .map(({ status, entry }) => [status, entry.recipient_id ?? entry.recipient_user_id]);
    expect(outcome.toSorted()).toEqual([
      ["delivered", "4915100000077"],
      ["delivered", "DE.writesElsewhere1"],
      // who is played here and has not written is a stranger as ever
      ["failed", emre.userId],
      ["sent", "4915100000077"],
      ["sent", "DE.writesElsewhere1"],
    ]);
  });

  it("names the recipient of a failed send only by what it was sent to, without contacts", async () => {
    await bench.sendText(String(emre.userId));
    await bench.sendText("+4917604069011");
    await bench.sim.clock.advance(1000);
    const [byUserId, byPhone] = bench.statuses();
    expect([byUserId?.status, byPhone?.status]).toEqual(["failed", "failed"]);
    expect(Object.keys(byUserId?.entry ?? {}).sort()).toEqual([
      "errors",
      "id",
      "recipient_user_id",
      "status",
      "timestamp",
    ]);
    expect(Object.keys(byPhone?.entry ?? {}).sort()).toEqual(["errors", "id", "recipient_id", "status", "timestamp"]);
    expect([byUserId?.value.contacts, byPhone?.value.contacts]).toEqual([undefined, undefined]);
  });

  it("changes with the phone number, told by a system message without contacts", async () => {
    await bench.control("POST", `/customers/${String(emre.id)}/number`, { phone: "+49 176 04069055" });
    const value = bench.values("messages")[0];
    expect(value?.contacts).toBeUndefined();
    expect(lastMessage(bench)).toMatchObject({ type: "system", system: { type: "user_changed_user_id" } });
    expect(asObject(lastMessage(bench).system)).toMatchObject({ previous_user_id: emre.userId });
    expect(lastMessage(bench).from).toBeUndefined();
    await bench.control("PATCH", `/customers/${String(emre.id)}`, { phoneHidden: false });
    await bench.control("POST", `/customers/${String(emre.id)}/number`, { phone: "+49 176 04069056" });
    expect(lastMessage(bench)).toMatchObject({
      from: "4917604069055",
      system: { type: "user_changed_number", wa_id: "4917604069056" },
    });
  });

  it("changes above the business too, for a person the whole group of companies knows", async () => {
    const parentUserId = "DE.ENT.506847293015824";
    const { body } = await bench.control("POST", "/customers", { name: "Kim Demo", phoneHidden: true, parentUserId });
    await bench.control("POST", `/customers/${String(body.id)}/number`, { phone: "+49 176 04069057" });
    const { system, from_parent_user_id } = lastMessage(bench);
    expect(system).toMatchObject({
      previous_parent_user_id: parentUserId,
      parent_user_id: expect.stringMatching(/^DE\.ENT\.[A-Za-z0-9]+$/),
    });
    expect(from_parent_user_id).toBe(parentUserId);
    await writes(body.id);
    const now = asObject(system).parent_user_id;
    expect(now).not.toBe(parentUserId);
    expect(lastMessage(bench).from_parent_user_id).toBe(now);
    const answer = await bench.sendText(String(now));
    expect(listAt(answer.body, "contacts")).toMatchObject([{ input: now }]);
  });

  it("is told by the customer who shares the number on request", async () => {
    await writes(emre.id);
    const answer = await bench.sendText(String(emre.userId), {
      type: "interactive",
      interactive: {
        type: "contact_request",
        body: { text: "Unter welcher Nummer erreichen wir Sie?" },
        action: { name: "request_contact_info" },
      },
    });
    const messageId = asObject(listAt(answer.body, "messages")[0]).id;
    await bench.control("POST", `/customers/${String(emre.id)}/messages`, { type: "contact_share", messageId });
    expect(lastMessage(bench)).toMatchObject({
      type: "contacts",
      from: "4917604069011",
      context: { id: messageId },
      contacts: [{ origin: "contact_request", phones: [{ wa_id: "4917604069011" }] }],
    });
  });
});
