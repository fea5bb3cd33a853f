import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { instant } from "../platform/instant.ts";
import { clockSkewMs } from "./access-times.ts";
import type { Proof } from "./session-cookie.ts";
import { insertUsedProof } from "./used-proof.store.ts";

/**
 * Takes a device's signature, once: a request that somebody recorded opens nothing a second time, on whichever server.
 * Of the signature only r counts, the half made of a number drawn for it: to every (r, s) there is a second signature
 * (r, n - s) that anybody can compute and that is as valid.
 * @param subject the session or device in whose name it was made
 * @returns false when it was taken before
 */
export async function spendProof(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  subject: string,
  { at, signature }: Proof,
): Promise<boolean> {
  const r = Buffer.from(signature, "base64url").subarray(0, 32).toString("hex");
  const hash = deps.seal.blindIndex(tenantId, "used-proof", `${subject}|${at}|${r}`);
  return await insertUsedProof(tx, tenantId, hash, instant(at + clockSkewMs));
}
