import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestDeps, testDeps } from "../../../test/support/database.ts";
import { noNetwork } from "../../../test/support/fake-channel.ts";
import { securedHttp } from "../../../test/support/secured-http.ts";
import { readConfig } from "../../config.ts";
import { NoticeAnswer } from "../../contract/setup-papers.ts";
import { gatherAmpel } from "../ampel/gather-ampel.action.ts";
import { channelSetupRoutes } from "../channel-setup/channel-setup.routes.ts";
import { listChannels } from "../channel-setup/list-channels.action.ts";
import { openAccount } from "../channels/open-account.action.ts";
import { syncTemplates } from "../channels/sync-templates.job.ts";
import { accountOf } from "../channels/whatsapp/account.ts";
import { demoBusiness, demoGapDecision, demoImprint, demoSettings, demoWhatsAppChange } from "../demo/demo-business.ts";
import { imprintRoutes } from "../imprint/imprint.routes.ts";
import { imprintSetupRoutes } from "../imprint/imprint-setup.routes.ts";
import { noticeRoutes } from "../notices/notice.routes.ts";
import { noticeSetupRoutes } from "../notices/notice-setup.routes.ts";
import type { Caller, Role } from "../platform/caller.ts";
import type { App } from "../platform/http.ts";
import { processorRoutes } from "../processors/processor.routes.ts";
import { createTenant } from "../tenants/create-tenant.action.ts";
import { loadTenantName } from "../tenants/load-tenant-name.action.ts";
import { publicAddressRoutes } from "../tenants/public-address.routes.ts";
import { publicStyleRoutes } from "../tenants/public-style.routes.ts";
import { setupRoutes } from "./setup.routes.ts";

let t: TestDeps;
let app: App;
let tenantId = "";
let role: Role = "owner";

beforeAll(async () => {
  t = await testDeps();
  tenantId = await createTenant(t.deps, t.keyring, { name: "Neuer Betrieb" });
  app = await securedHttp(t.deps, async () => tenantId);
  const memberId = t.deps.ids.uuid();
  app.addHook("onRequest", async (request) => {
    const caller: Caller = {
      tenantId,
      memberId,
      name: "Jörg Brandt (Demo)",
      role,
      kind: "session",
      sessionId: null,
      deviceId: null,
      steppedUpAt: null,
    };
    request.caller = caller;
  });
  setupRoutes(app, t.deps);
  imprintSetupRoutes(app, t.deps);
  noticeSetupRoutes(app, t.deps);
  processorRoutes(app, t.deps);
  channelSetupRoutes(app, t.deps);
  imprintRoutes(app, t.deps);
  noticeRoutes(app, t.deps);
  publicAddressRoutes(app);
  publicStyleRoutes(app);
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await t.close();
});

async function call(method: "GET" | "PUT" | "POST", url: string, body?: object) {
  const answer = await app.inject({ method, url, ...(body === undefined ? {} : { payload: body }) });
  return {
    status: answer.statusCode,
    text: answer.body,
    json: () => answer.json(),
    type: answer.headers["content-type"],
  };
}

const access = {
  label: "WhatsApp",
  phoneNumberId: "106540352242922",
  wabaId: "102290129340398",
  accessToken: "a-token-nobody-may-ever-see",
  appSecret: "a-secret-nobody-may-see",
  verifyToken: "a-verify-token-hidden",
};

