import { afterAll, beforeAll, expect, test } from "vitest";
import type { FeedEvent } from "../../src/contract/events.ts";
import type { ProjectList, ProjectPhoto, ProjectPhotos, ProjectView, ReportList } from "../../src/contract/projects.ts";
import { photo } from "../../src/server/attachments/demo-files.contract.ts";
import { hour } from "../../src/server/platform/instant.ts";
import type { Person } from "../support/a-business.ts";
import type { Customer } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { feedHead, heardOnSite } from "../support/the-feed.ts";

/**
 * The feed law for projects: whoever works on site and applied the events that reach them shows what a screen shows
 * that fetched everything anew, though nothing of the inbox reaches them; of a project that is not theirs nothing does.
 */
let app: TestApp;
let sandra: Person;
let tarik: Person;
let leonie: Person;
let helga: Customer;
let conversationId: string;
let id: string;
/** What his screen shows after the last deed: nothing happens between two of them. */
let held: State;

beforeAll(async () => {
  app = await buildTestApp();
  sandra = app.firm.office;
  tarik = await app.firm.person("Tarik (Demo)");
  leonie = await app.firm.person("Leonie (Demo)");
  app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes: await photo("jpeg"), mimeType: "image/jpeg" });
  helga = app.firm.customer({ name: "Helga Seidel" });
  await helga.writes("Die Therme tropft");
  conversationId = await helga.conversationId();
  id = await create("Therme", [tarik.memberId]);
  held = await fetchAll(tarik);
});
afterAll(() => app.stop());

const uuid = () => app.deps.ids.uuid();
const path = (what = "") => `/api/projects/${id}${what}`;
async function create(name: string, memberIds: readonly string[]): Promise<string> {
  const made = (await sandra.post("/api/projects", { name, memberIds })) as ProjectView;
  // All of them are this customer's: more than one open project of a conversation is hung on it by hand.
  await sandra.call("PUT", `/api/projects/${made.id}/conversations`, { conversationId, linked: true });
  return made.id;
}
const change = async (what: Record<string, unknown>) =>
  sandra.call("PATCH", path(), { version: ((await sandra.get(path())) as ProjectView).version, ...what });

interface Held {
  readonly view: ProjectView;
  readonly photos: readonly ProjectPhoto[];
  readonly reports: ReportList;
}
type State = Map<string, Held>;

async function fetchOne(who: Person, project: string): Promise<Held> {
  const at = `/api/projects/${project}`;
  const view = (await who.get(at)) as ProjectView;
  const { items } = (await who.get(`${at}/photos`)) as ProjectPhotos;
  return { view, photos: items, reports: (await who.get(`${at}/reports`)) as ReportList };
}

async function fetchAll(who: Person): Promise<State> {
  const { items } = (await who.get("/api/projects")) as ProjectList;
  const state: State = new Map();
  for (const row of items) state.set(row.id, await fetchOne(who, row.id));
  return state;
}

/** What the app does with an event: it asks for the project named, and forgets what is not there. */
async function apply(who: Person, old: State, events: readonly FeedEvent[]): Promise<State> {
  const state = new Map(old);
  for (const project of new Set(events.flatMap((event) => event.projectId ?? []))) {
    const answer = await who.call("GET", `/api/projects/${project}`);
    if (answer.statusCode === 200) state.set(project, await fetchOne(who, project));
    else state.delete(project);
  }
  return state;
}

async function upload(who: Person, url: string): Promise<void> {
  const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n';
  const form = Buffer.concat([Buffer.from(head), await photo("jpeg"), Buffer.from("\r\n--b--\r\n")]);
  const answer = await who.sendRaw(`${url}?clientId=${uuid()}`, form, "multipart/form-data; boundary=b");
  expect(answer.statusCode).toBe(201);
}
const photosOf = async () => ((await sandra.get(path("/photos"))) as ProjectPhotos).items;
const contactPath = async () => `/api/contacts/${await helga.contactId()}`;

