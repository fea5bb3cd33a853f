import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { photo } from "../../src/server/attachments/demo-files.contract.ts";
import { onStage, type Stage } from "../prove/stage.ts";
import { readyMade } from "../support/ready-made.ts";

/**
 * F34 (reliability, fault catalogue): the server is killed between a request and its answer, a little later each time.
 * Whoever sent it sends it again, as a browser and the app do. What was confirmed is there, and nothing is there twice.
 */
const moods = { hangs: 0, cuts: 0, busy: 0, receipts: 0 };
const rounds = 6;
/** From before the server has read anything; in the last round it has just answered. */
const momentOf = (round: number) => round * 10;

/** Asked at the same time, killed meanwhile, asked again. One end of the server strikes both. */
async function struck(
  stage: Stage,
  round: number,
  ...asks: readonly [() => Promise<Response>, () => Promise<Response>]
): Promise<[Response, Response]> {
  const first = Promise.all(asks.map((ask) => ask().catch(() => undefined)));
  await (round === rounds - 1 ? first : pause(momentOf(round)));
  stage.server.kill();
  await first;
  await stage.server.whenReady();
  const [one, other] = asks;
  return await Promise.all([one(), other()]);
}

async function rows<T>({ business }: Stage, query: ReturnType<typeof sql<T>>): Promise<readonly T[]> {
  const { deps, tenantId } = business;
  return await deps.db.withTenant(tenantId, async (tx) => (await query.execute(tx)).rows);
}

const formOf = (round: number, bytes: Uint8Array) => {
  const form = new FormData();
  const said = {
    formKey: `besucherschluessel-${round}-abcdef`,
    text: `Rohr ${round}`,
    name: `Helga ${round}`,
    reach: "0371 5550123",
  };
  for (const [name, value] of Object.entries(said)) form.set(name, value);
  form.append("files", new Blob([bytes], { type: "image/jpeg" }), "rohr.jpg");
  return form;
};

test("the customer's page without a script: words and photo arrive once, and the way back stays open", {
  timeout: 240_000,
}, async () => {
  await onStage({ seed: 34, moods, made: readyMade() }, async (stage) => {
    const { origin } = stage;
    const bytes = await photo("jpeg");
    const send = (path: string, body: FormData | string, cookie = "") =>
      fetch(`${origin}${path}`, {
        method: "POST",
        body,
        redirect: "manual",
        headers: { origin, ...(cookie && { cookie }) },
      });
    /** What came of the form: the conversation is open, and its private link leads back to it. */
    const arrived = async (round: number, answer: Response) => {
      expect([answer.status, answer.headers.get("location")]).toEqual([303, "/k/web/gespraech"]);
      const cookie = answer.headers
        .getSetCookie()
        .map((one) => one.split(";")[0])
        .join("; ");
      const talk = async () => await (await fetch(`${origin}/k/web/gespraech`, { headers: { cookie } })).text();
      const page = await talk();
      expect(page.match(new RegExp(`Rohr ${round}`, "g"))).toHaveLength(1);
      await expect.poll(async () => (await talk()).match(/\/thumbnail"/g)?.length, { timeout: 20_000 }).toBe(1);
      const made = await (await send("/k/web/link", "", cookie)).text();
      return /#([\w-]{43})/.exec(made)?.[1] ?? expect.fail(made);
    };
    let code = await arrived(rounds, await send("/k/web", formOf(rounds, bytes)));
    for (let round = 0; round < rounds; round++) {
      // The private link of who wrote before, opened elsewhere while the server dies, opens the same conversation.
      const open = () => send("/k/web/weiter", form({ code }));
      const [answer, back] = await struck(stage, round, () => send("/k/web", formOf(round, bytes)), open);
      expect([back.status, back.headers.get("location")]).toEqual([303, "/k/web/gespraech"]);
      code = await arrived(round, answer);
    }
    const found = await rows<{ said: number; people: number; photos: number }>(
      stage,
      sql`select (select count(*)::int from message where external_id like 'k-%' and external_id not like '%-angaben') as said,
        (select count(*)::int from contact) as people, (select count(*)::int from attachment) as photos`,
    );
    const all = rounds + 1;
    expect(found).toEqual([{ said: all, people: all, photos: all }]);
  });
});

function form(fields: Readonly<Record<string, string>>): FormData {
  const filled = new FormData();
  for (const [name, value] of Object.entries(fields)) filled.set(name, value);
  return filled;
}

const desk = ["assign", "snooze", "close", "reopen"] as const;

test("at the desk: a note, taking, putting off, closing and opening again are done once", {
  timeout: 300_000,
}, async () => {
  await onStage({ seed: 35, moods, made: readyMade() }, async (stage) => {
    const { business, origin } = stage;
    await fetch(`${origin}/k/web`, {
      method: "POST",
      body: formOf(0, await photo("jpeg")),
      headers: { origin },
      redirect: "manual",
    });
    const [talk] = await rows<{ id: string; memberId: string }>(
      stage,
      sql`select c.conversation_id as id, m.member_id as "memberId" from conversation c, member m
        where m.role = 'owner' limit 1`,
    );
    const { id, memberId } = talk ?? expect.fail();
    const headers = { "content-type": "application/json", authorization: `Bearer ${business.token}` };
    const post = (what: string, body: object) =>
      fetch(`${origin}/api/conversations/${id}/${what}`, { method: "POST", headers, body: JSON.stringify(body) });
    const stands = async () => {
      const [row] = await rows<{ version: number; state: string; assignee: string | null }>(
        stage,
        sql`select version, state, assignee_id as assignee from conversation where conversation_id = ${id}`,
      );
      return row ?? expect.fail();
    };
    const until = new Date(business.deps.clock.now().getTime() + 86_400_000).toISOString();
    for (let round = 0; round < rounds; round++) {
      const what = desk[round % desk.length] ?? "assign";
      const before = await stands();
      const more = what === "assign" ? { memberId } : what === "snooze" ? { until } : {};
      const note = { clientId: business.deps.ids.uuid(), text: `Notiz ${round}` };
      const move = () => post(what, { ...more, version: before.version });
      const [moved, noted] = await struck(stage, round, move, () => post("notes", note));
      expect([what, moved.status, noted.status]).toEqual([what, 200, 200]);
      expect((await stands()).state).toBe(
        { assign: before.state, snooze: "snoozed", close: "closed", reopen: "open" }[what],
      );
    }
    expect((await stands()).assignee).toBe(memberId);
    const [count] = await rows<{ notes: number; told: number }>(
      stage,
      sql`select (select count(*)::int from message where direction = 'note') as notes,
        (select count(*)::int from event where kind = 'note-written') as told`,
    );
    expect(count).toEqual({ notes: rounds, told: rounds });
  });
});