describe("the way of an owner from nothing to an open channel", () => {
  test("nobody is said to want news before the owner says so", async () => {
    expect((await call("GET", "/api/setup/notice")).json().settings.advertising).toBe(false);
  });

  test("before the first entry no page is public", async () => {
    expect((await call("GET", "/impressum")).status).toBe(404);
    expect((await call("GET", "/datenschutz")).status).toBe(404);
    expect((await call("GET", "/datenschutz/whatsapp")).status).toBe(404);
  });

  test("a half-filled step is kept and says what is open", async () => {
    const half = { ...demoBusiness, street: "Postfach 12" };
    const saved = await call("PUT", "/api/setup/business", half);
    expect(saved.json().problems).toMatchObject([{ field: "street" }]);
    expect((await call("GET", "/api/setup/business")).json().fields.street).toBe("Postfach 12");
    expect((await call("GET", "/api/setup")).json()).toMatchObject({
      next: "business",
      businessName: demoBusiness.name,
    });
  });

  test("two screens that were open at the same time keep what each of them changed", async () => {
    await Promise.all([
      call("PUT", "/api/setup/business", { city: "Zwickau" }),
      call("PUT", "/api/setup/business", { trade: "Dachdecker" }),
      call("PUT", "/api/setup/imprint", { chamber: "Handwerkskammer Chemnitz" }),
      call("PUT", "/api/setup/imprint", {
        jobTitle: "Dachdeckermeister",
        notApplicable: { vatId: "Kleinunternehmer" },
      }),
      call("PUT", "/api/setup/imprint", { notApplicable: { insurance: "Keine abgeschlossen" } }),
    ]);
    const { fields } = (await call("GET", "/api/setup/business")).json();
    expect(fields).toEqual({ ...demoBusiness, street: "Postfach 12", city: "Zwickau", trade: "Dachdecker" });
    const imprint = (await call("PUT", "/api/setup/imprint", { notApplicable: { insurance: null } })).json();
    expect(imprint.fields).toMatchObject({
      chamber: "Handwerkskammer Chemnitz",
      jobTitle: "Dachdeckermeister",
      notApplicable: { vatId: "Kleinunternehmer" },
    });
    expect(imprint.fields.notApplicable).not.toHaveProperty("insurance");
    await call("PUT", "/api/setup/imprint", { notApplicable: { vatId: null } });
  });

  test("a site written as on the van is taken with the https it needs", async () => {
    const saved = await call("PUT", "/api/setup/business", { website: "www.brandt-haustechnik.example" });
    expect(saved.json().fields.website).toBe("https://www.brandt-haustechnik.example");
    expect(saved.json().problems.map(({ field }: { field: string }) => field)).not.toContain("website");
    const words = await call("PUT", "/api/setup/business", { website: "haben wir nicht" });
    expect(words.json().fields.website).toBe("haben wir nicht");
    expect(words.json().problems).toContainEqual(expect.objectContaining({ field: "website" }));
    await call("PUT", "/api/setup/business", { website: demoBusiness.website });
  });

  test("a text that is too long is refused by the name of its field, and nothing of it is kept", async () => {
    const refused = await call("PUT", "/api/setup/business", { trade: "x".repeat(301) });
    expect(refused.status).toBe(400);
    expect(Object.keys(refused.json().fields)).toEqual(["trade"]);
    expect((await call("GET", "/api/setup/business")).json().fields.trade).toBe("Dachdecker");
  });

  test("with business and Impressum complete the public page stands, without script or foreign address", async () => {
    await call("PUT", "/api/setup/business", demoBusiness);
    const saved = await call("PUT", "/api/setup/imprint", demoImprint);
    expect(saved.json()).toMatchObject({ problems: [], status: "complete", published: true });
    const page = await call("GET", "/impressum");
    expect(page.status).toBe(200);
    expect(page.type).toContain("text/html");
    expect(page.text).toContain("Beispielweg 12");
    expect(page.text).not.toMatch(/<script|style=|src="http/);
    expect((await call("GET", "/seite.css")).type).toContain("text/css");
  });

  test.each([
    ["/Impressum", "/impressum"],
    ["/impressum/", "/impressum"],
    ["/IMPRESSUM/", "/impressum"],
    ["/Datenschutz", "/datenschutz"],
    ["/datenschutz/", "/datenschutz"],
  ])("%s leads to %s", async (typed, address) => {
    const answer = await app.inject({ method: "GET", url: typed });
    expect(answer.statusCode).toBe(308);
    expect(answer.headers.location).toBe(address);
  });

  test("a draft that is no longer complete leaves the public page as it was", async () => {
    const broken = await call("PUT", "/api/setup/imprint", { ...demoImprint, registerNumber: "" });
    expect(broken.json()).toMatchObject({ status: "complete", published: false });
    expect((await call("GET", "/impressum")).text).toContain("HRB 00000");
    await call("PUT", "/api/setup/imprint", demoImprint);
  });

  test("the own Impressum named as on the van is taken with the https it needs", async () => {
    const site = new URL(demoBusiness.website).host;
    const linked = await call("PUT", "/api/setup/imprint", { ...demoImprint, externalLink: `${site}/impressum` });
    expect(linked.json().fields.externalLink).toBe(`https://${site}/impressum`);
    expect(linked.json().problems).toEqual([]);
    await call("PUT", "/api/setup/imprint", demoImprint);
  });

  test("a short link as the own Impressum is refused at its field, and the public page does not lead there", async () => {
    const linked = await call("PUT", "/api/setup/imprint", { ...demoImprint, externalLink: "https://bit.ly/abc" });
    expect(linked.json()).toMatchObject({ problems: [{ field: "externalLink" }], published: false, isPublic: true });
    const { steps } = (await call("GET", "/api/setup")).json();
    expect(steps.find(({ step }: { step: string }) => step === "imprint")).toMatchObject({ done: false, open: 1 });
    expect((await call("GET", "/impressum")).text).not.toContain("bit.ly");
    await call("PUT", "/api/setup/imprint", demoImprint);
  });

  test("the notice cannot be published before register and metadata are there", async () => {
    await call("PUT", "/api/setup/notice", demoSettings);
    const refused = await call("POST", "/api/setup/notice/whatsapp", {});
    expect(refused.status).toBe(422);
    expect(refused.json().more.missing.map(({ step }: { step: string }) => step)).toContain("metadata");
  });

  test("gaps in an agreement cannot be decided while the agreement itself is missing", async () => {
    await call("POST", "/api/setup/processors", { template: "hosting" });
    const { processors } = (await call("POST", "/api/setup/processors", { template: "whatsapp_meta" })).json();
    const [server, meta] = processors;
    const early = await call("POST", `/api/setup/processors/${meta.id}/gap-decision`, demoGapDecision);
    expect(early.status).toBe(422);
    expect(early.json().detail).toContain("der Vertrag selbst");
    await call("PUT", `/api/setup/processors/${server.id}`, { notRequiredReason: "Der Server steht bei uns." });
    await call("PUT", `/api/setup/processors/${meta.id}`, demoWhatsAppChange("2026-11-24"));
    const decided = await call("POST", `/api/setup/processors/${meta.id}/gap-decision`, demoGapDecision);
    expect(decided.json().processors.map(({ status }: { status: string }) => status)).toEqual([
      "not_required",
      "gaps_accepted",
    ]);
  });

  const askedMeta = () =>
    t.deps.db.withTenant(tenantId, async (tx) => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from graphile_worker.jobs where task_identifier = 'sync-templates'`.execute(tx);
      return rows[0]?.n;
    });
  const meta = (status: number, body: object) => async () => ({
    status,
    headers: {},
    bytes: Buffer.from(JSON.stringify(body)),
    url: "",
  });
  const whatsapp = async () =>
    (await call("GET", "/api/setup/channels"))
      .json()
      .accounts.find(({ channel }: { channel: string }) => channel === "whatsapp");

  test("a connected channel stays closed and says in one sentence what is missing", async () => {
    // Pressed again before the answer was there, too.
    const [connected, meanwhile] = await Promise.all([
      call("POST", "/api/setup/channels/whatsapp", access),
      call("POST", "/api/setup/channels/whatsapp", access),
    ]);
    expect([meanwhile.status, meanwhile.text]).toEqual([200, connected.text]);
    const account = connected.json().accounts.find(({ channel }: { channel: string }) => channel === "whatsapp");
    // Pressed again after an answer that was lost, it is connected as wanted; a second time it never is.
    const again = await call("POST", "/api/setup/channels/whatsapp", access);
    expect([again.status, again.text]).toEqual([200, connected.text]);
    const other = await call("POST", "/api/setup/channels/whatsapp", { ...access, verifyToken: "ein-anderes-wort" });
    expect([other.status, other.json().detail]).toEqual([409, "Diese Rufnummer ist schon verbunden."]);
    const refused = await call("POST", `/api/setup/channels/${account.id}/activate`);
    expect(await askedMeta()).toBe(0);
    expect(refused.status).toBe(422);
    expect(refused.json()).toMatchObject({
      code: "setup-incomplete",
      detail: "Es fehlt die Bestätigung, wer bei WhatsApp was erfährt.",
    });
  });

  test.each([
    ["http://localhost:8080", true, true],
    ["https://localhost", true, true],
    ["https://192.168.1.20:8443", true, true],
    ["https://[fd00::1]", true, true],
    ["https://werkbote.fritz.box", true, true],
    ["http://post.example.de", true, false],
    ["https://post.example.de", false, false],
    ["https://46.4.10.20:8443", false, false],
  ])(
    "under %s Meta finds nobody: %s, and who scans the code of the customers' page finds nothing: %s",
    async (url, ...wanted) => {
      const { accounts } = await t.deps.db.withTenant(tenantId, (tx) =>
        listChannels({ ...t.deps, publicUrl: () => url }, tx, tenantId),
      );
      const told = new Map(accounts.map((one) => [one.channel, one.unreachable]));
      expect([told.get("whatsapp"), told.get("webchat")]).toEqual(wanted);
    },
  );

  test("with everything in order the channel opens, and closes again at a word", async () => {
    for (const channel of ["webchat", "whatsapp"]) {
      const { profiles } = (await call("GET", "/api/setup/metadata")).json();
      const profile = profiles.find((one: { channel: string }) => one.channel === channel);
      await call("PUT", `/api/setup/metadata/${channel}`, profile.fields);
      expect((await call("POST", `/api/setup/notice/${channel}`, {})).status).toBe(200);
    }
    const { accounts } = (await call("GET", "/api/setup/channels")).json();
    for (const { id } of accounts) expect((await call("POST", `/api/setup/channels/${id}/activate`)).status).toBe(200);
    expect(await askedMeta()).toBe(1);
    const opened = await call("GET", "/api/setup/channels");
    expect(opened.json().accounts.map(({ state }: { state: string }) => state)).toEqual(["live", "live"]);
    expect((await call("GET", "/api/setup")).json()).toMatchObject({ missing: [], next: "channels" });
    // Published in the order of the steps, before the chat opened: it lacks the chat as another way, and stands.
    const notice = (await call("GET", "/api/setup/notice")).json().channels[0];
    expect(notice).toMatchObject({ channel: "whatsapp", version: 1, outdated: false });
    expect(notice.preview.shortText).toContain("/datenschutz/whatsapp/v/1");
    expect(notice.preview.shortText).not.toContain("/k/web");
    const stopped = await call("POST", `/api/setup/channels/${accounts[1].id}/stop`);
    expect(stopped.json().accounts.map(({ state }: { state: string }) => state)).toEqual(["live", "stopped"]);
  });

  test("under an https address that only this computer knows, no rule on links closes what was open", async () => {
    const deps = { ...t.deps, publicUrl: () => "https://localhost" };
    const { accounts } = await t.deps.db.withTenant(tenantId, (tx) => listChannels(deps, tx, tenantId));
    expect(accounts.map(({ missing }) => missing)).toEqual([[], []]);
  });

  test("an open channel is called halted only while nothing leaves by it: a notice to be published anew halts nothing", async () => {
    const halted = async () =>
      (await call("GET", "/api/setup/channels")).json().accounts[0] as {
        missing: { token: string }[];
        halted: boolean;
      };
    await call("PUT", "/api/setup/notice", { furtherRecipients: "Steuerbüro (Demo)" });
    expect(await halted()).toMatchObject({ missing: [{ token: "notice_outdated" }], halted: false });
    await call("PUT", "/api/setup/notice", { furtherRecipients: "" });
    expect(await halted()).toMatchObject({ missing: [], halted: false });
  });

  test("what is half entered again shuts no open channel and gets into no notice: the public Impressum counts", async () => {
    const { phone, replyTime, name, legalForm } = (await call("GET", "/api/setup/business")).json().fields;
    const notice = async () => NoticeAnswer.parse((await call("GET", "/api/setup/notice")).json()).channels[0];
    const before = await notice();
    await call("PUT", "/api/setup/business", { phone: "", replyTime: "?", name: "Anderer Na", legalForm: null });
    await call("PUT", "/api/setup/imprint", { externalLink: "https://bit.ly/abc" });
    expect((await call("GET", "/api/setup/channels")).json().accounts[0]).toMatchObject({ state: "live", missing: [] });
    expect(await notice()).toEqual(before);
    const ampel = () => t.deps.db.withTenant(tenantId, (tx) => gatherAmpel(t.deps, tx, tenantId));
    const lit = await ampel();
    expect(lit.business).toBe(name);
    const { dpoAppointed, dpoContact } = (await call("GET", "/api/setup/notice")).json().settings;
    await call("PUT", "/api/setup/notice", { dpoAppointed: true, dpoContact: "Frau Halb" });
    expect((await call("GET", "/api/setup/channels")).json().accounts[0]).toMatchObject({ state: "live", missing: [] });
    expect(await ampel()).toEqual(lit);
    await call("PUT", "/api/setup/notice", { dpoAppointed, dpoContact });
    const called = () => t.deps.db.withTenant(tenantId, (tx) => loadTenantName(tx, tenantId));
    expect(await called()).toBe(name);
    await call("PUT", "/api/setup/imprint", { externalLink: "" });
    await call("PUT", "/api/setup/business", { phone, replyTime, name: `${name} Nord`, legalForm });
    expect(await called()).toBe(`${name} Nord`);
    await call("PUT", "/api/setup/business", { name });
  });

  test("a closed channel asks nothing of Meta, and an open one is looked at and says what is wrong", async () => {
    const { id } = await whatsapp();
    let calls = 0;
    const counting = () => {
      calls += 1;
      return meta(200, { display_phone_number: "+49 371 5550100", data: [] })();
    };
    const sync = (fetch: typeof counting) => syncTemplates(t.deps, fetch, () => Promise.resolve(true), tenantId, id);
    await sync(counting);
    expect(calls).toBe(0);
    expect((await call("POST", `/api/setup/channels/${id}/activate`)).status).toBe(200);
    await sync(meta(401, { error: { code: 190 } }));
    const refused = { kind: "refused", since: t.clock.now().toISOString() };
    expect((await whatsapp()).trouble).toEqual(refused);
    // What is mended at Meta's end is noticed within the hour, not the night after.
    const again = await t.deps.db.pool.query<{ at: Date }>(
      "SELECT run_at AS at FROM graphile_worker.jobs WHERE key = $1",
      [`templates:${id}`],
    );
    expect(again.rows[0]?.at.getTime()).toBe(t.clock.now().getTime() + 3_600_000);
    t.clock.advance(60_000);
    await sync(meta(401, { error: { code: 190 } }));
    expect((await whatsapp()).trouble).toEqual(refused);
    await sync(noNetwork);
    expect((await whatsapp()).trouble).toEqual({ kind: "unreachable", since: t.clock.now().toISOString() });
    await sync(counting);
    expect([calls, (await whatsapp()).trouble]).toEqual([2, null]);
    await call("POST", `/api/setup/channels/${id}/stop`);
  });

  test("an old version of the notice stays under its address and points to the new one", async () => {
    const first = (await call("GET", "/datenschutz/whatsapp/v/1")).text;
    await call("PUT", "/api/setup/notice", { ...demoSettings, furtherRecipients: "Steuerbüro Muster (Demo)" });
    const noReason = await call("POST", "/api/setup/notice/whatsapp", { change: "material" });
    expect(noReason.json().fields.reason).toBeDefined();
    await call("POST", "/api/setup/notice/whatsapp", {
      change: "material",
      reason: "Ein Steuerbüro ist dazugekommen.",
    });
    const old = (await call("GET", "/datenschutz/whatsapp/v/1")).text;
    expect(old).toContain("frühere Fassung");
    expect(old).not.toContain("Steuerbüro");
    expect(first).not.toContain("frühere Fassung");
    expect((await call("GET", "/datenschutz/whatsapp")).text).toContain("Steuerbüro");
    expect((await call("GET", "/datenschutz")).text).toContain('href="/datenschutz/webchat"');
    const never = await call("GET", "/datenschutz/whatsapp/v/9");
    expect(never.status).toBe(404);
    expect(never.text).toContain('<a href="/datenschutz/whatsapp">Zur aktuellen Fassung</a>');
  });

  test("a first reply goes out as long as its preview says it may be; a longer one leads to the business", async () => {
    const preview = async () =>
      NoticeAnswer.parse((await call("GET", "/api/setup/notice")).json()).channels[0]?.preview;
    const publish = async () =>
      (await call("POST", "/api/setup/notice/whatsapp", { change: "material", reason: "Ein anderer Name." })).status;
    const { name, replyTime } = (await call("GET", "/api/setup/business")).json().fields;
    const said = (length: number) => call("PUT", "/api/setup/business", { replyTime: "x".repeat(length) });
    await call("PUT", "/api/setup/business", { name: `${name} ${"x".repeat(200)}` });
    await said(1);
    const room = 1_024 - ((await preview())?.shortText.length ?? 0);
    await said(room + 2);
    expect(await preview()).toMatchObject({ missing: [{ token: "notice.too-long", step: "business" }] });
    expect(await publish()).toBe(422);
    await said(room + 1);
    expect(await preview()).toMatchObject({ missing: [] });
    expect(await publish()).toBe(200);
    await call("PUT", "/api/setup/business", { name, replyTime });
    expect(await publish()).toBe(200);
  });
});

test("no answer of the set-up ever holds a secret", async () => {
  const answers = await Promise.all(
    ["", "/business", "/imprint", "/notice", "/processors", "/metadata", "/channels"].map((path) =>
      call("GET", `/api/setup${path}`),
    ),
  );
  const text = answers.map((answer) => answer.text).join();
  for (const secret of [access.accessToken, access.appSecret, access.verifyToken]) expect(text).not.toContain(secret);
  expect(answers.every(({ status }) => status === 200)).toBe(true);
});

describe("roles", () => {
  test.each<[Role, number, number, boolean | undefined]>([
    ["office", 200, 403, true],
    ["privacy_officer", 200, 403, false],
    ["crew", 403, 403, undefined],
  ])("%s looks (%i) and changes (%i), and goes back to the inbox (%s)", async (who, look, change, readsInbox) => {
    role = who;
    const overview = await call("GET", "/api/setup");
    expect([overview.status, overview.json().readsInbox]).toEqual([look, readsInbox]);
    expect((await call("GET", "/api/setup/processors")).status).toBe(look);
    expect((await call("PUT", "/api/setup/business", demoBusiness)).status).toBe(change);
    expect((await call("POST", "/api/setup/channels/whatsapp", access)).status).toBe(change);
    expect((await call("PUT", "/api/setup/transfer-switch", { dpfValid: false, source: "Test, Test" })).status).toBe(
      change,
    );
    role = "owner";
  });
});

test("a business whose operator names another Graph API is connected there, files included", async () => {
  const read = readConfig({
    WERKBOTE_GRAPH_URL: "http://127.0.0.1:4601",
    WERKBOTE_ALLOW_PRIVATE: "127.0.0.1:4602,10.0.0.5:25",
  });
  if (!read.ok) throw new Error(read.lines.join());
  const config = t.deps.config;
  Object.assign(t.deps, { config: { ...config, ...read.config } });
  const body = { ...access, phoneNumberId: "106540352242923" };
  const { accounts } = (await call("POST", "/api/setup/channels/whatsapp", body)).json();
  Object.assign(t.deps, { config });
  const { id } = accounts.find((one: { externalRef: string }) => one.externalRef === body.phoneNumberId);
  const opened = await t.deps.db.withTenant(tenantId, (tx) => openAccount(t.deps, tx, tenantId, id));
  expect(accountOf(opened?.credentials ?? {})).toMatchObject({
    baseUrl: "http://127.0.0.1:4601",
    mediaHosts: ["lookaside.fbsbx.com", "127.0.0.1:4601", "127.0.0.1:4602"],
  });
});
