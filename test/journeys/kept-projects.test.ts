import { afterAll, beforeAll, expect, test } from "vitest";
import { KeptProject } from "../../src/contract/kept-projects.ts";
import type { ProjectList, ProjectPhotos, ProjectView, ReportList } from "../../src/contract/projects.ts";
import { ErasurePreview, ErasureReceipt, RetentionView } from "../../src/contract/retention.ts";
import type { RoomList } from "../../src/contract/rooms.ts";
import { photo } from "../../src/server/attachments/demo-files.contract.ts";
import { isSealed } from "../../src/server/attachments/vault.adapter.ts";
import { letGo } from "../../src/server/departures/let-go.action.ts";
import { after, day, hour, minute } from "../../src/server/platform/instant.ts";
import { forgetSoon } from "../../src/server/platform/jobs/forget-soon.ts";
import { eraseFromProjects } from "../../src/server/projects/erase-from-projects.action.ts";
import { sweepProjects } from "../../src/server/projects/sweep-projects.job.ts";
import { sweep } from "../../src/server/retention/sweep.job.ts";
import type { Person } from "../support/a-business.ts";
import { crewOf } from "../support/a-crew.ts";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { lockWaits } from "../support/lock-waits.ts";
import { unzip } from "../support/unzip.ts";

/** What a legal hold covers is kept out of sight when its customer is erased, and goes when the hold is released. */
let app: TestApp;
let owner: TestBrowser;
let office: Person;
let lead: Person;
let tarik: Person;
beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
  ({ office } = app.firm);
  ({ lead, tarik } = await crewOf(app, app.firm));
  app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes: await photo("jpeg"), mimeType: "image/jpeg" });
});
afterAll(() => app.stop());

const uuid = () => app.deps.ids.uuid();
const idOf = (made: unknown) => String(Reflect.get(Object(made), "id"));
const view = async (path: string, who: Person = office) => (await who.get(path)) as ProjectView;
const change = async (path: string, wish: object) =>
  expect((await office.call("PATCH", path, { version: (await view(path)).version, ...wish })).statusCode).toBe(200);

async function quarrel(name: string) {
  const customer = app.firm.customer({ name });
  await customer.sends({ type: "image", image: { id: "9001", mime_type: "image/jpeg", sha256: "" } });
  const conversationId = await customer.conversationId();
  const contactId = await customer.contactId();
  return { contactId, conversationId, made: { name: `Keller ${name}`, conversationId, memberIds: [tarik.memberId] } };
}
/** A job with everything that is the customer's: card, note, a marked copy of their photo, a report. */
async function job(name: string) {
  const { contactId, conversationId, made } = await quarrel(name);
  const project = { ...made, address: "Gartenstraße 4", access: "Schlüssel bei Kern" };
  const path = `/api/projects/${idOf(await office.post("/api/projects", project))}`;
  await tarik.post(`${path}/notes`, { clientId: uuid(), text: "Sie zahlt nicht" });
  const { items } = (await tarik.get(`${path}/photos`)) as ProjectPhotos;
  const head =
    '--b\r\ncontent-disposition: form-data; name="file"; filename="riss.jpg"\r\ncontent-type: image/jpeg\r\n\r\n';
  const form = Buffer.concat([Buffer.from(head), Buffer.from(await photo("jpeg")), Buffer.from("\r\n--b--\r\n")]);
  const send = async (of: string) =>
    idOf(
      (await tarik.sendRaw(`${path}/files?clientId=${uuid()}${of}`, form, "multipart/form-data; boundary=b")).json(),
    );
  const upload = () => send(`&copyOf=${items[0]?.id}&copySource=customer`);
  const marked = await upload();
  const own = await send("");
  const words = { audience: "file", day: "2026-11-24", place: "Keller", text: "Der Riss war schon da." };
  await office.post(`${path}/reports`, { clientId: uuid(), ...words });
  const report = ((await office.get(`${path}/reports`)) as ReportList).items[0]?.fileId ?? "";
  return { path, contactId, conversationId, marked, own, report, upload };
}
const hold = async (of: object) => {
  const reviewOn = after(app.clock.now(), 90 * day)
    .toISOString()
    .slice(0, 10);
  await app.firm.owner.post("/api/holds", { kind: "legal", reason: "Klage wegen des Kellers", reviewOn, ...of });
};
const kept = async () => RetentionView.parse(await app.firm.owner.get("/api/retention")).keptProjects;
const releaseAll = async () => {
  const { holds } = RetentionView.parse(await app.firm.owner.get("/api/retention"));
  for (const { id } of holds) await app.firm.owner.post(`/api/holds/${id}/release`);
};
const night = () => sweepProjects(app.deps, app.firm.tenantId);
const opens = async (who: Person, fileId: string) =>
  (await who.call("GET", `/api/team-files/${fileId}/content`)).statusCode;
