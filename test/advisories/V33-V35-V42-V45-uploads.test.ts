import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attachmentRoutes } from "../../src/server/attachments/attachment.routes.ts";
import { listSealed } from "../../src/server/attachments/vault.adapter.ts";
import {
  accessConversation,
  accessForReading,
  accessMessage,
} from "../../src/server/conversations/access-conversation.action.ts";
import { indexMessage } from "../../src/server/conversations/index-message.action.ts";
import {
  helga,
  origin,
  type PageUnderTest,
  pageUnderTest,
} from "../../src/server/customer-page/page-under-test.contract.ts";
import type { App } from "../../src/server/platform/http.ts";
import { forgetMadeFrom } from "../../src/server/team-files/project-files.action.ts";
import { securedHttp } from "../support/secured-http.ts";

/** V33, V35, V42, V45: files that want to be more than files. */

let t: PageUnderTest;
let staff: App;
let conversationId: string;

beforeAll(async () => {
  t = await pageUnderTest();
  await t.firstMessage();
  staff = await securedHttp(t.deps, () => Promise.resolve(t.tenantId));
  staff.addHook("preHandler", async (request) => {
    const role = request.headers["x-role"] === "crew" ? "crew" : "office";
    const ids = { memberId: t.deps.ids.uuid(), sessionId: null, deviceId: null };
    request.caller = { tenantId: t.tenantId, name: "Sandra", role, kind: "session", steppedUpAt: null, ...ids };
  });
  attachmentRoutes(staff, t.deps, {
    accessConversation,
    accessForReading,
    accessMessage,
    indexMessage,
    forgetMadeFrom,
  });
  const row = await t.deps.db.withTenant(t.tenantId, (tx) =>
    tx.selectFrom("conversation").select("conversation_id").executeTakeFirstOrThrow(),
  );
  conversationId = row.conversation_id;
});
afterAll(async () => {
  await staff.close();
  await t.close();
});

const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>';
const bom = Buffer.from([0xef, 0xbb, 0xbf]);
const evil: readonly (readonly [string, string, Buffer])[] = [
  ["bild.svg", "image/svg+xml", Buffer.from(svg)],
  ["bild.png", "image/png", Buffer.from(svg)],
  ["bild.jpg", "image/jpeg", Buffer.concat([bom, Buffer.from(svg)])],
  ["bild.svgz", "image/svg+xml", gzipSync(svg)],
  ["seite.html", "text/html", Buffer.from("<!doctype html><script>alert(1)</script>")],
  [
    "seite.xhtml",
    "application/xhtml+xml",
    Buffer.from('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>1</script></html>'),
  ],
  ["a.php\u202egnp", "image/png", Buffer.from("<?php echo 1;")],
  ["schritt.js", "text/javascript", Buffer.from("alert(1)")],
  ["schritt.mjs", "application/javascript", Buffer.from("export default alert(1)")],
  ["bild.png", "image/png", Buffer.from("alert(1)//")],
  ["plan.pdf", "application/pdf", Buffer.from("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF")],
];

