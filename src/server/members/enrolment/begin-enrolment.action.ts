import type { EnrolOptions, Role } from "../../../contract/access.ts";
import { uuidOf } from "../../../contract/uuid.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { hashSecret } from "../../platform/ids.ts";
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
  const code = await guessCode(deps, tenantId, input.code, codePurposes, input.address).catch((error: unknown) =>
    tellFirst(deps, tenantId, error),
  );
  const { person, tenant } = await deps.db.withTenant(tenantId, async (tx) => ({
    person: await personOf(deps, tx, { tenantId, code, name: input.name }),
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

/** Nobody is here yet who could make a new code: then it says who can. */
async function tellFirst(deps: Deps, tenantId: string, error: unknown): Promise<never> {
  const refused = error instanceof Problem && error.code === "code-expired";
  const nobody = refused && (await deps.db.withTenant(tenantId, countMembers)) === 0;
  throw nobody ? new Problem("code-expired", { detail: firstLinkOver }) : error;
}
const firstLinkOver = {
  de: "Dieser Link stimmt nicht oder gilt nicht mehr; er gilt einen Tag. Einen neuen zeigt Werkbote beim nächsten Start und mit dem Befehl „tenant link“.",
  en: "This link is wrong or no longer valid; it holds for a day. Werkbote shows a new one at its next start and by the command “tenant link”.",
};

async function personOf(
  deps: Deps,
  tx: Tx,
  { tenantId, code, name }: { tenantId: string; code: StoredCode; name: string | undefined },
): Promise<Person> {
  if (code.memberId === null) {
    if ((await countMembers(tx)) > 0) throw new Problem("code-expired");
    if (name === undefined)
      throw new Problem("bad-input", {
        fields: { name: { de: "Bitte deinen Namen eintragen.", en: "Please enter your name." } },
      });
    return { memberId: firstOwnerId(tenantId), name, role: "owner" };
  }
  const member = await findMember(tx, code.memberId, deps.clock.now());
  // A code is for a member in a role; when either has changed the owner has to look again.
  if (!member?.active || (code.details.role ?? member.role) !== member.role) throw new Problem("code-expired");
  return { memberId: member.id, name: member.name, role: member.role };
}

/**
 * The same at every try: a passkey that was made for a try that came to nothing is replaced on the device by the next
 * one. Two of one name would stand there otherwise, and one of them opens nothing. It sorts before every later person.
 */
function firstOwnerId(tenantId: string): string {
  const hex = hashSecret(`first owner of ${tenantId}`).toString("hex");
  return uuidOf(`${"0".repeat(12)}8${hex.slice(13, 16)}8${hex.slice(17, 32)}`);
}
