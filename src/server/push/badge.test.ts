import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { accessApp, memberBrowser, ownerBrowser, type TestBrowser } from "../../../test/support/access-app.ts";
import { doDueJobs } from "../../../test/support/build-app.ts";
import { type TestDeps, testDeps } from "../../../test/support/database.ts";
import { type PushService, pushService, SoftBrowser } from "../../../test/support/push-service.ts";
import { RoomRow } from "../../contract/rooms.ts";
import { tasks } from "../../tasks.ts";
import type { App } from "../platform/http.ts";
import { projectNames } from "../projects/project-names.action.ts";
import { roomRoutes } from "../rooms/room.routes.ts";
import { teamRoutes } from "../team/team.routes.ts";
import { notify } from "./notify.action.ts";
import { pushRoutes } from "./push.routes.ts";

// Tuesday, 24 November 2026, 07:12: Tarik's usual week goes from 7 to 16 o'clock.
let t: TestDeps;
let app: App;
let owner: TestBrowser;
let service: PushService;
let work: ReturnType<typeof tasks>;
let tarik: Awaited<ReturnType<typeof memberBrowser>>;
let phone: SoftBrowser;
let site: RoomRow;

beforeAll(async () => {
  t = await testDeps();
  const deps = { ...t.deps, config: { ...t.deps.config, pushContact: "mailto:technik@werkbote.de" } };
  service = await pushService();
  work = tasks(deps, {}, service.fetch);
  app = await accessApp(deps, t.tenantId, (scope) => {
    pushRoutes(scope, deps);
    roomRoutes(scope, deps, projectNames);
    teamRoutes(scope, deps);
  });
  owner = await ownerBrowser(app, t);
  expect((await owner.send("PUT", "/api/team/setting", { worksCouncil: false })).statusCode).toBe(200);
});
beforeEach(async () => {
  t.clock.set("2026-11-24T06:12:00Z");
  service.arrived.length = 0;
  await owner.signIn();
  tarik = await memberBrowser(app, t.deps, owner, "Tarik", "crew");
  phone = new SoftBrowser();
  await tarik.browser.send("PUT", "/api/push/address", phone.toJSON());
  site = await crewRoom("Bad Lindenstraße");
});
afterAll(async () => {
  await app.close();
  await service.stop();
  await t.close();
});

const crewRoom = async (name: string) =>
  RoomRow.parse((await owner.send("POST", "/api/rooms", { kind: "crew", name, memberIds: [tarik.memberId] })).json());
async function say(room: RoomRow, text: string): Promise<void> {
  const said = await owner.send("POST", `/api/rooms/${room.id}/messages`, { clientId: t.deps.ids.uuid(), text });
  expect(said.statusCode).toBe(201);
}
/** The number the next push puts on the icon of Tarik's phone. */
async function onIcon(): Promise<unknown> {
  await doDueJobs(t.deps, work);
  service.arrived.length = 0;
  const notice = { tenantId: t.tenantId, memberIds: [tarik.memberId], kind: "alarm", subject: "/plan" } as const;
  await t.deps.db.withTenant(t.tenantId, (tx) => notify(t.deps, tx, notice));
  await doDueJobs(t.deps, work);
  const [push] = service.arrived;
  return push && (phone.open(push.body) as { app_badge: number }).app_badge;
}

test("the icon counts what was said in the rooms, and not what was muted", async () => {
  const loud = await crewRoom("Alle Bilder");
  await say(site, "Fliesen kommen um 9");
  await say(site, "Kleber ist im Bus");
  await say(loud, "Schaut mal");
  expect(await onIcon()).toBe(3);
  await tarik.browser.send("PATCH", `/api/rooms/${loud.id}`, { muted: true });
  expect(await onIcon()).toBe(2);
});

test("after work the icon shows 0, even when an alarm comes (G10)", async () => {
  await say(site, "Fliesen kommen um 9");
  expect(await onIcon()).toBe(1);
  t.clock.set("2026-11-24T16:30:00Z");
  expect(await onIcon()).toBe(0);
  // The next morning it calls again.
  t.clock.set("2026-11-25T06:30:00Z");
  expect(await onIcon()).toBe(1);
});
