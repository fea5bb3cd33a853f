import { createHash } from "node:crypto";
import type { z } from "zod";
import type { StaffAddressCount, StaffAddresses } from "../../contract/team.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Caller } from "../platform/caller.ts";
import { unlessChanged } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { lockSetup } from "../tenants/lock-setup.action.ts";
import { deleteAddressesOf, loadIndexes, replaceAddresses } from "./staff-address.store.ts";
import { staffAddressOf } from "./staff-address.ts";

/** IN-1: what a colleague gave of their own accord is kept as a keyed hash; nobody can read it back. */
export async function keepStaffAddresses(
  deps: Pick<Deps, "clock" | "ids" | "seal">,
  tx: Tx,
  caller: Caller,
  memberId: string,
  { addresses: typed, was }: z.infer<typeof StaffAddresses>,
): Promise<z.infer<typeof StaffAddressCount>> {
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
  const kept = hashed.map(({ blindIndex }) => blindIndex);
  await lockSetup(tx, tenantId);
  unlessChanged(was, listOf(await loadIndexes(tx, memberId)), listOf(kept));
  await replaceAddresses(tx, tenantId, memberId, hashed);
  await appendAudit(deps, tx, {
    tenantId,
    actor: actorOf(caller),
    verb: "keep-staff-addresses",
    subjectKind: "member",
    subjectId: memberId,
    details: { count: hashed.length },
  });
  return { count: kept.length, list: listOf(kept) };
}

export async function showStaffAddresses(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  memberId: string,
): Promise<z.infer<typeof StaffAddressCount>> {
  await assertMember(deps, tx, memberId);
  const kept = await loadIndexes(tx, memberId);
  return { count: kept.length, list: listOf(kept) };
}

/** Tells one list from another, and says nothing of what stands in it. */
function listOf(indexes: readonly Uint8Array[]): string {
  const sorted = indexes.map((index) => Buffer.from(index).toString("hex")).sort();
  return createHash("sha256").update(sorted.join()).digest("base64url");
}

/** Whoever left is no colleague any more. */
export async function forgetStaffAddresses(tx: Tx, memberIds: readonly string[]): Promise<void> {
  await deleteAddressesOf(tx, memberIds);
}

async function assertMember(deps: Pick<Deps, "clock">, tx: Tx, memberId: string): Promise<void> {
  if (!(await listPeople(deps, tx)).some(({ id }) => id === memberId)) throw new Problem("not-found");
}
