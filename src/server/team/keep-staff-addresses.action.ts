import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { countAddresses, deleteAddressesOf, replaceAddresses } from "./staff-address.store.ts";
import { staffAddressOf } from "./staff-address.ts";

/** IN-1: what a colleague gave of their own accord is kept as a keyed hash; nobody can read it back. */
export async function keepStaffAddresses(
  deps: Pick<Deps, "clock" | "ids" | "seal">,
  tx: Tx,
  caller: Caller,
  memberId: string,
  typed: readonly string[],
): Promise<number> {
  const { tenantId } = caller;
  await assertMember(deps, tx, memberId);
  const known = typed.map(staffAddressOf);
  const addresses = known.filter((one) => one !== undefined);
  if (addresses.length !== typed.length)
    throw new Problem("bad-input", {
      fields: {
        addresses: {
          de: "Schreib eine Telefonnummer oder eine Mailadresse.",
          en: "Write a phone number or an e-mail address.",
        },
      },
    });
  const once = new Map(addresses.map((one) => [`${one.kind} ${one.value}`, one]));
  const hashed = [...once.values()].map(({ kind, value }) => ({
    kind,
    blindIndex: deps.seal.blindIndex(tenantId, kind, value),
  }));
  await replaceAddresses(tx, tenantId, memberId, hashed);
  await appendAudit(deps, tx, {
    tenantId,
    actor: actorOf(caller),
    verb: "keep-staff-addresses",
    subjectKind: "member",
    subjectId: memberId,
    details: { count: hashed.length },
  });
  return hashed.length;
}

export async function countStaffAddresses(deps: Pick<Deps, "clock">, tx: Tx, memberId: string): Promise<number> {
  await assertMember(deps, tx, memberId);
  return await countAddresses(tx, memberId);
}

/** Whoever left is no colleague any more. */
export async function forgetStaffAddresses(tx: Tx, memberIds: readonly string[]): Promise<void> {
  await deleteAddressesOf(tx, memberIds);
}

async function assertMember(deps: Pick<Deps, "clock">, tx: Tx, memberId: string): Promise<void> {
  if (!(await listPeople(deps, tx)).some(({ id }) => id === memberId)) throw new Problem("not-found");
}
