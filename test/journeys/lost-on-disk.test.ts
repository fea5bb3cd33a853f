import { mkdtempSync, rmSync } from "node:fs";
import { readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { HouseExports } from "../../src/contract/house-export.ts";
import type { PhotosLost, ProjectView } from "../../src/contract/projects.ts";
import type { TeamFileView } from "../../src/contract/rooms.ts";
import { RequestDetail, RequestList, Review } from "../../src/contract/subject-requests.ts";
import { photo } from "../../src/server/attachments/demo-files.contract.ts";
import { lookForLost } from "../../src/server/attachments/look-for-lost.job.ts";
import { readLost } from "../../src/server/attachments/lost-files.adapter.ts";
import { server } from "../../src/server/audit/audit.ts";
import { openContactKeys } from "../../src/server/contacts/open-contact-keys.action.ts";
import { checkHealth } from "../../src/server/health/check-health.action.ts";
import { readBlocks } from "../../src/server/platform/files/block-vault.ts";
import { day } from "../../src/server/platform/instant.ts";
import { beginErasure } from "../../src/server/retention/begin-erasure.action.ts";
import { carryOutErasure } from "../../src/server/retention/carry-out-erasure.action.ts";
import { buildPacket, packetFile, packetPlace } from "../../src/server/subject-requests/build-packet.action.ts";
import type { Person } from "../support/a-business.ts";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { unzip } from "../support/unzip.ts";

/** A disk has lost a file: what is made of many files comes with all others, and says what is missing. */
let app: TestApp;
let owner: TestBrowser;
let sandra: Person;
const uuid = () => app.deps.ids.uuid();

beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
  sandra = app.firm.office;
  app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes: await photo("jpeg"), mimeType: "image/jpeg" });
});
afterAll(() => app.stop());

const place = (id: string) => join(app.deps.config.dataDir, "attachments", app.firm.tenantId, id.slice(-2), id);
const lose = (id: string) => rm(place(id));
/** The disk says EIO instead of giving the file. */
const readsNoMore = async (id: string) => {
  await lose(id);
  await symlink("/proc/self/mem", place(id));
};

async function upload(path: string): Promise<TeamFileView> {
  const head =
    '--b\r\nContent-Disposition: form-data; name="file"; filename="IMG_1.jpg"\r\nContent-Type: image/jpeg\r\n\r\n';
  const form = Buffer.concat([Buffer.from(head), await photo("jpeg"), Buffer.from("\r\n--b--\r\n")]);
  const answer = await sandra.sendRaw(path, form, "multipart/form-data; boundary=b");
  if (answer.statusCode !== 201) throw new Error(`${answer.statusCode} ${answer.body}`);
  return answer.json() as TeamFileView;
}

test("whoever runs the machine hears in the morning what it has lost, until it is back or no backup has it", async () => {
  const { id } = (await sandra.post("/api/projects", { name: "Dach Ast" })) as ProjectView;
  const file = await upload(`/api/projects/${id}/files?clientId=${uuid()}`);
  const bytes = await readFile(place(file.id));
  const saysFiles = async (days = 0) => {
    const now = () => new Date(app.clock.now().getTime() + days * day);
    return (
      await checkHealth(
        { ...app.deps, clock: { ...app.deps.clock, now } },
        { jobHangs: () => false, clockIsWrong: () => false },
      )
    ).includes("files");
  };
  const look = () => lookForLost(app.deps, app.firm.tenantId);
  await look();
  expect(await saysFiles()).toBe(false);
  await lose(file.id);
  await look();
  expect(await saysFiles()).toBe(true);
  expect((await app.http.inject({ url: "/health" })).json()).toMatchObject({
    well: false,
    trouble: expect.arrayContaining(["files"]),
  });
  await look();
  expect([await saysFiles(29), await saysFiles(31)]).toEqual([true, false]);
  await writeFile(place(file.id), bytes);
  await look();
  expect(await saysFiles()).toBe(false);
});