const lie = async (...ids: string[]) =>
  await Promise.all(ids.map((id) => isSealed(app.deps.config.dataDir, app.firm.tenantId, id, "content")));
const open = async (path: string, reason = "dispute") => await owner.send("POST", `${path}/kept`, { reason });

test("what a hold keeps of an erased customer's project nobody finds, and it opens for a named reason only", async () => {
  const { path, contactId, marked, own, report } = await job("Frau Zwist");
  await hold({ contactId });
  await owner.stepUp();
  const preview = ErasurePreview.parse((await owner.send("GET", `/api/contacts/${contactId}/erasure`)).json());
  expect(preview.stays.find(({ what }) => what === "project")?.count).toBe(1);
  const erased = await owner.send("POST", `/api/contacts/${contactId}/erasure`, { cause: "request" });
  const receipt = ErasureReceipt.parse(erased.json());
  expect([receipt.kept.find(({ what }) => what === "project")?.count, receipt.gone.projects]).toEqual([1, 0]);
  // Everywhere it looks as if it were gone.
  const left = await view(path);
  expect([left.name, left.address, left.access, left.notes, left.customers]).toEqual([
    `Auftrag ${left.number}`,
    null,
    null,
    [],
    [],
  ]);
  expect([left.restricted, left.held, (await view(path, tarik)).restricted]).toEqual([true, true, false]);
  const pictures = ((await office.get(`${path}/photos`)) as ProjectPhotos).items.map(({ id }) => id);
  expect([pictures, ((await office.get(`${path}/reports`)) as ReportList).items]).toEqual([[own], []]);
  for (const file of [marked, report]) expect(await opens(office, file)).toBe(404);
  expect(((await office.get("/api/projects?q=zwist")) as ProjectList).items).toEqual([]);
  const rooms = ((await tarik.get("/api/rooms")) as RoomList).items.map(({ name }) => name);
  expect(rooms).toContain(left.name);
  expect([...unzip((await office.call("GET", `${path}/photos.zip`)).rawPayload).keys()]).toHaveLength(1);
  // A number and a day, and who may open it says why.
  expect(await kept()).toEqual([expect.objectContaining({ number: left.number, restricted: true })]);
  expect((await office.call("POST", `${path}/kept`, { reason: "dispute" })).statusCode).toBe(403);
  expect((await owner.send("POST", `${path}/kept`, {})).statusCode).toBe(400);
  const [version] = KeptProject.parse((await open(path)).json()).versions;
  expect([version?.because, version?.name, version?.access, version?.notes.map(({ text }) => text)]).toEqual([
    "erased",
    "Keller Frau Zwist",
    "Schlüssel bei Kern",
    ["Sie zahlt nicht"],
  ]);
  const zip = unzip((await owner.send("GET", `${path}/kept.zip?reason=dispute`)).rawPayload);
  const bytes = [...zip].filter(([name]) => name.includes(report) || name.includes(marked));
  expect(bytes.map(([, file]) => file.length > 100)).toEqual([true, true]);
  const told = await app.sql((tx) =>
    tx.selectFrom("audit_entry").select("details").where("verb", "=", "open-kept-project").execute(),
  );
  expect(told).toEqual(Array(2).fill({ details: { reason: "dispute", versions: 1, files: 2 } }));
  // No night takes it while the hold stands, however long ago the job was done; nor what the business photographed itself.
  await change(path, { state: "done" });
  app.clock.advance(2100 * day);
  await night();
  await owner.signIn();
  expect(KeptProject.parse((await open(path)).json()).files).toHaveLength(2);
  expect(await lie(marked, report, own)).toEqual([true, true, true]);
  await releaseAll();
  await night();
  expect([await kept(), await lie(marked, report, own)]).toEqual([[], [false, false, false]]);
  expect((await open(path)).statusCode).toBe(404);
});

