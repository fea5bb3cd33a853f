import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestDeps, testDeps } from "../../../test/support/database.ts";
import type { BusinessChange } from "../../contract/setup.ts";
import { demoBusiness, demoImprint } from "../demo/demo-business.ts";
import { readOpening } from "../opening/read-opening.action.ts";
import { letterOf, stopHintOf } from "../outbound/facts/letter-of.action.ts";
import { withHumanLine } from "../outbound/own-words/with-human-line.action.ts";
import { type GuardedFetch, GuardedFetchError } from "../platform/network/guarded-fetch.ts";
import { saveBusiness } from "../setup/save-business.action.ts";
import { loadTenantName } from "../tenants/load-tenant-name.action.ts";
import { checkImprintTask } from "./check-imprint.job.ts";
import { listChecks } from "./list-checks.action.ts";
import { readImprint } from "./read-imprint.action.ts";
import { readKeptPage } from "./read-kept-page.action.ts";
import { saveImprintStep } from "./save-imprint-step.action.ts";

const link = "https://www.brandt-haustechnik.example/impressum";
const page = `<h1>Impressum</h1><p>${demoBusiness.name}, Beispielweg 12, 09111 Chemnitz</p>
<p>Jörg Brandt, HRB 00000, DE000000003</p>`;

let t: TestDeps;
let asked: string[] = [];
beforeAll(async () => {
  t = await testDeps();
});
afterAll(() => t.close());
beforeEach(() => {
  asked = [];
});

const answers =
  (answer: { status?: number; text?: string; url?: string } | GuardedFetchError): GuardedFetch =>
  async (url) => {
    asked.push(url);
    if (answer instanceof GuardedFetchError) throw answer;
    const { status = 200, text = page, url: finalUrl = url } = answer;
    return { status, headers: {}, bytes: new TextEncoder().encode(text), url: finalUrl };
  };
const save = (externalLink: string) =>
  t.deps.db.withTenant(t.tenantId, async (tx) => {
    await saveBusiness(t.deps, tx, t.tenantId, demoBusiness);
    return saveImprintStep(t.deps, tx, t.tenantId, { ...demoImprint, externalLink });
  });
const status = () => t.deps.db.withTenant(t.tenantId, async (tx) => (await readImprint(t.deps, tx, t.tenantId)).status);
const proofs = () =>
  t.deps.db.withTenant(t.tenantId, (tx) =>
    tx
      .selectFrom("imprint_check")
      .select(["result", "http_status", "content_hash"])
      .orderBy("check_id", "desc")
      .execute(),
  );
const check = (fetch: GuardedFetch, payload = {}) => checkImprintTask(t.deps, fetch)(payload);

test("business, Impressum and the look at the page are saved at the same time without getting in each other's way", async () => {
  await save(link);
  const saves = Array.from({ length: 20 }, (_, n) => [
    t.deps.db.withTenant(t.tenantId, (tx) => saveBusiness(t.deps, tx, t.tenantId, { trade: `Gewerk ${n}` })),
    t.deps.db.withTenant(t.tenantId, (tx) => saveImprintStep(t.deps, tx, t.tenantId, { externalLink: `${link}?${n}` })),
    check(answers({})),
  ]);
  await Promise.all(saves.flat());
  await t.deps.db.withTenant(t.tenantId, (tx) => tx.deleteFrom("imprint_check").execute());
});

test("what customers read of the business stays as it was last right, whatever is half typed", async () => {
  await save("");
  const { name: firm, phone, emergencyPhone: number } = demoBusiness;
  const told = (change: BusinessChange) =>
    t.deps.db.withTenant(t.tenantId, async (tx) => {
      await saveBusiness(t.deps, tx, t.tenantId, change);
      const opening = await readOpening(tx, t.tenantId);
      // Below an advert and an order as well, and in what the house says by itself.
      expect(await stopHintOf(tx)).toContain(opening.firm);
      const letter = { kind: "order_confirmation", messageClass: "transactional", template: null } as const;
      expect((await letterOf(tx, letter, "Wir kommen."))?.block).toContain(`${opening.firm}, Sitz Chemnitz`);
      expect(await withHumanLine(tx, "Wir haben geschlossen.")).toContain(`unter ${phone}.`);
      return [opening.firm, await loadTenantName(tx, t.tenantId), opening.emergencyPhone];
    });
  expect(await told({ emergencyPhone: "112" })).toEqual([firm, firm, number]);
  expect(await told({ name: "Brandt Holz", phone: "", city: "" })).toEqual([firm, firm, number]);
  expect(await told({ emergencyPhone: "0171 22222" })).toEqual([firm, firm, "0171 22222"]);
  const renamed = "Brandt Holz GmbH";
  expect(await told({ name: renamed, emergencyPhone: "", phone, city: demoBusiness.city })).toEqual([
    renamed,
    renamed,
    "",
  ]);
});

