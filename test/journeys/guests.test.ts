import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DeviceList, EnrolOptions } from "../../src/contract/access.ts";
import { GuestInvited, GuestList, type GuestView } from "../../src/contract/guests.ts";
import type { ProjectView } from "../../src/contract/projects.ts";
import type { RoomList } from "../../src/contract/rooms.ts";
import { Today } from "../../src/contract/today.ts";
import { countPeople } from "../../src/server/members/count-people.action.ts";
import { memberBrowser, TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";

/** M5, for a subcontractor: a link, one project, a day. Everybody acts in a browser, as they do on site. */
let app: TestApp;
let owner: TestBrowser;
let office: TestBrowser;
let project: ProjectView;

beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
  ({ browser: office } = await memberBrowser(app.http, app.deps, owner, "Sandra Büro", "office"));
  project = (await office.send("POST", "/api/projects", { name: "Bad Mustermann" })).json();
});
afterAll(() => app.stop());

const path = () => `/api/projects/${project.id}/guests`;
const guests = async (): Promise<GuestView[]> => GuestList.parse((await office.send("GET", path())).json()).items;
const wish = { name: "Pavel Fliese", firm: "Fliesen Fliese", endsOn: "2026-12-31" };
const invite = async (what: object = {}) => await office.send("POST", path(), { ...wish, ...what });

/** Invited by link, enrolled on a phone of their own, let in by the office, signed in. */
async function arrive(): Promise<{ browser: TestBrowser; id: string }> {
  await office.stepUp();
  const { id, code } = GuestInvited.parse((await invite()).json());
  const browser = new TestBrowser(app.http, app.deps);
  await browser.enrol(code.code);
  // "Heute" says so to whoever may let it in, until it is in.
  const needs = async (who: TestBrowser) => Today.parse((await who.send("GET", "/api/today")).json()).needs;
  const waits = async (who: TestBrowser) => (await needs(who)).find(({ kind }) => kind === "devices");
  const due = async () => (await needs(owner)).find(({ kind }) => kind === "ampel")?.count;
  const dueWhileItWaits = await due();
  const one = { kind: "devices", count: 1, path: "/einstellungen/geraete" };
  expect([await waits(office), await waits(owner)]).toEqual([one, one]);
  const waiting = DeviceList.parse((await office.send("GET", "/api/devices")).json()).items.find(
    (device) => device.memberId === id,
  );
  const let_in = { ownedByBusiness: true, compareCode: waiting?.compareCode };
  expect((await office.send("POST", `/api/devices/${waiting?.id}/approve`, let_in)).statusCode).toBe(200);
  expect((await browser.signIn()).statusCode).toBe(200);
  expect([await waits(office), await waits(owner)]).toEqual([undefined, undefined]);
  // And once: the Ampel, which says the same of devices, does not count it beside that row.
  expect(await due()).toBe(dueWhileItWaits);
  return { browser, id };
}

