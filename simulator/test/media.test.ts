import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { partOf } from "../byte-host.routes.ts";
import { asObject, stringAt } from "../json.ts";
import { type Bench, errorCode, lastMessage, openBench } from "./bench.ts";

describe("files", () => {
  let bench: Bench;
  const fetchBytes = (url: string, headers: Record<string, string> = {}) =>
    fetch(url, { headers: { Authorization: `Bearer ${bench.sim.accessToken}`, ...headers }, redirect: "error" });
  const upload = (type: string, bytes = "%PDF-1.4 demo", name = "angebot.pdf") => {
    const form = new FormData();
    form.set("file", new Blob([bytes], { type }), name);
    form.set("messaging_product", "whatsapp");
    form.set("type", type);
    return bench.graph("POST", `/${bench.sim.phoneNumberId}/media`, form);
  };

  beforeEach(async () => {
    bench = await openBench({ customers: [{ name: "Helga Seidel (Demo)", phone: "4917604069010" }] });
  });
  afterEach(() => bench.close());

  it("of a customer are fetched in two hops, from another origin, with the token, and their sum matches", async () => {
    await bench.control("POST", "/customers/4917604069010/messages", { type: "image", sample: "typenschild" });
    const image = asObject(lastMessage(bench).image);
    const view = await bench.graph("GET", `/${String(image.id)}`);
    expect(view.body).toMatchObject({ messaging_product: "whatsapp", mime_type: "image/jpeg", id: image.id });
    const url = stringAt(view.body, "url") ?? "";
    expect(new URL(url).origin).toBe(bench.sim.mediaUrl);
    expect(new URL(url).origin).not.toBe(bench.sim.baseUrl);
    expect((await fetch(url)).status).toBe(401);
    const bytes = Buffer.from(await (await fetchBytes(url)).arrayBuffer());
    expect(createHash("sha256").update(bytes).digest("base64")).toBe(image.sha256);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(view.body.sha256);
    expect((await fetchBytes(String(image.url))).status).toBe(200);
  });

  it("have an address for five minutes; after that a new one has to be asked for", async () => {
    await bench.control("POST", "/customers/4917604069010/messages", { type: "voice" });
    const id = String(asObject(lastMessage(bench).audio).id);
    const url = String((await bench.graph("GET", `/${id}`)).body.url);
    await bench.sim.clock.advance(299_000);
    expect((await fetchBytes(url)).status).toBe(200);
    await bench.sim.clock.advance(1001);
    expect((await fetchBytes(url)).status).toBe(404);
    const fresh = String((await bench.graph("GET", `/${id}`)).body.url);
    expect((await fetchBytes(fresh)).status).toBe(200);
    expect((await fetchBytes(fresh.replace(/mid=\d+/, "mid=1"))).status).toBe(404);
  });

  it("of a customer are gone after 7 days, uploads after 30", async () => {
    await bench.control("POST", "/customers/4917604069010/messages", { type: "document" });
    const inbound = String(asObject(lastMessage(bench).document).id);
    const uploaded = String((await upload("application/pdf")).body.id);
    await bench.sim.clock.advance(7 * 86_400_000);
    expect((await bench.graph("GET", `/${inbound}`)).body.error).toMatchObject({ code: 100, error_subcode: 33 });
    expect((await bench.graph("GET", `/${uploaded}`)).status).toBe(200);
    await bench.sim.clock.advance(23 * 86_400_000);
    expect((await bench.graph("GET", `/${uploaded}`)).status).toBe(400);
  });

  it("can be fetched in parts", async () => {
    await bench.control("POST", "/customers/4917604069010/messages", { type: "document", sample: "angebot" });
    const url = String(asObject(lastMessage(bench).document).url);
    const part = await fetchBytes(url, { Range: "bytes=0-3" });
    expect([part.status, await part.text()]).toEqual([206, "%PDF"]);
    expect(part.headers.get("content-range")).toMatch(/^bytes 0-3\/\d+$/);
    expect((await fetchBytes(url, { Range: "bytes=999999-" })).status).toBe(416);
    expect([partOf("bytes=-2", 10), partOf("bytes=8-99", 10), partOf("lines=1", 10)]).toEqual([
      [8, 9],
      [8, 9],
      undefined,
    ]);
  });

  it("of a wrong type or size are refused, and a picture sent as sound fails later with 131053", async () => {
    expect(errorCode(await upload("application/x-msdownload"))).toBe(100);
    expect(errorCode(await upload("image/jpeg", ""))).toBe(100);
    expect(errorCode(await upload("image/jpeg", "x".repeat(5 * 1024 * 1024 + 1), "gross.jpg"))).toBe(100);
    await bench.control("POST", "/customers/4917604069010/messages", { type: "text", text: "Hallo" });
    const id = (await upload("image/jpeg", "jpeg", "foto.jpg")).body.id;
    const audio = await bench.sendText("4917604069010", { type: "audio", audio: { id } });
    expect(audio.status).toBe(200);
    await bench.sim.clock.advance(1000);
    expect(bench.statuses().at(-1)).toMatchObject({ status: "failed", entry: { errors: [{ code: 131053 }] } });
    expect(errorCode(await bench.sendText("4917604069010", { type: "image", image: { id: "42" } }))).toBe(100);
  });

  it("are deleted on request, and leave out the url when that is switched off", async () => {
    const id = String((await upload("application/pdf")).body.id);
    expect((await bench.graph("DELETE", `/${id}`)).body).toEqual({ success: true });
    expect((await bench.graph("GET", `/${id}`)).status).toBe(400);
    await bench.control("PATCH", "/settings", { mediaUrlInWebhook: false });
    await bench.control("POST", "/customers/4917604069010/messages", { type: "image" });
    expect(Object.keys(asObject(lastMessage(bench).image)).sort()).toEqual(["id", "mime_type", "sha256"]);
  });
});
