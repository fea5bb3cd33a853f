import type { Deps } from "../../platform/deps.ts";
import { hashSecret } from "../../platform/ids.ts";
import { Problem } from "../../platform/problem.ts";
import { limitRate } from "../limit-rate.action.ts";
import { codeRate, selectorRate } from "../rate-rules.ts";
import { type CodePurpose, findCode, killCodes, type StoredCode } from "./code.store.ts";
import { readCode, selectorOf } from "./code-text.ts";

/**
 * Looks a typed code up, without using it. Every try counts before it is evaluated, by address and by the start of
 * the code; a right one is taken back. The fifth wrong guess at a code kills it (V56). Unknown, used, expired and
 * killed codes all get the same answer (V58).
 * @throws Problem code-expired, too-many
 */
export async function guessCode(
  deps: Deps,
  tenantId: string,
  typed: string,
  purposes: readonly CodePurpose[],
  address: string,
): Promise<StoredCode> {
  const code = readCode(typed);
  const byAddress = await limitRate(deps, tenantId, codeRate, address);
  if (code === undefined) throw new Problem("code-expired");
  const selector = selectorOf(code);
  const bySelector = await limitRate(deps, tenantId, selectorRate, selector);
  const found = await deps.db.withTenant(tenantId, async (tx) => {
    const stored = await findCode(tx, hashSecret(code), purposes, deps.clock.now());
    if (stored === undefined && bySelector.used >= selectorRate.limit) await killCodes(tx, selector, deps.clock.now());
    return stored;
  });
  if (found === undefined) throw new Problem("code-expired");
  await byAddress.takeBack();
  await bySelector.takeBack();
  return found;
}