test("the night after the hold empties the project as the erasure wanted it, and leaves what is the business's", async () => {
  const { path, contactId, marked, own, report } = await job("Herr Hader");
  await hold({ contactId });
  const keys = () => app.sql((tx) => tx.selectFrom("team_key").select("owner_id").execute());
  const { projectId, keyId } = await app.sql((tx) =>
    tx
      .selectFrom("project_contact")
      .select(["project_id as projectId", "key_id as keyId"])
      .where("contact_id", "=", contactId)
      .executeTakeFirstOrThrow(),
  );
  await app.sql((tx) => eraseFromProjects(app.deps, tx, app.firm.tenantId, contactId));
  await night();
  expect(await keys()).toContainEqual({ owner_id: keyId });
  await releaseAll();
  // Who works on it notices nothing.
  await tarik.post(`${path}/notes`, { clientId: uuid(), text: "Heizung läuft" });
  await night();
  const { notes, restricted } = await view(path);
  expect([notes.map(({ text }) => text), restricted]).toEqual([["Heizung läuft"], false]);
  expect(await lie(marked, report, own)).toEqual([false, false, true]);
  expect(await keys()).not.toContainEqual({ owner_id: keyId });
  const rows = await app.sql(async (tx) => [
    await tx.selectFrom("project_kept").select("kept_id").where("project_id", "=", projectId).execute(),
    await tx.selectFrom("project_contact").select("key_id").where("project_id", "=", projectId).execute(),
  ]);
  expect(rows).toEqual([[], []]);
});

test("an erasure that a restore has to repeat goes on where the card's key went before, hold or not", async () => {
  const { path, contactId } = await job("Frau Rückkehr");
  await hold({ contactId });
  await app.sql(async (tx) => {
    const { keyId } = await tx
      .selectFrom("project_contact")
      .select("key_id as keyId")
      .where("contact_id", "=", contactId)
      .executeTakeFirstOrThrow();
    await tx.deleteFrom("team_key").where("owner_id", "=", keyId).execute();
  });
  await change(path, { remove: [tarik.memberId] });
  const done = await app.sql((tx) => eraseFromProjects(app.deps, tx, app.firm.tenantId, contactId));
  expect(done).toEqual({ files: [], emptied: 0, restricted: 1 });
  // From here on there is a card that may be written on.
  await change(path, { address: "Ringstraße 2" });
  expect((await view(path)).address).toBe("Ringstraße 2");
  await releaseAll();
  await night();
  expect((await view(path)).restricted).toBe(false);
});

test("a marked photo that arrives while its customer is erased is out of sight like the others", async () => {
  const { path, contactId, upload } = await job("Frau Eilig");
  await hold({ contactId });
  let arriving: Promise<string> | undefined;
  await app.sql(async (tx) => {
    await eraseFromProjects(app.deps, tx, app.firm.tenantId, contactId);
    arriving = upload();
    await expect.poll(() => lockWaits(app)).toBe(1);
  });
  const late = await arriving;
  expect(await opens(tarik, late ?? "")).toBe(404);
  await owner.signIn();
  expect(KeptProject.parse((await open(path)).json()).files.map(({ id }) => id)).toContain(late);
  await releaseAll();
  await night();
  expect(await lie(late ?? "")).toEqual([false]);
});