function upload(name: string, type: string, bytes: Buffer, headers: Record<string, string> = {}) {
  const head = `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from("\r\n--b--\r\n")]);
  const url = `/api/conversations/${conversationId}/attachments`;
  const all = {
    "content-type": "multipart/form-data; boundary=b",
    "content-length": String(payload.length),
    origin,
    ...headers,
  };
  return staff.inject({ method: "POST", url, payload, headers: all });
}

/** A script as well: the pages take scripts from their own address, and there the files lie (V35). */
describe("a file that could run in a browser is only ever a download (V33 Chatwoot CVE-2021-3742, V35 FreeScout GHSA-fffc-phh8-5h4v)", () => {
  test.each(evil)("%s as %s", async (name, type, bytes) => {
    const kept = await upload(name, type, bytes);
    expect(kept.statusCode).toBe(201);
    expect(kept.json()).toMatchObject({ inline: false, hasThumbnail: false });
    const served = await staff.inject(`/api/attachments/${kept.json<{ id: string }>().id}/content`);
    expect(served.headers).toMatchObject({
      "content-type": "application/octet-stream",
      "content-security-policy": "sandbox; default-src 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    });
    expect(served.headers["content-disposition"]).toMatch(/^attachment;/);
    expect(served.headers["content-disposition"]).not.toMatch(/[\u202e\u200b]|%E2%80%AE/);
  });
});

describe("whose file it is", () => {
  test("a member without conversations gets none of their files", async () => {
    const kept = await upload("plan.txt", "text/plain", Buffer.from("Plan"));
    const url = `/api/attachments/${kept.json<{ id: string }>().id}/content`;
    expect((await staff.inject(url)).statusCode).toBe(200);
    expect((await staff.inject({ url, headers: { "x-role": "crew" } })).statusCode).toBe(403);
    expect((await upload("plan.txt", "text/plain", Buffer.from("Plan"), { "x-role": "crew" })).statusCode).toBe(403);
  });

  test("an id of nobody and a conversation of nobody are 404", async () => {
    expect((await staff.inject(`/api/attachments/${t.deps.ids.uuid()}/content`)).statusCode).toBe(404);
    const before = conversationId;
    conversationId = t.deps.ids.uuid();
    expect((await upload("a.txt", "text/plain", Buffer.from("x"))).statusCode).toBe(404);
    conversationId = before;
  });
});

const traversals = [
  "..%2f..%2fetc%2fpasswd",
  "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
  "..%5c..%5cwin.ini",
  "..%252f..%252fetc",
  "%00",
  "....//....//etc",
  ".%2e/.%2e/etc/passwd",
  "%c0%ae%c0%ae%2fetc",
  "main.ts",
  ".vite",
  "manifest.json",
];

test.each(traversals)("no address leads to another file: %s (V42 Rocket.Chat CVE-2026-56845)", async (path) => {
  for (const url of [`/k/assets/${path}`, `/api/customer/web/files/${path}/content`, `/k/web/${path}`])
    expect([400, 404]).toContain((await t.get(url)).statusCode);
  expect([400, 404]).toContain((await staff.inject(`/api/attachments/${path}/content`)).statusCode);
});

describe("bodies without end (V45 Synapse CVE-2024-52805)", () => {
  test("without a length, or with one too large, nothing is read", async () => {
    const headers = { "content-type": "multipart/form-data; boundary=b", origin };
    const huge = await t.app.inject({
      method: "POST",
      url: "/k/web",
      payload: "--b",
      headers: { ...headers, "content-length": "1000000000" },
    });
    expect(huge.statusCode).toBe(413);
    expect(huge.body).toContain("höchstens 10 Dateien auf einmal, jede bis 25 MB");
    const chunked = await t.app.inject({
      method: "POST",
      url: "/k/web",
      payload: "--b",
      headers: { ...headers, "content-length": "" },
    });
    expect(chunked.statusCode).toBe(400);
  });

  test("another type than a form is not read at all", async () => {
    const answer = await t.app.inject({
      method: "POST",
      url: "/api/customer/web/messages",
      payload: "x".repeat(100),
      headers: { "content-type": "application/x-odd", origin },
    });
    expect(answer.statusCode).toBe(415);
  });

  test("a form that breaks off is the sender's mistake, and leaves nothing on disk", async () => {
    const field = (name: string, value: string) =>
      `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const file = `--b\r\ncontent-disposition: form-data; name="photo"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\nJFIF`;
    const words = Object.entries(helga())
      .map(([name, value]) => field(name, value))
      .join("");
    const payload = `${words}${file}\r\n${file}`;
    const headers = {
      "content-type": "multipart/form-data; boundary=b",
      origin,
      "content-length": String(Buffer.byteLength(payload)),
    };
    expect((await t.app.inject({ method: "POST", url: "/k/web", payload, headers })).statusCode).toBe(400);
    const left: string[] = [];
    for await (const one of listSealed(t.deps.config.dataDir, t.tenantId))
      if (one.part === "incoming") left.push(one.id);
    expect(left).toEqual([]);
  });

  test("a photo over 25 MB stays outside, the words come in", async () => {
    const bytes = Buffer.alloc(25_000_100);
    const answer = await t.post("/k/web", helga(), { files: [{ name: "riesig.jpg", type: "image/jpeg", bytes }] });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toMatch(/riesig\.jpg“ ist größer als 25 MB .* Bitte wählen Sie ein kleineres Foto/);
    expect(answer.body).toContain("Heizung geht nicht an");
  });

  test("a machine that sends and sends is slowed down", async () => {
    const codes = new Set<number>();
    for (let i = 0; i < 32; i++) codes.add((await t.post("/k/web", { ...helga(), name: "" })).statusCode);
    expect(codes).toContain(429);
  });
});