const deeds: [string, () => Promise<unknown>][] = [
  ["a photo is taken", () => upload(sandra, path("/files"))],
  [
    "a photo is sent to its room",
    async () => upload(sandra, `/api/rooms/${((await sandra.get(path())) as ProjectView).roomId}/files`),
  ],
  [
    "the customer sends a photo",
    () => helga.sends({ type: "image", image: { id: "9001", mime_type: "image/jpeg", sha256: "" } }),
  ],
  [
    "photos are labelled",
    async () => {
      const photos = (await photosOf()).map(({ source, id: photoId }) => ({ source, id: photoId }));
      expect((await sandra.call("PUT", path("/photo-labels"), { photos, shows: "before" })).statusCode).toBe(204);
    },
  ],
  [
    "a customer's photo is hidden from the site",
    async () => {
      const theirs = (await photosOf()).find((one) => one.source === "customer");
      const photos = [{ source: "customer", id: theirs?.id }];
      expect((await sandra.call("PUT", path("/photo-labels"), { photos, released: false })).statusCode).toBe(204);
    },
  ],
  [
    "a photo is deleted",
    async () => {
      const ours = (await photosOf()).find((one) => one.source === "team");
      expect((await sandra.call("DELETE", path(`/photos/${ours?.id}`))).statusCode).toBe(204);
    },
  ],
  ["a note is written", () => sandra.post(path("/notes"), { clientId: uuid(), text: "Elektrode bestellt" })],
  [
    "an appointment is made",
    () => {
      const at = (hours: number) => new Date(app.clock.now().getTime() + hours * hour).toISOString();
      return sandra.call("PUT", path("/appointments"), { startsAt: at(1), endsAt: at(2) });
    },
  ],
  ["its name and address change", () => change({ name: "Therme Seidel", address: "Gartenstraße 4" })],
  ["the number is released", () => change({ callReleased: true })],
  ["there is a problem", () => change({ state: "problem" })],
  ["the customer is called otherwise", async () => sandra.call("PATCH", await contactPath(), { name: "Helga S." })],
  [
    "a report is written",
    () => {
      const report = { clientId: uuid(), audience: "file", day: "2026-11-24", place: "Chemnitz", text: "Fertig" };
      return sandra.post(path("/reports"), report);
    },
  ],
  [
    "a report goes to the customer",
    async () => {
      const { items } = (await sandra.get(path("/reports"))) as ReportList;
      const wish = { clientId: uuid(), kind: "text", text: "Der Bericht", fileIds: [items[0]?.fileId] };
      await sandra.post(path("/customer-messages"), wish);
    },
  ],
  [
    "the conversation is taken off",
    () => sandra.call("PUT", path("/conversations"), { conversationId, linked: false }),
  ],
  ["the conversation is hung on", () => sandra.call("PUT", path("/conversations"), { conversationId, linked: true })],
  ["a colleague comes", () => change({ add: [leonie.memberId] })],
  ["a colleague goes", () => change({ remove: [leonie.memberId] })],
  ["one is let into another project", () => create("Bad", [tarik.memberId])],
  ["one is taken out", () => change({ remove: [tarik.memberId] })],
];

test.each(deeds)("%s: old state and events are the new state", async (_what, deed) => {
  const before = held;
  const from = await feedHead(app);
  await deed();
  held = await fetchAll(tarik);
  const events = await heardOnSite(app, tarik, from);
  expect(events.filter((event) => event.kind === "project-changed").length).toBeGreaterThan(0);
  expect(await apply(tarik, before, events)).toEqual(held);
});

test("of a project that is not theirs, nothing is heard", async () => {
  const from = await feedHead(app);
  const other = await create("Privat", []);
  await sandra.post(`/api/projects/${other}/notes`, { clientId: uuid(), text: "Kein Wort" });
  const heard = async (who: Person) =>
    (await heardOnSite(app, who, from)).filter((event) => event.projectId === other).length;
  expect(await heard(tarik)).toBe(0);
  expect(await heard(sandra)).toBeGreaterThan(1);
});
