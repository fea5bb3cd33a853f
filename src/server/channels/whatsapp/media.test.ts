import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { createGuardedFetch } from "../../platform/network/guarded-fetch.ts";
import type { MediaRef } from "../channel.ts";
import { startFakeGraph } from "./fake-graph.contract.ts";
import { isMediaHost } from "./media.adapter.ts";
import { createWhatsAppChannel } from "./whatsapp.adapter.ts";

const graph = await startFakeGraph();
let strangers = 0;
const stranger = createServer((_, answer) => {
  strangers += 1;
  answer.end("danke für den Schlüssel");
});
await new Promise<void>((done) => stranger.listen(0, "127.0.0.1", done));
const address = stranger.address();
const strangerHost = `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
afterAll(() => {
  graph.close();
  stranger.close();
});

// The stranger is reachable as far as the network goes: only the channel's own list keeps the token from it.
const fetch = createGuardedFetch({ allowPrivate: [graph.host, strangerHost] });
const channel = createWhatsAppChannel({ fetch });
const credentials = {
  baseUrl: graph.baseUrl,
  mediaHosts: graph.host,
  phoneNumberId: "900100200300400",
  accessToken: "demo-token",
};
const bytes = new Uint8Array(Buffer.from("ein Foto vom Typenschild"));
const ref: MediaRef = {
  media: "image",
  id: "700000000000001",
  mimeType: "image/jpeg",
  sha256: createHash("sha256").update(bytes).digest("base64"),
};
const get = (maxBytes = 1_000, one = ref) => channel.fetchMedia(one, credentials, maxBytes);

interface Script {
  /** In place of Meta's word where the file lies. */
  said?: string;
  refused?: { status: number; code?: number };
  sha256?: string;
  url?: string;
  size?: number;
  file?: { status?: number; body?: Uint8Array; location?: string; cut?: number };
}
let resolves = 0;
let tokens: (string | undefined)[] = [];

function play(...turns: Script[]): void {
  resolves = 0;
  tokens = [];
  let turn: Script = {};
  graph.onGet((path, request, answer) => {
    tokens.push(request.headers.authorization);
    if (path.startsWith("/v25.0/")) {
      turn = turns[Math.min(resolves, turns.length - 1)] ?? {};
      resolves += 1;
      const { said, refused, sha256, size: file_size, url = `${graph.baseUrl}/file` } = turn;
      if (said !== undefined) return answer.end(said);
      if (refused) return answer.writeHead(refused.status).end(JSON.stringify({ error: { code: refused.code } }));
      return answer.end(JSON.stringify({ url, mime_type: "image/jpeg", file_size, sha256 }));
    }
    const { status = 200, body = bytes, location, cut } = turn.file ?? {};
    answer.writeHead(status, { "content-length": body.length, ...(location === undefined ? {} : { location }) });
    if (cut === undefined) return answer.end(body);
    return answer.write(body.subarray(0, cut), () => request.socket.destroy());
  });
}
beforeEach(() => play({}));

test("a file comes in two steps, both with the token", async () => {
  expect(await get()).toEqual({ kind: "fetched", bytes, mimeType: "image/jpeg" });
  expect(tokens).toEqual(["Bearer demo-token", "Bearer demo-token"]);
});

test("an address that has run out is asked for once more, and only once", async () => {
  play({ file: { status: 404 } }, {});
  expect((await get()).kind).toBe("fetched");
  expect(resolves).toBe(2);
  play({ file: { status: 404 } });
  expect((await get()).kind).toBe("unreachable");
  expect(resolves).toBe(2);
});

test("so is one that says so on a page longer than the file", async () => {
  play({ size: bytes.length, file: { status: 404, body: new Uint8Array(10_000) } }, { size: bytes.length });
  expect((await get(100_000)).kind).toBe("fetched");
});

describe("a file that is not whole is no file", () => {
  test.each<[string, Script]>([
    ["another length than announced", { size: bytes.length + 1 }],
    ["another content than announced", { file: { body: new Uint8Array(bytes.length) } }],
    ["cut before the first byte", { file: { cut: 0 } }],
    ["cut in the middle", { file: { cut: 5 } }],
    ["cut before the last byte", { file: { cut: bytes.length - 1 } }],
    ["a server error", { file: { status: 500 } }],
    ["no access", { file: { status: 401 } }],
    ["more than announced", { size: bytes.length, file: { body: new Uint8Array(5_000) } }],
    ["more than announced, without end", { size: bytes.length, file: { body: new Uint8Array(20_000) } }],
    ["another content than Meta names beside its address", { sha256: "0".repeat(64) }],
    ["a page without end where its address was asked for", { said: "<".repeat(1_100_000) }],
    ["half an answer where its address was asked for", { said: '{"url":"https:/' }],
  ])("%s", async (_, script) => {
    play(script);
    expect((await get()).kind).toBe("unreachable");
  });
});

test.each<[string, number, number | undefined, string]>([
  ["a token that has run out", 401, 190, "unreachable"],
  ["a right that is missing", 403, 10, "unreachable"],
  ["too many questions", 400, 4, "unreachable"],
  ["a Meta that is down and says so", 503, 2, "unreachable"],
  ["a server error nobody signed", 500, undefined, "unreachable"],
  ["a file Meta does not know any more", 400, 100, "gone"],
  ["an address Meta does not know any more", 404, undefined, "gone"],
])("%s where the file's address was asked for", async (_, status, code, kind) => {
  play({ refused: { status, ...(code === undefined ? {} : { code }) } });
  expect((await get()).kind).toBe(kind);
});

test("while the line is down the router names itself for every host: that ends, and the file is fetched then", async () => {
  const router = createGuardedFetch({ lookup: (_, done) => done(null, [{ address: "192.168.2.1", family: 4 }]) });
  const there = { ...credentials, baseUrl: "https://graph.example" };
  expect((await createWhatsAppChannel({ fetch: router }).fetchMedia(ref, there, 1_000)).kind).toBe("unreachable");
});

test("no more of a file is read than was announced, or of a page instead of it, or a host gone mad would fill the memory", async () => {
  const most: number[] = [];
  const counting: typeof fetch = (url, request) => {
    most.push(request.maxBytes);
    return fetch(url, request);
  };
  play({ size: bytes.length });
  await createWhatsAppChannel({ fetch: counting }).fetchMedia(ref, credentials, 100_000_000);
  expect(most.at(-1)).toBe(16_000);
  play({ size: 20_000 });
  await createWhatsAppChannel({ fetch: counting }).fetchMedia(ref, credentials, 100_000_000);
  expect(most.at(-1)).toBe(20_000);
});

describe("too large", () => {
  test("by announcement: not one byte is fetched", async () => {
    play({ size: 2_000 });
    expect((await get()).kind).toBe("gone");
    expect(tokens).toHaveLength(1);
  });

  test("in truth: it is cut off while it comes", async () => {
    play({ file: { body: new Uint8Array(5_000) } });
    expect((await get()).kind).toBe("gone");
  });
});

describe("the token stays with Meta", () => {
  test("a file at a stranger's address is not fetched", async () => {
    play({ url: `http://${strangerHost}/file` });
    expect((await get()).kind).toBe("gone");
    play({ file: { status: 302, location: `http://${strangerHost}/file` } });
    expect((await get()).kind).toBe("unreachable");
    expect(strangers).toBe(0);
  });

  test.each(["../../me", "1/../2", "1?x=", ""])("an id like %j leads nowhere", async (id) => {
    expect((await get(1_000, { ...ref, id })).kind).toBe("gone");
    expect(tokens).toHaveLength(0);
  });

  test.each<[string, boolean]>([
    ["https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1", true],
    ["https://LOOKASIDE.fbsbx.com/x", true],
    ["https://lookaside.fbsbx.com:8443/x", false],
    ["https://lookaside.fbsbx.com.example.org/x", false],
    ["https://lookaside.fbsbx.com@example.org/x", false],
    ["https://example.org/lookaside.fbsbx.com", false],
    ["https://xlookaside.fbsbx.com/", false],
    ["http://127.0.0.1:4602/m", true],
    ["http://127.0.0.1:4603/m", false],
    ["http://2130706433:4602/m", true],
    ["file:///etc/passwd", false],
    ["//lookaside.fbsbx.com/x", false],
  ])("%s is on the list: %s", (url, listed) => {
    expect(isMediaHost(url, ["lookaside.fbsbx.com", "127.0.0.1:4602"])).toBe(listed);
  });
});