test("what shows a customer and arrives while they are erased for good does not come in", async () => {
  const { path, contactId, own, report, upload } = await job("Herr Fort");
  const neighbour = await quarrel("Frau Fort");
  await office.call("PUT", `${path}/conversations`, { conversationId: neighbour.conversationId, linked: true });
  const { items } = (await office.get(`${path}/photos`)) as ProjectPhotos;
  const theirs = items.find(
    ({ source, author }) => source === "customer" && JSON.stringify(author).includes("Frau Fort"),
  );
  const whileErased = async <T>(who: string, act: () => Promise<T>): Promise<T | undefined> => {
    let arriving: Promise<T> | undefined;
    await app.sql(async (tx) => {
      await eraseFromProjects(app.deps, tx, app.firm.tenantId, who);
      arriving = act();
      await expect.poll(() => lockWaits(app)).toBe(1);
    });
    return await arriving;
  };
  // It is the first customer's paper, with the other one's photo.
  const words = { audience: "file", day: "2026-11-24", place: "Keller", text: "Bei der Nachbarin." };
  const photos = [{ source: "customer", id: theirs?.id }];
  const drawn = await whileErased(neighbour.contactId, () =>
    office.call("POST", `${path}/reports`, { clientId: uuid(), ...words, photos }),
  );
  expect(drawn?.statusCode).toBe(404);
  expect(((await office.get(`${path}/reports`)) as ReportList).items.map(({ fileId }) => fileId)).toEqual([report]);
  await whileErased(contactId, upload);
  expect(((await office.get(`${path}/photos`)) as ProjectPhotos).items.map(({ id }) => id)).toEqual([own]);
});

test.each(["the whole business", "a conversation", "another customer of the same job"])(
  "a hold on %s keeps the project as well",
  async (what) => {
    const { path, contactId, conversationId, marked, report } = await job(`Familie ${what}`);
    const neighbour = await quarrel(`Nachbar ${what}`);
    await office.call("PUT", `${path}/conversations`, { conversationId: neighbour.conversationId, linked: true });
    const ofs: Record<string, object> = { "a conversation": { contactId, conversationId } };
    await hold(what.startsWith("another") ? { contactId: neighbour.contactId } : (ofs[what] ?? {}));
    await owner.signIn();
    const preview = ErasurePreview.parse((await owner.send("GET", `/api/contacts/${contactId}/erasure`)).json());
    expect([preview.verdict, preview.stays.some((share) => share.what === "project")]).toEqual(["require", true]);
    const erased = await owner.send("POST", `/api/contacts/${contactId}/erasure`, { cause: "request" });
    expect(erased.statusCode).toBe(200);
    expect((await view(path)).customers).toHaveLength(1);
    // Their proofs are over after three years: the hold keeps the number under which the rest lies.
    app.clock.advance(1500 * day);
    await sweep(app.deps, app.firm.tenantId, { whatsapp: app.whatsapp });
    await night();
    await owner.signIn();
    const opened = KeptProject.parse((await open(path)).json());
    expect([opened.versions[0]?.address, opened.files.map(({ id }) => id).toSorted()]).toEqual([
      "Gartenstraße 4",
      [marked, report].toSorted(),
    ]);
    await releaseAll();
    await night();
    expect(await lie(marked, report)).toEqual([false, false]);
  },
);

