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

/** Asked at the same time, killed meanwhile, asked again: one end of the server strikes all of them. */
async function struck<Asks extends readonly (() => Promise<Response>)[]>(
  stage: Stage,
  round: number,
  ...asks: Asks
): Promise<{ [At in keyof Asks]: Response }> {
  const first = Promise.all(asks.map((ask) => ask().catch(() => undefined)));
  await (round === rounds - 1 ? first : pause(momentOf(round)));
  stage.server.kill();
  await first;
  await stage.server.whenReady();
  const again = await Promise.all(asks.map((ask) => ask()));
  return again as { [At in keyof Asks]: Response };
}

async function rows<T>({ business }: Stage, query: ReturnType<typeof sql<T>>): Promise<readonly T[]> {
  const { deps, tenantId } = business;
  return await deps.db.withTenant(tenantId, async (tx) => (await query.execute(tx)).rows);
}

const formOf = (round: number, bytes: Uint8Array) => {
  const filled = form({
    formKey: `besucherschluessel-${round}-abcdef`,
    text: `Rohr ${round}`,
    name: `Helga ${round}`,
    reach: "0371 5550123",
  });
  filled.append("files", new Blob([bytes], { type: "image/jpeg" }), "rohr.jpg");
  return filled;
};

test("the customer's page without a script, its private link and the desk: all is done once", {
  timeout: 300_000,
}, async () => {
  await onStage({ seed: 34, moods, made: readyMade() }, async (stage) => {
    const page = await onThePage(stage);
    let code = await page.arrived(rounds, await page.send(rounds));
    const desk = await atTheDesk(stage);
    for (let round = 0; round < rounds; round++) {
      const what = moves[round % moves.length] ?? "assign";
      const before = await desk.stands();
      // The private link of who wrote before, opened elsewhere while the server dies, opens the same conversation.
      const [answer, back, moved, noted] = await struck(
        stage,
        round,
        () => page.send(round),
        () => page.opened(code),
        desk.move(what, before.version),
        desk.note(round),
      );
      expect([back.status, back.headers.get("location")]).toEqual([303, "/k/web/gespraech"]);
      code = await page.arrived(round, answer);
      expect([what, moved.status, noted.status]).toEqual([what, 200, 200]);
      expect((await desk.stands()).state).toBe(
        { assign: before.state, snooze: "snoozed", close: "closed", reopen: "open" }[what],
      );
    }
    expect((await desk.stands()).assignee).toBe(desk.memberId);
    const all = rounds + 1;
    const found = await rows<Record<string, number>>(
      stage,
      sql`select (select count(*)::int from message where external_id like 'k-%' and external_id not like '%-angaben') as said,
        (select count(*)::int from contact) as people, (select count(*)::int from attachment) as photos,
        (select count(*)::int from message where direction = 'note') as notes,
        (select count(*)::int from event where kind = 'note-written') as told`,
    );
    expect(found).toEqual([{ said: all, people: all, photos: all, notes: rounds, told: rounds }]);
  });
});

/** What customers do there, each of them somebody new. */
async function onThePage({ origin }: Stage) {
  const bytes = await photo("jpeg");
  const post = (path: string, body: FormData, cookie = "") =>
    fetch(`${origin}${path}`, {
      method: "POST",
      body,
      redirect: "manual",
      headers: { origin, ...(cookie && { cookie }) },
    });
  return {
    send: (round: number) => post("/k/web", formOf(round, bytes)),
    opened: (code: string) => post("/k/web/weiter", form({ code })),
    /** What came of the form: the conversation is open, and its private link, which is the answer, leads back to it. */
    async arrived(round: number, answer: Response): Promise<string> {
      expect([answer.status, answer.headers.get("location")]).toEqual([303, "/k/web/gespraech"]);
      const cookie = answer.headers
        .getSetCookie()
        .map((one) => one.split(";")[0])
        .join("; ");
      const talk = async () => await (await fetch(`${origin}/k/web/gespraech`, { headers: { cookie } })).text();
      expect((await talk()).match(new RegExp(`Rohr ${round}`, "g"))).toHaveLength(1);
      await expect.poll(async () => (await talk()).match(/\/thumbnail"/g)?.length, { timeout: 20_000 }).toBe(1);
      const made = await (await post("/k/web/link", form({}), cookie)).text();
      return /#([\w-]{43})/.exec(made)?.[1] ?? expect.fail(made);
    },
  };
}

const moves = ["assign", "snooze", "close", "reopen"] as const;

/** The owner, at the conversation that is there. */
async function atTheDesk(stage: Stage) {
  const { business, origin } = stage;
  const [talk] = await rows<{ id: string; memberId: string }>(
    stage,
    sql`select c.conversation_id as id, m.member_id as "memberId" from conversation c, member m
      where m.role = 'owner' limit 1`,
  );
  const { id, memberId } = talk ?? expect.fail();
  const headers = { "content-type": "application/json", authorization: `Bearer ${business.token}` };
  const post = (what: string, body: object) =>
    fetch(`${origin}/api/conversations/${id}/${what}`, { method: "POST", headers, body: JSON.stringify(body) });
  const until = new Date(business.deps.clock.now().getTime() + 86_400_000).toISOString();
  return {
    memberId,
    move(what: (typeof moves)[number], version: number) {
      const more = what === "assign" ? { memberId } : what === "snooze" ? { until } : {};
      return () => post(what, { ...more, version });
    },
    note(round: number) {
      const note = { clientId: business.deps.ids.uuid(), text: `Notiz ${round}` };
      return () => post("notes", note);
    },
    async stands() {
      const [row] = await rows<{ version: number; state: string; assignee: string | null }>(
        stage,
        sql`select version, state, assignee_id as assignee from conversation where conversation_id = ${id}`,
      );
      return row ?? expect.fail();
    },
  };
}

function form(fields: Readonly<Record<string, string>>): FormData {
  const filled = new FormData();
  for (const [name, value] of Object.entries(fields)) filled.set(name, value);
  return filled;
}
