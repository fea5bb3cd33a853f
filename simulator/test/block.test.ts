import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { asObject, listAt } from "../json.ts";
import { type Bench, errorCode, openBench } from "./bench.ts";

describe("the block list", () => {
  let bench: Bench;
  const HELGA = "4917604069010";
  const EMRE = "4917604069011";
  const write = (phone: string, text: string) =>
    bench.control("POST", `/customers/${phone}/messages`, { type: "text", text });
  const list = (method: string, users: unknown[]) =>
    bench.graph(method, `/${bench.sim.phoneNumberId}/block_users`, {
      messaging_product: "whatsapp",
      block_users: users,
    });
  const blocked = async (query = "") =>
    (await bench.graph("GET", `/${bench.sim.phoneNumberId}/block_users${query}`)).body;

  beforeEach(async () => {
    bench = await openBench({
      customers: [
        { name: "Helga Seidel (Demo)", phone: HELGA },
        { name: "Emre Yilmaz (Demo)", phone: EMRE, userId: "DE.emre1", phoneHidden: true },
      ],
    });
  });
  afterEach(() => bench.close());

  it("keeps the two apart until it is undone, and tells the customer nothing", async () => {
    await write(HELGA, "Hallo");
    expect(await list("POST", [{ user: "+49 176 0406-9010" }])).toMatchObject({
      status: 200,
      body: {
        messaging_product: "whatsapp",
        block_users: { added_users: [{ input: "+49 176 0406-9010", wa_id: HELGA }] },
      },
    });
    await write(HELGA, "Kommt nicht an");
    expect(bench.received).toHaveLength(1);
    const chat = (await bench.control("GET", `/customers/${HELGA}/chat`)).body;
    expect(asObject(listAt(chat, "messages").at(-1)).tick).toBe("sent");
    expect((await bench.sendText(HELGA)).status).toBe(200);
    await bench.sim.clock.advance(2000);
    expect(bench.statuses().at(-1)).toMatchObject({ status: "failed", entry: { errors: [{ code: 131026 }] } });
    expect(await list("DELETE", [{ user: HELGA }])).toMatchObject({
      status: 200,
      body: { block_users: { removed_users: [{ input: HELGA, wa_id: HELGA }] } },
    });
    await write(HELGA, "Und wieder da");
    await bench.sendText(HELGA);
    await bench.sim.clock.advance(2000);
    expect(bench.statuses().at(-1)?.status).toBe("delivered");
  });

  it("takes who wrote within 24 hours, by phone or by BSUID, and answers the others beside them with 139100", async () => {
    await write(EMRE, "Hallo");
    const mixed = await list("POST", [{ user_id: "DE.emre1" }, { user: `+${HELGA}` }, { user: "+4915112345" }]);
    expect(mixed.status).toBe(400);
    expect(errorCode(mixed)).toBe(139100);
    expect(mixed.body.block_users).toMatchObject({
      added_users: [{ input: "DE.emre1", user_id: "DE.emre1" }],
      failed_users: [
        { input: `+${HELGA}`, wa_id: HELGA, errors: [{ code: 131047 }] },
        { input: "+4915112345", errors: [{ code: 131026 }] },
      ],
    });
    expect(listAt(await blocked(), "data")).toEqual([
      { messaging_product: "whatsapp", wa_id: EMRE, user_id: "DE.emre1" },
    ]);
  });

  it("is shown in pages, and refuses a request that names nobody", async () => {
    for (const phone of [HELGA, EMRE]) await write(phone, "Hallo");
    await list("POST", [{ user: HELGA }, { user: EMRE }]);
    const first = await blocked("?limit=1");
    expect(listAt(first, "data")).toHaveLength(1);
    const paging = asObject(first.paging);
    expect(String(paging.next)).toContain("after=");
    const last = await blocked(`?limit=1&after=${String(asObject(paging.cursors).after)}`);
    expect(asObject(last.paging).next).toBeUndefined();
    expect(errorCode(await list("POST", []))).toBe(100);
    expect(await blocked(`?after=${String(asObject(asObject(last.paging).cursors).after)}`)).toEqual({ data: [] });
  });

  it("and a template that was paused may be sent again once it is unpaused", async () => {
    await bench.control("POST", "/templates/rueckfrage_auftrag", { status: "PAUSED" });
    const shown = await bench.graph("GET", `/${bench.sim.wabaId}/message_templates?name=rueckfrage_auftrag`);
    const path = `/${String(asObject(listAt(shown.body, "data")[0]).id)}/unpause`;
    expect((await bench.graph("POST", path)).body).toEqual({ success: true });
    expect(bench.values("message_template_status_update").at(-1)).toMatchObject({ event: "APPROVED" });
    expect(errorCode(await bench.graph("POST", path))).toBe(100);
  });
});