test("the photos of a project come without the lost, the damaged and the unreadable one, and whoever fetches them is told", async () => {
  const { id } = (await sandra.post("/api/projects", { name: "Therme Seidel" })) as ProjectView;
  const path = `/api/projects/${id}`;
  const taken: TeamFileView[] = [];
  for (let n = 0; n < 5; n += 1) {
    app.clock.advance(1_000);
    taken.push(await upload(`${path}/files?clientId=${uuid()}`));
  }
  expect(await sandra.get(`${path}/photos-lost`)).toEqual({ count: 0 } satisfies PhotosLost);
  await lose(taken[0]?.id ?? "");
  await truncate(place(taken[2]?.id ?? ""), 40);
  await readsNoMore(taken[4]?.id ?? "");
  expect(await sandra.get(`${path}/photos-lost`)).toEqual({ count: 1 });
  expect(await sandra.get(`${path}/photos-lost?ids=${taken[1]?.id}`)).toEqual({ count: 0 });
  const files = unzip((await sandra.call("GET", `${path}/photos.zip`)).rawPayload);
  expect(files.size).toBe(3);
  const [first, second, list] = [...files.values()];
  for (const bytes of [first, second]) expect(bytes?.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  expect([...files.keys()].at(-1)).toBe("nicht-dabei.txt");
  expect(list?.toString()).toMatch(
    /^3 Dateien fehlen in diesem Archiv\..*\r\n\r\n\d{4}-\d\d-\d\d_\d{4}_Sandra(_\d)?\.jpg\r\n/,
  );
});

test("everything of the business: behind a lost photo of a room and before one that cannot be read the others still come, and the part names it", async () => {
  const members = await app.sql((tx) =>
    tx.selectFrom("member").select("member_id").where("role", "=", "owner").execute(),
  );
  const memberIds = members.map((one) => one.member_id);
  const { id } = (await sandra.post("/api/rooms", { kind: "crew", name: "Material", memberIds })) as { id: string };
  for (const text of ["eins", "zwei", "drei"]) {
    const file = await upload(`/api/rooms/${id}/files?clientId=${uuid()}`);
    await sandra.post(`/api/rooms/${id}/messages`, { clientId: uuid(), text, fileIds: [file.id] });
    if (text === "eins") await lose(file.id);
    if (text === "drei") await readsNoMore(file.id);
  }
  await owner.stepUp();
  const ordered = HouseExports.parse((await owner.send("POST", "/api/house-exports")).json());
  await app.drain();
  await owner.stepUp();
  const part = await owner.send("GET", `/api/house-exports/${ordered.items[0]?.id}/parts/1`);
  const files = unzip(part.rawPayload);
  expect([...files.keys()].filter((path) => /^team\/.*Material\/dateien\//.test(path)).length).toBe(1);
  const list = JSON.parse(files.get("pruefsummen-teil-1.json")?.toString() ?? "") as { fehlt: string[] };
  expect(list.fehlt.filter((path) => /^team\/.*Material\/dateien\/.*\.jpg$/.test(path)).length).toBe(2);
  expect(list.fehlt.length).toBe(5);
  expect(files.get("LIESMICH.txt")?.toString()).toContain("5 Dateien, in Nachrichten genannt");
  const { items } = HouseExports.parse((await owner.send("GET", "/api/house-exports")).json());
  expect(items[0]?.counts.missing).toBe(5);
});

test("an answer to a person holds what is there and names what is lost, and the office knows before it sends it", async () => {
  const erika = app.firm.customer({ name: "Erika Kern" });
  for (const id of ["9001", "9002"])
    await erika.sends({ type: "image", image: { id, mime_type: "image/jpeg", sha256: "" } });
  await erika.writes("Auskunft nach DSGVO");
  await app.drain();
  const files = (await sandra.thread(await erika.conversationId())).flatMap((one) => one.attachments);
  await lose(files[0]?.id ?? "");
  const { items } = RequestList.parse(await sandra.get("/api/subject-requests"));
  const id = items[0]?.id ?? "";
  const review = Review.parse(await sandra.get(`/api/subject-requests/${id}/review`));
  const looked = review.items
    .filter((one) => one.needsLook)
    .map((one) => ({ kind: one.kind, id: one.id, choice: "show" }));
  await sandra.call("PUT", `/api/subject-requests/${id}/review`, { items: looked });
  await buildPacket(app.deps, await app.firm.callerOf("owner"), id);
  const { packet } = RequestDetail.parse(await sandra.get(`/api/subject-requests/${id}`));
  expect(packet).toMatchObject({ state: "ready", missing: 1 });
  const answer = unzip(await opened(packet?.id ?? "", packet?.bytes ?? 0, await erika.contactId()));
  expect([...answer.keys()].map((path) => path.split("/")[0])).toEqual([
    "medien",
    "auskunft.pdf",
    "daten.json",
    "nachrichten.csv",
  ]);
  const told = JSON.parse(answer.get("daten.json")?.toString() ?? "") as { nachrichten: { dateien: string[] }[] };
  expect(told.nachrichten.flatMap((one) => one.dateien)).toEqual([
    expect.stringMatching(/^medien\/001-.*\(bei uns nicht mehr vorhanden\)$/),
    expect.stringMatching(/^medien\/002-[^ ]*$/),
  ]);
});

/** A finished answer as it lies sealed. */
async function opened(id: string, bytes: number, contactId: string): Promise<Buffer> {
  const { tenantId } = app.firm;
  const key = (await app.sql((tx) => openContactKeys(app.deps.seal, tx, tenantId, [contactId]))).get(contactId);
  if (!key) throw new Error("no key");
  const open = (n: number, sealed: Uint8Array) =>
    app.deps.seal.openForContact(tenantId, key, packetPlace(id, n), sealed);
  const blocks: Buffer[] = [];
  for await (const block of readBlocks(packetFile(app.deps, tenantId, id), bytes, open)) blocks.push(block);
  return Buffer.concat(blocks);
}

test("a file that is lost or damaged before it leaves fails with the reason, and what was written after it leaves", async () => {
  const one = app.firm.customer({ name: "Paula Platte" });
  await one.writes("Schickt ihr mir den Plan?");
  await app.drain();
  const path = `/api/conversations/${await one.conversationId()}`;
  for (const breaks of [lose, (id: string) => truncate(place(id), 40), readsNoMore]) {
    const { id } = await upload(`${path}/attachments`);
    await sandra.post(`${path}/messages`, { clientId: uuid(), text: "", attachmentIds: [id] });
    await breaks(id);
    await sandra.post(`${path}/messages`, { clientId: uuid(), text: "Da ist er" });
    await app.drain();
    const [failed, next] = (await sandra.thread(await one.conversationId())).slice(-2);
    expect([failed?.state, next?.state]).toEqual(["failed", "sent"]);
    expect(failed?.stateWhy).toBe("Die Datei zu dieser Nachricht fehlt oder ist beschädigt.");
    // Nobody is offered to attach what is not whole.
    const again = await sandra.call("POST", `${path}/messages`, { clientId: uuid(), text: "", attachmentIds: [id] });
    expect([again.statusCode, (await sandra.call("GET", `/api/attachments/${id}/content`)).statusCode]).toEqual([
      404, 404,
    ]);
  }
});

test("kept letters come with their other files, and the archive names the lost one", async () => {
  const one = app.firm.customer({ name: "Anton Ast" });
  await one.writes("Bitte reparieren");
  for (const id of ["9003", "9004"])
    await one.sends({ type: "image", image: { id, mime_type: "image/jpeg", sha256: "" } });
  await app.drain();
  await sandra.post(`/api/contacts/${await one.contactId()}/order`, { openOrder: true });
  await app.pass(60_000);
  const files = (await sandra.thread(await one.conversationId())).flatMap((message) => message.attachments);
  await lose(files[0]?.id ?? "");
  await owner.stepUp();
  const checked = (await owner.send("POST", "/api/letters/check", {})).json();
  expect(checked).toEqual({ brokenAt: null, lostFiles: 1 });
  const answer = unzip((await owner.send("GET", "/api/letters/export")).rawPayload);
  const beside = [...answer.keys()].filter((path) => path.startsWith("anlagen/"));
  expect(beside).toEqual([expect.stringContaining(files[1]?.id ?? "no file")]);
  expect(answer.get("nicht-dabei.txt")?.toString()).toContain(`anlagen/${files[0]?.id}`);
  // Erased, only the letter keeps its file: what the disk loses of those is found as well.
  const { tenantId } = app.firm;
  const wish = { tenantId, contactId: await one.contactId(), cause: "request", actor: server, deviceId: null } as const;
  const erasureId = await app.sql((tx) => beginErasure(app.deps, tx, wish));
  expect(await carryOutErasure(app.deps, undefined, tenantId, erasureId)).toBe("done");
  const kept = files[1]?.id ?? "";
  const lost = async () => {
    await lookForLost(app.deps, tenantId);
    return Object.keys(readLost(app.deps.config.dataDir)[tenantId] ?? {});
  };
  expect(await lost()).not.toContain(kept);
  await rm(`${place(kept)}.letter`);
  expect(await lost()).toContain(kept);
});

test("a disk that is not there is one line in the log, not one for every file", async () => {
  const { id } = (await sandra.post("/api/projects", { name: "Viele Fotos" })) as ProjectView;
  for (let n = 0; n < 3; n++) await upload(`/api/projects/${id}/files?clientId=${uuid()}`);
  const lines: unknown[] = [];
  const log = { ...app.deps.log, warn: (_: string, details?: object) => void lines.push(details) };
  const elsewhere = { ...app.deps.config, dataDir: mkdtempSync(join(tmpdir(), "not-mounted-")) };
  await lookForLost({ ...app.deps, log, config: elsewhere }, app.firm.tenantId, 2);
  expect(lines).toEqual([{ tenantId: app.firm.tenantId, count: expect.any(Number) }]);
  rmSync(elsewhere.dataDir, { recursive: true });
});
