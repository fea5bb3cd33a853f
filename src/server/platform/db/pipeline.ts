import { AsyncLocalStorage } from "node:async_hooks";
import type { Socket } from "node:net";
import { AbortedTransactionError, type Compilable, type RawBuilder, type Transaction } from "kysely";
import pg from "pg";
import type { DB } from "../../../../db/types.ts";
import { prepared } from "./prepared.ts";

type Tx = Transaction<DB>;

/** One transaction's line to PostgreSQL. */
export interface Line {
  readonly tenantId: string;
  /** The connection that carries it, once it has one. */
  client?: pg.PoolClient;
  /** Its plans go by key: those for a list of any length are the same, and kept. */
  byKey?: boolean;
  /** What the first statement that failed said; those after it only say that the transaction is aborted. */
  failure?: unknown;
}

/** Whose transaction is about to begin. */
export const opening = new AsyncLocalStorage<Line>();
const lines = new WeakMap<Tx, Line>();

/** From now on `tx` speaks through `line`. */
export function join(tx: Tx, line: Line): void {
  lines.set(tx, line);
}

/**
 * `tx` has said what it had to say. Where one of several pieces of work gave up, the others may still be at it, and the
 * connection belongs to the next business by then: whatever they still want to say is refused.
 */
export function leave(tx: Tx): void {
  lines.delete(tx);
}

/** From here on every statement of `tx` finds its rows by key, however long its lists are. */
export function goesByKey(tx: Tx): void {
  const line = lines.get(tx);
  if (line) line.byKey = true;
}

/** Remembers what a statement says whose answer nobody may be waiting for. */
export function watch<T>(line: Line, answer: Promise<T>): Promise<T> {
  answer.catch((error: unknown) => {
    line.failure ??= error;
  });
  return answer;
}

/** Why a transaction failed, where `error` is only the echo that a later statement or the commit got. */
export function reasonOf(line: Line, error: unknown): unknown {
  const echo =
    error instanceof AbortedTransactionError || (error instanceof pg.DatabaseError && error.code === "25P02");
  return echo ? (line.failure ?? error) : error;
}

/**
 * Asks without waiting for the answers to what was said before (PostgreSQL's pipeline mode): statements are worked
 * through in the order they were sent, so those that do not need each other's answers cost one round trip together.
 * @returns the rows
 */
export async function ask<R>(tx: Tx, statement: Compilable<R> | RawBuilder<R>): Promise<R[]> {
  const { rows } = await sent(tx, statement);
  return rows;
}

/** Says something whose answer nobody needs. If it fails, the transaction fails with what it said. */
export function tell(tx: Tx, statement: Compilable<unknown> | RawBuilder<unknown>): void {
  void sent(tx, statement);
}

function sent<R>(tx: Tx, statement: Compilable<R> | RawBuilder<R>): Promise<pg.QueryResult> {
  const line = lines.get(tx);
  if (line?.client === undefined) throw new Error("not a transaction of a tenant, or over");
  const { sql, parameters } = statement.compile(tx);
  gather(line.client);
  return watch(line, line.client.query(prepared(sql, parameters, line.byKey)));
}

/** What is said in one breath leaves in one piece. */
export function gather(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}