describe("the weekly look at the Impressum", () => {
  test("the page we serve is judged without asking the network, and the proof is kept", async () => {
    await save("");
    await check(answers({}));
    expect(asked).toEqual([]);
    expect(await proofs()).toMatchObject([{ result: "ok", http_status: 200 }]);
    expect(await status()).toBe("complete");
  });

  test("what was public before the form asked for more stays public as it is", async () => {
    await save("");
    await t.deps.db.withTenant(t.tenantId, (tx) =>
      sql`update imprint set fields = jsonb_set(fields, '{imprint,registerCourt}', '"Chemnitz"')`.execute(tx),
    );
    t.clock.advance(1_000);
    await check(answers({}));
    expect(await status()).toBe("complete");
  });

  test("a page on the firm's own site counts only once it was fetched and passed", async () => {
    await save(link);
    expect(await status()).toBe("unreachable");
    t.clock.advance(1_000);
    await check(answers({}), { tenantId: t.tenantId });
    expect(asked).toEqual([link]);
    expect((await proofs())[0]).toMatchObject({ result: "ok", http_status: 200 });
    expect((await proofs())[0]?.content_hash).not.toBeNull();
  });

  test.each<[string, Parameters<typeof answers>[0], string, string]>([
    ["is gone", { status: 404 }, "not_found", "unreachable"],
    ["does not answer", new GuardedFetchError("timeout", true), "timeout", "unreachable"],
    ["leads elsewhere", { url: "https://fremd.example/impressum" }, "moved", "link_not_speaking"],
    ["asks for a password", { status: 401 }, "wall", "unreachable"],
    ["no longer says where the firm is", { text: page.replace("Beispielweg 12", "") }, "lacks", "incomplete"],
    ["leads into the own network", new GuardedFetchError("blocked", false), "blocked", "unreachable"],
    ["no longer names the firm", { text: "<h1>Impressum</h1>" }, "no_name", "incomplete"],
  ])("a page that %s is noticed", async (_title, answer, result, expected) => {
    t.clock.advance(1_000);
    await check(answers(answer));
    expect((await proofs())[0]).toMatchObject({ result });
    expect(await status()).toBe(expected);
  });

  test("what a look found stays until the next one, whatever is typed meanwhile", async () => {
    t.clock.advance(1_000);
    await check(answers({ status: 500 }));
    await save(link);
    expect(await status()).toBe("unreachable");
    t.clock.advance(1_000);
    await check(answers({}));
    expect(await status()).toBe("complete");
  });

  test("the page is kept when it changed, and its hash each time", async () => {
    const kept = async () =>
      (await t.deps.db.withTenant(t.tenantId, listChecks)).items.slice(0, 2).map((one) => [one.kept, one.hash]);
    t.clock.advance(1_000);
    await check(answers({ text: `${page}<p>Neu</p>` }));
    t.clock.advance(1_000);
    await check(answers({ text: `${page}<p>Neu</p>` }));
    const [again, first] = await kept();
    expect([again?.[0], first?.[0]]).toEqual([false, true]);
    expect(again?.[1]).toBe(first?.[1]);
    const [, { id } = { id: "" }] = (await t.deps.db.withTenant(t.tenantId, listChecks)).items;
    const { bytes } = await t.deps.db.withTenant(t.tenantId, (tx) => readKeptPage(tx, id));
    expect(bytes.toString()).toContain("<p>Neu</p>");
  });

  test("a new link is looked at soon, by a job added with the change", async () => {
    await save("https://brandt-haustechnik.example/rechtliches/impressum");
    const { rows } = await t.deps.db.pool.query(
      "select key from graphile_worker.jobs where task_identifier = 'check-imprint'",
    );
    expect(rows).toEqual([{ key: `check-imprint:${t.tenantId}` }]);
  });
});
