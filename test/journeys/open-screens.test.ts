import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildApp } from "../../src/app.ts";
import { Me } from "../../src/contract/access.ts";
import { PresenceView } from "../../src/contract/conversations.ts";
import type { ProjectView } from "../../src/contract/projects.ts";
import type { Feed } from "../../src/server/events/follow-feed.action.ts";
import type { Presence } from "../../src/server/events/presence.ts";
import { streamRoutes } from "../../src/server/events/stream.routes.ts";
import { inviteGuest } from "../../src/server/guests/invite-guest.action.ts";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import { endToken } from "../../src/server/members/tokens/end-token.action.ts";
import type { Database } from "../../src/server/platform/db.ts";
import type { App } from "../../src/server/platform/http.ts";
import { startWake, type Wake } from "../../src/server/platform/wake.ts";
import { Visitor } from "../support/a-visitor.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { deafWake } from "../support/deaf-wake.ts";
import { noNetwork } from "../support/fake-channel.ts";
import { listen } from "../support/listen.ts";
import { type Screens, screensOf } from "../support/screens.ts";
import { securedHttp } from "../support/secured-http.ts";
import { silentLog } from "../support/silent-log.ts";
import { withoutIntervals } from "../support/without-intervals.ts";

/** What the server keeps for a screen that is open, and that it keeps nothing for one that has left. */
let app: TestApp;
let screens: Screens;
let token: string;
let office: Record<string, string>;
beforeAll(async () => {
  app = await buildTestApp();
  screens = await screensOf(app.http);
  ({ token } = await createToken(app.deps, await app.firm.callerOf("office"), "Bildschirm"));
  office = { authorization: `Bearer ${token}` };
});
afterAll(() => app.stop());

const visitor = async () => {
  const who = new Visitor(app);
  await who.writes("Tropft der Hahn noch?");
  return { cookie: who.cookie };
};

/** More customers than the streams of one address suffice for; each has written once. */
const crowd: Awaited<ReturnType<typeof visitor>>[] = [];
async function customersBehindOneAddress(many: number) {
  while (crowd.length < many) crowd.push(await visitor());
  return crowd.slice(0, many);
}

test("a stream that cannot be begun ends, so that the screen comes back and asks again", async () => {
  const customer = await visitor();
  const { pool } = app.deps.db;
  await pool.query("alter table tenant_feed rename to tenant_feed_away");
  try {
    const staff = await screens.open("/api/events?after=0", office);
    const page = await screens.open("/api/customer/web/watch", customer);
    expect([staff.status, page.status]).toEqual([200, 200]);
    await Promise.all([staff.ended, page.ended]);
  } finally {
    await pool.query("alter table tenant_feed_away rename to tenant_feed");
  }
});

test("who only looks ahead (HEAD) opens no stream and has fetched no message", async () => {
  const customer = await visitor();
  const heads: readonly [string, Record<string, string>][] = [
    ["/api/events?after=0", office],
    ["/api/customer/web/watch", customer],
    ["/k/web/gespraech", customer],
  ];
  for (const [path, headers] of heads) {
    const { statusCode } = await app.http.inject({ method: "HEAD", url: path, headers });
    expect([path, statusCode]).toEqual([path, 404]);
  }
});

test("many open screens cost one question at each poll, and those whose session ended close at the next", async () => {
  const wake = deafWake();
  let questions = 0;
  const db: Database = {
    ...app.deps.db,
    withTenant: (tenantId, work) => {
      questions += 1;
      return app.deps.db.withTenant(tenantId, work);
    },
  };
  const channels = { whatsapp: app.whatsapp };
  const options = { channels, fetch: noNetwork, pages: false, background: false };
  const running = await buildApp({ ...app.deps, db, wake }, options);
  const here = await screensOf(running.http);
  const owner = await app.firm.callerOf("owner");
  const ending = await createToken(app.deps, owner, "Geht");
  const { seq } = Me.parse(await app.firm.office.get("/api/me"));
  const open = (headers: Record<string, string>) => here.open(`/api/events?after=${seq}`, headers);
  const staying = await Promise.all(Array.from({ length: 12 }, () => open(office)));
  const going = await open({ authorization: `Bearer ${ending.token}` });
  let ended = 0;
  for (const one of staying) void one.ended.then(() => (ended += 1));
  questions = 0;
  wake.poll("session");
  await endToken(app.deps, owner, ending.id);
  wake.poll("session");
  await going.ended;
  expect([questions, ended]).toEqual([2, 0]);
  for (const { leave } of staying) leave();
  await running.stop();
});

