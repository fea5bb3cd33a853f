import { sql } from "kysely";
import pg from "pg";
import { atMost } from "./at-most.ts";
import { lostTrouble } from "./db/entry-trouble.ts";
import { giveSign, isAlone, type Sign } from "./db/sign-of-life.ts";
import { keptAlive, type Tx } from "./db.ts";
import type { Log } from "./log.ts";

/**
 * LISTEN/NOTIFY wakes, the table tells: a note says only that there is something to look for. Whoever listens
 * reads the table, and looks by itself every few seconds, so that a lost note costs a moment, never an event (F32).
 */
export type Topic = "feed" | "inbound" | "session";

/** `subject` is the tenant id, for sessions "tenant/session"; undefined = look at everything (poll, reconnect). */
export type Listener = (subject: string | undefined) => void;

export interface Wake {
  on(topic: Topic, listener: Listener): () => void;
  /** True when no other server lives on this database; false also where that is not certain. */
  isAlone(): Promise<boolean>;
  stop(): Promise<void>;
}

const channel = "werkbote";
const pollMs = 5_000;
/** How long a database that is silent may take to say good-bye. */
const longestEndMs = 1_000;

/** Tells every process, when `tx` commits. */
export async function notify(tx: Tx, topic: Topic, subject: string): Promise<void> {
  await sql`select pg_notify(${channel}, ${`${topic}:${subject}`})`.execute(tx);
}

/** Who listens for what in this process. */
function createListeners() {
  const listeners = new Map<Topic, Set<Listener>>();
  const rouse = (topic: Topic, subject: string | undefined) => {
    for (const listener of listeners.get(topic) ?? []) listener(subject);
  };
  return {
    hear({ payload = "" }: pg.Notification) {
      const [topic, subject] = payload.split(/:(.*)/s);
      rouse(topic as Topic, subject);
    },
    rouseAll() {
      for (const topic of listeners.keys()) rouse(topic, undefined);
    },
    on(topic: Topic, listener: Listener) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(listener));
      return () => set.delete(listener);
    },
  };
}

/** Why the database is away. One that refuses a connection may have been shut down before: each is said once. */
function outageNotice(tell: (line: string) => void) {
  const told = new Set<string>();
  return {
    away(error: unknown): void {
      const why = lostTrouble(error);
      if (!told.has(why)) tell(why);
      told.add(why);
    },
    back(): void {
      if (told.size > 0) tell("Die Datenbank antwortet wieder.");
      told.clear();
    },
  };
}

/** @param tell a line for whoever looks at the terminal: once why the database is away, once when it is back */
export async function startWake(
  connectionString: string,
  log: Log,
  tell: (line: string) => void = (line) => void process.stderr.write(`${line}\n`),
): Promise<Wake> {
  const { on, hear, rouseAll } = createListeners();
  let client: pg.Client | undefined;
  let listens = false;
  let sign: Sign | undefined;
  let stopped = false;
  const notice = outageNotice(tell);

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString, application_name: "werkbote listen", ...keptAlive });
    next.on("error", () => {});
    client = next;
    next.on("end", () => {
      if (stopped || client !== next || !listens) return;
      listens = false;
      sign = undefined;
      log.warn("listening connection lost");
      reconnectSoon();
    });
    next.on("notification", hear);
    await next.connect();
    await next.query(`LISTEN ${channel}`);
    sign = await giveSign(next);
    listens = true;
    notice.back();
    rouseAll();
  }

  function reconnectSoon(): void {
    setTimeout(() => {
      if (!stopped) connect().catch(stillAway);
    }, 250).unref();
  }

  /** One connection that was cut says nothing of the database; that no new one is to be had does. */
  function stillAway(error: unknown): void {
    if (stopped) return;
    client?.end().catch(() => {});
    notice.away(error);
    reconnectSoon();
  }

  await connect();
  const poll = setInterval(rouseAll, pollMs);
  poll.unref();
  return {
    on,
    isAlone: () => isAlone(sign),
    async stop() {
      stopped = true;
      clearInterval(poll);
      await atMost(longestEndMs, client?.end() ?? Promise.resolve());
    },
  };
}
