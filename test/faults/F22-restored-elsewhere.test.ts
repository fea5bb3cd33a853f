import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ProjectView } from "../../src/contract/projects.ts";
import { RequestDetail, RequestList } from "../../src/contract/subject-requests.ts";
import { writeSealed } from "../../src/server/attachments/vault.adapter.ts";
import { lockDataFolder } from "../../src/server/platform/files/data-folder.ts";
import { minute } from "../../src/server/platform/instant.ts";
import type { Business } from "../support/a-business.ts";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import {
  backedUp,
  contents,
  type Elsewhere,
  elsewhere,
  filesIn,
  type Kept,
  openRestored,
  signedInAgain,
} from "../support/restored.ts";

/** F22 (reliability, fault catalogue): the machine is gone; another one starts from the backup. */

let app: TestApp;
let other: Business;
let kept: Kept;
let there: Elsewhere;
let restored: Awaited<ReturnType<typeof openRestored>>;
let ownersPhone: TestBrowser;
let conversationId: string;
let projectId: string;
let requestId: string;
let before: Record<string, string>;
let attachments: Record<string, string>;

beforeAll(async () => {
  ({ app, owner: ownersPhone } = await buildOwnedApp());
  other = await app.addBusiness("b.example");
  const helga = app.firm.customer({ name: "Helga Ünal" });
  await helga.writes("Die Heizung\tist \\kalt\\ 🥶\nseit gestern \u0000 Abend");
  conversationId = await helga.conversationId();
  await app.firm.office.reply(conversationId, "Wir kommen heute.");
  const kern = app.firm.customer({ name: "Kern" });
  await kern.writes("Der Schlüssel liegt bei mir");
  await other.customer({ name: "Kern" }).writes("Wasserfleck im zweiten Stock");
  await putTogether();
  await app.firm.office.write(conversationId, "Bis gleich.");
  await projectsFor([conversationId, await kern.conversationId()]);
  const { dataDir } = app.deps.config;
  const photo = app.deps.ids.uuid();
  await writeSealed(dataDir, app.firm.tenantId, photo, "content", randomBytes(3_000_000));
  await writeSealed(dataDir, app.firm.tenantId, photo, "thumbnail", randomBytes(9_000));
  await writeSealed(dataDir, other.tenantId, app.deps.ids.uuid(), "content", Buffer.alloc(0));
  before = await contents(app.url, [app.firm.tenantId, other.tenantId]);
  attachments = filesIn(join(dataDir, "attachments"));
  kept = await backedUp(app);
  there = await elsewhere();
  // A restore before this one was killed half-way.
  mkdirSync(join(there.dataDir, "keys"));
  for (const name of ["restore-unfinished", "keys/root.key"]) writeFileSync(join(there.dataDir, name), "");
  const done = there.restore(kept);
  expect(done.said).toContain("Wiederhergestellt");
  restored = await openRestored(app, there);
});

/** One for two customers: the card and what hangs on each of them are sealed under keys of their own. */
async function projectsFor([first, second]: readonly string[]): Promise<void> {
  const { office } = app.firm;
  const card = { name: "Therme Ünal", address: "Gartenstraße 4", access: "Schlüssel bei Kern", conversationId: first };
  projectId = ProjectView.parse(await office.post("/api/projects", card)).id;
  await office.call("PUT", `/api/projects/${projectId}/conversations`, { conversationId: second, linked: true });
  await office.post(`/api/projects/${projectId}/notes`, { clientId: app.deps.ids.uuid(), text: "Hund im Hof" });
}

/** What is made to be handed over lies outside every backup: an answer that waits, and everything for the owner, under way. */
async function putTogether(): Promise<void> {
  const { office } = app.firm;
  await app.firm.customer({ name: "Seidel" }).writes("Auskunft nach DSGVO");
  requestId = RequestList.parse(await office.get("/api/subject-requests")).items[0]?.id ?? "";
  await office.post(`/api/subject-requests/${requestId}/packet`);
  await ownersPhone.stepUp();
  expect((await ownersPhone.send("POST", "/api/house-exports")).statusCode).toBe(202);
}

afterAll(async () => {
  await restored?.stop();
  await there?.drop();
  await app.stop();
});

/** What a restore is meant to change: who is signed in, what waited to leave, and the lines that tell of it. */
const meant =
  /^(session|house_export|subject_packet|used_proof|outbox|delivery|message|audit_entry|audit_link|audit_head|restore_pause|message_search|contact_search) of /;

test("every row of every business is there, and every file, to the last bit", async () => {
  const after = await contents(there.url, [app.firm.tenantId, other.tenantId]);
  const unmeant = (rows: Record<string, string>) =>
    Object.fromEntries(Object.entries(rows).filter(([name]) => !meant.test(name)));
  expect(unmeant(after)).toEqual(unmeant(before));
  const count = (hash: string | undefined) => hash?.split(" ")[0];
  for (const table of ["message of 0", "message of 1", "outbox of 0", "message_search of 0", "contact_search of 1"])
    expect([table, count(after[table])]).toEqual([table, count(before[table])]);
  expect(filesIn(join(there.dataDir, "attachments"))).toEqual(attachments);
});