test("where a note comes through, the stream of an ended session closes without a poll, and no other", async () => {
  const wake = await withoutIntervals(() => startWake(app.url, silentLog));
  const options = { channels: { whatsapp: app.whatsapp }, fetch: noNetwork, pages: false, background: false };
  const running = await buildApp({ ...app.deps, wake }, options);
  const here = await screensOf(running.http);
  const owner = await app.firm.callerOf("owner");
  const ending = await createToken(app.deps, owner, "Geht");
  const staying = await here.open("/api/events?after=0", office);
  const going = await here.open("/api/events?after=0", { authorization: `Bearer ${ending.token}` });
  await endToken(app.deps, owner, ending.id);
  expect(await Promise.race([going.ended.then(() => "gone"), staying.ended.then(() => "another one")])).toBe("gone");
  staying.leave();
  await running.stop();
  await wake.stop();
});

describe("who looks at a conversation", () => {
  const views = (text: string) =>
    [...text.matchAll(/^event: presence\ndata: (.+)$/gm)].map(([, data = ""]) => PresenceView.parse(JSON.parse(data)));
  const screen = async () => {
    const { seq } = Me.parse(await app.firm.office.get("/api/me"));
    const stream = await listen(`http://localhost:${screens.port}/api/events?after=${seq}`, token);
    return {
      ...stream,
      /** The last that was told of the conversation, once it is so. */
      untilSees: (id: string, expected: readonly string[]) =>
        stream.until((text) => {
          const last = views(text).findLast((view) => view.conversationId === id);
          return JSON.stringify(last?.members.map(({ activity }) => activity)) === JSON.stringify(expected);
        }),
    };
  };
  const conversation = async () => {
    const who = app.firm.customer();
    await who.writes("Guten Tag");
    return await who.conversationId();
  };

  test("is not said to look any more when their laptop was closed without a good-bye", async () => {
    const id = await conversation();
    const office = await screen();
    await app.firm.uwe.post(`/api/conversations/${id}/presence`, { activity: "typing" });
    await office.untilSees(id, ["typing"]);
    app.clock.advance(7_000);
    await office.untilSees(id, ["viewing"]);
    app.clock.advance(39_000);
    await office.untilSees(id, []);
    office.stop();
  });

  test("is told to a screen that opens, and who left before is not", async () => {
    const [one, other] = [await conversation(), await conversation()];
    for (const id of [one, other])
      await app.firm.uwe.post(`/api/conversations/${id}/presence`, { activity: "viewing" });
    await app.firm.uwe.post(`/api/conversations/${other}/presence`, { activity: "left" });
    const office = await screen();
    await office.untilSees(one, ["viewing"]);
    expect(views(office.text()).map(({ conversationId }) => conversationId)).toEqual([one]);
    office.stop();
  });
});

/** A door that asks until the test says so. */
function door() {
  const { db } = app.deps;
  const { withTenant } = db;
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  db.withTenant = async (tenantId, work) => {
    await opened;
    return await withTenant(tenantId, work);
  };
  return {
    open() {
      db.withTenant = withTenant;
      open();
    },
  };
}

test("a customer's page hears of its own conversation only, however much others write", async () => {
  const [own, other] = [new Visitor(app), new Visitor(app)];
  await own.writes("Tropft der Hahn noch?");
  await other.writes("Die Heizung ist kalt");
  const watch = ({ cookie }: Visitor) => screens.open("/api/customer/web/watch", { cookie });
  const [here, there] = [await watch(own), await watch(other)];
  const changes = ({ heard }: Awaited<ReturnType<typeof watch>>) => heard().split("event: changed").length - 1;
  for (let i = 0; i < 20; i += 1) await other.writes(`Und noch etwas: ${i}`);
  await expect.poll(() => changes(there)).toBeGreaterThan(20);
  await own.writes("Ja, er tropft noch");
  await expect.poll(() => changes(here)).toBeGreaterThan(1);
  expect(changes(here)).toBeLessThan(10);
  for (const { leave } of [here, there]) leave();
});

