import type { PasskeyCreation, PasskeyRequest } from "../../../contract/access.ts";
import { challengeLifeMs } from "../access-times.ts";

/** Who a passkey is for: the name of the site without port, and the addresses it may be used from. */
export interface RelyingParty {
  readonly id: string;
  readonly origins: readonly string[];
}

/**
 * The relying party for a request whose host was already found to be this tenant's. A proxy that ends TLS is not
 * always announced, so the same host with https is ours too.
 */
export function relyingParty(publicUrl: string, host: string): RelyingParty {
  const id = host.replace(/:\d+$/, "").toLowerCase();
  const own = publicUrl.replace(/^(https?:\/\/[^/]+).*$/, "$1");
  const local = id === "localhost" || id.endsWith(".localhost");
  const here = [`https://${host}`, ...(local ? [`http://${host}`] : [])];
  return { id, origins: [...new Set([own, ...here])] };
}

/** ES256, EdDSA, RS256: what authenticators offer (IANA COSE algorithms). */
export const passkeyAlgorithms: readonly number[] = [-7, -8, -257];

/**
 * Options for `navigator.credentials.get`. No list of credentials: nobody types a name, so nobody can ask for one
 * (V58). User verification is required: the passkey is the only factor that says who it is.
 */
export function passkeyRequest(rp: RelyingParty, challenge: string): PasskeyRequest {
  return { challenge, rpId: rp.id, timeout: challengeLifeMs, userVerification: "required" };
}

/** Options for `navigator.credentials.create`. `userHandle`: the member id, base64url; says nothing of the person. */
export function passkeyCreation(
  rp: RelyingParty,
  challenge: string,
  names: { tenant: string; member: string; userHandle: string },
): PasskeyCreation {
  return {
    rp: { id: rp.id, name: names.tenant },
    user: { id: names.userHandle, name: names.member, displayName: names.member },
    challenge,
    pubKeyCredParams: passkeyAlgorithms.map((alg) => ({ type: "public-key", alg })),
    timeout: challengeLifeMs,
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    attestation: "none",
  };
}
