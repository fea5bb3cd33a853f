import type { Assertion } from "../../../contract/access.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import type { ChallengePurpose } from "../codes/issue-challenge.action.ts";
import { redeemChallenge } from "../codes/redeem-challenge.action.ts";
import { challengeOf, type KnownPasskey, verifyAssertion } from "./passkey.adapter.ts";
import { findPasskey, touchPasskey } from "./passkey.store.ts";
import type { RelyingParty } from "./passkey-options.ts";

/** Who proved presence, with the text the device signs beside it. */
export interface ProvedPresence {
  readonly memberId: string;
  readonly challenge: string;
  /** What the challenge was bound to, e.g. a session for a step-up. */
  readonly sessionId: string | undefined;
  /** Notes the use of the passkey; false when it was used at the same time elsewhere. */
  note(tx: Tx): Promise<boolean>;
}

/**
 * Stands in for an unknown passkey, so that an unknown one takes as long as a known one with a wrong signature (V58):
 * the generator point of P-256 as a COSE key (RFC 9053). Anyone could sign for it (its private key is 1); that helps
 * nobody, because an assertion without a stored passkey is refused whatever the verifier says.
 */
const nobody: KnownPasskey = {
  credentialId: "",
  counter: 0,
  publicKey: Buffer.from(
    "a5010203262001215820" +
      "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296" +
      "225820" +
      "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
    "hex",
  ),
};

/** Checks a passkey's answer to a challenge of ours; undefined when anything is wrong. Uses the challenge up. */
export async function checkAssertion(
  deps: Deps,
  tenantId: string,
  purpose: ChallengePurpose,
  rp: RelyingParty,
  assertion: Assertion,
): Promise<ProvedPresence | undefined> {
  const challenge = challengeOf(assertion);
  if (challenge === undefined) return undefined;
  const issued = await redeemChallenge(deps, tenantId, purpose, challenge);
  const passkey = await deps.db.withTenant(tenantId, (tx) => findPasskey(tx, assertion.id));
  const verified = await verifyAssertion(assertion, challenge, rp, passkey ?? nobody);
  if (issued === undefined || passkey === undefined || verified === undefined) return undefined;
  return {
    memberId: passkey.memberId,
    challenge,
    sessionId: issued.details.sessionId,
    note: (tx) => touchPasskey(tx, passkey, verified.counter),
  };
}
