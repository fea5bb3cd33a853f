import { afterAll, beforeAll, expect, test } from "vitest";
import { BackupStatus, PrintedSheet } from "../../src/contract/backup.ts";
import { backupRoutes } from "../../src/server/backup/backup.routes.ts";
import { openBackupKey } from "../../src/server/backup/backup-key.adapter.ts";
import { groupsOf, readCode } from "../../src/server/backup/sheet-code.ts";
import type { App } from "../../src/server/platform/http.ts";
import { accessApp, memberBrowser, ownerBrowser, type TestBrowser } from "../support/access-app.ts";
import { type TestDeps, testDeps } from "../support/database.ts";

/** The recovery sheet: printed by the owner in person, and put away only once three groups were copied from the paper. */
let t: TestDeps;
let app: App;
let owner: TestBrowser;
let office: TestBrowser;

beforeAll(async () => {
  t = await testDeps();
  app = await accessApp(t.deps, t.tenantId, (scope) => backupRoutes(scope, t.deps));
  owner = await ownerBrowser(app, t);
  ({ browser: office } = await memberBrowser(app, t.deps, owner, "Kai", "office"));
});
afterAll(async () => {
  await app.close();
  await t.close();
});

const page = async () => BackupStatus.parse((await owner.send("GET", "/api/backups")).json());

test("the sheet comes as a PDF for the owner in person, and for nobody else", async () => {
  expect(await page()).toMatchObject({ sheet: null, sheetHere: true, askBack: [3, 8, 12] });
  expect((await page()).folders?.archives).toBe(t.deps.config.backupDir);
  await owner.stepUp();
  const { token } = (await owner.send("POST", "/api/tokens", { label: "Programm" })).json();
  const headers = { host: "localhost:8080", authorization: `Bearer ${token}` };
  const program = await app.inject({ method: "POST", url: "/api/recovery-sheet", headers });
  expect(program.statusCode).toBe(403);
  await office.stepUp();
  expect((await office.send("POST", "/api/recovery-sheet", {})).statusCode).toBe(403);
  t.clock.advance(10 * 60_000);
  expect((await owner.send("POST", "/api/recovery-sheet", {})).json()).toMatchObject({ code: "step-up" });
  await owner.stepUp();
  const printed = PrintedSheet.parse((await owner.send("POST", "/api/recovery-sheet", {})).json());
  expect(Buffer.from(printed.pdf, "base64").subarray(0, 5).toString()).toBe("%PDF-");
  const { secret, id } = await openBackupKey(t.deps.config.dataDir);
  expect(printed.keyId).toBe(id);
  expect(await page()).toMatchObject({ sheet: { keyId: id, place: null, keptAt: null } });
  // What stands on the paper opens the backups.
  const [groups, found] = [groupsOf(secret), { kind: "secret", secret }];
  expect(readCode(groups.join(" "))).toEqual(found);
  // So does the text of the whole sheet, or its rows with what stands before them.
  const rows = [0, 5, 10].map((at) => `${at + 1} bis ${at + 5} ${groups.slice(at, at + 5).join(" ")}`).join("\n");
  expect(readCode(rows)).toEqual(found);
  expect(readCode(`Kennung ${id}. Der Code\nGruppe\n${rows.replace(/ /g, "\n\n")}\nDas letzte Zeichen`)).toEqual(found);
  const slip = rows.replace(String(groups[7]), String(groups[6]));
  expect(readCode(slip)).toEqual({ kind: "wrong-group", number: 8 });
});

/** What somebody types who holds the paper; `change` makes slips of it. */
async function copied(change: (groups: string[]) => string[] = (groups) => groups): Promise<string[]> {
  const all = groupsOf((await openBackupKey(t.deps.config.dataDir)).secret);
  return change((await page()).askBack.map((number) => all[number - 1] ?? ""));
}
const keep = async (place: string, groups: string[]) => {
  await owner.stepUp();
  return await owner.send("POST", "/api/recovery-sheet/kept", { place, groups });
};

test("it counts as put away when three groups were copied from the paper, and slips are named", async () => {
  const swapped = await keep("Tresor im Büro", await copied(([a = "", b = "", c = ""]) => [b, a, c]));
  expect([swapped.statusCode, swapped.json().detail]).toEqual([
    400,
    "Gruppe 3 und 8 stimmt nicht mit dem Blatt überein.",
  ]);
  expect((await keep("Tresor im Büro", ["", "", ""])).statusCode).toBe(400);
  expect((await keep("", await copied())).statusCode).toBe(400);
  expect((await page()).sheet?.place).toBeNull();
  const fine = await keep("Tresor im Büro", await copied((groups) => groups.map((one) => ` ${one.toLowerCase()} `)));
  expect(fine.statusCode).toBe(200);
  expect((await page()).sheet).toMatchObject({ place: "Tresor im Büro", keptAt: expect.any(String) });
  const entries = await t.deps.db.withTenant(t.tenantId, (tx) =>
    tx
      .selectFrom("audit_entry")
      .selectAll()
      .where("verb", "in", ["print-recovery-sheet", "keep-recovery-sheet"])
      .execute(),
  );
  const { secret } = await openBackupKey(t.deps.config.dataDir);
  expect(entries.length).toBe(2);
  for (const group of groupsOf(secret)) expect(JSON.stringify(entries)).not.toContain(group);
});

test("a new print begins anew: where it lies is not known until somebody says so", async () => {
  await owner.stepUp();
  expect((await owner.send("POST", "/api/recovery-sheet", {})).statusCode).toBe(200);
  expect((await page()).sheet).toMatchObject({ place: null, keptAt: null });
  expect((await keep("Bei der Steuerberaterin", await copied())).statusCode).toBe(200);
});

test("with a second business here the sheet is its host's, because it opens both", async () => {
  await t.addTenant("Nachbar");
  await owner.stepUp();
  const refused = await owner.send("POST", "/api/recovery-sheet", {});
  expect(refused.json()).toMatchObject({ code: "not-allowed", detail: "Das Blatt druckt, wer den Server betreibt." });
  expect(await page()).toMatchObject({ sheetHere: false, folders: null });
});
