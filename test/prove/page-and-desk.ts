import { sql } from "kysely";
import { expect } from "vitest";
import { photo } from "../../src/server/attachments/demo-files.contract.ts";
import type { Stage } from "./stage.ts";

async function rows<T>({ business }: Stage, query: ReturnType<typeof sql<T>>): Promise<readonly T[]> {
  const { deps, tenantId } = business;
  return await deps.db.withTenant(tenantId, async (tx) => (await query.execute(tx)).rows);
}

/** How much there is of everything that may be there twice. */
export async function counted(stage: Stage): Promise<Record<"said" | "people" | "photos" | "notes" | "told", number>> {
  const [found] = await rows<Record<"said" | "people" | "photos" | "notes" | "told", number>>(
    stage,
    sql`select (select count(*)::int from message where external_id like 'k-%' and external_id not like '%-angaben') as said,
      (select count(*)::int from contact) as people, (select count(*)::int from attachment) as photos,
      (select count(*)::int from message where direction = 'note') as notes,
      (select count(*)::int from event where kind = 'note-written') as told`,
  );
  return found ?? expect.fail();
}

const formOf = (nth: number, bytes: Uint8Array) => {
  const filled = form({
    formKey: `besucherschluessel-${nth}-abcdef`,
    text: `Rohr ${nth}`,
    name: `Helga ${nth}`,
    reach: "0371 5550123",
  });
  filled.append("files", new Blob([bytes], { type: "image/jpeg" }), "rohr.jpg");
  return filled;
};

/** What customers do on the page without a script, each of them somebody new. */
export async function onThePage({ origin }: Stage) {
  const bytes = await photo("jpeg");
  const post = (path: string, body: FormData, cookie = "") =>
    fetch(`${origin}${path}`, {
      method: "POST",
      body,
      redirect: "manual",
      headers: { origin, ...(cookie && { cookie }) },
    });
  return {
    send: (nth: number) => post("/k/web", formOf(nth, bytes)),
    opened: (code: string) => post("/k/web/weiter", form({ code })),
    /** What came of the form: the conversation is open, and its private link, which is the answer, leads back to it. */
    async arrived(nth: number, answer: Response): Promise<string> {
      expect([answer.status, answer.headers.get("location")]).toEqual([303, "/k/web/gespraech"]);
      const cookie = answer.headers
        .getSetCookie()
        .map((one) => one.split(";")[0])
        .join("; ");
      const talk = async () => await (await fetch(`${origin}/k/web/gespraech`, { headers: { cookie } })).text();
      expect((await talk()).match(new RegExp(`Rohr ${nth}`, "g"))).toHaveLength(1);
      await expect.poll(async () => (await talk()).match(/\/thumbnail"/g)?.length, { timeout: 20_000 }).toBe(1);
      const made = await (await post("/k/web/link", form({}), cookie)).text();
      return /#([\w-]{43})/.exec(made)?.[1] ?? expect.fail(made);
    },
  };
}

/** What a member may do to a conversation, and how it stands afterwards. */
export const moves = { assign: "open", snooze: "snoozed", close: "closed", reopen: "open" } as const;
export type Move = keyof typeof moves;

/** The owner, at one conversation. */
export async function atTheDesk(stage: Stage, conversationId: string, memberId: string) {
  const { business, origin } = stage;
  const headers = { "content-type": "application/json", authorization: `Bearer ${business.token}` };
  const post = (what: string, body: object) =>
    fetch(`${origin}/api/conversations/${conversationId}/${what}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
  const until = new Date(business.deps.clock.now().getTime() + 86_400_000).toISOString();
  const stands = async () => {
    const [row] = await rows<{ version: number; state: string; assignee: string | null }>(
      stage,
      sql`select version, state, assignee_id as assignee from conversation where conversation_id = ${conversationId}`,
    );
    return row ?? expect.fail();
  };
  return {
    stands,
    /** The same request each time it is asked. */
    async move(what: Move) {
      const { version } = await stands();
      const more = what === "assign" ? { memberId } : what === "snooze" ? { until } : {};
      return () => post(what, { ...more, version });
    },
    note(text: string) {
      const note = { clientId: business.deps.ids.uuid(), text };
      return () => post("notes", note);
    },
  };
}

function form(fields: Readonly<Record<string, string>>): FormData {
  const filled = new FormData();
  for (const [name, value] of Object.entries(fields)) filled.set(name, value);
  return filled;
}
