import type { EnrolOptions, Role } from "../../../contract/access.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import type { StoredCode } from "../codes/code.store.ts";
import { guessCode } from "../codes/guess-code.action.ts";
import { issueChallenge } from "../codes/issue-challenge.action.ts";
import { countMembers, findMember, loadTenant } from "../member.store.ts";
import { passkeyCreation, type RelyingParty } from "../passkeys/passkey-options.ts";
import { codePurposes, kindOfPurpose } from "./enrolment.ts";

interface Person {
  readonly memberId: string;
  readonly name: string;
  readonly role: Role;
}

/**
 * First half of an enrolment: the code says for whom, the answer is what the authenticator needs. Nothing is used up.
 * @param name of the first owner, whom nobody has entered yet; ignored for everyone else (V65: a body never says who)
 * @throws Problem code-expired, too-many, bad-input
 */
export async function beginEnrolment(
  deps: Deps,
  tenantId: string,
  rp: RelyingParty,
  input: { code: string; name?: string | undefined; address: string },
): Promise<EnrolOptions> {
  const code = await guessCode(deps, tenantId, input.code, codePurposes, input.address);
  const { person, tenant } = await deps.db.withTenant(tenantId, async (tx) => ({
    person: await personOf(deps, tx, code, input.name),
    tenant: await loadTenant(tx, tenantId),
  }));
  const challenge = await issueChallenge(deps, tenantId, "challenge-enrol", {
    memberId: person.memberId,
    details: { codeHash: code.hash.toString("hex"), name: person.name, role: person.role },
  });
  const userHandle = Buffer.from(person.memberId.replaceAll("-", ""), "hex").toString("base64url");
  return {
    kind: kindOfPurpose(code.purpose),
    tenantName: tenant.name,
    memberName: person.name,
    role: person.role,
    passkey: passkeyCreation(rp, challenge, { tenant: tenant.name || "Werkbote", member: person.name, userHandle }),
  };
}

async function personOf(deps: Deps, tx: Tx, code: StoredCode, name: string | undefined): Promise<Person> {
  if (code.memberId === null) {
    if ((await countMembers(tx)) > 0) throw new Problem("code-expired");
    if (name === undefined)
      throw new Problem("bad-input", {
        fields: { name: { de: "Bitte deinen Namen eintragen.", en: "Please enter your name." } },
      });
    return { memberId: deps.ids.uuid(), name, role: "owner" };
  }
  const member = await findMember(tx, code.memberId, deps.clock.now());
  // A code is for a member in a role; when either has changed the owner has to look again.
  if (!member?.active || (code.details.role ?? member.role) !== member.role) throw new Problem("code-expired");
  return { memberId: member.id, name: member.name, role: member.role };
}
