import { once } from "node:events";
import { connect, type Socket } from "node:net";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ProjectView } from "../../src/contract/projects.ts";
import { inviteGuest } from "../../src/server/guests/invite-guest.action.ts";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import { Visitor } from "../support/a-visitor.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { type Screens, screensOf } from "../support/screens.ts";

/**
 * F16: whoever asks for a large file and takes nothing keeps it in the memory of the server. A visitor of the
 * customer page is anybody, and a guest somebody else's employee: hundreds of such lines would end the process.
 */
let app: TestApp;
let screens: Screens;
/** Of 20 MB. */
let largePicture: Buffer;
/** A project with that picture, and its guest. */
let ofProject: Awaited<ReturnType<typeof guestOfProject>>;
let fileId: string;
beforeAll(async () => {
  app = await buildTestApp();
  screens = await screensOf(app.http);
  const raw = { width: 2_600, height: 2_600, channels: 3 } as const;
  largePicture = await sharp(Buffer.alloc(2_600 * 2_600 * 3, 7), { raw })
    .png({ compressionLevel: 0 })
    .toBuffer();
  ofProject = await guestOfProject();
  const sent = await officeSends(ofProject.files);
  expect(sent.statusCode).toBe(201);
  fileId = (sent.json() as { id: string }).id;
});
afterAll(() => app.stop());

/** One sent with a first message. */
async function visitorWithPicture() {
  const visitor = new Visitor(app);
  await visitor.writes("Der Hahn tropft");
  const part = (name: string, more = "") => `--grenze\r\ncontent-disposition: form-data; name="${name}"${more}\r\n`;
  const fields = `${part("formKey")}\r\nbesucherschluessel-langsam\r\n${part("text")}\r\nDas Bild\r\n`;
  const file = `${part("photo", '; filename="plan.png"')}content-type: image/png\r\n\r\n`;
  const sent = await app.http.inject({
    method: "POST",
    url: "/k/web/gespraech",
    headers: {
      host: app.firm.host,
      origin: `http://${app.firm.host}`,
      cookie: visitor.cookie,
      "content-type": "multipart/form-data; boundary=grenze",
    },
    payload: Buffer.concat([Buffer.from(fields + file), largePicture, Buffer.from("\r\n--grenze--\r\n")]),
  });
  expect(sent.statusCode).toBe(303);
  await app.drain();
  const [path = ""] = /\/api\/customer\/web\/files\/[\w-]+(?=\/content)/.exec(await visitor.page()) ?? [];
  return { visitor, path };
}

/** Asks, and takes no byte after the first ones. */
async function asksAndWaits(path: string, who: string) {
  const line = connect(screens.port, "127.0.0.1");
  line.write(`GET ${path} HTTP/1.1\r\nhost: ${app.firm.host}\r\n${who}\r\n\r\n`);
  const first = await new Promise<Buffer>((resolve) => line.once("data", resolve));
  line.pause();
  return { status: Number(first.toString("latin1").slice(9, 12)), leave: () => line.destroy() };
}

/** Asks again and goes. */
async function statusNow(path: string, who: string): Promise<number> {
  const { status, leave } = await asksAndWaits(path, who);
  leave();
  return status;
}

test("who asks for a film again and again and takes none of it, is told to wait, and gets it when the others have left", async () => {
  const { visitor, path } = await visitorWithPicture();
  const lines = [];
  for (let n = 0; n < 6; n++) lines.push(await asksAndWaits(`${path}/content`, `cookie: ${visitor.cookie}`));
  expect(lines.map(({ status }) => status)).toEqual([200, 200, 200, 503, 503, 503]);
  // Small ones are not held up.
  expect((await visitor.get(`${path}/thumbnail`)).statusCode).toBe(200);
  for (const line of lines) line.leave();
  await expect.poll(() => statusNow(`${path}/content`, `cookie: ${visitor.cookie}`)).toBe(200);
});

test("who asks for an archive of photos again and again and takes none of it, is told to wait as well", async () => {
  const { id } = ofProject;
  const { token } = await createToken(app.deps, await app.firm.callerOf("office"), "Prüfung");
  const lines = [];
  for (let n = 0; n < 6; n++)
    lines.push(await asksAndWaits(`/api/projects/${id}/photos.zip`, `authorization: Bearer ${token}`));
  expect(lines.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 503]);
  for (const line of lines) line.leave();
});

/** A project, and a guest who was let into it. */
async function guestOfProject() {
  const project = (await app.firm.office.post("/api/projects", { name: "Bad", memberIds: [] })) as ProjectView;
  const by = await app.firm.callerOf("office");
  const wish = { name: "Pavel", firm: "Fliesen", endsOn: "2026-12-31" };
  const memberId = await app.sql((tx) => inviteGuest(app.deps, tx, by, project.id, wish));
  const { token } = await createToken(app.deps, { ...by, memberId, role: "guest", name: wish.name }, "Prüfung");
  return { id: project.id, token, files: `/api/projects/${project.id}/files?clientId=` };
}

const head =
  '--b\r\ncontent-disposition: form-data; name="file"; filename="plan.png"\r\ncontent-type: image/png\r\n\r\n';
const formType = "multipart/form-data; boundary=b";

async function officeSends(files: string) {
  const form = Buffer.concat([Buffer.from(head), largePicture, Buffer.from("\r\n--b--\r\n")]);
  return await app.firm.office.sendRaw(files + app.deps.ids.uuid(), form, formType);
}

/** Sends so much of a file, and then nothing more. */
async function beginsToSend(path: string, token: string, bytes: number) {
  const arrived = once(app.http.server, "connection") as Promise<[Socket]>;
  const line = connect(screens.port, "127.0.0.1").on("error", () => {});
  const who = `host: ${app.firm.host}\r\nauthorization: Bearer ${token}`;
  const what = `content-type: ${formType}\r\ncontent-length: ${bytes + 1_000}`;
  line.write(`POST ${path} HTTP/1.1\r\n${who}\r\n${what}\r\n\r\n${head}`);
  line.write(Buffer.alloc(bytes, 1));
  const [far] = await arrived;
  await expect.poll(() => far.bytesRead).toBeGreaterThan(bytes);
  return line;
}

test("a guest who takes nothing is told to wait as well, and the office gets the file meanwhile", async () => {
  const { token } = ofProject;
  const path = `/api/team-files/${fileId}/content`;
  const lines = [];
  for (let n = 0; n < 6; n++) lines.push(await asksAndWaits(path, `authorization: Bearer ${token}`));
  expect(lines.map(({ status }) => status)).toEqual([200, 200, 200, 200, 503, 503]);
  expect((await app.firm.office.call("GET", path)).statusCode).toBe(200);
  for (const line of lines) line.leave();
  await expect.poll(() => statusNow(path, `authorization: Bearer ${token}`)).toBe(200);
});

test("guests who begin to send large files and do not go on hold up no file of the office", async () => {
  const { token, files } = await guestOfProject();
  const lines: Socket[] = [];
  for (const bytes of [45_000_000, 45_000_000, 28_000_000])
    lines.push(await beginsToSend(files + app.deps.ids.uuid(), token, bytes));
  expect((await officeSends(files)).statusCode).toBe(201);
  for (const line of lines) line.destroy();
});
