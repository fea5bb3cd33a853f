import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** V36 (FreeScout CVE-2026-28289): an invisible letter in a file's name passed the check and became code. */
let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

const names = [
  ".htaccess",
  "\u200b.htaccess",
  "a.php\u202egnp",
  "..",
  "../../../etc/passwd",
  "..\\..\\boot.ini",
  "CON",
  "bild.png. ",
  "x".repeat(300),
  "Gr\u00f6\u00dfe.txt",
  "Gro\u0308\u00dfe.txt",
];

test("no file lies under a name somebody chose, and what people read of it hides no letter", async () => {
  const customer = app.firm.customer();
  await customer.writes("Guten Tag");
  const conversation = await customer.conversationId();
  let stored = 0;
  for (const name of names) {
    const payload = `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\nHallo ${name.length}\r\n--b--\r\n`;
    const answer = await app.firm.office.upload(conversation, payload);
    expect([name, answer.statusCode < 500]).toEqual([name, true]);
    if (answer.statusCode >= 300) continue;
    stored += 1;
    const shown = String(answer.json().name ?? "");
    expect(shown).not.toMatch(/[\p{Cc}\p{Cf}/\\]/u);
    expect(shown).not.toMatch(/^\.|[. ]$/);
    expect(shown.length).toBeLessThanOrEqual(200);
    expect(shown).toBe(shown.normalize("NFC"));
  }
  expect(stored).toBeGreaterThan(5);
  const found = await readdir(join(app.deps.config.dataDir, "attachments"), { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map(({ name }) => name);
  expect(files.length).toBeGreaterThanOrEqual(stored);
  for (const file of files) expect(file).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.\w+)?$/);
});