test("what stood on the card, who worked there and when is kept while a hold stands, and work goes on", async () => {
  const { path, contactId } = await job("Frau Umzug");
  await change(path, { address: "Gartenstraße 5" });
  expect((await view(path)).held).toBe(false);
  const at = app.clock.now();
  const visit = { startsAt: at.toISOString(), endsAt: after(at, hour).toISOString(), memberIds: [tarik.memberId] };
  const saved = (await office.call("PUT", `${path}/appointments`, visit)).json() as ProjectView;
  await hold({ contactId });
  await change(path, { access: "", address: "Ringstraße 1" });
  app.clock.advance(minute);
  await change(path, { remove: [tarik.memberId], address: "Ringstraße 2" });
  app.clock.advance(minute);
  const memberIds = [lead.memberId];
  const moved = { ...visit, appointmentId: saved.appointments[0]?.id, memberIds, endsAt: after(at, 2 * hour) };
  expect((await office.call("PUT", `${path}/appointments`, moved)).statusCode).toBe(200);
  expect((await view(path)).address).toBe("Ringstraße 2");
  expect((await view(path, lead)).held).toBe(true);
  expect((await kept()).map(({ restricted }) => restricted)).toEqual([false]);
  await owner.signIn();
  const { versions } = KeptProject.parse((await open(path)).json());
  const [card, people, appointment] = versions;
  expect(versions.map(({ because }) => because)).toEqual(["changed", "changed", "changed"]);
  expect([card?.address, card?.access]).toEqual(["Gartenstraße 5", "Schlüssel bei Kern"]);
  // Each as it stood at one moment: who came by the change is not among them.
  expect([people?.address, people?.people.length, appointment?.people.length]).toEqual(["Ringstraße 1", 2, 1]);
  expect(appointment?.appointments.map(({ endsAt, people: who }) => [endsAt, who.length])).toEqual([[visit.endsAt, 1]]);
  // Nothing changed, nothing kept: how the job stands is no evidence of its own.
  await change(path, { state: "problem" });
  expect(KeptProject.parse((await open(path)).json()).versions).toHaveLength(3);
  await releaseAll();
  await night();
  expect([await kept(), (await view(path)).address]).toEqual([[], "Ringstraße 2"]);
});

test("a hold that comes while somebody leaves is not said to stand before they have left", async () => {
  const { path, contactId } = await job("Frau Zugleich");
  let answered = false;
  let setting: Promise<void> | undefined;
  await app.sql(async (tx) => {
    await letGo(app.deps, tx, app.firm.tenantId, tarik.memberId);
    setting = hold({ contactId }).then(() => {
      answered = true;
    });
    await expect.poll(async () => answered || (await lockWaits(app)) > 0).toBe(true);
    expect(answered).toBe(false);
  });
  await setting;
  const { people, held } = await view(path);
  expect([people.some(({ id }) => id === tarik.memberId), held]).toEqual([false, true]);
  await releaseAll();
});

test("who takes a word back in the room of a job that goes this night, and the night, do not wait for each other", async () => {
  const done = async (name: string) => {
    const { id, version } = (await office.post("/api/projects", { name })) as ProjectView;
    const { items } = (await office.get("/api/rooms")) as RoomList;
    const room = items.find(({ projectId }) => projectId === id)?.id;
    await office.post(`/api/rooms/${room}/messages`, { clientId: uuid(), text: "Fertig" });
    await office.call("PATCH", `/api/projects/${id}`, { version, state: "done" });
    return room;
  };
  await done("Dach zuerst");
  const room = await done("Dach danach");
  app.clock.advance(67 * 31 * day);
  let swept: Promise<void> | undefined;
  await app.sql(async (tx) => {
    await tx
      .selectFrom("room_message")
      .select("room_message_id")
      .where("room_id", "=", `${room}`)
      .forUpdate()
      .execute();
    swept = night();
    await expect.poll(() => lockWaits(app)).toBe(1);
    await forgetSoon(app.deps, tx, "forget-room-words");
  });
  await swept;
  expect(((await office.get("/api/rooms")) as RoomList).items.some(({ id }) => id === room)).toBe(false);
});
