import type { AuditVerb } from "../../contract/audit-verbs.ts";
import type { AskIban, SettleIban } from "../../contract/bank.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { decisionActor, recordDecision } from "../decisions/record-decision.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import { unlessChanged } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { ofRule, Problem } from "../platform/problem.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";
import type { Verdict } from "../policy/verdict.ts";
import { lockSetup } from "../tenants/lock-setup.action.ts";
import { type BankRow, loadBank, putIban, putWish } from "./bank.store.ts";
import { isIban, packedIban } from "./iban.ts";
import { bankPlace } from "./read-own-iban.action.ts";

/**
 * Enters the bank details, or wishes to change them. The first entry stands at once; a change is asked of the policy,
 * which wants a second person (EM-4), and waits for them.
 */
export async function askIban(deps: Deps, tx: Tx, caller: Caller, { iban: typed, was }: AskIban): Promise<void> {
  const { tenantId, memberId } = caller;
  if (!isIban(typed))
    throw new Problem("bad-input", {
      fields: {
        iban: {
          de: "Das ist keine gültige IBAN. Prüf die Ziffern.",
          en: "This is not a valid IBAN. Check the digits.",
        },
      },
    });
  const iban = packedIban(typed);
  // The first entry has no row yet that one could lock.
  await lockSetup(tx, tenantId);
  const before = await loadBank(tx, true);
  const waits = before?.sealedWish ? open(deps, tenantId, "wish", before.sealedWish) : null;
  unlessChanged(was && packedIban(was), waits, iban);
  if (!before?.sealedIban) {
    await putIban(tx, tenantId, deps.seal.forTenant(tenantId, bankPlace(tenantId, "iban"), iban));
    return await tell(deps, tx, caller, "enter-iban");
  }
  if (open(deps, tenantId, "iban", before.sealedIban) === iban) return await putWish(tx, null);
  await decide(deps, tx, caller, false);
  await putWish(tx, {
    sealed: deps.seal.forTenant(tenantId, bankPlace(tenantId, "wish"), iban),
    by: memberId,
    at: deps.clock.now(),
  });
  await tell(deps, tx, caller, "wish-iban");
}

/** A second person says that the new one is right, or drops it; whoever wished it may drop it as well. */
export async function settleIban(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  { confirmed, iban: seen }: SettleIban,
): Promise<void> {
  const { tenantId, memberId } = caller;
  const row = await loadBank(tx, true);
  if (!row?.sealedWish)
    throw new Problem("conflict", { detail: { de: "Es wartet keine Änderung.", en: "No change is waiting." } });
  const iban = open(deps, tenantId, "wish", row.sealedWish);
  unlessChanged<string | null>(packedIban(seen), iban, null);
  if (!confirmed) {
    await putWish(tx, null);
    return await tell(deps, tx, caller, "drop-iban");
  }
  if (row.wishedBy === memberId)
    throw new Problem("not-allowed", {
      detail: {
        de: "Bestätigen muss eine zweite Person. Du hast die Änderung eingetragen.",
        en: "A second person must confirm. You entered the change.",
      },
    });
  const verdict = await decide(deps, tx, caller, true);
  if (verdict.verdict !== "allow") throw new Problem("not-lawful", { detail: ofRule(verdict.whyDe) });
  await putIban(tx, tenantId, deps.seal.forTenant(tenantId, bankPlace(tenantId, "iban"), iban));
  await tell(deps, tx, caller, "confirm-iban");
}

const open = (deps: Deps, tenantId: string, column: "iban" | "wish", sealed: NonNullable<BankRow["sealedIban"]>) =>
  deps.seal.openForTenant(tenantId, bankPlace(tenantId, column), sealed).toString("utf8");

async function decide(deps: Deps, tx: Tx, caller: Caller, secondPersonConfirmed: boolean): Promise<Verdict> {
  const { tenantId } = caller;
  const facts: Facts = { extra: { actorRole: caller.role, secondPersonConfirmed } };
  const verdict = evaluate("change_iban", facts);
  await recordDecision(deps, tx, { tenantId, actor: decisionActor(caller), action: "change_iban", facts, verdict });
  return verdict;
}

async function tell(deps: Deps, tx: Tx, caller: Caller, verb: AuditVerb): Promise<void> {
  const { tenantId } = caller;
  await appendAudit(deps, tx, { tenantId, actor: actorOf(caller), verb, subjectKind: "bank-detail" });
  await appendEvents(deps, tx, tenantId, [{ kind: "setup-changed" }]);
}
