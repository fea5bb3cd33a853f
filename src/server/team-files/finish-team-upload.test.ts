import { afterAll, beforeAll, expect, test } from "vitest";
import type { Person } from "../../../test/support/a-business.ts";
import { buildTestApp, type TestApp } from "../../../test/support/build-app.ts";
import { ProjectPhotos } from "../../contract/projects.ts";
import { TeamFileView } from "../../contract/rooms.ts";
import { photo } from "../attachments/demo-files.contract.ts";
import { listSealed } from "../attachments/vault.adapter.ts";

/** Photos of projects and rooms come in blocks, as those of conversations do (U37). */
let app: TestApp;
let project: string;
let tarik: Person;
let picture: Buffer;
beforeAll(async () => {
  app = await buildTestApp();
  tarik = await app.firm.person("Tarik (Demo)");
  const wish = { name: "Heizung Kern", memberIds: [tarik.memberId] };
  project = ((await app.firm.office.post("/api/projects", wish)) as { id: string }).id;
  picture = Buffer.from(await photo("jpeg"));
});
afterAll(() => app.stop());

async function inTwoBlocks(who: Person): Promise<string> {
  const upload = app.deps.ids.uuid();
  const half = Math.ceil(picture.length / 2);
  for (const [block, bytes] of [picture.subarray(0, half), picture.subarray(half)].entries()) {
    const sent = await who.sendRaw(`/api/uploads/${upload}/${block}`, bytes, "application/octet-stream", "PUT");
    expect(sent.statusCode).toBe(204);
  }
  return upload;
}
const finish = (who: Person, place: string, upload: string, more: object = {}) =>
  who.call("POST", `/api/${place}/uploads`, { upload, blocks: 2, name: "Kessel.jpg", ...more });
const photos = async () => ProjectPhotos.parse(await tarik.get(`/api/projects/${project}/photos`)).items;

test("a photo in blocks is a photo of the project, with what it shows and when it was taken; twice it is one", async () => {
  const upload = await inTwoBlocks(tarik);
  const takenAt = new Date(app.clock.now().getTime() - 60_000).toISOString();
  const [first, again] = [
    await finish(tarik, `projects/${project}`, upload, { takenAt, shows: "before" }),
    await finish(tarik, `projects/${project}`, upload, { takenAt, shows: "before" }),
  ];
  expect([first.statusCode, again.statusCode]).toEqual([201, 201]);
  expect(TeamFileView.parse(again.json()).id).toBe(TeamFileView.parse(first.json()).id);
  expect(await photos()).toMatchObject([{ shows: "before", clientId: upload, at: takenAt }]);
  for await (const file of listSealed(app.deps.config.dataDir, app.firm.tenantId)) expect(file.part).not.toBe("block");
});

test("a block that is missing is said, and nothing is kept", async () => {
  const before = (await photos()).length;
  const answer = await finish(tarik, `projects/${project}`, app.deps.ids.uuid());
  expect(answer.json()).toMatchObject({ status: 404, detail: expect.stringContaining("Ein Teil der Datei fehlt") });
  expect((await photos()).length).toBe(before);
});

test("nobody finishes somebody else's upload, and none lands in a project or room one does not belong to", async () => {
  const upload = await inTwoBlocks(tarik);
  expect((await finish(app.firm.office, `projects/${project}`, upload)).statusCode).toBe(404);
  const other = ((await app.firm.office.post("/api/projects", { name: "Fremd" })) as { id: string }).id;
  expect((await finish(tarik, `projects/${other}`, upload)).statusCode).toBe(404);
  expect((await finish(tarik, `rooms/${app.deps.ids.uuid()}`, upload)).statusCode).toBe(404);
  expect((await finish(tarik, `projects/${project}`, upload)).statusCode).toBe(201);
  // Said again at another door, it is not handed out there either.
  expect((await finish(tarik, `projects/${other}`, upload)).statusCode).toBe(404);
});
