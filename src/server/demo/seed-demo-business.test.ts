import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestDeps, testDeps } from "../../../test/support/database.ts";
import { demoWhatsApp as whatsapp } from "../../../test/support/demo-access.ts";
import { channelFacts } from "../channel-papers/channel-facts.action.ts";
import { activateChannel } from "../channel-setup/activate-channel.action.ts";
import { listChannels } from "../channel-setup/list-channels.action.ts";
import { stopChannel } from "../channels/stop-channel.action.ts";
import { listConsents } from "../consent/list-consents.action.ts";
import { listPeople } from "../members/list-people.action.ts";
import { currentNotice } from "../notices/current-notice.action.ts";
import { listNotices } from "../notices/list-notices.action.ts";
import { day } from "../platform/instant.ts";
import { switchTransfer } from "../processors/switch-transfer.action.ts";
import { setupOverview } from "../setup/setup-overview.action.ts";
import { createTenant } from "../tenants/create-tenant.action.ts";
import { createFindTenant } from "../tenants/find-tenant.action.ts";
import { seedDemoBusiness } from "./seed-demo-business.action.ts";
import { seedDemoConsents } from "./seed-demo-consents.action.ts";

const by = (tenantId: string) => ({ tenantId, actor: { kind: "server", id: null } as const, deviceId: null });

let t: TestDeps;
let tenantId = "";
beforeAll(async () => {
  t = await testDeps();
  tenantId = await createTenant(t.deps, t.keyring, { name: "Demo", host: "demo.example", demo: true });
});
afterAll(() => t.close());
const inTenant = <T>(work: Parameters<typeof t.deps.db.withTenant<T>>[1]) => t.deps.db.withTenant(tenantId, work);

test("a new business has a web chat in draft, and the policy does not open it", async () => {
  const { accounts } = await inTenant((tx) => listChannels(t.deps, tx, tenantId));
  expect(accounts).toMatchObject([{ channel: "webchat", state: "draft", address: "http://localhost:8080/k/web" }]);
  const [chat] = accounts;
  const missing = await inTenant((tx) => activateChannel(t.deps, tx, by(tenantId), chat?.id ?? ""));
  expect(missing.map(({ token }) => token)).toEqual(["complete_impressum", "agreement", "metadata_profile", "notice"]);
  const after = await inTenant((tx) => listChannels(t.deps, tx, tenantId));
  expect(after.accounts[0]?.state).toBe("draft");
  const decisions = await inTenant((tx) => tx.selectFrom("decision").select(["action", "verdict"]).execute());
  expect(decisions).toEqual([{ action: "activate_channel", verdict: "deny" }]);
});

