import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { recordedVoice } from "../../../../test/support/voice.ts";
import { createGuardedFetch } from "../../platform/network/guarded-fetch.ts";
import { gate } from "../../policy/approved-message.ts";
import type { OutboundContent, OutboundMessage, SendOutcome } from "../channel.ts";
import { sendLimits } from "../send-limits.ts";
import { startFakeGraph } from "./fake-graph.contract.ts";
import { createWhatsAppChannel } from "./whatsapp.adapter.ts";

const graph = await startFakeGraph();
afterAll(() => graph.close());
beforeEach(() => graph.behave("accepts"));

const now = new Date("2026-11-24T12:00:00Z");
const fetch = createGuardedFetch({ allowPrivate: [graph.host] });
const channel = createWhatsAppChannel({ fetch, clock: { now: () => now } });
const credentials = { baseUrl: graph.baseUrl, phoneNumberId: "900100200300400", accessToken: "demo-token" };

/** As the way out does it: a file goes first. */
async function send(
  content: OutboundContent,
  more: Partial<OutboundMessage> = {},
  by = channel,
  access = credentials,
): Promise<SendOutcome> {
  const message: OutboundMessage = {
    correlation: "message-1",
    to: [
      { kind: "bsuid", value: "DE.1" },
      { kind: "phone", value: "+4915550100001" },
    ],
    content,
    ...more,
  };
  const verdict = { verdict: "allow", requires: [], rules: ["BASE-1"], whyDe: "", evidence: [] } as const;
  const approved = gate(verdict, "decision-1", message);
  if (approved === undefined) throw new Error("the gate stayed closed");
  if (content.type !== "media" || content.fileId !== undefined || !by.bringFile) return await by.send(approved, access);
  const brought = await by.bringFile(approved, access);
  expect(graph.messages, "a file that goes up is no message").toEqual([]);
  return brought.kind === "brought" ? await send(brought.content, more, by, access) : brought;
}
const text = (body: string): OutboundContent => ({ type: "text", text: body });
const sentBody = () => graph.messages[0]?.body;

describe("what leaves", () => {
  test("a text goes to number and user id, quotes what it answers and carries our id", async () => {
    const outcome = await send(text("Grüße 🔧"), { replyTo: "wamid.A" });
    expect(sentBody()).toEqual({
      messaging_product: "whatsapp",
      recipient_type: "individual",
      to: "+4915550100001",
      recipient: "DE.1",
      type: "text",
      text: { body: "Grüße 🔧", preview_url: false },
      context: { message_id: "wamid.A" },
      biz_opaque_callback_data: "message-1",
    });
    expect(graph.messages[0]?.headers.authorization).toBe("Bearer demo-token");
    expect(outcome).toEqual({ kind: "sent", externalId: "wamid.DEMO" });
  });

  test("a person without a number is reached by user id alone", async () => {
    await send(text("Hallo"), { to: [{ kind: "bsuid", value: "DE.1" }] });
    expect(sentBody()).toMatchObject({ recipient: "DE.1" });
    expect(sentBody()).not.toHaveProperty("to");
  });

  test("a template carries its gaps in order", async () => {
    await send({ type: "template", name: "termin", language: "de", parameters: ["Montag", "8 Uhr"] });
    expect(sentBody()?.template).toEqual({
      name: "termin",
      language: { code: "de" },
      components: [
        {
          type: "body",
          parameters: [
            { type: "text", text: "Montag" },
            { type: "text", text: "8 Uhr" },
          ],
        },
      ],
    });
  });

  test("what Meta takes in no gap of a template is a blank", async () => {
    await send({ type: "template", name: "termin", language: "de", parameters: [" Erika\n\tMuster     und Sohn "] });
    expect(sentBody()).toMatchObject({
      template: { components: [{ parameters: [{ text: "Erika Muster und Sohn" }] }] },
    });
  });

  const file = { mimeType: "application/pdf", fileName: "Angebot.pdf", bytes: new Uint8Array([37, 80, 68, 70]) };

  test("a file goes up first and is then sent by its id", async () => {
    await send({ type: "media", media: "document", caption: "Ihr Angebot", ...file });
    expect(graph.uploads[0]).toMatch(/name="messaging_product"\r\n\r\nwhatsapp[\s\S]*application\/pdf[\s\S]*%PDF/);
    expect(sentBody()?.document).toEqual({ id: "700000000000009", filename: "Angebot.pdf", caption: "Ihr Angebot" });
  });

  test("a file has minutes as long as its line moves, the message itself has moments", async () => {
    const asked: (number | undefined)[][] = [];
    const watched: typeof fetch = (url, request) => {
      asked.push([request.timeoutMs, request.silenceMs]);
      return fetch(url, request);
    };
    const by = createWhatsAppChannel({ fetch: watched, clock: { now: () => now } });
    await send({ type: "media", media: "document", ...file }, {}, by);
    const { fileMs, fileSilenceMs, messageMs } = sendLimits;
    expect(asked).toEqual([
      [fileMs, fileSilenceMs],
      [messageMs, undefined],
    ]);
  });

  test("a file that does not go up is no message, and trying again is safe", async () => {
    graph.answerWith(500, "kaputt");
    expect((await send({ type: "media", media: "document", ...file })).kind).toBe("unreachable");
    graph.answerWith(400, '{"error":{"code":131053}}');
    expect((await send({ type: "media", media: "document", ...file })).kind).toBe("rejected");
    expect(graph.messages).toHaveLength(0);
  });

  test("a voice message recorded in a browser leaves as Opus in Ogg, mono, flagged as voice; one too long for it as a sound (U48)", async () => {
    const spoken = (bytes: Uint8Array) =>
      send({ type: "media", media: "voice", mimeType: "audio/webm", fileName: "sprachnachricht.webm", bytes });
    await spoken(await recordedVoice(3));
    expect(sentBody()).toMatchObject({ type: "audio", audio: { id: "700000000000009", voice: true } });
    const [upload = ""] = graph.uploads;
    expect(upload).toMatch(
      /name="type"\r\n\r\naudio\/ogg\r\n[\s\S]*filename="sprachnachricht\.ogg"[\s\S]*\r\n\r\nOggS/,
    );
    // RFC 7845, 5.1: after the mark come the version and the number of channels.
    const head = upload.slice(upload.indexOf("OpusHead") + 8);
    expect([head.charCodeAt(0), head.charCodeAt(1)]).toEqual([1, 1]);

    graph.behave("accepts");
    await spoken(await recordedVoice(180, 80));
    expect(graph.uploads[0]?.length).toBeGreaterThan(512 * 1024);
    expect(sentBody()?.audio).toEqual({ id: "700000000000009" });
  });

  test("five minutes as a browser records them fit into what WhatsApp plays (U48)", async () => {
    // 12 kbit/s: thirty bytes every twenty milliseconds.
    const bytes = await recordedVoice(300);
    await send({ type: "media", media: "voice", mimeType: "audio/webm", fileName: "sprachnachricht.webm", bytes });
    expect(sentBody()?.audio).toMatchObject({ voice: true });
  });

  test("what only calls itself a recording goes up as it is, and Meta says what it thinks of it", async () => {
    const bytes = new Uint8Array([0x1a, 0x45, 0xdf, 0xa3, 1, 2, 3]);
    await send({ type: "media", media: "voice", mimeType: "audio/webm", fileName: "a.webm", bytes });
    expect(graph.uploads[0]).toContain("audio/webm");
    expect(sentBody()?.audio).toEqual({ id: "700000000000009" });
  });

  test("a recording in which no sound had arrived yet is not sent as a file of nothing", async () => {
    const whole = Buffer.from(await recordedVoice(1));
    // Where the first stretch of sound begins (Matroska, Cluster).
    const bytes = whole.subarray(0, whole.indexOf(Buffer.from("1f43b675", "hex")));
    await send({ type: "media", media: "voice", mimeType: "audio/webm", fileName: "a.webm", bytes });
    expect(graph.uploads[0]).toContain("audio/webm");
  });

  test("a file above Meta's limit is refused before it moves", async () => {
    const bytes = new Uint8Array(5_000_001);
    const outcome = await send({ type: "media", media: "image", mimeType: "image/png", fileName: "a.png", bytes });
    expect(outcome).toMatchObject({ kind: "rejected", error: { code: "too-large" } });
    expect(graph.uploads).toHaveLength(0);
  });
});

