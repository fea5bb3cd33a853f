import { expect, test } from "vitest";
import { home, returnPath } from "../../src/web/access/return-path.ts";

/** V40, V41 (CVE-2024-30264, CVE-2025-27143): whatever the address bar asks for, after signing in one stays with us. */
const id = "0193a5b0-7c1d-7e2f-8a3b-4c5d6e7f8091";
const hosts = ["evil.example", "localhost:8080@evil.example", "localhost.evil.example", "127.0.0.1"];
const prefixes = [
  "//",
  "///",
  "////",
  "\\\\",
  "/\\",
  "\\/",
  "/%2f",
  "%2f%2f",
  "/%5c",
  "https:",
  "https:/",
  "https://",
  "http://",
  "HTTPS://",
];
const schemes = [
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "\u0000javascript:alert(1)",
  " javascript:alert(1)",
  "data:text/html,x",
  "vbscript:x",
  "blob:https://evil.example/x",
  "file:///etc/passwd",
  "mailto:x@evil.example",
];
const tricks = [
  "",
  " ",
  "/",
  "posteingang",
  "./posteingang",
  "../posteingang",
  "/posteingang/../../evil",
  "/posteingang/..%2f..%2fapi/members",
  "/posteingang//evil.example",
  "/posteingang/\\evil.example",
  "/posteingang\r\nLocation: https://evil.example",
  "/posteingang\t//evil.example",
  "/posteingang\u2028",
  "/posteingang#javascript:alert(1)",
  "/posteingang?weiter=//evil.example",
  "/posteingang?x=<script>",
  "/posteingang?a?b",
  "/posteingang/admin",
  "/posteingang/1",
  `/posteingang/${id}/../x`,
  `/posteingang/${id.toUpperCase()}`,
  "/api/sign-out",
  "/demo/anmelden/owner",
  "/anmelden?weiter=/anmelden",
  "/kontakte/",
  "/kontakte/../api/members",
  "@evil.example",
  ".evil.example",
  ":80",
  "?x",
];

test("eighty ways to lead somebody away end at the inbox", () => {
  const values = [...prefixes.flatMap((prefix) => hosts.map((host) => prefix + host)), ...schemes, ...tricks];
  expect(values.length).toBeGreaterThanOrEqual(80);
  for (const value of values) expect([value, returnPath(value)]).toEqual([value, home]);
  expect(returnPath(null)).toBe(home);
});

test("the places of the app itself are found again", () => {
  for (const path of [
    "/posteingang",
    `/posteingang/${id}`,
    "/posteingang?sicht=meine&seite=2",
    "/posteingang?suche=Anna+Wei%C3%9F&wartet=1",
    "/kontakte",
    `/kontakte/${id}`,
    "/recht",
    "/recht/vertraege",
    `/recht/anfragen/${id}`,
    "/einstellungen",
    "/einstellungen/geraete",
    "/einrichten/",
    "/einrichten/impressum",
  ])
    expect(returnPath(path)).toBe(path);
});
