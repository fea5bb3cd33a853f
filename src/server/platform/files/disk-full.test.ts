import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, type MockInstance, test, vi } from "vitest";
import { type TestDeps, testDeps } from "../../../../test/support/database.ts";
import { outageTrouble } from "../db.ts";
import { type App, buildHttp } from "../http.ts";
import { createDiskFullNotice } from "./disk-full.ts";

let t: TestDeps;
let app: App;
let stderr: MockInstance;
const noRoom = "DO $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$";
/** What somebody at the terminal reads. */
const terminal: string[] = [];

beforeAll(async () => {
  t = await testDeps();
  stderr = vi.spyOn(process.stderr, "write").mockImplementation((line) => terminal.push(String(line)) > 0);
  app = await buildHttp(t.deps);
  // PostgreSQL itself says that there is no room.
  app.post("/rows", async () => {
    await t.deps.db.pool.query(noRoom);
  });
  app.post("/files", async () => {
    throw Object.assign(new Error("no room"), { code: "ENOSPC" });
  });
});
afterEach(() => {
  terminal.length = 0;
});
afterAll(async () => {
  stderr.mockRestore();
  await app.close();
  await t.close();
});

const fullDisk = {
  status: 507,
  code: "disk-full",
  title: expect.stringMatching(/^Auf dem Server ist kein Platz mehr.*Wer den Server betreut, muss Platz schaffen[.]$/),
  en: expect.stringMatching(/^The server's disk is full.*must make room[.]$/),
};

test("a full disk is named, whether PostgreSQL or a file met it, and who has to act", async () => {
  for (const url of ["/rows", "/files"]) {
    const answer = await app.inject({ method: "POST", url });
    expect(answer.statusCode).toBe(507);
    expect(answer.json()).toMatchObject(fullDisk);
    expect(answer.headers["retry-after"]).toBe("30");
  }
});

test("a command that meets a full disk in the database says so in one German line, and what to do", async () => {
  const met: unknown = await t.deps.db.pool.query(noRoom).catch((error: unknown) => error);
  expect(outageTrouble(met)).toMatch(
    /^Auf dem Datenträger der Datenbank ist kein Platz mehr[.] .*Bitte Platz schaffen/,
  );
});

test("the terminal says it in one line, not with every request, and again after an hour", async () => {
  t.clock.advance(2 * 3_600_000);
  for (let n = 0; n < 5; n++) await app.inject({ method: "POST", url: "/rows" });
  expect(terminal).toEqual([expect.stringMatching(/^Der Datenträger mit .* ist voll: .*Platz schaffen.*\n$/)]);
  t.clock.advance(3_600_000);
  await app.inject({ method: "POST", url: "/files" });
  expect(terminal).toHaveLength(2);
});

test("where the files lie on a disk of their own, the one that is full is named", () => {
  const files = join("/srv/werkbote", "attachments");
  for (const full of [["/srv/werkbote", files], [files]]) {
    createDiskFullNotice(t.clock, "/srv/werkbote", (folder) => full.includes(folder))();
    expect(terminal.splice(0)).toEqual([expect.stringContaining(`mit ${full[0]} ist voll`)]);
  }
});
