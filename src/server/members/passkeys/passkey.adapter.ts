import { z } from "zod";
import type { Assertion, Registration } from "../../../contract/access.ts";
import { passkeyAlgorithms, type RelyingParty } from "./passkey-options.ts";

/** A passkey as the database keeps it. */
export interface KnownPasskey {
  readonly credentialId: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
}

export interface NewPasskey extends KnownPasskey {
  readonly transports: readonly string[];
  /** False: the passkey travels between devices through a cloud and proves the person only. */
  readonly deviceBound: boolean;
}

/** Loaded when somebody signs in: with all it reads of certificates it is an eighth of what a start loads. */
const verifier = () => import("@simplewebauthn/server");

const clientData = z.object({ challenge: z.string().min(20).max(200) });

/** The challenge an authenticator answered, undefined when it cannot be read. Not verified yet. */
export function challengeOf(response: Assertion | Registration): string | undefined {
  try {
    const text = Buffer.from(response.response.clientDataJSON, "base64url").toString("utf8");
    return clientData.safeParse(JSON.parse(text)).data?.challenge;
  } catch {
    return undefined;
  }
}

/** The new counter, undefined when anything about the assertion is wrong (WebAuthn Level 3, 7.2). */
export async function verifyAssertion(
  assertion: Assertion,
  challenge: string,
  rp: RelyingParty,
  passkey: KnownPasskey,
): Promise<{ counter: number } | undefined> {
  const { verifyAuthenticationResponse } = await verifier();
  const { userHandle, ...response } = assertion.response;
  const verified = await verifyAuthenticationResponse({
    response: {
      id: assertion.id,
      rawId: assertion.rawId,
      type: assertion.type,
      clientExtensionResults: {},
      response: userHandle === undefined ? response : { ...response, userHandle },
    },
    expectedChallenge: challenge,
    expectedOrigin: [...rp.origins],
    expectedRPID: rp.id,
    requireUserVerification: true,
    credential: {
      id: passkey.credentialId,
      publicKey: Uint8Array.from(passkey.publicKey),
      counter: passkey.counter,
    },
  }).catch(() => undefined);
  // Compared with `true`: whatever else a verifier may ever answer refuses (V05).
  return verified?.verified === true && verified.authenticationInfo.userVerified === true
    ? { counter: verified.authenticationInfo.newCounter }
    : undefined;
}

/**
 * The registration with its key and without what the authenticator says of itself: nobody asked for that (`attestation:
 * "none"`). It is a stranger's certificates, and the verifier would ask any address in them whether they are revoked.
 */
async function unattested(attestationObject: string): Promise<string> {
  const { decodeAttestationObject, isoBase64URL, isoCBOR } = await import("@simplewebauthn/server/helpers");
  const authData = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject)).get("authData");
  const bare = isoCBOR.encode(
    new Map<string, string | Map<string, string> | Uint8Array>([
      ["fmt", "none"],
      ["attStmt", new Map<string, string>()],
      ["authData", authData],
    ]),
  );
  return isoBase64URL.fromBuffer(bare);
}

/** The passkey to keep, undefined when anything about the registration is wrong (WebAuthn Level 3, 7.1). */
export async function verifyRegistration(
  registration: Registration,
  challenge: string,
  rp: RelyingParty,
): Promise<NewPasskey | undefined> {
  const { verifyRegistrationResponse } = await verifier();
  const { transports, clientDataJSON } = registration.response;
  const attestationObject = await unattested(registration.response.attestationObject).catch(() => undefined);
  if (attestationObject === undefined) return undefined;
  const verified = await verifyRegistrationResponse({
    response: {
      id: registration.id,
      rawId: registration.rawId,
      type: registration.type,
      clientExtensionResults: {},
      response: { clientDataJSON, attestationObject, ...(transports === undefined ? {} : { transports }) },
    },
    expectedChallenge: challenge,
    expectedOrigin: [...rp.origins],
    expectedRPID: rp.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: [...passkeyAlgorithms],
  }).catch(() => undefined);
  if (verified?.verified !== true || verified.registrationInfo.userVerified !== true) return undefined;
  const { credential, credentialDeviceType } = verified.registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: credential.publicKey,
    counter: credential.counter,
    transports: transports ?? [],
    deviceBound: credentialDeviceType === "singleDevice",
  };
}
