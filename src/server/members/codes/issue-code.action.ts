import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { hashSecret } from "../../platform/ids.ts";
import { after } from "../../platform/instant.ts";
import { type CodeDetails, type CodePurpose, insertCodes } from "./code.store.ts";
import { makeCode, selectorOf } from "./code-text.ts";

/** Makes a one-time code; the database keeps its SHA-256 and its first group (130 random bits need no slow hash). */
export async function issueCode(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  about: { tenantId: string; purpose: CodePurpose; memberId?: string; details?: CodeDetails; lifeMs?: number },
): Promise<string> {
  const code = makeCode(Buffer.from(deps.ids.secret(), "base64url"));
  const now = deps.clock.now();
  const { lifeMs, ...row } = about;
  const expiry = lifeMs === undefined ? {} : { expiresAt: after(now, lifeMs) };
  await insertCodes(tx, [{ ...row, hash: hashSecret(code), selector: selectorOf(code), createdAt: now, ...expiry }]);
  return code;
}