test("a customer who leaves while the door is asking takes no place from those who stay", async () => {
  const customer = await visitor();
  const shut = door();
  for (let i = 0; i < 6; i++) await screens.leaveEarly("/api/customer/web/watch", customer);
  shut.open();
  const staying = await Promise.all(Array.from({ length: 4 }, () => screens.open("/api/customer/web/watch", customer)));
  expect(staying.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect((await screens.open("/api/customer/web/watch", customer)).status).toBe(429);
  for (const { leave } of staying) leave();
  await expect
    .poll(async () => {
      const again = await screens.open("/api/customer/web/watch", customer);
      again.leave();
      return again.status;
    })
    .toBe(200);
});

test("neither a guest nor those behind one address hold more streams than screens explain", async () => {
  const project = (await app.firm.office.post("/api/projects", { name: "Bad", memberIds: [] })) as ProjectView;
  const by = await app.firm.callerOf("office");
  const wish = { name: "Pavel", firm: "Fliesen", endsOn: "2026-12-31" };
  const memberId = await app.sql((tx) => inviteGuest(app.deps, tx, by, project.id, wish));
  const as = { ...by, memberId, role: "guest", name: wish.name } as const;
  const guest = { authorization: `Bearer ${(await createToken(app.deps, as, "Bildschirm")).token}` };
  const customers = await customersBehindOneAddress(16);
  const four = <T>(one: T) => [one, one, one, one];
  for (const [path, who] of [
    ["/api/events?after=0", Array.from({ length: 44 }, () => guest)],
    ["/api/customer/web/watch", customers.flatMap(four)],
  ] as const) {
    const all = [];
    for (const headers of who) all.push(await screens.open(path, headers));
    const refused = all.map(({ status }) => status === 429);
    expect([path, refused.indexOf(true), refused.lastIndexOf(false)]).toEqual([path, who.length - 4, who.length - 5]);
    for (const { leave } of all) leave();
  }
});

test("customers of one business who take all the streams of an address leave the same address another one's", async () => {
  const other = await app.addBusiness("b.example");
  const [one, ...customers] = await customersBehindOneAddress(16);
  const all = [];
  for (const headers of customers.flatMap((each) => [each, each, each, each]))
    all.push(await screens.open("/api/customer/web/watch", headers));
  const last = await screens.open("/api/customer/web/watch", one ?? {});
  const neighbour = new Visitor(app, other);
  await neighbour.writes("Tropft der Hahn auch hier?");
  const theirs = await screens.open("/api/customer/web/watch", { host: other.host, cookie: neighbour.cookie });
  expect([all.every(({ status }) => status === 200), last.status, theirs.status]).toEqual([true, 429, 200]);
  for (const { leave } of [...all, last, theirs]) leave();
});

test("of a member who leaves while the door is asking nothing stays: no listener, nothing that looks again", async () => {
  const caller = await app.firm.callerOf("office");
  const kept = { wake: 0, presence: 0, feed: 0 };
  let followed = 0;
  const keep = (what: keyof typeof kept) => {
    kept[what] += 1;
    return () => {
      kept[what] -= 1;
    };
  };
  const wake = { on: () => keep("wake") } as unknown as Wake;
  const presence = { on: () => keep("presence"), views: () => [], sweep() {} } as unknown as Presence;
  const feed = {
    follow: async () => {
      followed += 1;
      return keep("feed");
    },
  } as unknown as Feed;
  const none = new Set<string>();
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const http = await securedHttp(app.deps, async () => app.firm.tenantId);
  http.addHook("onRequest", async (request) => {
    request.caller = caller;
  });
  await http.register((scope, _options, done) => {
    streamRoutes(scope as App, { ...app.deps, wake }, feed, presence, {
      alive: async (_tenantId, callers) => callers.map(() => true),
      async memberships() {
        await answered;
        return { rooms: none, projects: none, reserved: none };
      },
    });
    done();
  });
  const atRest = { ...kept };
  const left = await screensOf(http);
  for (let i = 0; i < 10; i++) await left.leaveEarly("/api/events?after=0", {});
  answer();
  await expect.poll(() => followed).toBe(10);
  await expect.poll(() => ({ ...kept })).toEqual(atRest);
  const staying = await left.open("/api/events?after=0", {});
  await expect.poll(() => kept.feed).toBe(1);
  expect(kept.presence).toBe(1);
  staying.leave();
  await expect.poll(() => ({ ...kept })).toEqual(atRest);
  await http.close();
});

test("a screen that was away for thousands of events is told to fetch anew, and one that missed fewer hears them", async () => {
  const { seq } = Me.parse(await app.firm.office.get("/api/me"));
  const more = 5_000;
  await app.sql(async (tx) => {
    await sql`insert into event select (jsonb_populate_record(null::event, to_jsonb(e) || jsonb_build_object('seq', e.seq + n))).*
      from (select * from event order by seq desc limit 1) e, generate_series(1, ${more}) n`.execute(tx);
    await tx
      .updateTable("tenant_feed")
      .set({ head: seq + more })
      .execute();
  });
  const [far, near] = [
    await screens.open(`/api/events?after=${seq - 1}`, office),
    await screens.open(`/api/events?after=${seq}`, office),
  ];
  await expect.poll(() => far.heard().includes("event: gone")).toBe(true);
  expect(far.heard().includes("event: feed")).toBe(false);
  await expect.poll(() => near.heard().includes(`id: ${seq + more}\n`)).toBe(true);
  for (const { leave } of [far, near]) leave();
});
