import { afterAll, beforeAll, expect, test } from "vitest";
import { Visitor } from "../support/a-visitor.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** V48 (Zulip CVE-2022-36048): a crafted address loaded a picture from outside and told its owner who reads. */
let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

const texts = [
  "https://evil.example/pixel.png",
  "![](https://evil.example/pixel.png)",
  '<img src="https://evil.example/pixel.png">',
  "http://localhost:8080@evil.example/a.jpg",
  "//evil.example/pixel.gif",
  '<link rel="preload" href="https://evil.example/x.css">',
  '<style>body{background:url("https://evil.example/x")}</style>',
  "https://evil.example/?u=https://localhost/a.png",
];
/** What a browser fetches by itself when it draws a page. A link waits until somebody presses it. */
const fetched =
  /<(?:img|script|iframe|source|video|audio|embed|object|link|input)\b[^>]*\b(?:src|srcset|href|data|poster)="([^"]*)"/gi;

test("a conversation that is full of addresses makes the customer's browser ask nobody outside", async () => {
  const visitor = new Visitor(app);
  for (const text of texts) await visitor.writes(text);
  const [row] = await app.firm.office.inbox();
  for (const text of texts) await app.firm.office.reply(row?.id ?? "", `Siehe ${text}`);
  const page = await visitor.page();
  expect(page.split("evil.example").length).toBeGreaterThan(texts.length);
  const found = [...page.matchAll(fetched)].map((match) => match[1] ?? "");
  // Nor by a style: there is none but the sheet of the page.
  expect(page).not.toMatch(/<style\b|<[^>]* style=/i);
  expect(found.length).toBeGreaterThan(0);
  for (const address of found) expect(address).toMatch(/^(?:\/(?!\/)|data:|#)/);
});

test("no page of ours may fetch from outside, whatever stands in it", async () => {
  const visitor = new Visitor(app);
  for (const path of ["/k/web", "/impressum", "/datenschutz", "/datenschutz/whatsapp"]) {
    const answer = await visitor.get(path);
    const policy = String(answer.headers["content-security-policy"]);
    expect([path, policy]).toEqual([path, expect.stringContaining("default-src 'none'")]);
    for (const part of policy.split(";").map((one) => one.trim()))
      expect([path, part]).toEqual([path, expect.not.stringMatching(/\*|https?:(?!\/\/localhost)|\/\/(?!localhost)/)]);
  }
});
