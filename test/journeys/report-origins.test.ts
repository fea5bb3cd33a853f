import { afterAll, beforeAll, expect, test } from "vitest";
import type { ReportList } from "../../src/contract/projects.ts";
import { photo } from "../../src/server/attachments/demo-files.contract.ts";
import { eraseFromProjects } from "../../src/server/projects/erase-from-projects.action.ts";
import type { Person } from "../support/a-business.ts";
import { crewOf } from "../support/a-crew.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** A report is a paper about somebody: it is kept from whom they are kept from, and goes when they go. */
let app: TestApp;
let office: Person;
let lead: Person;
let tarik: Person;
beforeAll(async () => {
  app = await buildTestApp();
  ({ office } = app.firm);
  ({ lead, tarik } = await crewOf(app, app.firm));
  app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes: await photo("jpeg"), mimeType: "image/jpeg" });
});
afterAll(() => app.stop());

const idOf = (made: unknown) => String(Reflect.get(Object(made), "id"));
const uuid = () => app.deps.ids.uuid();

/** Somebody who sent a photo. */
async function sender(name: string) {
  const customer = app.firm.customer({ name });
  await customer.sends({ type: "image", image: { id: "9001", mime_type: "image/jpeg", sha256: "" } });
  const conversationId = await customer.conversationId();
  const [fileId = ""] = (await office.thread(conversationId)).flatMap(({ attachments }) =>
    attachments.map((a) => a.id),
  );
  return { customer, conversationId, fileId, ...(await office.row(conversationId)) };
}
type Sender = Awaited<ReturnType<typeof sender>>;

/** A job for these, the first one first. */
async function job(...senders: readonly Sender[]) {
  const [first, ...others] = senders;
  const made = { name: "Keller", conversationId: first?.conversationId, memberIds: [tarik.memberId] };
  const path = `/api/projects/${idOf(await office.post("/api/projects", made))}`;
  for (const { conversationId } of others)
    await office.call("PUT", `${path}/conversations`, { conversationId, linked: true });
  return path;
}
const mark = async (path: string, of: string, source: "customer" | "team") => {
  const head =
    '--b\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n';
  const form = Buffer.concat([Buffer.from(head), Buffer.from(await photo("jpeg")), Buffer.from("\r\n--b--\r\n")]);
  const query = `clientId=${uuid()}&copyOf=${of}&copySource=${source}`;
  return idOf((await tarik.sendRaw(`${path}/files?${query}`, form, "multipart/form-data; boundary=b")).json());
};
const reports = async (who: Person, path: string) =>
  ((await who.get(`${path}/reports`)) as ReportList).items.map((one) => one.fileId);
/** @returns its file */
const write = async (path: string, photos: readonly { source: string; id: string }[]) => {
  const words = { audience: "file", day: "2026-11-24", place: "Keller", text: "Gespült." };
  await office.post(`${path}/reports`, { clientId: uuid(), ...words, photos });
  return (await reports(office, path))[0] ?? "";
};
const opens = async (who: Person, fileId: string) =>
  (await who.call("GET", `/api/team-files/${fileId}/content`)).statusCode;
const turn = async ({ conversationId }: Sender, verb: "reserve" | "release") => {
  const { version } = await office.row(conversationId);
  const { statusCode } = await app.firm.owner.call("POST", `/api/conversations/${conversationId}/${verb}`, { version });
  expect(statusCode).toBe(200);
};

test("a report is kept with the conversation its photos came in, also by way of a marked copy of a copy (M4)", async () => {
  const [grimm, offen] = [await sender("Gernot Grimm"), await sender("Petra Offen")];
  const path = await job(offen, grimm);
  const once = await mark(path, grimm.fileId, "customer");
  const twice = await mark(path, once, "team");
  const shown = await write(path, [{ source: "customer", id: grimm.fileId }]);
  const marked = await write(path, [{ source: "team", id: twice }]);
  // What lay between is gone; where the second copy came from is known all the same.
  expect((await tarik.call("DELETE", `${path}/photos/${once}`)).statusCode).toBe(204);
  const files = [shown, marked, twice];
  for (const file of files) expect([await opens(lead, file), await opens(tarik, file)]).toEqual([200, 200]);
  await turn(grimm, "reserve");
  for (const file of files) expect([await opens(lead, file), await opens(tarik, file)]).toEqual([404, 404]);
  for (const who of [lead, tarik]) expect(await reports(who, path)).toEqual([]);
  expect(await reports(office, path)).toHaveLength(2);
  // Neither does it leave to the other customer of the job by the hand of somebody who does not see it.
  const wish = { clientId: uuid(), kind: "text", text: "Hier.", fileIds: [shown] };
  const before = (await office.thread(offen.conversationId)).length;
  expect((await tarik.call("POST", `${path}/customer-messages`, wish)).statusCode).toBe(404);
  expect((await office.thread(offen.conversationId)).length).toBe(before);
  await turn(grimm, "release");
  for (const file of files) expect([await opens(lead, file), await opens(tarik, file)]).toEqual([200, 200]);
});

test("a report without their photos names them: it is kept as well", async () => {
  const grimm = await sender("Gernot Grimm");
  const path = await job(grimm);
  const named = await write(path, []);
  await turn(grimm, "reserve");
  expect([await opens(lead, named), await reports(tarik, path)]).toEqual([404, []]);
  // On site the customer is "Kunde" from now on, and so is he in what is written there.
  const words = { audience: "file", day: "2026-11-24", place: "Keller", text: "Noch einmal gespült." };
  await tarik.post(`${path}/reports`, { clientId: uuid(), ...words });
  expect(await reports(tarik, path)).toHaveLength(1);
});

test("who is erased is erased from the reports about another customer's job too", async () => {
  const [one, other] = [await sender("Erika Erste"), await sender("Zoe Zweite")];
  const path = await job(one, other);
  const both = await write(
    path,
    [one, other].map(({ fileId: id }) => ({ source: "customer", id })),
  );
  expect(await opens(office, both)).toBe(200);
  await app.sql((tx) => eraseFromProjects(app.deps, tx, app.firm.tenantId, other.contactId));
  expect([await opens(office, both), await reports(office, path)]).toEqual([404, []]);
});