test("texts, names and proofs can be read, and the search finds them", async () => {
  const office = await restored.person(app.firm, "office");
  const texts = (await office.thread(conversationId)).map((m) => (m.content.type === "text" ? m.content.text : ""));
  expect(texts).toEqual(
    (await app.firm.office.thread(conversationId)).map((m) => (m.content.type === "text" ? m.content.text : "")),
  );
  expect((await office.inbox("q=heizung")).map((row) => row.id)).toEqual([conversationId]);
  expect((await office.inbox("q=uenal")).map((row) => row.id)).toEqual([conversationId]);
  const theirs = await restored.person(other, "office");
  expect((await theirs.inbox()).map((row) => row.name)).toEqual(["Kern"]);
});

test("a project says what it said: its card, its notes, and for whom it is", async () => {
  const office = await restored.person(app.firm, "office");
  const shown = ProjectView.parse(await office.get(`/api/projects/${projectId}`));
  expect([shown.name, shown.access, shown.notes.map(({ text }) => text)]).toEqual([
    "Therme Ünal",
    "Schlüssel bei Kern",
    ["Hund im Hof"],
  ]);
  await office.post(`/api/projects/${projectId}/notes`, { clientId: app.deps.ids.uuid(), text: "Geht wieder" });
});

test("what waited then may have left since: it is uncertain, and is not sent again by itself", async () => {
  const office = await restored.person(app.firm, "office");
  const waiting = (await office.thread(conversationId)).at(-1);
  expect(waiting).toMatchObject({ state: "unknown" });
  await restored.work.minute?.({});
  await restored.drain();
  expect(restored.left).toEqual([]);
});

test("what was to be handed over is no longer there, says so, and can be made anew", async () => {
  const office = await restored.person(app.firm, "office");
  const detail = async () => RequestDetail.parse(await office.get(`/api/subject-requests/${requestId}`));
  expect(await detail()).toMatchObject({ nextStep: "build", packet: { state: "gone" } });
  app.clock.advance(minute);
  await office.post(`/api/subject-requests/${requestId}/packet`);
  expect(await detail()).toMatchObject({ nextStep: "release", packet: { state: "ready" } });
  const rows = await restored.deps.db.withTenant(app.firm.tenantId, (tx) =>
    tx.selectFrom("house_export").select("state").execute(),
  );
  expect(rows).toEqual([{ state: "gone" }]);
});

test("nobody is signed in by a session of before", async () => {
  const open = await restored.deps.db.withTenant(app.firm.tenantId, (tx) =>
    tx.selectFrom("session").select("session_id").where("revoked_at", "is", null).execute(),
  );
  expect(open).toEqual([]);
});

test("new replies wait until the owner confirms with the passkey, then they leave once", async () => {
  const [owner, office] = [await restored.person(app.firm, "owner"), await restored.person(app.firm, "office")];
  await office.reply(conversationId, "Wir sind wieder da.");
  expect(restored.left).toEqual([]);
  const { pause } = (await office.get("/api/restore-pause")) as { pause: { uncertain: number } | null };
  expect(pause?.uncertain).toBe(1);
  const confirm = "/api/restore-pause/confirm";
  expect((await office.call("POST", confirm)).statusCode).toBe(403);
  // A program never can, not even the owner's; nor can a screen that was left open.
  expect((await owner.call("POST", confirm)).json()).toMatchObject({ code: "not-allowed" });
  const phone = await signedInAgain(restored, ownersPhone);
  app.clock.advance(6 * minute);
  expect((await phone.send("POST", confirm)).json()).toMatchObject({ code: "step-up" });
  await restored.drain();
  expect(restored.left).toEqual([]);
  await phone.stepUp();
  restored.whatsapp.script.push({ kind: "sent", externalId: "wamid.AFTERWARDS" });
  expect((await phone.send("POST", confirm)).json()).toEqual({ pause: null });
  await restored.drain();
  expect(restored.left.map((one) => one.text)).toEqual(["Wir sind wieder da."]);
  expect((await (await restored.person(other, "owner")).get("/api/restore-pause")) as object).not.toEqual({
    pause: null,
  });
});

test("a data folder or a database with anything in it is not touched", async () => {
  expect(await there.refusal(kept)).toContain("liegen schon Daten");
  const bare = await elsewhere();
  // Exit code 3 as everywhere where another one works on the folder.
  const release = await lockDataFolder(bare.dataDir);
  expect(await bare.refusal(kept)).toMatch(/^3: [\s\S]*Auf diesem Datenordner läuft Werkbote/);
  release?.();
  const said = await bare.refusal(kept, { DATABASE_URL: there.url });
  // A restore that was cut off may have filled it: in a data folder that is known, in a database nobody knows.
  const why = /liegen schon Tabellen\. .* Hat eine abgebrochene Wiederherstellung sie hinterlassen, .* neu anlegen/;
  expect(said).toMatch(why);
  expect(filesIn(bare.dataDir)).toEqual({});
  await bare.drop();
});