describe("inviting", () => {
  test("it wants a fresh passkey, a day to come within a year, and a project that runs", async () => {
    app.clock.advance(6 * 60_000);
    await office.signIn();
    app.clock.advance(6 * 60_000);
    await office.send("POST", "/api/session/prove", {});
    expect((await invite()).json()).toMatchObject({ code: "step-up" });
    await office.stepUp();
    expect((await invite({ endsOn: "2026-11-01" })).statusCode).toBe(400);
    expect((await invite({ endsOn: "2028-01-01" })).statusCode).toBe(400);
    const done = (await office.send("POST", "/api/projects", { name: "Alt" })).json();
    await office.send("PATCH", `/api/projects/${done.id}`, { version: done.version, state: "done" });
    expect((await office.send("POST", `/api/projects/${done.id}/guests`, wish)).json().detail).toContain("erledigt");
    expect(await guests()).toEqual([]);
  });

  test("nobody is left in a project that is finished in the moment they are invited", async () => {
    await office.stepUp();
    const { id } = (await office.send("POST", "/api/projects", { name: "Fast fertig" })).json();
    let asked: ReturnType<typeof invite> | undefined;
    await app.sql(async (tx) => {
      await tx.updateTable("project").set({ state: "done" }).where("project_id", "=", id).execute();
      let over = false;
      asked = office.send("POST", `/api/projects/${id}/guests`, wish).finally(() => {
        over = true;
      });
      const waiting = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
      const stands = async () => over || (await app.deps.db.pool.query(waiting)).rows.length > 0;
      await expect.poll(stands).toBe(true);
    });
    expect((await asked)?.statusCode).toBe(409);
  });

  test("nobody becomes a guest, or stops being one, by a change of role", async () => {
    await owner.signIn();
    expect((await owner.send("POST", "/api/members", { name: "Gast", role: "guest" })).statusCode).toBe(400);
  });

  test("the link is good for two days; the office sees who has come and lets the device in", async () => {
    const { browser, id } = await arrive();
    expect(await guests()).toMatchObject([{ id, name: "Pavel Fliese", firm: "Fliesen Fliese", state: "here" }]);
    // AC-4 counts whom the business employs: the demo's eight, the owner and the office of this test.
    expect(await app.sql((tx) => countPeople(app.deps, tx))).toBe(10);
    const mine = (await browser.send("GET", "/api/projects")).json();
    expect(mine.items.map(({ name }: { name: string }) => name)).toEqual(["Bad Mustermann"]);
    const rooms = (await browser.send("GET", "/api/rooms")).json() as RoomList;
    expect(rooms.items.map(({ kind }) => kind)).toEqual(["project"]);

    const { code } = GuestInvited.parse((await invite({ name: "Später" })).json());
    app.clock.advance(47 * 3_600_000);
    const late = new TestBrowser(app.http, app.deps);
    const ask = () => late.send("POST", "/api/enrol/options", { code: code.code });
    expect(EnrolOptions.parse((await ask()).json())).toMatchObject({ memberName: "Später", role: "guest" });
    app.clock.advance(2 * 3_600_000);
    expect((await ask()).statusCode).toBe(410);
  });

  test("the office lets in the devices of guests only, and looks after no others", async () => {
    await office.signIn();
    const { items } = DeviceList.parse((await office.send("GET", "/api/devices")).json());
    expect(new Set(items.map((one) => one.memberRole))).toEqual(new Set(["office", "guest"]));
    await owner.signIn();
    const boss = DeviceList.parse((await owner.send("GET", "/api/devices")).json()).items.find((one) => one.current);
    expect((await office.send("POST", `/api/devices/${boss?.id}/lost`)).statusCode).toBe(404);
    await office.stepUp();
    const approve = { ownedByBusiness: true, compareCode: "123456" };
    expect((await office.send("POST", `/api/devices/${boss?.id}/approve`, approve)).statusCode).toBe(404);
  });
});

describe("the end", () => {
  test("at a tap the guest is out, and the device clears itself", async () => {
    const { browser, id } = await arrive();
    const answer = GuestList.parse((await office.send("POST", `${path()}/${id}/end`)).json());
    expect(answer.items.find((one) => one.id === id)).toMatchObject({ state: "ended" });
    expect((await browser.send("GET", "/api/me")).statusCode).toBe(401);
    expect((await office.send("POST", `${path()}/${id}/end`)).statusCode).toBe(409);
    const view = (await office.send("GET", `/api/projects/${project.id}`)).json() as ProjectView;
    expect(view.people.map((one) => one.id)).not.toContain(id);
  });

  test("with the project", async () => {
    const { browser, id } = await arrive();
    const { version } = (await office.send("GET", `/api/projects/${project.id}`)).json() as ProjectView;
    const done = await office.send("PATCH", `/api/projects/${project.id}`, { version, state: "done" });
    expect(done.statusCode).toBe(200);
    expect((await browser.send("GET", "/api/me")).statusCode).toBe(401);
    await office.send("PATCH", `/api/projects/${project.id}`, { version: done.json().version, state: "open" });
    expect((await guests()).find((one) => one.id === id)).toMatchObject({ state: "ended" });
  });

  test("when taken off the project's people", async () => {
    const { browser, id } = await arrive();
    const { version } = (await office.send("GET", `/api/projects/${project.id}`)).json() as ProjectView;
    await office.send("PATCH", `/api/projects/${project.id}`, { version, remove: [id] });
    expect((await browser.send("GET", "/api/me")).statusCode).toBe(401);
  });

  test("on its day, which the office can move while the guest is here", async () => {
    const { browser, id } = await arrive();
    const move = (endsOn: string) => office.send("PATCH", `${path()}/${id}`, { endsOn });
    expect((await move("2026-11-01")).statusCode).toBe(400);
    expect((await move("2026-11-28")).statusCode).toBe(200);
    app.clock.set("2026-11-28T22:59:00Z");
    await app.pass(0);
    await browser.signIn();
    expect((await browser.send("GET", "/api/me")).statusCode).toBe(200);
    app.clock.set("2026-11-28T23:00:30Z");
    await app.pass(0);
    expect((await browser.send("GET", "/api/me")).statusCode).toBe(401);
    await office.signIn();
    expect((await guests()).find((one) => one.id === id)).toMatchObject({ state: "ended", endsOn: "2026-11-28" });
    expect((await move("2026-12-15")).statusCode).toBe(409);
  });
});
