import { limitRate } from "../members/limit-rate.action.ts";
import type { RateRule } from "../members/rate-rules.ts";
import type { Deps } from "../platform/deps.ts";
import { day, hour } from "../platform/instant.ts";
import { forCustomer, Problem } from "../platform/problem.ts";

/**
 * How often an hour, per caller's address or per session. A whole house may share one address, and nobody is asked
 * to solve a puzzle (WCAG 3.3.8): the limits are wide for people and narrow for machines.
 */
const perHour = {
  first: 30,
  reply: 120,
  file: 120,
  block: 2_000,
  resume: 30,
  link: 20,
  ask: 20,
  collect: 20,
  code: 60,
} as const;

/** Throws `too-many` when `who` did `what` too often in this hour. */
export async function slowDown(deps: Deps, tenantId: string, what: keyof typeof perHour, who: string): Promise<void> {
  await limitRate(deps, tenantId, { name: `customer-${what}`, limit: perHour[what], windowMs: hour }, who);
}

/**
 * Megabytes of files one address may send a day: dozens of films. Files stay for months or years, and without a bound a
 * single visitor fills the disk in an afternoon, so that nobody's photos arrive any more.
 */
const filesPerDay = { name: "customer-megabytes", limit: 2_000, windowMs: day } as const;
/** Why a file beyond that is left out, and what helps. */
export const enoughToday = "Von Ihrem Anschluss kamen heute schon sehr viele Dateien. Bitte rufen Sie uns an.";

/** To be asked before a file is kept. Throws `too-many` when the address has sent enough for the day. */
export async function limitFiles(deps: Deps, tenantId: string, address: string, bytes: number): Promise<void> {
  await limitDay(deps, tenantId, filesPerDay, address, Math.ceil(bytes / 1_000_000));
}

/**
 * Blocks one address may send a day: thirty films. They lie until the night when nobody finishes them, and a visitor who
 * comes back under ever new names would fill what may lie open here, so that nobody else's photos come in. Two days meet
 * before the night sweeps, so that it is less than half of that (`mostBlocks`).
 */
const blocksPerDay = { name: "customer-blocks-of-address", limit: 3_000, windowMs: day } as const;

/** To be asked before a block is kept. Throws `too-many` when the address has sent enough for the day. */
export async function limitBlocks(deps: Deps, tenantId: string, address: string): Promise<void> {
  await limitDay(deps, tenantId, blocksPerDay, address, 1);
}

async function limitDay(deps: Deps, tenantId: string, rule: RateRule, address: string, amount: number): Promise<void> {
  try {
    await limitRate(deps, tenantId, rule, address, amount);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(error.code, { ...error.details, detail: forCustomer(enoughToday) });
  }
}