describe("the demo business", () => {
  beforeAll(async () => {
    await seedDemoBusiness(t.deps, tenantId, { whatsapp });
  });

  test("says of its first owner that the server entered them, and of everybody else that the owner did", async () => {
    const people = await inTenant((tx) => listPeople(t.deps, tx));
    const owner = people.find(({ role }) => role === "owner")?.id;
    const invited = await inTenant((tx) =>
      tx
        .selectFrom("audit_entry")
        .select(["actor_kind", "actor_id", "subject_id"])
        .where("verb", "=", "invite-member")
        .orderBy("audit_id")
        .execute(),
    );
    expect(invited[0]).toEqual({ actor_kind: "server", actor_id: null, subject_id: owner });
    expect([...new Set(invited.slice(1).map(({ actor_id }) => actor_id))]).toEqual([owner]);
  });

  test("has both channels open, by decisions of the policy", async () => {
    const rows = await inTenant((tx) =>
      tx
        .selectFrom("channel_account as a")
        .innerJoin("decision as d", "d.decision_id", "a.decision_id")
        .select(["a.kind", "a.state", "d.verdict", "d.action"])
        .orderBy("a.kind")
        .execute(),
    );
    const live = { state: "live", verdict: "allow", action: "activate_channel" };
    expect(rows).toEqual([
      { kind: "webchat", ...live },
      { kind: "whatsapp", ...live },
    ]);
  });

  test("has nothing open in its set-up", async () => {
    const overview = await inTenant((tx) => setupOverview(t.deps, tx, tenantId, { mayEdit: true, readsInbox: true }));
    expect(overview.missing).toEqual([]);
    expect(overview.steps.filter(({ done }) => !done)).toEqual([]);
    expect(overview.businessName).toContain("(Demo)");
    const { channels } = await inTenant((tx) => listNotices(t.deps, tx, t.tenantId));
    expect(channels.map(({ version, outdated }) => ({ version, outdated }))).toEqual([
      { version: 1, outdated: false },
      { version: 1, outdated: false },
    ]);
  });

  test("keeps its secrets sealed", async () => {
    const rows = await inTenant((tx) => tx.selectFrom("channel_account").select("credentials").execute());
    const bytes = Buffer.concat(rows.map(({ credentials }) => Buffer.from(credentials ?? [])));
    expect(bytes.length).toBeGreaterThan(100);
    for (const secret of [whatsapp.accessToken, whatsapp.appSecret, whatsapp.verifyToken])
      expect(bytes.includes(secret)).toBe(false);
  });

  test("hands over a notice with working links and no mark left in it", async () => {
    const notice = await inTenant((tx) => currentNotice(t.deps, tx, tenantId, "whatsapp"));
    expect(notice?.linkUrl).toBe("http://localhost:8080/datenschutz/whatsapp/v/1");
    expect(notice?.shortText).toContain(notice?.linkUrl);
    expect(notice?.shortText).toContain("http://localhost:8080/k/web");
    expect(notice?.shortText).not.toContain("{{");
  });

  test("shows a consent of each kind, and begins with an empty inbox", async () => {
    const { accounts } = await inTenant((tx) => listChannels(t.deps, tx, tenantId));
    const idOf = (kind: string) => accounts.find(({ channel }) => channel === kind)?.id ?? "";
    await seedDemoConsents(t.deps, tenantId, { webchat: idOf("webchat"), whatsapp: idOf("whatsapp") });
    const { items, counts } = await inTenant((tx) => listConsents(t.deps, tx, { tenantId, role: "owner" }));
    expect(items.map(({ state, expiresSoon }) => [state, expiresSoon]).sort()).toEqual([
      ["asked", false],
      ["granted", false],
      ["granted", false],
      ["granted", true],
      ["withdrawn", false],
    ]);
    expect(counts.ending).toBe(1);
    const rows = await inTenant((tx) => tx.selectFrom("conversation").select("state").execute());
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(["closed"]));
    // Done, hence seen: nobody finds them unread.
    const reads = await inTenant((tx) => tx.selectFrom("conversation_read").select("member_id").execute());
    const people = await inTenant((tx) => listPeople(t.deps, tx));
    expect(reads.length).toBe(rows.length * people.length);
  });

  test("gets the simulator's new access at a restart, and nothing twice", async () => {
    await seedDemoBusiness(t.deps, tenantId, {
      whatsapp: { ...whatsapp, accessToken: "another-token-of-the-simulator" },
    });
    const { accounts } = await inTenant((tx) => listChannels(t.deps, tx, tenantId));
    // Its Meta is the simulator beside it, which reaches localhost.
    expect(accounts.map(({ channel, state, unreachable }) => ({ channel, state, unreachable }))).toEqual([
      { channel: "webchat", state: "live", unreachable: false },
      { channel: "whatsapp", state: "live", unreachable: false },
    ]);
  });

  test("closes for sending when the basis for the USA falls, and its notice counts as outdated", async () => {
    const owner = { tenantId, memberId: t.deps.ids.uuid() };
    await inTenant((tx) => switchTransfer(t.deps, tx, owner, { dpfValid: false, source: "Urteil (Test)" }));
    expect(await inTenant((tx) => channelFacts(t.deps, tx, tenantId, "whatsapp"))).toMatchObject({
      transferMechanism: "dpf",
      dpfValid: false,
      sccOnFile: false,
    });
    expect(await inTenant((tx) => channelFacts(t.deps, tx, tenantId, "webchat"))).toMatchObject({
      transferMechanism: "none_needed",
    });
    const { channels } = await inTenant((tx) => listNotices(t.deps, tx, t.tenantId));
    expect(channels.find(({ channel }) => channel === "whatsapp")).toMatchObject({
      outdated: true,
      suggestedChange: "material",
    });
    await inTenant((tx) => switchTransfer(t.deps, tx, owner, { dpfValid: true, source: "Urteil (Test)" }));
  });

  test("cannot open WhatsApp again once the owner's decision has run out", async () => {
    const { accounts } = await inTenant((tx) => listChannels(t.deps, tx, tenantId));
    const id = accounts.find(({ channel }) => channel === "whatsapp")?.id ?? "";
    await inTenant((tx) => stopChannel(t.deps, tx, by(tenantId), id));
    t.clock.advance(400 * day);
    const missing = await inTenant((tx) => activateChannel(t.deps, tx, by(tenantId), id));
    expect(missing.map(({ token, step }) => `${step}:${token}`)).toEqual(["processors:avv_risk_decision"]);
  });
});

test("each host gets its business, one without a host the installation's address, and an unknown name nobody", async () => {
  const find = createFindTenant(t.deps);
  expect(await find("demo.example:8443")).toBe(tenantId);
  expect(await find("LOCALHOST:8080")).toBe(t.tenantId);
  expect(await find("fremd.example")).toBeUndefined();
});