describe("what an answer means", () => {
  const error = (code: number) => JSON.stringify({ error: { code } });

  test.each<[string, number, string, Record<string, string>, object]>([
    ["outside the 24 hours", 400, error(131047), {}, { kind: "rejected", error: { code: "131047" } }],
    ["expired token", 401, error(190), {}, { kind: "rejected", error: { retryable: true } }],
    ["pair limit", 400, error(131056), {}, { kind: "unreachable", retryAfterMs: 6_000 }],
    ["throughput", 400, error(130429), { "retry-after": "3" }, { kind: "unreachable", retryAfterMs: 3_000 }],
    [
      "a date to come back at",
      400,
      error(4),
      { "retry-after": "Tue, 24 Nov 2026 12:00:30 GMT" },
      { kind: "unreachable", retryAfterMs: 30_000 },
    ],
    [
      "the usage header",
      400,
      error(80007),
      { "x-business-use-case-usage": '{"1":[{"estimated_time_to_regain_access":2}]}' },
      { kind: "unreachable", retryAfterMs: 120_000 },
    ],
    ["Meta is down and says so", 503, error(2), {}, { kind: "unreachable" }],
    ["a pause of no length", 400, error(131056), { "retry-after": "0" }, { kind: "unreachable", retryAfterMs: 6_000 }],
    [
      "a pause of a month",
      400,
      error(4),
      { "retry-after": "2592000" },
      { kind: "unreachable", retryAfterMs: 86_400_000 },
    ],
    ["a gateway gave up waiting", 504, "<html>", {}, { kind: "uncertain" }],
    ["a gateway that waited for us too long", 408, "", {}, { kind: "uncertain" }],
    ["a server error nobody signed", 500, "", {}, { kind: "uncertain" }],
    ["success without an id", 200, '{"messages":[]}', {}, { kind: "uncertain" }],
    ["success in no language", 200, "ok", {}, { kind: "uncertain" }],
    ["a code nobody knows", 400, error(424242), {}, { kind: "rejected", error: { retryable: false } }],
    ["too many requests, no reason", 429, "", {}, { kind: "unreachable", retryAfterMs: 60_000 }],
    ["not found at a wrong address", 404, "nix", {}, { kind: "rejected", error: { code: "bad-answer" } }],
    ["a redirect", 302, "", { location: "http://127.0.0.1:9/" }, { kind: "rejected" }],
  ])("%s", async (_, status, body, headers, expected) => {
    graph.answerWith(status, body, headers);
    expect(await send(text("Hallo"))).toMatchObject(expected);
    expect(graph.messages).toHaveLength(1);
  });

  test("a router that names itself for every host while the line is down: surely not sent, tried again", async () => {
    const router = createGuardedFetch({ lookup: (_, done) => done(null, [{ address: "192.168.2.1", family: 4 }]) });
    const there = { ...credentials, baseUrl: "https://graph.example" };
    const outcome = await send(text("Hallo"), {}, createWhatsAppChannel({ fetch: router }), there);
    expect(outcome).toMatchObject({ kind: "unreachable", error: { code: "unreachable" } });
  });
});
