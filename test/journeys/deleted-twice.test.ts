import { afterAll, beforeAll, expect, test } from "vitest";
import type { ProjectPhotos, ProjectView } from "../../src/contract/projects.ts";
import { photo } from "../../src/server/attachments/demo-files.contract.ts";
import { letIn } from "../laws/let-in.ts";
import type { Business, Person } from "../support/a-business.ts";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { lockWaits } from "../support/lock-waits.ts";

/**
 * An answer gets lost, or the same thing stands in two windows: whoever deletes it again is told that it is done. What
 * was never there is still not found (V15).
 */
let app: TestApp;
let owner: TestBrowser;
let project: string;
let other: Business;
beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
  other = await app.addBusiness("b.example");
  project = idIn(await app.firm.office.post("/api/projects", { name: "Bad", memberIds: [] }));
});
afterAll(() => app.stop());

const uuid = () => app.deps.ids.uuid();
const idIn = (answer: unknown): string => (answer as { id: string }).id;
const last = <T extends { readonly id: string }>(items: readonly T[]): string => items.at(-1)?.id ?? "";
const shift = () => ({
  memberId: app.firm.office.memberId,
  kind: "work",
  start: "2026-12-01T08:00",
  end: "2026-12-01T16:00",
  reason: "Notfall",
});

/** By the route: makes what is deleted, and says its id. */
const made: Readonly<Record<string, (office: Person) => Promise<string>>> = {
  "/api/projects/:project/appointments/:id": async (office) => {
    const wish = { startsAt: "2026-11-30T08:00:00Z", endsAt: "2026-11-30T10:00:00Z" };
    const answer = (await office.call("PUT", `/api/projects/${project}/appointments`, wish)).json() as ProjectView;
    return last(answer.appointments);
  },
  "/api/projects/:project/notes/:id": async (office) => {
    const note = { clientId: uuid(), text: "Dichtung nachgezogen" };
    return ((await office.post(`/api/projects/${project}/notes`, note)) as ProjectView).notes[0]?.id ?? "";
  },
  "/api/projects/:project/photos/:id": async (office) => {
    const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n';
    const form = Buffer.concat([Buffer.from(head), await photo("jpeg"), Buffer.from("\r\n--b--\r\n")]);
    const type = "multipart/form-data; boundary=b";
    await office.sendRaw(`/api/projects/${project}/files?clientId=${uuid()}`, form, type);
    return last(((await office.get(`/api/projects/${project}/photos`)) as ProjectPhotos).items);
  },
  "/api/crews/:id": async (office) => idIn(await office.post("/api/crews", { name: "Kolonne Nord" })),
  "/api/room-messages/:id": async (office) => {
    const room = idIn(await office.post("/api/rooms", { kind: "crew", name: "Dach", memberIds: [] }));
    return idIn(await office.post(`/api/rooms/${room}/messages`, { clientId: uuid(), text: "Weg damit" }));
  },
  "/api/roster/shifts/:id": async (office) =>
    ((await office.post("/api/roster/shifts", shift())) as { shiftId: string }).shiftId,
  "/api/roster/absences/:id": async (office) =>
    idIn(
      await office.post("/api/roster/absences", {
        memberId: office.memberId,
        start: "2026-12-02T00:00",
        end: "2026-12-03T00:00",
      }),
    ),
  "/api/roster/shapes/:id": async (office) =>
    idIn(await office.post("/api/roster/shapes", { title: "Früh", kind: "work", from: "07:00", to: "15:00" })),
  "/api/text-blocks/:id": async (office) =>
    idIn(await office.post("/api/text-blocks", { id: uuid(), name: "Anfahrt", text: "Wir kommen." })),
  "/api/setup/entry-sources/:id": async () => {
    await owner.send("POST", "/api/setup/entry-sources", { name: "Bulli 3" });
    return last((await owner.send("GET", "/api/setup/entry-sources")).json().items);
  },
  "/api/setup/processors/:id": async () => {
    const { processors } = (await owner.send("POST", "/api/setup/processors", { template: "other" })).json();
    return processors.find(({ template }: { template: string }) => template === "other").id;
  },
  "/api/house-exports/:id": async () => {
    await owner.stepUp();
    return (await owner.send("POST", "/api/house-exports")).json().items[0].id;
  },
  "/api/members/:id/departure": async (office) => {
    await owner.stepUp();
    await owner.send("PUT", `/api/members/${office.memberId}/departure`, { lastDay: "2026-12-20", now: false, to: {} });
    return office.memberId;
  },
  "/api/push/address": async () => "",
  "/api/roster/calendar-link": async (office) => {
    await office.post("/api/roster/calendar-link", {});
    return "";
  },
};

test("each route that deletes is here", () => {
  const routes = Object.values(letIn).flatMap((some) => some.filter((route) => route.startsWith("DELETE ")));
  const anonymous = (path: string) => path.replaceAll(/:\w+/g, ":");
  expect(Object.keys(made).map(anonymous).toSorted()).toEqual(
    [...new Set(routes.map((route) => anonymous(route.slice("DELETE ".length))))].toSorted(),
  );
});

const isOfOwner = (path: string) => /setup|house-exports|members/.test(path);
const drop = async (path: string, id: string, person = app.firm.office) => {
  const url = path.replace(":project", project).replace(":id", id);
  return isOfOwner(path) ? await owner.send("DELETE", url) : await person.call("DELETE", url);
};

test("an appointment called off in two windows at once is noted as called off once", async () => {
  const path = "/api/projects/:project/appointments/:id";
  const id = (await made[path]?.(app.firm.office)) ?? "";
  const notes = async () => ((await app.firm.office.get(`/api/projects/${project}`)) as ProjectView).notes.length;
  const before = await notes();
  const both = await Promise.all([drop(path, id), drop(path, id)]);
  expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  expect(await notes()).toBe(before + 1);
});

test("a photo deleted in two windows at once is one line of the audit", async () => {
  const path = "/api/projects/:project/photos/:id";
  const id = (await made[path]?.(app.firm.office)) ?? "";
  const lines = async () =>
    (
      await app.sql((tx) =>
        tx.selectFrom("audit_entry").select("at").where("verb", "=", "delete-project-file").execute(),
      )
    ).length;
  const before = await lines();
  const both = await app.sql(async (tx) => {
    await tx.selectFrom("team_file").select("file_id").where("file_id", "=", id).forUpdate().execute();
    const presses = [drop(path, id), drop(path, id)];
    await expect.poll(() => lockWaits(app)).toBe(2);
    return presses;
  });
  expect((await Promise.all(both)).map(({ statusCode }) => statusCode)).toEqual([204, 204]);
  expect(await lines()).toBe(before + 1);
});

test.each(Object.keys(made))(
  "DELETE %s is answered alike, at once and again; what never was is not found",
  async (path) => {
    const id = (await made[path]?.(app.firm.office)) ?? "";
    const both = await Promise.all([drop(path, id), drop(path, id)]);
    const all = [...both, await drop(path, id)].map(({ statusCode }) => statusCode);
    expect(new Set(all).size).toBe(1);
    expect(all[0]).toBeLessThan(300);
    if (!path.includes(":id")) return;
    const never = await drop(path, uuid());
    expect(never.statusCode).toBe(404);
    // Another business has not deleted it, and is told what it would be told of nothing.
    const theirs = isOfOwner(path) ? never : await drop(path, id, other.office);
    expect([theirs.statusCode, theirs.body]).toEqual([404, never.body]);
  },
);
